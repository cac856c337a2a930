//! The `[calendar]` section: which days are special, and of which kind.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use crate::model::Horizon;
use crate::scenario::catalogue;
use crate::scenario::ics;
use crate::scenario::problem::Place;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::{Section, join};
use crate::scenario::table::{CalendarDay, calendar_days};
use crate::scenario::toml_tree::{Item, Value, shortened};
use crate::scenario::value::list_of;

/// How far from a special day its volume curve may reach, in days.
pub(crate) const REACH: i32 = 14;

/// More files than this are no calendar.
const MOST_FILES: usize = 100;

/// Days that belong together: consecutive ones of the same kind and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// What the files of a calendar say together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calendar {
    /// In the order of their kinds, names and dates.
    pub(crate) occasions: Vec<Occasion>,
    /// Which weekday a make-up working day replaces.
    pub(crate) replaced: BTreeMap<Date, Weekday>,
    /// The make-up working days by date, kind and name: another kind of the same date is none.
    make_up: BTreeSet<(Date, String, String)>,
    /// Every kind that the files name, on whatever date.
    pub(crate) kinds: BTreeSet<String>,
}

/// Reads the calendar's files; without the section there are no special days.
pub(crate) fn read(reader: &mut Reader, root: &Section<'_>, horizon: &Horizon) -> Calendar {
    let Some(item) = root.item("calendar") else {
        return Calendar::default();
    };
    let Some(section) = Section::open(reader, &catalogue::CALENDAR, "calendar".to_owned(), item)
    else {
        return Calendar::default();
    };
    let kind = section
        .item("kind")
        .and_then(|_| section.text(reader, "kind"));
    if let (Some(""), Some(item)) = (kind.map(str::trim), section.item("kind")) {
        let fault = Fault::new("an empty text", "a word for the kind of day: \"holiday\"");
        reader.refuse(&item.place, "calendar.kind", fault);
    }
    let sheet = section
        .item("sheet")
        .and_then(|_| section.text(reader, "sheet"));
    let mut calendar = Calendar::default();
    let Some(file) = section.required(reader, "file") else {
        return calendar;
    };
    let path = section.path_of("file");
    let items: &[Item] = match &file.item.value {
        Value::List(_) => {
            list_of(reader, &path, &file.item, MOST_FILES, "paths of files").unwrap_or_default()
        }
        _ => std::slice::from_ref(&file.item),
    };
    let is_list = matches!(file.item.value, Value::List(_));
    if let Some(entry) = section.entry("sheet")
        && !items.is_empty()
        && items.iter().all(is_ics)
    {
        let fault = Fault::new("`sheet` without a workbook", "with Excel workbooks only")
            .hint("an .ics file has no sheets: remove `sheet`");
        reader.refuse(&entry.key_place, &section.path_of("sheet"), fault);
    }
    let mut days = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let path = if is_list {
            join(&path, &(i + 1).to_string())
        } else {
            path.clone()
        };
        let asked = Asked {
            path: &path,
            item,
            kind,
            sheet,
        };
        days.extend(file_days(reader, &asked, horizon, &mut calendar.kinds));
    }
    calendar.put_together(reader, days);
    calendar.keep_within(window(horizon));
    calendar
}

/// A file of the calendar, and what its days are if it does not say so.
struct Asked<'a> {
    path: &'a str,
    item: &'a Item,
    kind: Option<&'a str>,
    sheet: Option<&'a str>,
}

/// Whether a file is a calendar of events by its name.
fn is_ics(item: &Item) -> bool {
    match &item.value {
        Value::Text(text) => text.to_ascii_lowercase().ends_with(".ics"),
        _ => false,
    }
}

/// The days of one file, and all kinds that it names.
fn file_days(
    reader: &mut Reader,
    asked: &Asked<'_>,
    horizon: &Horizon,
    kinds: &mut BTreeSet<String>,
) -> Vec<CalendarDay> {
    let is_ics = is_ics(asked.item);
    let Some(path) = reader.path_of(asked.path, asked.item) else {
        return Vec::new();
    };
    let reading = reader.reading(
        asked.path,
        &asked.item.place,
        asked.sheet.filter(|_| !is_ics),
    );
    let days = if is_ics {
        ics::calendar_days(reading, &path, asked.kind, window(horizon), kinds)
    } else {
        calendar_days(reading, &path, asked.kind)
    };
    let days = days.unwrap_or_default();
    if !is_ics {
        kinds.extend(days.iter().map(|day| day.kind.clone()));
    }
    days
}

/// The dates whose special days can matter.
fn window(horizon: &Horizon) -> (Date, Date) {
    let reach = jiff::Span::new().days(REACH);
    let (first, last) = (
        horizon.start().date(),
        horizon.zoned_at(horizon.latest()).date(),
    );
    (first.saturating_sub(reach), last.saturating_add(reach))
}

impl Calendar {
    /// Forgets days that are too far from the horizon to matter.
    fn keep_within(&mut self, (first, last): (Date, Date)) {
        self.occasions
            .retain(|occasion| occasion.last >= first && occasion.first <= last);
        self.replaced
            .retain(|date, _| (first..=last).contains(date));
    }

    /// Whether a day of an occasion is worked in place of another day.
    pub(crate) fn is_make_up(&self, occasion: &Occasion, date: Date) -> bool {
        let key = (date, occasion.kind.clone(), occasion.name.clone());
        self.make_up.contains(&key)
    }

    /// Days into occasions; a day that is there twice would count twice, and is refused.
    fn put_together(&mut self, reader: &mut Reader, days: Vec<CalendarDay>) {
        let mut known: BTreeMap<(String, String, Date), Place> = BTreeMap::new();
        for day in days {
            if let Some(weekday) = day.replaces {
                let make_up = (day.date, day.kind.clone(), day.name.clone());
                self.make_up.insert(make_up);
                let before = self.replaced.insert(day.date, weekday);
                if before.is_some_and(|before| before != weekday) {
                    let found = format!("{} replaces two different weekdays", day.date);
                    let fault = Fault::new(found, "one weekday that the day replaces");
                    reader.refuse(&day.place, "replaces", fault);
                }
            }
            let key = (day.kind, day.name, day.date);
            if let Some(before) = known.get(&key) {
                let (line, _) = before.line_and_column();
                let found = format!(
                    "the {} \"{}\" on {} a second time",
                    shortened(&key.0),
                    shortened(&key.1),
                    key.2
                );
                let allowed = format!(
                    "once: it is in line {line} of `{}` already",
                    before.source.name
                );
                let fault = Fault::new(found, allowed).hint("remove one of them");
                reader.refuse(&day.place, "date", fault);
            } else {
                known.insert(key, day.place);
            }
        }
        for (kind, name, date) in known.into_keys() {
            match self.occasions.last_mut() {
                Some(last)
                    if last.kind == kind
                        && last.name == name
                        && last.last.tomorrow().is_ok_and(|next| next == date) =>
                {
                    last.last = date;
                }
                _ => self.occasions.push(Occasion {
                    kind,
                    name,
                    first: date,
                    last: date,
                }),
            }
        }
    }
}

impl Occasion {
    /// Its days, in order.
    pub(crate) fn days(&self) -> impl Iterator<Item = Date> {
        let last = self.last;
        let next = move |date: &Date| date.tomorrow().ok().filter(|next| *next <= last);
        std::iter::successors(Some(self.first), next)
    }

    /// The days that are so far from it: all of its own for 0, the one that many days before its first
    /// or after its last for others.
    pub(crate) fn days_at(&self, offset: i32) -> impl Iterator<Item = Date> {
        let shifted = |date: Date| date.checked_add(jiff::Span::new().days(offset)).ok();
        let single = match offset {
            0 => None,
            ..0 => shifted(self.first),
            _ => shifted(self.last),
        };
        let own = (offset == 0).then(|| self.days());
        single.into_iter().chain(own.into_iter().flatten())
    }
}
