//! Observers of the harness's own, for answers that are no measure of the program.

mod balance;
mod day;
mod front_end;
mod moments;
mod waits;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use springtide::compile::SimInputs;
use springtide::model::{ContactCentre, ReplicationPlan};
use springtide::sim::{Observer, Replication, simulate};

pub(super) use moments::Moments;

/// What was watched, by name.
pub(super) type Watched = BTreeMap<String, Moments>;

/// Watches a centre in balance: `mean_in_system`, `var_busy` and, if there is a bot, what f08 knows of it.
pub(super) fn balance(
    inputs: &SimInputs,
    centre: &ContactCentre,
    plan: &ReplicationPlan,
) -> Watched {
    watch(inputs, plan, || {
        let horizon = centre.horizon();
        (
            balance::Balance::new(horizon),
            front_end::FrontEnd::new(horizon),
        )
    })
}

/// Watches a day from empty: every answer of f05, by column and interval, and what became of its
/// contacts, by interval and over the day.
pub(super) fn day(inputs: &SimInputs, centre: &ContactCentre, plan: &ReplicationPlan) -> Watched {
    watch(inputs, plan, || {
        let horizon = centre.horizon();
        (day::Day::new(horizon), waits::Waits::new(horizon))
    })
}

/// An observer of one replication that tells what it saw.
trait Watch: Observer {
    /// The names of the numbers.
    fn names(&self) -> Vec<String>;

    /// The numbers, in the order of the names.
    fn numbers(&self) -> Vec<Number>;
}

/// Two watch as one.
impl<A: Watch, B: Watch> Watch for (A, B) {
    fn names(&self) -> Vec<String> {
        [self.0.names(), self.1.names()].concat()
    }

    fn numbers(&self) -> Vec<Number> {
        [self.0.numbers(), self.1.numbers()].concat()
    }
}

/// One number of a replication, and what else it takes.
#[derive(Clone, Copy)]
struct Number {
    top: f64,
    bottom: Bottom,
}

#[derive(Clone, Copy)]
enum Bottom {
    /// The mean of the numbers is wanted.
    Nothing,
    /// The ratio of totals is wanted.
    Total(f64),
    /// The number is the mean of squares, this the mean: the variance is wanted.
    Mean(f64),
    /// The same, and the standard deviation is wanted.
    MeanOfRoot(f64),
}

/// How many replications are watched in one go; sums are added up go by go, whoever did them.
const GO: u64 = 64;

/// Simulates every replication of a plan under an observer and adds up what it saw.
fn watch<W: Watch>(
    inputs: &SimInputs,
    plan: &ReplicationPlan,
    observer: impl Fn() -> W + Sync,
) -> Watched {
    let names = observer().names();
    let next = AtomicU64::new(0);
    let goes: Mutex<BTreeMap<u64, Vec<Moments>>> = Mutex::new(BTreeMap::new());
    let work = || loop {
        let first = next.fetch_add(GO, Ordering::Relaxed);
        if first >= plan.replications {
            return;
        }
        let mut sums = vec![Moments::default(); names.len()];
        for index in first..(first + GO).min(plan.replications) {
            let mut observer = observer();
            let replication = Replication {
                seed: plan.seed,
                index,
            };
            simulate(inputs, replication, &mut observer);
            for (sum, number) in sums.iter_mut().zip(observer.numbers()) {
                sum.add(number.top, number.bottom);
            }
        }
        goes.lock().unwrap().insert(first, sums);
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut total = vec![Moments::default(); names.len()];
    for sums in goes.into_inner().unwrap().into_values() {
        for (all, some) in total.iter_mut().zip(&sums) {
            all.merge(some);
        }
    }
    names.into_iter().zip(total).collect()
}
