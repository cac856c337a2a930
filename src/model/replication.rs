//! How often, and from which seed, the horizon is simulated.

use crate::units::Share;

/// How often the horizon is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReplicationPlan {
    /// How many independent horizons [≥ 1].
    pub replications: u64,
    /// Where chance starts.
    pub seed: u64,
    /// Confidence of the intervals \[0 < confidence < 1\].
    pub confidence: Share,
}
