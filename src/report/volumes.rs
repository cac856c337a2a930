//! How many contacts are expected on each day, so that a planner sees what special days do.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::columns::{Columns, printable};
use super::number;
use crate::model::{ContactCentre, ContactTypeId, Day, ExpectedArrivals, Language, SpecialDay};
use crate::units::number::count;

/// How many contact types have a column of their own; the total has all of them.
const MOST_TYPES: usize = 8;

/// Horizons of up to so many days are shown whole.
const MOST_DAYS: usize = 42;

/// How many special days of a longer horizon are shown: all of a year.
const MOST_SPECIAL: usize = 366;

/// How many days are shown of a long horizon in which none is special.
const FIRST_DAYS: usize = 14;

/// The volumes by day as a table, with what is left out said below it.
///
/// Volume is what is expected to come, also while a queue is closed. Of a long horizon the days are
/// shown that are special, or that a special day changes.
pub fn to_text(centre: &ContactCentre, width: usize) -> String {
    let volumes = Volumes::of(centre);
    let days = volumes.shown_days();
    let types = centre.contact_types();
    let shown_types = types.len().min(MOST_TYPES);
    let has_special = !volumes.touched.is_empty();
    let mut heads: Vec<String> = Vec::new();
    if has_special {
        heads.extend(["special day".to_owned(), "factor".to_owned()]);
    }
    heads.extend(
        types[..shown_types]
            .iter()
            .map(|part| part.title_in(Language::English).to_owned()),
    );
    if types.len() > 1 {
        heads.push("all types".to_owned());
    }
    let row = |by_type: &dyn Fn(usize) -> f64| -> Vec<String> {
        let volumes: Vec<f64> = (0..types.len()).map(by_type).collect();
        let mut cells: Vec<String> = volumes[..shown_types]
            .iter()
            .map(|volume| number::expected(*volume))
            .collect();
        if types.len() > 1 {
            cells.push(number::expected(volumes.iter().sum()));
        }
        cells
    };
    let mut rows = Vec::new();
    for place in &days {
        let day = &centre.horizon().days()[*place];
        let mut cells = Vec::new();
        if has_special {
            cells.extend([volumes.special_text(day), volumes.factor_text(day)]);
        }
        cells.extend(row(&|t| volumes.by_type[t][*place]));
        rows.push((day.date.strftime("%a %Y-%m-%d").to_string(), cells));
    }
    let mut total = vec![String::new(); if has_special { 2 } else { 0 }];
    total.extend(row(&|t| volumes.by_type[t].iter().sum()));
    rows.push(("whole horizon".to_owned(), total));
    let table = Columns {
        title: "Expected contacts".to_owned(),
        heads,
        rows,
    };
    let mut notes = vec![table.to_text(width)];
    let left_out = centre.horizon().days().len() - days.len();
    if left_out > 0 {
        let left_out = number::whole(count(left_out));
        notes.push(match volumes.touched.len().saturating_sub(days.len()) {
            _ if volumes.touched.is_empty() => format!("and {left_out} more days\n"),
            0 => format!("{left_out} days are not shown; no special day changes them\n"),
            special => {
                let special = number::whole(count(special));
                format!(
                    "{left_out} days are not shown, of which {special} are special or changed by one \
                     that is\n"
                )
            }
        });
    }
    if types.len() > shown_types {
        let more = number::whole(count(types.len() - shown_types));
        notes.push(format!("{more} more contact types are in the total\n"));
    }
    notes.concat()
}

/// Expected contacts, and what is special about days.
struct Volumes<'a> {
    centre: &'a ContactCentre,
    /// By type and day.
    by_type: Vec<Vec<f64>>,
    special: BTreeMap<Date, Vec<&'a SpecialDay>>,
    /// The places of the days that are special, or changed by one that is.
    touched: Vec<usize>,
}

impl<'a> Volumes<'a> {
    fn of(centre: &'a ContactCentre) -> Self {
        let days = centre.horizon().days();
        let by_type = (0..centre.contact_types().len()).map(|t| {
            let expected = ExpectedArrivals::of_type(centre, ContactTypeId::new(t));
            let of_day = |day: &Day| expected.between(day.from, day.to);
            days.iter().map(of_day).collect()
        });
        let mut special: BTreeMap<Date, Vec<&SpecialDay>> = BTreeMap::new();
        for day in &centre.special_days().days {
            special.entry(day.date).or_default().push(day);
        }
        let mut volumes = Self {
            centre,
            by_type: by_type.collect(),
            special,
            touched: Vec::new(),
        };
        let touched = (0..days.len()).filter(|place| volumes.is_touched(&days[*place]));
        volumes.touched = touched.collect();
        volumes
    }

    fn is_touched(&self, day: &Day) -> bool {
        let (least, most) = self.factors(day);
        self.special.contains_key(&day.date) || least < 1.0 || most > 1.0
    }

    /// The places of the days that are shown.
    fn shown_days(&self) -> Vec<usize> {
        let days = self.centre.horizon().days();
        if days.len() <= MOST_DAYS {
            return (0..days.len()).collect();
        }
        if self.touched.is_empty() {
            return (0..FIRST_DAYS).collect();
        }
        self.touched.iter().copied().take(MOST_SPECIAL).collect()
    }

    /// The smallest and the largest factor of special days on the volume of a contact type.
    fn factors(&self, day: &Day) -> (f64, f64) {
        let types = 0..self.centre.contact_types().len();
        let special = self.centre.special_days();
        let factors = types.map(|t| special.volume_at(t, day.from).as_f64());
        factors.fold((f64::INFINITY, 0.0), |(least, most), factor| {
            (factor.min(least), factor.max(most))
        })
    }

    fn factor_text(&self, day: &Day) -> String {
        let (least, most) = self.factors(day);
        if (least, most) == (1.0, 1.0) {
            String::new()
        } else if least < most {
            let most = number::factor(most);
            format!("{}–{}", number::factor(least), most.trim_start_matches('×'))
        } else {
            number::factor(least)
        }
    }

    /// Kinds and names, each once.
    fn special_text(&self, day: &Day) -> String {
        let mut texts: Vec<String> = Vec::new();
        for special in self.special.get(&day.date).into_iter().flatten() {
            let text = match special.name.as_str() {
                "" => special.kind.clone(),
                name => format!("{} ({name})", special.kind),
            };
            texts.push(printable(&text));
        }
        texts.dedup();
        texts.join(", ")
    }
}
