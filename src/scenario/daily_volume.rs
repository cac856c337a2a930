//! Demand from a daily volume: volume × weekday × special days × trend, spread by the day's course.
//!
//! Rates are cut at local midnights and by the rows of the profile, so that what is known of a day
//! (or will be drawn for it) can multiply them. Everything is resolved here, into one rate curve.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::day_profile::{DayProfile, WeekProfile};
use super::factor::factor_of;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::special_days::{Influence, SpecialDays};
use super::table::week_profile;
use super::toml_tree::{Item, Value};
use super::trend::{Trend, date_of};
use super::value::grouped;
use super::weekday::{DAYS, days_named, no_day, place_of};
use crate::model::{Horizon, RateCurve, RatePiece};
use crate::units::quantity_text::HIGHEST_PER_HOUR;
use crate::units::{Factor, PerHour, SimTime, number};

/// The keys that go with `daily_volume` only.
pub(crate) const KEYS: [&str; 4] = ["weekday", "profile", "trend", "trend_from"];

/// What the volume of each day is made of.
struct Volume {
    per_day: f64,
    weekday: [Factor; 7],
    profile: WeekProfile,
    trend: Option<Trend>,
}

/// The rate curve of a demand section with `daily_volume`.
pub(crate) fn read(
    reader: &mut Reader,
    section: &Section<'_>,
    special: &SpecialDays<'_>,
    influence: &BTreeMap<Date, Influence>,
    horizon: &Horizon,
) -> Option<RateCurve> {
    let rate = section.rate(reader, "daily_volume");
    let weekday = match section.item("weekday") {
        Some(item) => weekday(reader, &section.path_of("weekday"), item),
        None => Some([Factor::ONE; 7]),
    };
    let profile = match section.item("profile") {
        Some(item) => profile(reader, section, item, horizon),
        None => Some(WeekProfile::every_day(DayProfile::even())),
    };
    let from = match section.item("trend_from") {
        Some(item) => date_of(reader, &section.path_of("trend_from"), item),
        None => Some(horizon.start().date()),
    };
    if let (Some(entry), None) = (section.entry("trend_from"), section.entry("trend")) {
        let fault =
            Fault::new("`trend_from` without `trend`", "with `trend` only").hint("remove it");
        reader.refuse(&entry.key_place, &section.path_of("trend_from"), fault);
    }
    // A trend is looked at although nobody knows from when on, so that both mistakes are told.
    let at = from.unwrap_or_else(|| horizon.start().date());
    let trend = match section.item("trend") {
        Some(item) => Some(Trend::read(reader, &section.path_of("trend"), item, at)?),
        None => None,
    };
    from?;
    let volume = Volume {
        per_day: rate?.as_f64() * 24.0,
        weekday: weekday?,
        profile: profile?,
        trend,
    };
    let key = section.path_of("daily_volume");
    let item = section.item("daily_volume")?;
    let pieces = volume.pieces(special, influence).map_err(|(date, rate)| {
        let found = format!(
            "{} contacts per hour on {date}",
            grouped(number::nearest(rate))
        );
        let fault = Fault::new(found, "at most 100,000,000 contacts per hour")
            .hint("look at the factors that meet on that day, and at the trend");
        reader.refuse(&item.place, &key, fault);
    });
    let pieces = pieces.ok()?;
    if !reader.count_rows(&item.place, &key, pieces.len()) {
        return None;
    }
    Some(RateCurve::new(pieces).unwrap_or_else(|| RateCurve::constant(PerHour::ZERO)))
}

/// Factors by day of the week; days that are not named have 1.
fn weekday(reader: &mut Reader, path: &str, item: &Item) -> Option<[Factor; 7]> {
    let Value::Table(table) = &item.value else {
        let fault = Fault::new(
            item.describe(),
            "factors by day of the week: { mon = 1.2, tue-fri = 1.0, sat-sun = 0.5 }",
        );
        reader.refuse(&item.place, path, fault);
        return None;
    };
    let mut factors = [None; 7];
    let mut sound = true;
    for entry in &table.entries {
        let path = join(path, &entry.key);
        let factor = factor_of(reader, &path, &entry.item);
        sound &= factor.is_some();
        let Some(days) = days_named(&entry.key) else {
            reader.refuse(&entry.key_place, &path, no_day(&entry.key));
            sound = false;
            continue;
        };
        for day in days {
            if factors[day].replace(factor.unwrap_or_default()).is_some() {
                let found = format!("`{}` a second time", DAYS[day].0);
                reader.refuse(&entry.key_place, &path, Fault::new(found, "each day once"));
                sound = false;
            }
        }
    }
    sound.then(|| factors.map(Option::unwrap_or_default))
}

fn profile(
    reader: &mut Reader,
    section: &Section<'_>,
    item: &Item,
    horizon: &Horizon,
) -> Option<WeekProfile> {
    let key = section.path_of("profile");
    let sheet = section.optional_text(reader, "sheet")?;
    let path = reader.path_of(&key, item)?;
    let reading = reader.reading(&key, &item.place, sheet);
    week_profile(reading, &path, horizon)
}

impl Volume {
    /// Contacts expected on a date, and the course of that day.
    fn on<'a>(&'a self, date: Date, influence: Option<&'a Influence>) -> (f64, &'a DayProfile) {
        let weekday = influence
            .and_then(|influence| influence.counts_as)
            .unwrap_or_else(|| date.weekday());
        let special = influence.map_or(Factor::ONE, |influence| influence.volume);
        let trend = self.trend.map_or(Factor::ONE, |trend| trend.on(date));
        let factor = self.weekday[place_of(weekday)] * special * trend;
        let profile = influence.and_then(|influence| influence.profile.as_deref());
        let profile = profile.unwrap_or_else(|| self.profile.of(weekday).as_ref());
        (self.per_day * factor.as_f64(), profile)
    }

    /// Constant rates from the start of the horizon to the latest instant; the date and the rate if one
    /// is past what is read.
    fn pieces(
        &self,
        special: &SpecialDays<'_>,
        influence: &BTreeMap<Date, Influence>,
    ) -> Result<Vec<RatePiece>, (Date, f64)> {
        let mut pieces: Vec<RatePiece> = Vec::new();
        let mut end = SimTime::START;
        let mut push = |from: SimTime, rate: PerHour| {
            let goes_on = pieces.last().is_some_and(|last| last.rate == rate);
            if !goes_on {
                pieces.push(RatePiece {
                    from,
                    rate,
                    rate_at_end: rate,
                });
            }
        };
        for day in special.days() {
            let (volume, profile) = self.on(day.date, influence.get(&day.date));
            for (stretch, per_contact) in profile.spread_over(day) {
                let per_hour = volume * per_contact;
                let rate = PerHour::new(per_hour).filter(|_| per_hour <= HIGHEST_PER_HOUR);
                let rate = rate.ok_or((day.date, per_hour))?;
                let Some((from, to)) = stretch.inside() else {
                    continue;
                };
                if from > end {
                    push(end, PerHour::ZERO);
                }
                push(from, rate);
                end = to;
            }
        }
        push(end, PerHour::ZERO);
        Ok(pieces)
    }
}
