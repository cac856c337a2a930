//! How long customers wait before they leave.

use super::{Distribution, FactorCurve};
use crate::units::Share;

/// Patience of the customers of a contact type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patience {
    /// How long they wait in line; `None`: for ever.
    pub law: Option<Distribution>,
    /// Factors on how long they wait, by the instant of arrival; `None`: always 1.
    pub by_time: Option<FactorCurve>,
    /// Share who leave at once if they are not answered at once [0..=1].
    pub leaves_at_once: Share,
}
