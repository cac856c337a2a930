//! Calendars as calendar programs write them: all-day events of iCalendar files (RFC 5545).
//!
//! What is understood: all-day events of one or several days (the end is exclusive), that repeat or do
//! not, with their categories as kinds. What is not understood is refused with its line: a timed
//! event, a rule with parts that are not known, a task. Nothing is passed over but what says nothing
//! about which days an event makes special; cancelled events are counted in a warning.

mod content_line;
mod event;
mod recurrence;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::files::Unreadable;
use super::problem::{Place, Problem, Source};
use super::reader::Fault;
use super::table::{CalendarDay, Reading};
use super::toml_tree::shortened;
use super::warning::Warning;
use crate::model::Note;
use content_line::ContentLine;
use event::Event;

/// More days than this are no calendar.
const MOST_DAYS: usize = 200_000;

/// Properties of the calendar itself.
const OF_CALENDAR: [&str; 14] = [
    "PRODID",
    "VERSION",
    "METHOD",
    "NAME",
    "DESCRIPTION",
    "UID",
    "LAST-MODIFIED",
    "URL",
    "CATEGORIES",
    "REFRESH-INTERVAL",
    "SOURCE",
    "COLOR",
    "IMAGE",
    "CALSCALE",
];

/// Parts that say nothing about which days are special.
const PASSED_OVER: [&str; 4] = ["VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"];

/// A calendar file that is being read.
struct Calendar<'a, 'r> {
    reading: Reading<'r>,
    source: Arc<Source>,
    usual_kind: Option<&'a str>,
    window: (Date, Date),
    /// The parts that are open, outermost first, with the lines in which they begin.
    open: Vec<(String, Place)>,
    event: Option<Event>,
    days: Vec<CalendarDay>,
    kinds: &'a mut BTreeSet<String>,
    steps: u64,
    cancelled: u64,
}

/// Reads the days of a calendar within a window of dates; `usual_kind` is the kind of events without
/// categories. All kinds that the file names, on whatever date, are added to `kinds`.
pub(crate) fn calendar_days(
    mut reading: Reading<'_>,
    path: &Path,
    usual_kind: Option<&str>,
    window: (Date, Date),
    kinds: &mut BTreeSet<String>,
) -> Option<Vec<CalendarDay>> {
    let noted = reading.problems.noted();
    let source = match reading.files.text(path) {
        Ok(source) => source,
        Err(unreadable) => {
            refuse_unreadable(&mut reading, path, &unreadable);
            return None;
        }
    };
    let mut calendar = Calendar {
        reading,
        source,
        usual_kind,
        window,
        open: Vec::new(),
        event: None,
        days: Vec::new(),
        kinds,
        steps: recurrence::MOST_STEPS,
        cancelled: 0,
    };
    calendar.read();
    let is_sound = calendar.reading.problems.noted() == noted;
    is_sound.then_some(calendar.days)
}

fn refuse_unreadable(reading: &mut Reading<'_>, path: &Path, why: &Unreadable) {
    let hint = match why {
        Unreadable::Missing => Some("a path is relative to the scenario file; check its spelling"),
        Unreadable::NotText { .. } => Some("save it as UTF-8"),
        _ => None,
    };
    reading.problems.push(Problem {
        place: reading.place.clone(),
        key: reading.key.to_owned(),
        found: format!("`{}`: {why}", path.display()),
        allowed: "an iCalendar file that can be read".to_owned(),
        hint: hint.map(str::to_owned),
    });
}

impl Calendar<'_, '_> {
    fn read(&mut self) {
        let source = Arc::clone(&self.source);
        let mut is_first = true;
        for (text, span) in content_line::unfolded(&source.text) {
            let place = self.place(span);
            let line = match content_line::read(&text) {
                Ok(line) => line,
                Err(found) => {
                    let fault = Fault::new(found, "a line like DTSTART;VALUE=DATE:20260217");
                    self.refuse(&place, "", fault);
                    if is_first {
                        // Not a calendar at all: its other lines are not worth a word each.
                        return;
                    }
                    self.break_event();
                    continue;
                }
            };
            let opens = line.name == "BEGIN" && line.value.eq_ignore_ascii_case("VCALENDAR");
            if is_first && !opens {
                let fault = Fault::new("a file that is no calendar", "BEGIN:VCALENDAR first")
                    .hint("export the calendar as .ics; a table of days is a .csv file");
                self.refuse(&place, &line.name, fault);
                return;
            }
            is_first = false;
            self.take(&line, &place);
            if self.days.len() > MOST_DAYS {
                return;
            }
        }
        if is_first {
            let place = Place::beginning(&source);
            let fault = Fault::new("an empty file", "BEGIN:VCALENDAR first");
            self.refuse(&place, "", fault);
        }
        if let Some((name, place)) = self.open.pop() {
            let fault = Fault::new(
                format!("BEGIN:{name} without its end"),
                format!("END:{name}"),
            )
            .hint("the file has been cut off: export it again");
            self.refuse(&place, "BEGIN", fault);
        }
        if self.cancelled > 0 {
            let plural = if self.cancelled == 1 { "" } else { "s" };
            self.reading.warnings.push(Warning {
                place: self.reading.place.clone(),
                key: self.reading.key.to_owned(),
                found: Note::new(
                    format!(
                        "{} cancelled event{plural} in `{}`",
                        self.cancelled, self.source.name
                    ),
                    format!("`{}`中有{}个已取消的事件", self.source.name, self.cancelled),
                ),
                advice: Note::new(
                    "their days are not special; remove STATUS:CANCELLED if they are",
                    "这些日期不作为特殊日期；如果应当是，请删除STATUS:CANCELLED",
                ),
            });
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::new(&self.source, span)
    }

    fn refuse(&mut self, place: &Place, key: &str, fault: Fault) {
        let name = self.source.name.clone();
        self.reading.problems.push_with(&name, || Problem {
            place: place.clone(),
            key: if key.is_empty() { "line" } else { key }.to_owned(),
            found: fault.found,
            allowed: fault.allowed,
            hint: fault.hint,
        });
    }

    fn break_event(&mut self) {
        if let Some(event) = &mut self.event {
            event.is_broken = true;
        }
    }

    /// Takes in one line.
    fn take(&mut self, line: &ContentLine, place: &Place) {
        match line.name.as_str() {
            "BEGIN" => self.begins(&line.value.to_ascii_uppercase(), place),
            "END" => self.ends(&line.value.to_ascii_uppercase(), place),
            _ => self.property(line, place),
        }
    }

    fn begins(&mut self, part: &str, place: &Place) {
        let outer = self.open.last().map(|(name, _)| name.as_str());
        let fits = match (outer, part) {
            (None, "VCALENDAR") | (Some("VCALENDAR"), "VEVENT" | "VTIMEZONE") => true,
            (Some(outer), part) => PASSED_OVER.contains(&part) && outer != "VCALENDAR",
            (None, _) => false,
        };
        if !fits {
            let fault = Fault::new(
                format!("BEGIN:{}", shortened(part)),
                "events: BEGIN:VEVENT inside of BEGIN:VCALENDAR",
            )
            .hint("export the events alone, without tasks and journals");
            self.refuse(place, "BEGIN", fault);
        }
        if part == "VEVENT" {
            self.event = Some(Event::at(place.clone()));
        }
        if self.open.len() < 100 {
            self.open.push((part.to_owned(), place.clone()));
        }
    }

    fn ends(&mut self, part: &str, place: &Place) {
        if self.open.last().is_none_or(|(name, _)| name != part) {
            let allowed = match self.open.last() {
                Some((name, _)) => format!("END:{name}"),
                None => "BEGIN:VCALENDAR".to_owned(),
            };
            let found = format!("END:{}", shortened(part));
            self.refuse(place, "END", Fault::new(found, allowed));
            return;
        }
        self.open.pop();
        if part == "VEVENT"
            && let Some(event) = self.event.take()
        {
            self.add(&event);
        }
    }

    fn property(&mut self, line: &ContentLine, place: &Place) {
        let inside = self.open.last().map(|(name, _)| name.clone());
        let fault = match inside.as_deref() {
            Some("VEVENT") => match self.event.as_mut().map(|event| event.take(line, place)) {
                Some(Err(fault)) => Some(fault),
                _ => None,
            },
            Some("VCALENDAR") => of_calendar(line),
            Some(part) if PASSED_OVER.contains(&part) => None,
            // A part that is not understood has been refused whole.
            Some(_) => None,
            None => Some(Fault::new(
                format!("{} outside of the calendar", line.name),
                "BEGIN:VCALENDAR before it",
            )),
        };
        if let Some(fault) = fault {
            self.refuse(place, &line.name, fault);
            self.break_event();
        }
    }

    /// Adds the days of an event.
    fn add(&mut self, event: &Event) {
        if event.is_broken {
            return;
        }
        if event.is_cancelled {
            self.cancelled += 1;
            return;
        }
        let mut kinds = event.kinds.clone();
        if kinds.is_empty() {
            let Some(kind) = self.usual_kind else {
                let fault = Fault::new(
                    "an event without CATEGORIES",
                    "the kind of day that it is: CATEGORIES:holiday",
                )
                .hint("or write `kind` in [calendar]: the kind of events that do not say one");
                self.refuse(&event.place, "CATEGORIES", fault);
                return;
            };
            kinds.push(kind.to_owned());
        }
        self.kinds.extend(kinds.iter().cloned());
        let course = match event.course(self.window, &mut self.steps) {
            Ok(course) => course,
            Err((place, fault)) => {
                self.refuse(&place, "VEVENT", fault);
                return;
            }
        };
        for start in course.starts {
            let dates = std::iter::successors(Some(start), |date| date.tomorrow().ok());
            for date in dates.take(usize::try_from(course.days).unwrap_or(0)) {
                for kind in &kinds {
                    self.days.push(CalendarDay {
                        date,
                        kind: kind.clone(),
                        name: event.name.clone(),
                        replaces: None,
                        place: event.place.clone(),
                    });
                }
            }
            if self.days.len() > MOST_DAYS {
                let fault = Fault::new(
                    format!("more than {MOST_DAYS} special days"),
                    "fewer events, or a shorter horizon",
                );
                self.refuse(&event.place, "VEVENT", fault);
                return;
            }
        }
    }
}

/// What is wrong with a property of the calendar itself.
fn of_calendar(line: &ContentLine) -> Option<Fault> {
    let is_known = OF_CALENDAR.contains(&line.name.as_str()) || line.name.starts_with("X-");
    let is_gregorian = line.name != "CALSCALE" || line.value.eq_ignore_ascii_case("GREGORIAN");
    let is_version = line.name != "VERSION" || line.value.trim() == "2.0";
    if is_known && is_gregorian && is_version {
        return None;
    }
    let found = format!("{}:{}", line.name, shortened(&line.value));
    Some(Fault::new(
        found,
        "VERSION:2.0, CALSCALE:GREGORIAN, and events: BEGIN:VEVENT",
    ))
}

#[cfg(test)]
mod tests;
