//! Reproducible chance.
//!
//! Every draw is a pure function of (seed, replication, whose, purpose): see [`streams`]. The variates
//! are drawn here and not by a library, because a library's logarithms come from wherever another
//! dependency makes them come from, and the same bytes on every platform are promised; they use `libm`
//! and the four operations only.

pub mod arrival_process;
pub mod burst;
#[cfg(test)]
mod counted;
pub mod exp;
pub mod exponential;
pub mod gamma_law;
pub mod normal;
pub mod sampler;
pub mod standard_laws;
pub mod standard_normal;
pub mod streams;

pub use arrival_process::{ArrivalLaw, ArrivalProcess};
pub use exp::Exp;
pub use exponential::StandardExponential;
pub use sampler::Sampler;
pub use standard_laws::StandardLaws;
pub use standard_normal::StandardNormal;
pub use streams::{Draw, Purpose, Stream};
