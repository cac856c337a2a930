//! Every number we report, defined once.
//!
//! [`Catalogue`] lists the measures of a centre in the order in which they are shown. Tables, CSV
//! headers and the glossary read it; nobody else defines a measure.

pub mod measure;

pub use measure::{Better, Measure, ScopeKind, Unit};

use crate::model::{ContactCentre, ReportPlan};

/// The measures of a centre, in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct Catalogue {
    measures: Vec<Measure>,
}

impl Catalogue {
    /// The measures of a centre under a report plan.
    pub fn new(_centre: &ContactCentre, _report: &ReportPlan) -> Self {
        Self {
            measures: Vec::new(),
        }
    }

    /// The measures, in the order in which they are shown.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure of a name.
    pub fn find(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }
}
