//! Every number we report, defined once.
//!
//! [`Catalogue`] lists the measures of a centre in the order in which they are shown. Tables, CSV
//! headers and the glossary read it; nobody else defines a measure. A [`Measure`] names its
//! [`Estimator`], which says of which [`Quantity`] it is the mean, or of which two the ratio;
//! [`reading`] says how a quantity is read off a tally.

pub mod catalogue;
pub mod estimator;
pub mod glossary;
pub mod measure;
pub mod precision;
pub mod promised;
pub mod quantity;
pub mod reading;
pub mod scope;
mod worded;
pub mod wording;

pub use catalogue::Catalogue;
pub use estimator::{Estimator, WaitKind};
pub use measure::{Better, Contacts, IntervalUse, Measure, ScopeKind, Unit};
pub use precision::{HalfWidth, Precision, StoppingRule};
pub use promised::Promised;
pub use quantity::Quantity;
pub use reading::{GroupView, TypeView};
pub use scope::{Period, Scope};
