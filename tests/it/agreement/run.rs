//! Runs a case through the public path and compares every answer.

use springtide::compile::{SimInputs, compile};
use springtide::experiment::{self, Estimate, Estimates, Period, Scope};
use springtide::scenario::{self, Scenario};
use springtide::units::number;

use super::case::{Bottom, Case, Clock, Comparison, Kind, Source};
use super::score::{self, Events, Ours, Score};
use super::size::{self, Effort, Size};
use super::watch::{self, Watched};

/// How a case came out.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// Its family.
    pub(super) family: String,
    /// Its name.
    pub(super) id: String,
    /// Every comparison.
    pub(super) scores: Vec<Score>,
    /// Columns whose intervals stay wider than wanted.
    pub(super) wide: Vec<String>,
    /// Means left out because what they are of hardly happens.
    pub(super) left_out: Vec<String>,
    /// Contacts simulated, the warm-up included.
    pub(super) contacts: f64,
}

/// Runs a case with so much effort; `fresh` tells one try from another.
pub(super) fn run(case: &Case, effort: Effort, fresh: u64) -> Outcome {
    let size = match case.clock {
        Clock::Profile {
            interval_s,
            intervals,
            weight,
        } => Size::profile(interval_s, intervals, effort.profiles / weight),
        Clock::Steady { .. } if effort.looks_first => look_first(case, effort, fresh),
        Clock::Steady { .. } => Size::of(case, effort.contacts),
    };
    let findings = Findings::new(case, &size, seed(case, 2 * fresh + 1));
    findings.compare_twice();
    findings.outcome()
}

/// A case is simulated at least so many times as long as the first look at it.
const LEAST_FACTOR: f64 = 8.0;

/// A short run tells how long the long one has to be. Its numbers are not used otherwise, so that
/// what happened in it does not choose what is compared.
fn look_first(case: &Case, effort: Effort, fresh: u64) -> Size {
    let fewest = size::fewest_contacts(case);
    if fewest > effort.contacts / 3.0 {
        return Size::of(case, effort.contacts);
    }
    let look = fewest.max(effort.contacts / 100.0);
    let size = Size::of(case, look);
    let findings = Findings::new(case, &size, seed(case, 2 * fresh));
    let wanted = (case.comparisons.iter())
        .map(|comparison| findings.wanted_factor(comparison, effort.contacts / look))
        .fold(LEAST_FACTOR, f64::max);
    Size::of(case, (look * wanted * 1.2).min(effort.contacts))
}

/// A seed of the case's own: FNV-1a over its name.
fn seed(case: &Case, fresh: u64) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in case
        .family
        .bytes()
        .chain(case.id.bytes())
        .chain(fresh.to_le_bytes())
    {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash >> 1
}

/// What the program found for a case.
pub(super) struct Findings<'a> {
    case: &'a Case,
    size: Size,
    estimates: Estimates,
    watched: Watched,
}

impl<'a> Findings<'a> {
    pub(super) fn new(case: &'a Case, size: &Size, seed: u64) -> Self {
        let (scenario, inputs) = load(case, &case.text(size, seed));
        let plan = &scenario.replication;
        let centre = &scenario.centre;
        let estimates =
            experiment::replicate(&inputs, centre, &scenario.report, plan, None, &|_| ())
                .unwrap_or_else(|refusal| panic!("{}: {refusal}", case.id));
        let is_watched = |source: &Source| matches!(source, Source::Watched(_));
        let has_watched = (case.comparisons.iter()).any(|one| is_watched(&one.source));
        let watched = match case.clock {
            _ if !has_watched => Watched::new(),
            Clock::Profile { .. } => watch::day(&inputs, centre, plan),
            Clock::Steady { .. } => watch::balance(&inputs, centre, plan),
        };
        Self {
            case,
            size: *size,
            estimates,
            watched,
        }
    }

    fn estimate(&self, name: &str, scope: Scope, period: Period) -> Estimate {
        (self.estimates.get(name, scope, period)).unwrap_or_else(|| {
            panic!(
                "{}: there is no measure `{name}` of {scope:?}",
                self.case.id
            )
        })
    }

    /// Our number for a comparison.
    pub(super) fn ours(&self, comparison: &Comparison) -> Ours {
        match &comparison.source {
            Source::Watched(name) => self.watched[name].ours(),
            Source::Measure {
                name,
                scope,
                period,
                per_hour,
            } => {
                let factor = if *per_hour {
                    self.size.counted_hours()
                } else {
                    1.0
                };
                let exact = comparison.exact * factor;
                let estimate = self.estimate(name, *scope, *period);
                let replications = number::float(estimate.replications());
                let (Some(value), Some(interval)) = (estimate.value(), estimate.interval()) else {
                    // Nothing to average: left out if so little was to be expected.
                    return Ours::with_error(f64::NAN, f64::NAN, replications);
                };
                let ours = match estimate.standard_error() {
                    Some(error) => Ours {
                        low: interval.0,
                        high: interval.1,
                        ..Ours::with_error(value, error, replications)
                    },
                    None => Ours::with_interval(value, interval, exact, replications),
                };
                ours.times(1.0 / factor)
            }
        }
    }

    /// How many there were of what a share is of, in all replications together.
    fn bottom(&self, comparison: &Comparison, bottom: Bottom) -> f64 {
        let (scope, period) = match &comparison.source {
            Source::Watched(name) => {
                let watched = &self.watched[name];
                return watched.bottom();
            }
            Source::Measure { scope, period, .. } => (*scope, *period),
        };
        let total = |name: &str| {
            let estimate = self.estimate(name, scope, period);
            estimate.value().unwrap_or(0.0) * number::float(estimate.replications())
        };
        match bottom {
            Bottom::Offered => total("offered"),
            Bottom::Accepted => total("offered") - total("blocked"),
            Bottom::Answered => total("answered"),
            Bottom::Dialogues => total("sessions"),
            Bottom::Matters => total("matters"),
            Bottom::Replications => number::float(self.size.replications),
            Bottom::NotShort(wait) => {
                let wait = super::case::wait_name(wait);
                let share = |rule: &str| {
                    let name = format!("service_level_{rule}_within_{wait}");
                    self.estimate(&name, scope, period).value().unwrap_or(0.0)
                };
                let excluded = share("short_abandons_excluded");
                if excluded > 0.0 {
                    total("offered") * share("abandons_miss") / excluded
                } else {
                    0.0
                }
            }
        }
    }

    fn events(&self, comparison: &Comparison, ours: &Ours) -> Option<Events> {
        match comparison.kind {
            Kind::Share(bottom) => {
                let bottom = self.bottom(comparison, bottom);
                Some(Events::of_share(comparison.exact, ours, bottom))
            }
            Kind::Count => Some(Events::of_count(comparison.exact, ours)),
            Kind::TimeShare | Kind::Mean | Kind::Percentile => None,
        }
    }

    /// How many times as much has to be simulated for this comparison, as far as `most` allows.
    fn wanted_factor(&self, comparison: &Comparison, most: f64) -> f64 {
        let ours = self.ours(comparison);
        let width = ours.half_width() / score::wanted_half_width(comparison);
        let factor = if width.is_finite() {
            width * width
        } else {
            1.0
        };
        match comparison.kind {
            Kind::Share(bottom) => {
                let events = score::wanted_bottom(comparison.exact)
                    / self.bottom(comparison, bottom).max(1.0);
                // Where the room does not suffice, the count is compared.
                if events < most {
                    factor.max(events)
                } else {
                    factor
                }
            }
            _ => factor,
        }
    }

    fn outcome(&self) -> Outcome {
        let case = self.case;
        let ours: Vec<Ours> = case.comparisons.iter().map(|c| self.ours(c)).collect();
        let mut events: Vec<Option<Events>> = (case.comparisons.iter().zip(&ours))
            .map(|(comparison, ours)| self.events(comparison, ours))
            .collect();
        // The replications of a profile are independent: what is rare in it is clumped no more.
        if matches!(case.clock, Clock::Steady { .. }) {
            let common = (events.iter().flatten())
                .filter_map(Events::known_clump)
                .fold(1.0, f64::max);
            for events in &mut events {
                *events = events.map(|events| events.clumped_like(common));
            }
        }
        let largest = (events.iter().flatten())
            .map(Events::clump)
            .fold(1.0, f64::max);
        let are_few = |column: &str| {
            (case.comparisons.iter().zip(&events)).any(|(comparison, events)| {
                comparison.column == column && events.is_some_and(|events| events.are_few())
            })
        };
        let mut outcome = Outcome {
            family: case.family.clone(),
            id: case.id.clone(),
            scores: Vec::new(),
            wide: Vec::new(),
            left_out: Vec::new(),
            contacts: self.contacts(),
        };
        for ((comparison, ours), events) in case.comparisons.iter().zip(&ours).zip(&events) {
            let is_blind = match comparison.kind {
                Kind::Percentile => {
                    let answered = self.bottom(comparison, Bottom::Answered);
                    Events::would_be_few(comparison.beyond() * answered, largest)
                }
                _ => comparison.rests_on.as_deref().is_some_and(are_few),
            };
            if is_blind {
                outcome.left_out.push(comparison.column.clone());
                continue;
            }
            assert!(
                ours.value.is_finite(),
                "{} {}: ours is not defined, the answer is {}",
                case.id,
                comparison.column,
                comparison.exact
            );
            let score = score::score(comparison, ours, *events);
            if score.counts
                && !score.as_count
                && ours.half_width() > score::wanted_half_width(comparison)
            {
                outcome.wide.push(comparison.column.clone());
            }
            outcome.scores.push(score);
        }
        outcome
    }

    fn contacts(&self) -> f64 {
        match self.case.clock {
            Clock::Steady { per_hour, .. } => self.size.contacts(per_hour),
            Clock::Profile { .. } => {
                let offered = self.estimate("offered", Scope::Centre, Period::Horizon);
                offered.value().unwrap_or(0.0) * number::float(self.size.replications)
            }
        }
    }

    /// In a profile the program's own table of intervals has to say what the harness's observer saw
    /// in the same replications.
    fn compare_twice(&self) {
        let Clock::Profile { intervals, .. } = self.case.clock else {
            return;
        };
        for interval in 0..intervals {
            for (measure, column) in SEEN_TWICE {
                let theirs = self.estimate(measure, Scope::Centre, Period::Interval(interval));
                let column = super::columns::numbered(column, interval);
                let seen = self.watched[&column].ours().value;
                let value = theirs.value().unwrap_or(f64::NAN);
                assert!(
                    (value - seen).abs() <= 1e-9 * seen.abs() + 1e-12,
                    "{} {column}: `{measure}` is {value}, the observer saw {seen}",
                    self.case.id
                );
            }
        }
    }
}

/// Measures of intervals, and what of the observer's says the same.
const SEEN_TWICE: [(&str, &str); 9] = [
    ("offered", "exp_arrivals"),
    ("waited_share", "p_wait_of_arrivals"),
    ("answered_then", "answered_then"),
    ("abandoned_then", "exp_abandons"),
    ("queue_length", "mean_queue_timeavg"),
    ("busy", "mean_busy_timeavg"),
    ("service_level", "sl_offered_by_arrival_T20"),
    ("service_level_abandons_miss", "sl_offered_by_arrival_T20"),
    ("service_level_short_abandons_excluded", "sl_excl_short_ab"),
];

/// The scenario of a text, and the same made fast.
pub(super) fn load(case: &Case, text: &str) -> (Scenario, SimInputs) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in &case.files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let name = format!("{} {}", case.family, case.id);
    let scenario = scenario::load_text(text, &name, folder.path(), &[])
        .unwrap_or_else(|problems| panic!("{name} is not valid: {problems:?}\n{text}"));
    let inputs = compile(&scenario.centre, &scenario.report);
    (scenario, inputs)
}
