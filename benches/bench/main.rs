//! How fast springtide is: `cargo bench`, or `cargo bench -- workload` for one group.
//!
//! | group | what is timed |
//! |---|---|
//! | `engine` | the event core alone |
//! | `workload` | W1, W2, W3 and OV from the compiled model on, one thread, all statistics |
//! | `process` | the same as a user runs them, whole process; and the memory they took |
//! | `growth` | with agents, backlog, contact types × skill groups, and the horizon |
//! | `threads` | the same experiment on 1 and 2 threads |
//! | `feature` | each optional part of the model against the same without it |
//!
//! The scenarios are those of `benches/scenarios`; `benches/README.md` holds results.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot run should stop and say where, and prints what it found"
)]

mod engine;
mod feature;
mod growth;
mod prepared;
mod process;
mod threads;
mod workload;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    all,
    engine::bench,
    workload::bench,
    process::bench,
    growth::bench,
    threads::bench,
    feature::bench,
);
criterion_main!(all);
