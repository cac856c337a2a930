//! Laws of random lengths of time, written by mean and spread.

mod law;
mod quantile;
mod record;

pub(super) use law::EXAMPLES;
pub(crate) use law::law_of;
