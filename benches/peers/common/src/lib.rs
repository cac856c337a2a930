//! What the Rust yardsticks share: the workloads, the counters and the line that they print.
//!
//! Every program is called as `PROGRAM WORKLOAD CONTACTS SEED [AGENTS]` and prints one line of
//! `key=value`, which `run.py` reads. All times are in minutes.

use std::{env, fmt, process, time::Instant};

/// Answered within this many minutes is in time (20 s).
pub const IN_TIME: f64 = 1.0 / 3.0;

/// A kind of contact. The group with the same number takes it first.
#[derive(Clone, Copy, Debug)]
pub struct ContactType {
    /// Arrivals a minute.
    pub rate: f64,
    /// Mean minutes that an agent spends on one.
    pub service: f64,
}

/// A contact centre with exponential draws and lines that are first come, first served.
///
/// Where there are two types, the agents of group 0 answer type 0 only; those of group 1 answer
/// both, type 1 first. A contact of type 0 goes to group 0 if anybody there is free.
#[derive(Clone, Debug, Default)]
pub struct Workload {
    pub types: Vec<ContactType>,
    /// Agents in each group.
    pub agents: Vec<usize>,
    /// Mean minutes until somebody in line abandons; nobody does where it is `None`.
    pub patience: Option<f64>,
}

impl Workload {
    /// The workload of that name; `agents` changes its size at the same load.
    ///
    /// # Errors
    /// Says so if there is none of that name, or if it has only one size.
    pub fn named(name: &str, agents: Option<usize>) -> Result<Self, String> {
        let one_queue = |usual: usize, load: f64, service: f64, patience| {
            let agents = agents.unwrap_or(usual);
            #[expect(clippy::cast_precision_loss, reason = "a few thousand agents at most")]
            let rate = load * agents as f64 / service;
            Self {
                types: vec![ContactType { rate, service }],
                agents: vec![agents],
                patience,
            }
        };
        match (name, agents) {
            ("W1", _) => Ok(one_queue(100, 0.95, 1.0, None)),
            ("W2", _) => Ok(one_queue(490, 500.0 / 490.0, 5.0, Some(2.0))),
            ("OV", _) => Ok(one_queue(1_000, 2.0, 5.0, Some(60.0))),
            ("W3", None) => Ok(Self {
                types: vec![
                    ContactType {
                        rate: 60.0,
                        service: 5.0,
                    },
                    ContactType {
                        rate: 40.0,
                        service: 6.0,
                    },
                ],
                agents: vec![280, 240],
                patience: Some(3.0),
            }),
            ("W3", Some(_)) => Err("W3 has one size only".to_owned()),
            _ => Err(format!("no workload {name}: W1, W2, W3 or OV")),
        }
    }

    /// Arrivals a minute, all types together.
    pub fn rate(&self) -> f64 {
        self.types.iter().map(|of| of.rate).sum()
    }
}

/// What to run.
#[derive(Clone, Debug)]
pub struct Arguments {
    pub workload: Workload,
    pub contacts: u64,
    pub seed: u64,
}

impl Arguments {
    /// Reads the command line; ends the program with the usage if it is wrong.
    pub fn read() -> Self {
        let words: Vec<String> = env::args().skip(1).collect();
        Self::parse(&words).unwrap_or_else(|problem| {
            eprintln!("{problem}\nusage: WORKLOAD CONTACTS SEED [AGENTS]");
            process::exit(2)
        })
    }

    fn parse(words: &[String]) -> Result<Self, String> {
        let (workload, contacts, seed, agents) = match words {
            [workload, contacts, seed] => (workload, contacts, seed, None),
            [workload, contacts, seed, agents] => (workload, contacts, seed, Some(agents)),
            _ => return Err("three or four arguments".to_owned()),
        };
        let number = |word: &String| {
            word.parse::<u64>()
                .map_err(|problem| format!("{word}: {problem}"))
        };
        let size = |word: &String| {
            word.parse::<usize>()
                .map_err(|problem| format!("{word}: {problem}"))
        };
        Ok(Self {
            workload: Workload::named(workload, agents.map(size).transpose()?)?,
            contacts: number(contacts)?,
            seed: number(seed)?,
        })
    }
}

/// The few numbers that every program counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counters {
    pub contacts: u64,
    /// Contacts that found no free agent.
    pub waited: u64,
    /// Contacts answered within [`IN_TIME`].
    pub in_time: u64,
    pub abandoned: u64,
    /// Minutes in line, summed over all contacts.
    pub wait: f64,
}

impl Counters {
    /// A contact that found a free agent.
    pub fn answered_at_once(&mut self) {
        self.contacts += 1;
        self.in_time += 1;
    }

    /// A contact that stood in line for `wait` minutes and was answered.
    pub fn answered_after(&mut self, wait: f64) {
        self.contacts += 1;
        self.waited += 1;
        self.in_time += u64::from(wait <= IN_TIME);
        self.wait += wait;
    }

    /// A contact that stood in line for `wait` minutes and abandoned.
    pub fn abandoned_after(&mut self, wait: f64) {
        self.contacts += 1;
        self.waited += 1;
        self.abandoned += 1;
        self.wait += wait;
    }
}

impl fmt::Display for Counters {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.contacts as f64;
        write!(
            out,
            "contacts={} waited={:.7} wait_min={:.7} abandoned={:.7} in_time={:.7}",
            self.contacts,
            self.waited as f64 / all,
            self.wait / all,
            self.abandoned as f64 / all,
            self.in_time as f64 / all
        )
    }
}

/// Runs `simulation` and prints what it counted, whatever more it has to say, and how fast it was.
///
/// # Panics
/// If the simulation did not account for every contact.
pub fn print_timed<T: fmt::Display>(
    arguments: &Arguments,
    simulation: impl FnOnce(&Arguments) -> (Counters, T),
) {
    let start = Instant::now();
    let (counters, more) = simulation(arguments);
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(
        counters.contacts, arguments.contacts,
        "every contact is counted once"
    );
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    let millions = counters.contacts as f64 / 1e6;
    println!(
        "{counters}{more} seconds={seconds:.3} millions_a_second={:.3}",
        millions / seconds
    );
}
