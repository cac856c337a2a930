//! How the people of a skill group differ.

use crate::units::{Factor, Share, Span};

/// How the people of a skill group differ from each other and from hour to hour; by default they do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Coefficient of variation, between people, of a factor on talk and wrap-up with mean 1
    /// (lognormal) [0..=3].
    pub handling_cv: f64,
    /// Standard deviation, between people, of what is added to the chance to resolve a matter, which
    /// stays from 0 to 1 [0..=1].
    pub resolution_sd: Share,
    /// How long people have been there, and the share of them; shares add up to 1. Empty: nobody is
    /// new.
    pub tenure: Vec<(Span, Share)>,
    /// How new people differ from those who are not.
    pub learning: Option<Learning>,
    /// How handling changes with the line, ascending: from so many contacts waiting for each agent
    /// logged in \[≥ 0\], this factor on talk and wrap-up; below the first: 1.
    pub under_load: Vec<(f64, Factor)>,
}

/// A learning curve: what a new person lacks is halved again and again, always in the same time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// Factor on talk and wrap-up on the first day \[> 0\].
    pub handling_at_start: Factor,
    /// Factor on the chance to resolve a matter on the first day [0..=1].
    pub resolution_at_start: Share,
    /// The time in which what lacks is halved \[> 0\].
    pub half_life: Span,
}

impl People {
    /// Whether some are unlike others.
    pub fn differ(&self) -> bool {
        *self != Self::default()
    }
}
