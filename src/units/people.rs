//! People: heads that are logged in, and paid capacity.

use super::Share;
use super::number;

/// People logged in, or planned to be [0..=2^32−1].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Agents(u32);

impl Agents {
    /// Nobody.
    pub const ZERO: Self = Self(0);

    /// So many people.
    pub const fn new(heads: u32) -> Self {
        Self(heads)
    }

    /// The number of people.
    pub const fn as_u32(self) -> u32 {
        self.0
    }

    /// The paid capacity behind these people: present ÷ (1 − shrinkage); `None` for a shrinkage of 1.
    ///
    /// ```
    /// use springtide::units::{Agents, Share};
    /// let paid = Agents::new(18).to_paid(Share::new(0.28).unwrap()).unwrap();
    /// assert_eq!(paid.as_f64(), 25.0);
    /// ```
    pub fn to_paid(self, shrinkage: Share) -> Option<Fte> {
        let present = shrinkage.complement().as_f64();
        (present > 0.0).then(|| Fte(number::float(u64::from(self.0)) / present))
    }
}

/// Paid capacity in full-time people, fractional [0..].
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Fte(f64);

impl Fte {
    /// The number of full-time people.
    pub const fn as_f64(self) -> f64 {
        self.0
    }
}
