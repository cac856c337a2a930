//! A valid model made fast.

use crate::model::{ContactCentre, ReportPlan};

/// Flat, read-only inputs.
#[derive(Debug)]
pub struct SimInputs {}

/// Compiles a centre. `report` matters only for what must be known live (`line_length`).
pub fn compile(_centre: &ContactCentre, _report: &ReportPlan) -> SimInputs {
    SimInputs {}
}
