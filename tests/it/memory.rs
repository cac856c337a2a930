//! Memory does not grow with contacts: the program's own peak, as the operating system saw it.

use std::path::Path;
use std::process::{Command, Stdio};

/// Peak resident memory of a run in kilobytes, `None` where the system does not tell.
fn peak_of_run(horizon: &str, out: &Path) -> Option<u64> {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scenarios/w2.toml");
    let mut child = Command::new(env!("CARGO_BIN_EXE_springtide"))
        .arg("run")
        .arg(scenario)
        .args([
            "--set",
            &format!("clock.horizon={horizon}"),
            "--set",
            "clock.interval=24h",
        ])
        .args(["--threads", "1", "--quiet", "--out"])
        .arg(out)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    // The high-water mark is read again and again until the process is gone; the last reading counts.
    while child.try_wait().unwrap().is_none() {
        let reading = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = reading.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = mark
            .and_then(|kb| kb.trim().trim_end_matches(" kB").parse().ok())
            .or(peak);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(child.wait().unwrap().success());
    peak
}

#[test]
fn a_hundred_times_the_contacts_take_no_more_memory() {
    // A hundred contacts a minute. An unoptimised build checks the same with a tenth of the contacts.
    let (few, many) = if cfg!(debug_assertions) {
        ("1000min", "100000min")
    } else {
        ("10000min", "1000000min")
    };
    let folder = tempfile::tempdir().unwrap();
    let peaks = [few, many].map(|horizon| peak_of_run(horizon, &folder.path().join(horizon)));
    let [Some(small), Some(large)] = peaks else {
        println!("skipped: this system does not tell a process's peak memory");
        return;
    };
    println!("peak memory: {small} kB for {few} of W2, {large} kB for {many}");
    assert!(large * 10 <= small * 11, "{small} kB grew to {large} kB");
}
