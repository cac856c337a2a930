//! One event of an iCalendar file (RFC 5545, 3.6.1), property by property.

use jiff::civil::Date;

use super::content_line::{ContentLine, texts};
use super::recurrence::{self, Rule};
use crate::scenario::problem::Place;
use crate::scenario::reader::Fault;

/// Longer events are no special days.
const LONGEST_DAYS: i32 = 366;

/// More dates than this in one event are no calendar.
const MOST_DATES: usize = 10_000;

/// Properties that say nothing about when an event is or what kind of day it makes.
const BESIDE: [&str; 26] = [
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DESCRIPTION",
    "STYLED-DESCRIPTION",
    "LOCATION",
    "GEO",
    "TRANSP",
    "CLASS",
    "URL",
    "ORGANIZER",
    "ATTENDEE",
    "PRIORITY",
    "CONTACT",
    "COMMENT",
    "ATTACH",
    "RELATED-TO",
    "RESOURCES",
    "REQUEST-STATUS",
    "COLOR",
    "IMAGE",
    "CONFERENCE",
    "CONCEPT",
    "REFID",
];

/// An event as far as it has been read.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// The line with which it begins.
    pub(super) place: Place,
    start: Option<(Date, Place)>,
    /// The first day after it, or how many days it has.
    end: Option<(End, Place)>,
    rule: Option<(Rule, Place)>,
    more_dates: Vec<Date>,
    except_dates: Vec<Date>,
    pub(super) kinds: Vec<String>,
    pub(super) name: String,
    pub(super) is_cancelled: bool,
    /// Whether something in it could not be read, which has been said.
    pub(super) is_broken: bool,
}

#[derive(Clone, Copy, Debug)]
enum End {
    Before(Date),
    Days(i32),
}

/// Where an event lies: its first days, and how many days each time.
pub(super) struct Course {
    pub(super) starts: Vec<Date>,
    pub(super) days: i32,
}

impl Event {
    /// An event that begins in a line.
    pub(super) fn at(place: Place) -> Self {
        Self {
            place,
            start: None,
            end: None,
            rule: None,
            more_dates: Vec::new(),
            except_dates: Vec::new(),
            kinds: Vec::new(),
            name: String::new(),
            is_cancelled: false,
            is_broken: false,
        }
    }

    /// Takes in one property.
    pub(super) fn take(&mut self, line: &ContentLine, place: &Place) -> Result<(), Fault> {
        let is_again = match line.name.as_str() {
            "DTSTART" => self.start.is_some(),
            "DTEND" | "DURATION" => self.end.is_some(),
            "RRULE" => self.rule.is_some(),
            _ => false,
        };
        if is_again {
            let found = format!("{} although it, or its like, was given above", line.name);
            return Err(Fault::new(
                found,
                "one start, one end (or duration) and one rule",
            ));
        }
        match line.name.as_str() {
            "DTSTART" => self.start = Some((one_date(line)?, place.clone())),
            "DTEND" => self.end = Some((End::Before(one_date(line)?), place.clone())),
            "DURATION" => self.end = Some((End::Days(days(&line.value)?), place.clone())),
            "RRULE" => {
                let rule = Rule::read(&line.value).map_err(|(found, allowed)| {
                    let fault = Fault::new(found, allowed);
                    if line.value.to_ascii_uppercase().contains("BYSETPOS") {
                        fault.hint("write the place beside the day: BYDAY=4TH")
                    } else if line.value.to_ascii_uppercase().contains("UNTIL") {
                        fault.hint("UNTIL of an all-day event is a date: UNTIL=20261231")
                    } else {
                        fault
                    }
                })?;
                self.rule = Some((rule, place.clone()));
            }
            "RDATE" => self.more_dates.extend(dates(line, self.more_dates.len())?),
            "EXDATE" => self
                .except_dates
                .extend(dates(line, self.except_dates.len())?),
            "CATEGORIES" => {
                let kinds = texts(&line.value)
                    .into_iter()
                    .filter(|kind| !kind.is_empty());
                for kind in kinds {
                    if !self.kinds.contains(&kind) && self.kinds.len() < 100 {
                        self.kinds.push(kind);
                    }
                }
            }
            "SUMMARY" => self.name = texts(&line.value).join(", "),
            "STATUS" => self.is_cancelled = line.value.eq_ignore_ascii_case("CANCELLED"),
            "RECURRENCE-ID" => {
                return Err(Fault::new(
                    "RECURRENCE-ID: one time of a repeated event that is changed",
                    "events that are the same each time",
                )
                .hint("leave that date out with EXDATE, and give it an event of its own"));
            }
            name if BESIDE.contains(&name) || name.starts_with("X-") => {}
            name => {
                return Err(Fault::new(
                    format!("the property {name}"),
                    "DTSTART, DTEND or DURATION, RRULE, RDATE, EXDATE, CATEGORIES, SUMMARY, STATUS",
                ));
            }
        }
        Ok(())
    }

    /// When it takes place within a window of dates; a fault with its place if that cannot be said.
    /// `steps` counts down the dates that may be looked at.
    pub(super) fn course(
        &self,
        window: (Date, Date),
        steps: &mut u64,
    ) -> Result<Course, (Place, Fault)> {
        let Some((start, start_place)) = &self.start else {
            let fault = Fault::new("an event without DTSTART", "DTSTART;VALUE=DATE:20260217");
            return Err((self.place.clone(), fault));
        };
        let days = match &self.end {
            None => 1,
            Some((End::Days(days), _)) => *days,
            Some((End::Before(end), _)) => {
                i32::try_from(end.duration_since(*start).as_hours() / 24).unwrap_or(i32::MAX)
            }
        };
        if !(1..=LONGEST_DAYS).contains(&days) {
            let place = self.end.as_ref().map_or(&self.place, |(_, place)| place);
            let (found, hint) = if days < 1 {
                (
                    "an end that is not after the start".to_owned(),
                    "DTEND is the first day after the event",
                )
            } else {
                (format!("an event of {days} days"), "look at the years")
            };
            let fault = Fault::new(found, format!("1 to {LONGEST_DAYS} days")).hint(hint);
            return Err((place.clone(), fault));
        }
        // A time that began before the window may reach into it.
        let reach = jiff::Span::new().days(days);
        let window = (window.0.saturating_sub(reach), window.1);
        let mut starts = match &self.rule {
            None => vec![*start],
            Some((rule, place)) => {
                if !rule.hits(*start, *start) {
                    let fault = Fault::new(
                        format!("a start on {start}, which its own rule does not hit"),
                        "a start that is the first time of its rule",
                    );
                    return Err((start_place.clone(), fault));
                }
                rule.dates(*start, window, steps).ok_or_else(|| {
                    let fault = Fault::new(
                        "rules that count too far to be followed",
                        format!("at most {} days over all rules", recurrence::MOST_STEPS),
                    )
                    .hint("write UNTIL instead of COUNT, or a later start");
                    (place.clone(), fault)
                })?
            }
        };
        starts.extend(self.more_dates.iter().copied());
        starts.retain(|start| {
            (window.0..=window.1).contains(start) && !self.except_dates.contains(start)
        });
        starts.sort_unstable();
        starts.dedup();
        Ok(Course { starts, days })
    }
}

/// The dates of a line; a time of day is refused.
fn dates(line: &ContentLine, before: usize) -> Result<Vec<Date>, Fault> {
    let values: Vec<&str> = line.value.split(',').collect();
    if before + values.len() > MOST_DATES {
        let found = format!("more than {MOST_DATES} dates in one event");
        return Err(Fault::new(found, "a rule, or events of their own"));
    }
    let is_dated = |(name, value): &(String, String)| match name.as_str() {
        "VALUE" => value.eq_ignore_ascii_case("DATE"),
        "TZID" => false,
        _ => true,
    };
    let is_timed = values.iter().any(|value| value.contains(['T', 't']));
    if is_timed || !line.parameters.iter().all(is_dated) {
        return Err(Fault::new(
            format!("{} with a time of day", line.name),
            format!("all-day events: {};VALUE=DATE:20260217", line.name),
        )
        .hint("make it an all-day event: special days are whole"));
    }
    let read: Option<Vec<Date>> = values.iter().map(|v| recurrence::date(v.trim())).collect();
    read.ok_or_else(|| {
        Fault::new(
            format!("a date that is none in {}", line.name),
            "dates like 20260217, in the years 1900 to 2200",
        )
    })
}

fn one_date(line: &ContentLine) -> Result<Date, Fault> {
    match dates(line, 0)?.as_slice() {
        [date] => Ok(*date),
        _ => Err(Fault::new(
            format!("several dates in {}", line.name),
            "one date",
        )),
    }
}

/// Whole days: `P9D`, `P1W`.
fn days(text: &str) -> Result<i32, Fault> {
    let refuse = || {
        Fault::new(
            format!(
                "the duration `{}`",
                text.chars().take(40).collect::<String>()
            ),
            "whole days or weeks: P9D, P1W",
        )
    };
    let upper = text.trim().to_ascii_uppercase();
    let rest = upper.strip_prefix('+').unwrap_or(&upper);
    let rest = rest.strip_prefix('P').ok_or_else(refuse)?;
    let digits = |digits: &str, times: i32| -> Option<i32> {
        let is_plain =
            (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_plain
            .then(|| digits.parse::<i32>().ok())
            .flatten()?
            .checked_mul(times)
    };
    let read = match rest.strip_suffix('D') {
        Some(days) => digits(days, 1),
        None => rest.strip_suffix('W').and_then(|weeks| digits(weeks, 7)),
    };
    read.ok_or_else(refuse)
}
