//! Discrete-event simulation of customer-service load and service levels.
//!
//! A scenario says what a contact centre is: who contacts it and when, who answers, by which rules, and
//! what customers were promised. springtide simulates it and says how long customers will wait, with
//! the uncertainty of every number.
//!
//! # The way of the data
//!
//! The modules stand in the order in which data passes through them:
//!
//! ```text
//!                                                foundations
//!  scenario.toml ──► scenario   read, check      units    quantities as types
//!                       │                        random   seeds, streams, draws
//!                       ▼                        engine   future events, clocks
//!                     model     ContactCentre, valid by construction
//!                       │
//!                       ▼
//!                    compile    SimInputs, flat and read-only
//!                       │
//!                       ▼
//!                      sim      one horizon; announces to an Observer
//!                       │
//!                       ▼
//!                     stats     Tally, counts and totals
//!                       │
//!                       ▼
//!                   measures    what each number means
//!                       │
//!                       ▼
//!                  experiment   many replications ► Estimates, half-widths
//!                       │
//!                       ▼
//!                    report     tables · CSV · JSON · charts · page
//!                       │
//!                       ▼
//!                      cli      the front door
//! ```
//!
//! # Promises
//!
//! 1. The same scenario, seed and version give the same bytes, on any number of threads, on any x86-64
//!    or Arm machine, and for any split of the replications into parts that are merged
//!    (`tests/it/determinism.rs`).
//! 2. The same customers arrive under every plan: when a contact arrives, its patience and its amount
//!    of work hang on who it is, not on when it is drawn. More agents, another contact type or another
//!    purpose disturb nobody else's chance ([`random::streams`], `tests/it/chance.rs`).
//! 3. Events at the same instant are applied in a fixed order: edges of intervals, ends of handling,
//!    log-outs, log-ins, opening and closing, arrivals, departures from a line; within one kind in the
//!    order posted, and clocks by number ([`engine`], [`sim`]).
//! 4. Nobody is lost: arrived = deflected + offered, and offered = blocked + sent away + answered + abandoned + still there
//!    (`tests/it/conservation.rs`, `tests/it/incidents`).
//! 5. Every reported mean has a confidence interval, and one definition ([`measures`]).
//! 6. Where a formula is exact, the simulation agrees with it (`tests/it/agreement`).
//! 7. A scenario that loads can be run (`tests/it/scenarios.rs`).

pub mod units;

pub mod random;

pub mod engine;

pub mod scenario;

pub mod model;

pub mod compile;

pub mod sim;

pub mod stats;

pub mod measures;

pub mod experiment;

pub mod report;

pub mod cli;
