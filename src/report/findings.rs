//! Everything that a run found, in one place for those who print it.

use jiff::civil::Date;

use super::shortfall;
use crate::experiment::{Estimate, Estimates, Period, Scope};
use crate::model::{ContactCentre, Language, Note, ReplicationPlan, Title};

/// What a run found, and what it rests on.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The scenario's name.
    pub scenario: &'a str,
    /// The variant that was simulated; `base` is the scenario itself.
    pub variant: &'a str,
    /// What people are shown instead of the variant's name, if anything is.
    pub variant_title: Option<&'a Title>,
    /// The question that the scenario asks, if it opens with one.
    pub question: Option<&'a str>,
    /// SHA-256 over everything that was read, in hexadecimal.
    pub hash: &'a str,
    /// Changes to the scenario from outside, as they were written (`key=value`).
    pub overrides: &'a [String],
    /// The centre that was simulated.
    pub centre: &'a ContactCentre,
    /// How often, and from which seed.
    pub plan: ReplicationPlan,
    /// What the user should know about the scenario, one line each.
    pub warnings: &'a [Note],
    /// What was kept of a contact log, if one was replayed.
    pub log: Option<&'a LogCounts>,
    /// The numbers.
    pub estimates: &'a Estimates,
}

/// A day of the horizon that has a name, such as a holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedDay {
    /// The date.
    pub date: Date,
    /// Its name for people.
    pub name: String,
}

/// Rows of a contact log, kept and dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogCounts {
    /// Rows of the log.
    pub rows: u64,
    /// Rows that arrive in the simulation.
    pub kept: u64,
    /// Rows left out, by reason.
    pub dropped: Vec<(String, u64)>,
}

impl Findings<'_> {
    /// The variant that is the scenario itself.
    pub const BASE: &'static str = "base";

    /// The warnings of the scenario, and what only the run showed.
    pub fn notes(&self, language: Language) -> Vec<String> {
        let late = self.late_notes();
        let notes = self.warnings.iter().chain(&late);
        notes
            .map(|note| note.in_language(language).to_owned())
            .collect()
    }

    /// What was asked for and left out, and what is not known as exactly as asked; one line each.
    pub fn late_notes(&self) -> Vec<Note> {
        let omissions = self.estimates.omissions().iter();
        let omissions = omissions.map(|omission| omission.note(self.centre));
        let shortfalls = self.estimates.shortfalls().iter();
        let shortfalls = shortfalls.map(|one| shortfall::note(self, one));
        omissions.chain(shortfalls).collect()
    }

    /// The special days of the horizon, ascending, each name of a day once. A make-up working day, which
    /// calendars name after its holiday, is called what it is.
    pub fn marked_days(&self, language: Language) -> Vec<MarkedDay> {
        let days = &self.centre.special_days().days;
        let first = self.centre.horizon().start().date();
        let last = self.centre.horizon().days().last().map(|day| day.date);
        let within = days
            .iter()
            .filter(|day| day.date >= first && Some(day.date) <= last);
        let mut marked: Vec<MarkedDay> = Vec::new();
        for day in within {
            let name = match language {
                _ if day.name.is_empty() => day.kind.clone(),
                _ if !day.is_make_up => day.name.clone(),
                Language::English => format!("{}, make-up day", day.name),
                Language::Chinese => format!("{}补班", day.name),
            };
            let date = day.date;
            let known = MarkedDay { date, name };
            if !marked.contains(&known) {
                marked.push(known);
            }
        }
        marked
    }

    /// A number over the whole horizon; `None` if the measure does not exist in the scope.
    pub fn over_horizon(&self, measure: &str, scope: Scope) -> Option<Estimate> {
        self.estimates.get(measure, scope, Period::Horizon)
    }
}
