//! The `[contact_type.NAME.demand]` section: when contacts arrive.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::alternatives;
use super::busyness;
use super::catalogue;
use super::clock::Calendar;
use super::daily_volume;
use super::inner_keys;
use super::log::Replay;
use super::reader::{Fault, Reader};
use super::section::Section;
use super::special_days::{Influence, SpecialDays, Takes};
use super::table::{Rows, WrittenCurve, rate_curve};
use super::toml_tree::Entry;
use crate::model::{Busyness, Demand, FactorCurve, Note, RateCurve};
use crate::units::Factor;

/// Words for the shape of a curve; whether it is linear.
const SHAPES: [(&str, bool); 2] = [("steps", false), ("linear", true)];

/// What a contact type's demand section asks for.
#[derive(Debug)]
pub(crate) enum Asked {
    Here(Demand),
    /// Contacts of the log, which is read once for all types.
    Replayed(Replay),
}

/// The special days as a contact type has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypeDays<'a, 't> {
    pub(crate) special: &'a SpecialDays<'t>,
    pub(crate) influence: &'a BTreeMap<Date, Influence>,
}

impl TypeDays<'_, '_> {
    /// The factor on volume of each day, as far as a demand takes it; `None` if it is always 1.
    fn volume(self, takes: Takes) -> Option<FactorCurve> {
        self.special.factors(self.influence, |of_day| match takes {
            Takes::Nothing | Takes::Recorded => Factor::ONE,
            Takes::OwnVolume => of_day.own_volume,
            Takes::Volume | Takes::Days => of_day.volume,
        })
    }
}

/// What a demand section says: what is asked for, and the factor of special days that is in it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) asked: Asked,
    pub(crate) volume: Option<FactorCurve>,
    /// What it takes from special days.
    pub(crate) takes: Takes,
    pub(crate) busyness: Busyness,
}

impl From<Asked> for Read {
    /// A demand that special days do not change.
    fn from(asked: Asked) -> Self {
        Self {
            asked,
            volume: None,
            takes: Takes::Nothing,
            busyness: Busyness::default(),
        }
    }
}

/// The demand of a contact type.
pub(crate) fn read(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    name: &str,
    calendar: &Calendar,
    days: TypeDays<'_, '_>,
) -> Option<Read> {
    let Some(item) = contact_type.item("demand") else {
        if !reader.doubt.may_hold(&contact_type.place, &["demand"]) {
            let path = contact_type.path_of("demand");
            let fault = Fault::new(
                format!("`{path}` is missing"),
                "a section with one of rate, curve, daily_volume, sinusoid, replay",
            )
            .hint(format!("add `[{path}]` with, say, `rate = \"100/h\"`"));
            reader.refuse(&contact_type.place, &path, fault);
        }
        return None;
    };
    let path = contact_type.path_of("demand");
    let section = Section::open(reader, &catalogue::DEMAND, path, item)?;
    let asked = section.exactly_one_of(reader, &alternatives::DEMAND.names());
    section.refuse_stray(reader, &["column", "shape"], &["curve"]);
    section.refuse_stray(reader, &daily_volume::KEYS, &["daily_volume"]);
    section.refuse_stray(reader, &["sheet"], &["curve", "profile"]);
    let is_known = asked.is_some_and(|entry| ["sinusoid", "replay"].contains(&entry.key.as_str()));
    let busyness = busyness::of_type(reader, &section, is_known);
    let entry = asked?;
    let read = match entry.key.as_str() {
        "rate" => {
            let curve = section.rate(reader, "rate").map(RateCurve::constant)?;
            let takes = Takes::Volume;
            with_special_days(reader, &section, entry, curve, days, takes)
        }
        "curve" => {
            let written = curve(reader, &section, entry, name, calendar)?;
            if written.rows == Rows::EveryWeek {
                warn_of_weekdays(reader, &section, entry, days);
            }
            // Dates that were forecast have their special days in them already.
            let takes = match written.rows {
                Rows::Dated => Takes::OwnVolume,
                _ => Takes::Volume,
            };
            with_special_days(reader, &section, entry, written.curve, days, takes)
        }
        "daily_volume" => {
            let horizon = calendar.horizon()?;
            let (special, influence) = (days.special, days.influence);
            let curve = daily_volume::read(reader, &section, special, influence, horizon)?;
            Some(Read {
                asked: Asked::Here(Demand::Curve(curve)),
                volume: special.factors(influence, |of_day| of_day.volume),
                takes: Takes::Days,
                busyness: Busyness::default(),
            })
        }
        "sinusoid" => {
            warn_of_volume(reader, &section, entry, days, Takes::Volume);
            sinusoid(reader, &section, entry).map(Read::from)
        }
        _ => {
            // What was recorded has its special days in it, like a curve with dates.
            warn_of_volume(reader, &section, entry, days, Takes::OwnVolume);
            let asked = Replay::read(reader, &section, entry).map(Asked::Replayed)?;
            Some(Read {
                takes: Takes::Recorded,
                ..Read::from(asked)
            })
        }
    };
    read.map(|read| Read { busyness, ..read })
}

/// Says that a curve with rows for each day of the week keeps them on days that are like another.
fn warn_of_weekdays(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    days: TypeDays<'_, '_>,
) {
    let is_other = |date: &Date| {
        let weekday = days.influence.get(date).and_then(|of_day| of_day.counts_as);
        weekday.is_some_and(|weekday| weekday != date.weekday())
    };
    let mut dates = days.special.days().iter().map(|day| day.date);
    if let Some(date) = dates.find(is_other) {
        reader.warn(
            &entry.item.place,
            &section.path_of("curve"),
            Note::new(
                format!(
                    "{date} is to be like another day of the week, but the rows of the curve are by \
                     day of the week"
                ),
                format!("{date}应按另一个星期几计算，但该曲线的行按星期几给出"),
            ),
            Note::new(
                "the curve keeps its own; write daily_volume with weekday and profile instead, whose \
                 days can be like others",
                "曲线保持原样；请改用daily_volume及weekday和profile，其日期可按其他星期几计算",
            ),
        );
    }
}

/// Says that special days do not change the volume of a demand that is not made of days, though they
/// might be meant to.
fn warn_of_volume(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    days: TypeDays<'_, '_>,
    meant: Takes,
) {
    if days.volume(meant).is_some() {
        let (demand, chinese) = match entry.key.as_str() {
            "sinusoid" => ("a sinusoid does", "正弦曲线"),
            _ => ("recorded contacts do", "记录的联络"),
        };
        reader.warn(
            &entry.item.place,
            &section.path_of(&entry.key),
            Note::new(
                format!("special days have factors on volume, which {demand} not take"),
                format!("特殊日期有业务量系数，但{chinese}不采用"),
            ),
            Note::new(
                "write rate, curve or daily_volume, or `volume = 1` for this type",
                "请写rate、curve或daily_volume，或为该类型写`volume = 1`",
            ),
        );
    }
}

/// A curve times the factors of special days.
fn with_special_days(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    curve: RateCurve,
    days: TypeDays<'_, '_>,
    takes: Takes,
) -> Option<Read> {
    let volume = days.volume(takes);
    let times = match &volume {
        None => curve,
        Some(factors) => {
            let times = curve.times(factors).filter(|curve| {
                let most = crate::units::quantity_text::HIGHEST_PER_HOUR;
                curve
                    .pieces()
                    .iter()
                    .all(|piece| piece.rate.as_f64() <= most && piece.rate_at_end.as_f64() <= most)
            });
            let Some(times) = times else {
                let fault = Fault::new(
                    "more than 100,000,000 contacts per hour on a special day",
                    "at most so many",
                )
                .hint("look at the factors that meet on one day");
                reader.refuse(&entry.item.place, &section.path_of(&entry.key), fault);
                return None;
            };
            times
        }
    };
    Some(Read {
        asked: Asked::Here(Demand::Curve(times)),
        volume,
        takes,
        busyness: Busyness::default(),
    })
}

/// A rate curve from CSV.
fn curve(
    reader: &mut Reader,
    section: &Section<'_>,
    entry: &Entry,
    name: &str,
    calendar: &Calendar,
) -> Option<WrittenCurve> {
    let key = section.path_of("curve");
    let column = section.optional_text(reader, "column")?;
    let linear = match section.item("shape") {
        Some(_) => section.word(reader, "shape", &SHAPES)?,
        None => false,
    };
    let sheet = section.optional_text(reader, "sheet")?;
    let path = reader.path_of(&key, &entry.item)?;
    let reading = reader.reading(&key, &entry.item.place, sheet);
    let written = rate_curve(reading, &path, column, name, linear, calendar.horizon()?)?;
    let rows = written.curve.pieces().len();
    reader
        .count_rows(&entry.item.place, &key, rows)
        .then_some(written)
}

/// A rate that swings about its mean and never falls below zero.
fn sinusoid(reader: &mut Reader, demand: &Section<'_>, entry: &Entry) -> Option<Asked> {
    let path = demand.path_of("sinusoid");
    let section = Section::open(reader, &inner_keys::SINUSOID, path, &entry.item)?;
    for name in ["mean", "amplitude", "period"] {
        section.required(reader, name);
    }
    let mean = section.rate(reader, "mean");
    let amplitude = section.rate(reader, "amplitude");
    let period = section.duration(reader, "period");
    let phase = match section.item("phase") {
        Some(_) => section.duration(reader, "phase"),
        None => Some(crate::units::Span::ZERO),
    };
    let (mean, amplitude, period, phase) = (mean?, amplitude?, period?, phase?);
    let mut refuse = |name: &str, found: &str, allowed: &str| {
        let place = section
            .item(name)
            .map_or(&section.place, |item| &item.place);
        let fault = Fault::new(found, allowed);
        reader.refuse(place, &section.path_of(name), fault);
    };
    if amplitude > mean {
        refuse(
            "amplitude",
            "an amplitude above the mean",
            "at most the mean, since no rate is below zero",
        );
        return None;
    }
    if period.is_zero() {
        refuse("period", "a period of nothing", "a duration above zero");
        return None;
    }
    Some(Asked::Here(Demand::Sinusoid {
        mean,
        amplitude,
        period,
        phase,
    }))
}
