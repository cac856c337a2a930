//! The list of all measures.

mod channels;
mod contacts;
mod costs;
mod service_levels;
mod waits;
mod work;

use super::{Better, Contacts, Estimator, IntervalUse, Measure, ScopeKind, Unit};
use super::{glossary, promised, worded};
use crate::model::{ContactCentre, Language, ReportPlan};

const CUSTOMERS: &[ScopeKind] = &[ScopeKind::Centre, ScopeKind::Type, ScopeKind::Queue];
const PEOPLE: &[ScopeKind] = &[ScopeKind::Centre, ScopeKind::Group];

/// The measures of a centre, in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct Catalogue {
    measures: Vec<Measure>,
}

impl Catalogue {
    /// The measures of a centre under a report plan.
    pub fn new(centre: &ContactCentre, report: &ReportPlan) -> Self {
        let mut list = List::default();
        if !centre.incidents().is_empty() {
            list.deflected(centre);
        }
        list.counts();
        if centre.mixes_tickets() {
            list.contacts = Contacts::Live;
        }
        list.shares();
        list.service_levels(report);
        list.measures.extend(promised::measures(centre));
        list.waits(report);
        list.contacts = Contacts::All;
        list.worded(centre);
        list.work(centre);
        list.channels(centre, report);
        list.costs(centre);
        list.lines(report);
        let mut measures = list.measures;
        measures.retain(|measure| report.intervals || measure.is_of_days());
        Self { measures }
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

/// Measures being listed.
#[derive(Default)]
struct List {
    measures: Vec<Measure>,
    /// Whose contacts those that are added are about in the whole centre.
    contacts: Contacts,
}

impl List {
    /// A measure of customers, with its value in the table of intervals; the calls that follow change
    /// what differs.
    fn add(
        &mut self,
        name: impl Into<String>,
        unit: Unit,
        estimator: Estimator,
        definition: impl Into<String>,
    ) -> &mut Measure {
        let mut definition = definition.into();
        definition.push_str(glossary::contacts_clause(self.contacts, Language::English));
        self.measures.push(Measure {
            name: name.into(),
            unit,
            definition,
            scopes: CUSTOMERS.to_vec(),
            better: Better::Lower,
            contacts: self.contacts,
            by_interval: IntervalUse::Value,
            estimator,
        });
        let last = self.measures.len() - 1;
        &mut self.measures[last]
    }

    /// What happens around contacts, and what relieves lines.
    fn worded(&mut self, centre: &ContactCentre) {
        for known in worded::all().filter(|known| known.part.is_of(centre)) {
            let measure = self.add(known.name, known.unit, known.estimator, known.definition);
            measure.better = known.better;
        }
    }

    fn of_people(
        &mut self,
        name: &str,
        unit: Unit,
        estimator: Estimator,
        definition: &str,
    ) -> &mut Measure {
        let measure = self.add(name, unit, estimator, definition);
        measure.scopes = PEOPLE.to_vec();
        measure.better = Better::Neither;
        measure
    }
}
