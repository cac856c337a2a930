//! The rule: when do many comparisons together, or one alone, contradict the simulation.

use std::collections::BTreeMap;
use std::fmt;

use springtide::units::number;

use super::run::Outcome;
use super::score::Score;

/// Families with fewer cases are taken together.
const OWN_FAMILY: usize = 20;
/// The least share of 95 % intervals that hold the answer.
const LEAST_COVERAGE: f64 = 0.88;
/// The farthest that one comparison may be off.
const FARTHEST: f64 = 5.0;
/// The farthest that the mean over cases may be off, in standard errors.
const FARTHEST_MEAN: f64 = 3.0;

/// What several comparisons come to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Summary {
    pub(super) cases: usize,
    /// Comparisons, those included that say too little for means and coverage.
    pub(super) comparisons: usize,
    pub(super) mean: f64,
    pub(super) deviation: f64,
    pub(super) worst: f64,
    /// Case and column of the worst.
    pub(super) worst_at: String,
    pub(super) coverage: f64,
}

impl Summary {
    /// Of these cases.
    pub(super) fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Self {
        let mut summary = Self {
            cases: 0,
            comparisons: 0,
            mean: f64::NAN,
            deviation: f64::NAN,
            worst: 0.0,
            worst_at: String::new(),
            coverage: f64::NAN,
        };
        let (mut counted, mut covered, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
        for outcome in outcomes {
            summary.cases += 1;
            summary.comparisons += outcome.scores.len();
            for score in &outcome.scores {
                if score.z.abs() > summary.worst {
                    summary.worst = score.z.abs();
                    summary.worst_at = format!("{} {}", outcome.id, score.column);
                }
                if score.counts {
                    counted += 1.0;
                    covered += f64::from(u8::from(score.covered));
                    sum += score.z;
                    squares += score.z * score.z;
                }
            }
        }
        if counted > 0.0 {
            summary.mean = sum / counted;
            summary.deviation = (squares / counted - summary.mean * summary.mean).sqrt();
            summary.coverage = covered / counted;
        }
        summary
    }
}

/// Which way the cases lean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lean {
    /// The mean over cases of each case's mean deviate, positive towards congestion.
    pub(super) mean: f64,
    /// Its standard error.
    pub(super) error: f64,
}

impl Lean {
    /// Of these cases; those that say nothing about congestion are left out.
    pub(super) fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Self {
        let leans = |score: &&Score| score.counts && score.congestion.to_bits() << 1 != 0;
        let means: Vec<f64> = outcomes
            .filter_map(|outcome| {
                let of: Vec<f64> = (outcome.scores.iter().filter(leans))
                    .map(|score| score.congestion)
                    .collect();
                (!of.is_empty()).then(|| of.iter().sum::<f64>() / number::float_len(of.len()))
            })
            .collect();
        let n = number::float_len(means.len());
        let mean = means.iter().sum::<f64>() / n;
        let squares: f64 = means.iter().map(|m| (m - mean) * (m - mean)).sum();
        Self {
            mean,
            error: (squares / (n - 1.0) / n).sqrt(),
        }
    }

    fn is_far(self) -> bool {
        self.mean.abs() > FARTHEST_MEAN * self.error
    }
}

/// A breach of the rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Breach {
    /// Too few intervals of these families hold the answer.
    Coverage {
        families: Vec<String>,
        coverage: f64,
    },
    /// One comparison is far off.
    Far {
        family: String,
        id: String,
        column: String,
        z: f64,
    },
    /// All cases together lean to one side.
    Leaning(Lean),
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coverage { families, coverage } => write!(
                f,
                "{}: only {:.1} % of the 95 % intervals hold the answer",
                families.join(", "),
                100.0 * coverage
            ),
            Self::Far {
                family,
                id,
                column,
                z,
            } => write!(f, "{family} {id} {column}: z = {z:.2}"),
            Self::Leaning(lean) => write!(
                f,
                "the cases lean {} congestion: mean {:.3} with standard error {:.3}",
                if lean.mean > 0.0 {
                    "towards more"
                } else {
                    "towards less"
                },
                lean.mean,
                lean.error
            ),
        }
    }
}

impl Breach {
    /// Whether it has to do with a case.
    pub(super) fn concerns(&self, family: &str, id: &str) -> bool {
        match self {
            Self::Coverage { families, .. } => families.iter().any(|other| other == family),
            Self::Far {
                family: f, id: i, ..
            } => f == family && i == id,
            Self::Leaning(_) => true,
        }
    }
}

/// Groups of families that are judged together: large ones alone, small ones in one.
fn judged_together(outcomes: &[Outcome]) -> Vec<Vec<String>> {
    let mut cases: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in outcomes {
        *cases.entry(&outcome.family).or_default() += 1;
    }
    let (large, small): (Vec<_>, Vec<_>) = cases
        .into_iter()
        .partition(|(_, cases)| *cases >= OWN_FAMILY);
    let mut groups: Vec<Vec<String>> = large
        .into_iter()
        .map(|(family, _)| vec![family.to_owned()])
        .collect();
    if !small.is_empty() {
        groups.push(
            small
                .into_iter()
                .map(|(family, _)| family.to_owned())
                .collect(),
        );
    }
    groups
}

/// Whether one comparison alone is a breach; what is not a number is as far off as can be.
fn is_far(score: &Score) -> bool {
    score.z.is_nan() || score.z.abs() > FARTHEST
}

/// Every breach of the rule.
pub(super) fn breaches(outcomes: &[Outcome]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for families in judged_together(outcomes) {
        let of_them = outcomes
            .iter()
            .filter(|outcome| families.contains(&outcome.family));
        let coverage = Summary::of(of_them).coverage;
        if coverage < LEAST_COVERAGE {
            breaches.push(Breach::Coverage { families, coverage });
        }
    }
    for outcome in outcomes {
        for score in outcome.scores.iter().filter(|score| is_far(score)) {
            breaches.push(Breach::Far {
                family: outcome.family.clone(),
                id: outcome.id.clone(),
                column: score.column.clone(),
                z: score.z,
            });
        }
    }
    let lean = Lean::of(outcomes.iter());
    if lean.is_far() {
        breaches.push(Breach::Leaning(lean));
    }
    breaches
}

/// The breaches that are there again when the cases they concern are run once more.
///
/// `second` holds those cases, run afresh with more work.
pub(super) fn repeated(first: Vec<Breach>, second: &[Outcome]) -> Vec<Breach> {
    first
        .into_iter()
        .filter(|breach| {
            let mut concerned = second
                .iter()
                .filter(|outcome| breach.concerns(&outcome.family, &outcome.id));
            match breach {
                Breach::Coverage { .. } => Summary::of(concerned).coverage < LEAST_COVERAGE,
                Breach::Far { .. } => concerned.any(|outcome| outcome.scores.iter().any(is_far)),
                Breach::Leaning(_) => Lean::of(concerned).is_far(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
