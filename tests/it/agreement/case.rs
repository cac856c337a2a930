//! A reference case: a contact centre as scenario text, and the answers to compare.

use std::fmt::Write as _;

use springtide::experiment::{Period, Scope};

use super::size::Size;

/// A contact centre whose answers are known.
pub(super) struct Case {
    /// The family: the beginning of the file's name.
    pub(super) family: String,
    /// The case's name.
    pub(super) id: String,
    /// Queues, contact types and skill groups as scenario text.
    pub(super) centre: String,
    /// Files beside the scenario: name and content.
    pub(super) files: Vec<(&'static str, String)>,
    /// The clock.
    pub(super) clock: Clock,
    /// What is compared.
    pub(super) comparisons: Vec<Comparison>,
}

/// How the time of a case runs.
pub(super) enum Clock {
    /// A centre in balance.
    Steady {
        /// Contacts an hour, all types.
        per_hour: f64,
        /// How long it takes to forget how it began [s].
        warm_up_s: f64,
    },
    /// A day of its own, from empty, in planning intervals.
    Profile {
        /// The length of the intervals [s].
        interval_s: u64,
        /// How many there are.
        intervals: usize,
        /// For how many of the shortest profiles one of these stands: so many times fewer are
        /// simulated.
        weight: u64,
    },
}

/// One answer.
pub(super) struct Comparison {
    /// Its column; in a profile with the number of the interval.
    pub(super) column: String,
    /// The answer.
    pub(super) exact: f64,
    /// Where ours is found.
    pub(super) source: Source,
    /// What kind of number it is.
    pub(super) kind: Kind,
    /// What more of it means.
    pub(super) sign: Sign,
    /// The column of the events without which there would be nothing to average.
    pub(super) rests_on: Option<String>,
}

/// Where our number is found.
#[derive(Clone)]
pub(super) enum Source {
    /// In the program's own results.
    Measure {
        /// The measure's name.
        name: String,
        /// Of which part of the centre.
        scope: Scope,
        /// Over which time.
        period: Period,
        /// Whether a count is to be divided by the hours counted.
        per_hour: bool,
    },
    /// Watched by an observer of the harness's own, under this name.
    Watched(String),
}

/// What kind of number an answer is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A share of events.
    Share(Bottom),
    /// A share of time.
    TimeShare,
    /// A mean number of events in a replication.
    Count,
    /// A mean.
    Mean,
    /// A percentile.
    Percentile,
}

/// Of what a share is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Bottom {
    /// All contacts offered.
    Offered,
    /// Those let in.
    Accepted,
    /// Those answered.
    Answered,
    /// Those offered less those who abandoned within so many seconds.
    NotShort(u32),
    /// All dialogues with self-service.
    Dialogues,
    /// All matters that began.
    Matters,
    /// All replications.
    Replications,
}

/// What more of a number means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A more congested centre.
    Congested,
    /// A less congested one.
    Relaxed,
    /// Neither.
    Neither,
}

impl Comparison {
    /// The share of contacts beyond a percentile.
    pub(super) fn beyond(&self) -> f64 {
        let Source::Measure { name, .. } = &self.source else {
            return 1.0;
        };
        let percent = name
            .rsplit_once("_p")
            .and_then(|(_, percent)| percent.parse::<f64>().ok());
        percent.map_or(1.0, |percent| 1.0 - percent / 100.0)
    }
}

impl Sign {
    /// 1 if more is more congested, −1 if less is.
    pub(super) const fn towards_congestion(self) -> f64 {
        match self {
            Self::Congested => 1.0,
            Self::Relaxed => -1.0,
            Self::Neither => 0.0,
        }
    }
}

/// A wait longer than any in a reference case [h].
pub(super) const NEVER_WAITED_H: u32 = 2_000;

impl Case {
    /// The whole scenario as text.
    pub(super) fn text(&self, size: &Size, seed: u64) -> String {
        let mut text = String::new();
        let mut line = |words: String| writeln!(text, "{words}").unwrap();
        line(format!("# {} {}\n", self.family, self.id));
        line("[clock]\nstart = \"2026-01-05 00:00\"\ntime_zone = \"UTC\"".to_owned());
        match &self.clock {
            Clock::Steady { .. } => {
                line(format!(
                    "horizon = \"{}s\"",
                    size.warm_up_s + size.counted_s
                ));
                line(format!("warm_up = \"{}s\"", size.warm_up_s));
                line("interval = \"24h\"".to_owned());
            }
            Clock::Profile { interval_s, .. } => {
                line(format!("horizon = \"{}s\"", size.counted_s));
                line(format!("interval = \"{interval_s}s\""));
            }
        }
        line("\n[replication]".to_owned());
        line(format!("replications = {}", size.replications));
        line(format!("seed = {seed}"));
        line("\n[report]\ndays = false".to_owned());
        let is_profile = matches!(self.clock, Clock::Profile { .. });
        line(format!("intervals = {is_profile}"));
        line(format!(
            "percentiles = [{}]",
            self.asked("_p", |p| format!("{p}%"))
        ));
        line(format!(
            "within = [{}]",
            self.asked("_within_", ToOwned::to_owned)
        ));
        line(format!(
            "waiting_over = [{}]\n",
            self.asked("_over_", ToOwned::to_owned)
        ));
        text + &self.centre
    }

    /// What follows `mark` in the names of measures, in the order in which the reader wants it.
    fn asked(&self, mark: &str, write: impl Fn(&str) -> String) -> String {
        let mut asked: Vec<(usize, &str)> = Vec::new();
        for comparison in &self.comparisons {
            if let Source::Measure { name, .. } = &comparison.source
                && let Some((_, rest)) = name.split_once(mark)
                && (mark != "_p" || rest.bytes().all(|byte| byte.is_ascii_digit()))
                && !asked.iter().any(|(_, known)| *known == rest)
            {
                asked.push((seconds(rest), rest));
            }
        }
        asked.sort_unstable();
        let words: Vec<String> = (asked.iter())
            .map(|(_, rest)| format!("\"{}\"", write(rest)))
            .collect();
        words.join(", ")
    }
}

/// The length of `20s`, `1min`, `2h`, in order to sort; percentiles are numbers.
fn seconds(text: &str) -> usize {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "min" => 60,
        "h" => 3_600,
        _ => 1,
    };
    digits.parse::<usize>().unwrap() * unit
}

/// A wait as it stands in the names of measures.
pub(super) fn wait_name(seconds: u32) -> String {
    if seconds.is_multiple_of(60) {
        format!("{}min", seconds / 60)
    } else {
        format!("{seconds}s")
    }
}
