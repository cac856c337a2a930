//! Memory does not grow with contacts: the program's own peak, as the operating system saw it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::aloud::say;

/// Peak resident memory of a run in kilobytes, `None` where the system does not tell.
fn peak_of_run(options: &[&str], out: &Path) -> Option<u64> {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/scenarios/w2.toml");
    let mut child = Command::new(env!("CARGO_BIN_EXE_springtide"))
        .arg("run")
        .arg(scenario)
        .args(options)
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
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// Whether a run of many contacts takes at most a tenth more memory than one of few; says what it took.
fn compare(what: &str, few: &[&str], many: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let peak = |options| peak_of_run(options, &folder.path().join("run"));
    // A short run can be gone before its last reading: the highest of three counts.
    let small = [few; 3].into_iter().filter_map(peak).max();
    let (Some(small), Some(large)) = (small, peak(many)) else {
        say("skipped: this system does not tell a process's peak memory");
        return;
    };
    say(format!(
        "peak memory of {what}: {small} kB for {few:?}, {large} kB for {many:?}"
    ));
    assert!(large * 10 <= small * 11, "{small} kB grew to {large} kB");
}

/// W2 as it is shipped but for its length: 1 and 100 million contacts in 1 and 100 replications. An unoptimised
/// build checks the same with a tenth of the contacts.
#[test]
fn a_hundred_times_the_replications_take_no_more_memory() {
    let horizon = if cfg!(debug_assertions) {
        "clock.horizon=1000min"
    } else {
        "clock.horizon=10000min"
    };
    let options = |replications| ["--set", horizon, "--replications", replications];
    compare("W2 by replications", &options("1"), &options("100"));
}

/// One replication of a hundred times the length. The planning interval is a day: the list of intervals of
/// the horizon grows with the horizon, contacts or none, though nothing of them is reported.
#[test]
fn a_hundred_times_the_horizon_takes_no_more_memory() {
    let (few, many) = if cfg!(debug_assertions) {
        ("clock.horizon=1000min", "clock.horizon=100000min")
    } else {
        ("clock.horizon=10000min", "clock.horizon=1000000min")
    };
    let options = |horizon| ["--set", "clock.interval=24h", "--set", horizon];
    compare("W2 by length", &options(few), &options(many));
}
