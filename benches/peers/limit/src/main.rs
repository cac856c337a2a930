//! What the hardware allows: the four workloads and nothing else, on one thread.
//!
//! There is no scenario and no generality here; what one may do by knowing the workload beforehand, this
//! program does. Its statistics are those of a planner, though: totals, a histogram of waits and a table
//! of intervals of 15 minutes. Build it for the machine that it runs on:
//!
//! ```sh
//! RUSTFLAGS="-C target-cpu=native" cargo run --release -- W2 20000000 1
//! ```

// The checks of bounds cost about 1 %: not worth unsafe code.
#![forbid(unsafe_code)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "times are positive and below `NEVER`, which is checked before the run; counts below 2⁵³"
)]

mod calendar;
mod centre;
mod line;
mod random;
mod statistics;

use common::{Arguments, print_timed};

fn main() {
    let arguments = Arguments::read();
    let Arguments {
        workload, contacts, ..
    } = &arguments;
    // 2 % and a day in hand for the chance of arrivals and the last contacts.
    let end = *contacts as f64 / workload.rate() * 1.02 + 1440.0;
    assert!(end < calendar::NEVER, "too many contacts: time runs out");
    print_timed(
        &arguments,
        |Arguments {
             workload,
             contacts,
             seed,
         }| {
            let run = match (workload.types.len(), workload.patience) {
                (1, None) => centre::one_queue::<false>,
                (1, Some(_)) => centre::one_queue::<true>,
                _ => centre::two_queues,
            };
            let statistics = run(workload, *contacts, *seed);
            (statistics.counters(), statistics)
        },
    );
}
