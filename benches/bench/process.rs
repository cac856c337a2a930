//! The workloads as a user runs them: the whole process, and the memory it takes.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};

use crate::prepared::{Prepared, long, scenarios};
use crate::workload::WORKLOADS;

/// The command line of a workload.
fn command(name: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_springtide"));
    command
        .arg("run")
        .arg(scenarios().join(name).with_extension("toml"))
        .args(["--threads", "1", "--quiet", "--out"])
        .arg(out)
        .stdout(Stdio::null());
    command
}

/// The most memory that a run held \[kB\], where the system tells: read until the process is gone.
fn peak(mut command: Command) -> Option<u64> {
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        let reading = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = reading.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse().ok());
        peak = kilobytes.or(peak);
        std::thread::sleep(Duration::from_millis(10));
    }
    peak
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut group = long(criterion, "process");
    for name in WORKLOADS {
        let contacts = Prepared::new(&format!("{name}.toml"), &[]).contacts();
        group.throughput(Throughput::Elements(contacts));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| assert!(command(name, folder.path()).status().unwrap().success()));
        });
        if let Some(kilobytes) = peak(command(name, folder.path())) {
            println!("{name}: {kilobytes} kB at most");
        }
    }
    group.finish();
}
