//! Plans on the same chance, and how sure their differences are.
//!
//! Replication i of every plan has the same seed and index, so the same customers arrive, with the same
//! patience and the same work (common random numbers; Law 2015, section 11.2). What a replication
//! says of one plan then goes up and down with what it says of another, and their difference varies
//! less than either. How much less is measured: beside the totals of each plan are kept the sums of
//! the products of its numbers with those of the base, replication by replication, in whole numbers.
//!
//! The first plan is the base. Of every measure that the base and another plan have, for a part of the
//! centre and a period that both have (by name and date), there is a [`Difference`]:
//!
//! - Means, ratios of totals, load, standard deviations, means of days: the delta method on the totals
//!   of both plans, so that a difference of ratios has the spread of the paired residuals; Student's t
//!   with n − 1 degrees of freedom (the paired t interval, Law 2015, eq. 10.1).
//! - Costs: likewise; what is fixed differs without any doubt.
//! - Chances: the interval of Newcombe for paired proportions (`proportions`).
//! - Percentiles: by sections (`sections`), for the horizon; those of days have no interval.
//!
//! With three plans or more each of k − 1 differences from the base also has an interval that is wide
//! enough for all of them to hold at once: that of confidence 1 − α ÷ (k − 1) (Bonferroni; for
//! comparisons with a standard under common random numbers: Law 2015, section 10.3.1). It asks nothing
//! of how the differences hang together, which differs from measure to measure. It holds for the plans
//! of one measure together, not for all measures at once.

mod addresses;
mod compare;
mod crossed;
mod difference;
mod pairing;
mod proportions;
mod sections;

pub(super) use compare::compare_observing;
pub use compare::{Comparison, Contender, compare};
pub use difference::{Difference, DifferenceRow};
