//! An axis of time on the wall: hours, days, months or years, in the scenario's time zone.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use super::lettering::{self, Weight};
use super::picture::{Axis, Group, Mark, Tick};
use super::series::seconds;
use super::style::TEXT;
use super::subject::Subject;
use super::words::{self, DateForm, Words};
use crate::model::Horizon;
use crate::report::MarkedDay;
use crate::report::columns::printable;
use crate::units::number;

/// Steps of the clock that may have a text each \[min\].
const CLOCK_STEPS: [i64; 11] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];

/// The room between two times of day \[pixels\].
const GAP: f64 = 22.0;

/// The room between two parts of the calendar \[pixels\].
const PART_GAP: f64 = 14.0;

/// The axis of a horizon that is so many pixels wide.
pub(super) fn of(horizon: &Horizon, subject: &Subject<'_>, width: i32) -> Axis {
    let from = seconds(horizon.counted_from());
    let to = seconds(horizon.end());
    let ruler = Ruler {
        horizon,
        words: subject.words,
        from,
        to,
        pixels_a_second: number::float_small(width) / (to - from),
    };
    let (ticks, groups) = ruler.ticks_and_groups();
    let zone = horizon.start().time_zone().iana_name().unwrap_or("UTC");
    Axis {
        from,
        to,
        ticks,
        groups,
        name: name_of(subject.words, zone),
        marks: ruler.all_marks(subject),
        verticals: Vec::new(),
        told: Vec::new(),
    }
}

/// What an axis of time on the wall is.
pub(super) fn name_of(words: Words, zone: &str) -> String {
    words.pick(format!("local time, {zone}"), format!("当地时间，{zone}"))
}

struct Ruler<'a> {
    horizon: &'a Horizon,
    words: Words,
    from: f64,
    to: f64,
    pixels_a_second: f64,
}

/// A part of the calendar: a day, a month or a year, as far as it is on the axis.
struct Part {
    first: Date,
    from: f64,
    to: f64,
}

impl Ruler<'_> {
    fn ticks_and_groups(&self) -> (Vec<Tick>, Vec<Group>) {
        let room = |seconds: f64, gap: f64| seconds * self.pixels_a_second - gap;
        let clock = number::float_small(lettering::width("00:00", TEXT, Weight::Regular));
        let step = CLOCK_STEPS
            .into_iter()
            .find(|minutes| room(60.0 * number::float_signed((*minutes).into()), GAP) >= clock);
        let number_of_day = number::float_small(lettering::width("30", TEXT, Weight::Regular));
        let month = number::float_small(lettering::width(
            self.words.pick("Sep", "12月"),
            TEXT,
            Weight::Regular,
        ));
        if let Some(minutes) = step {
            let days = self.days();
            let groups = if days.len() > 1 {
                self.groups(
                    &days,
                    &[words::FULL, words::WEEKDAY, words::DAY, words::NUMBER],
                )
            } else {
                Vec::new()
            };
            (self.clock_ticks(minutes), groups)
        } else if room(86_400.0, PART_GAP) >= number_of_day {
            let formats = [words::SHORT, words::NUMBER];
            let ticks = self.part_ticks(&self.days(), &formats);
            (
                ticks,
                self.groups(
                    &self.months(),
                    &[
                        words::MONTH_OF_YEAR,
                        words::SHORT_MONTH_OF_YEAR,
                        words::SHORT_MONTH,
                    ],
                ),
            )
        } else if room(28.0 * 86_400.0, PART_GAP) >= month {
            let ticks = self.part_ticks(&self.months(), &[words::MONTH, words::SHORT_MONTH]);
            (ticks, self.groups(&self.years(), &[words::YEAR]))
        } else {
            (self.part_ticks(&self.years(), &[words::YEAR]), Vec::new())
        }
    }

    /// The place of an instant; `None` before the axis begins or after it ends.
    fn place(&self, zoned: &Zoned) -> Option<f64> {
        let place = seconds(self.horizon.instant_of(zoned)?);
        (self.from..=self.to).contains(&place).then_some(place)
    }

    /// A text at every so many minutes after local midnight; a time that a day does not have has
    /// none, and one that it has twice the first time only.
    fn clock_ticks(&self, minutes: i64) -> Vec<Tick> {
        let zone = self.horizon.start().time_zone();
        let mut ticks = Vec::new();
        for day in self.horizon.days() {
            for minute in (0..1_440).step_by(usize::try_from(minutes).unwrap_or(1_440)) {
                let wall = day.date.at(0, 0, 0, 0) + i64::from(minute).minutes();
                let Ok(zoned) = wall.to_zoned(zone.clone()) else {
                    continue;
                };
                if zoned.datetime() == wall
                    && let Some(at) = self.place(&zoned)
                {
                    let text = wall.strftime("%H:%M").to_string();
                    ticks.push(Tick::at(at, text));
                }
            }
        }
        let end = self.horizon.zoned_at(self.horizon.end());
        if end.datetime() == end.date().at(0, 0, 0, 0) {
            let is_one_day = self.horizon.days().len() == 1;
            let text = if is_one_day { "24:00" } else { "00:00" };
            ticks.push(Tick::at(self.to, text.to_owned()));
        }
        ticks
    }

    /// A line where each part of the calendar begins, and its text in its middle, if one fits.
    fn part_ticks(&self, parts: &[Part], formats: &[DateForm]) -> Vec<Tick> {
        let groups = self.groups(parts, formats);
        groups
            .into_iter()
            .map(|group| Tick {
                at: group.from,
                text: group.text,
                text_at: f64::midpoint(group.from, group.to),
            })
            .collect()
    }

    /// Parts of the calendar with the longest text that fits everywhere but at the ends of the
    /// axis, where parts are cut off; of two parts, in the longer one.
    fn groups(&self, parts: &[Part], formats: &[DateForm]) -> Vec<Group> {
        let text = |part: &Part, format: DateForm| self.words.date(part.first, format);
        let fits = |part: &Part, format: DateForm| {
            let width = lettering::width(&text(part, format), TEXT, Weight::Regular);
            number::float_small(width) + PART_GAP <= (part.to - part.from) * self.pixels_a_second
        };
        let inner = match parts {
            [_, inner @ .., _] if !inner.is_empty() => inner,
            [first, last] if last.to - last.from > first.to - first.from => &parts[1..],
            all => &all[..all.len().min(1)],
        };
        let chosen = (formats.iter())
            .position(|format| inner.iter().all(|part| fits(part, *format)))
            .unwrap_or(formats.len() - 1);
        parts
            .iter()
            .map(|part| {
                let usable = formats[chosen..].iter().find(|format| fits(part, **format));
                Group {
                    from: part.from,
                    to: part.to,
                    text: usable.map_or_else(String::new, |format| text(part, *format)),
                }
            })
            .collect()
    }

    /// The days, as far as they are on the axis.
    fn days(&self) -> Vec<Part> {
        let days = self.horizon.days().iter();
        days.filter(|day| seconds(day.to) > self.from)
            .map(|day| Part {
                first: day.date,
                from: seconds(day.from).max(self.from),
                to: seconds(day.to),
            })
            .collect()
    }

    fn months(&self) -> Vec<Part> {
        self.joined(|a, b| (a.year(), a.month()) == (b.year(), b.month()))
    }

    fn years(&self) -> Vec<Part> {
        self.joined(|a, b| a.year() == b.year())
    }

    /// Days joined while they belong together.
    fn joined(&self, belong: impl Fn(Date, Date) -> bool) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for day in self.days() {
            match parts.last_mut() {
                Some(part) if belong(part.first, day.first) => part.to = day.to,
                _ => parts.push(day),
            }
        }
        parts
    }

    /// Days with a name and incidents at set times, ascending by their middles, as their texts are placed.
    fn all_marks(&self, subject: &Subject<'_>) -> Vec<Mark> {
        let mut marks = self.marks(subject.marked);
        for incident in subject.base.centre.incidents() {
            for at in incident.set_times() {
                let (from, to) = (seconds(*at), seconds(*at + incident.length()));
                let (from, to) = (from.max(self.from), to.min(self.to));
                if from < to {
                    let text = printable(incident.title_in(subject.language()));
                    marks.push(Mark { from, to, text });
                }
            }
        }
        marks.sort_by(|one, other| (one.from + one.to).total_cmp(&(other.from + other.to)));
        marks
    }

    /// Days with a name; neighbours of the same name are one mark, whatever else they are called.
    fn marks(&self, marked: &[MarkedDay]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for day in self.days() {
            for name in marked.iter().filter(|marked| marked.date == day.first) {
                let goes_on = |mark: &&mut Mark| mark.text == name.name && mark.to >= day.from;
                match marks.iter_mut().find(goes_on) {
                    Some(mark) => mark.to = day.to,
                    None => marks.push(Mark {
                        from: day.from,
                        to: day.to,
                        text: name.name.clone(),
                    }),
                }
            }
        }
        marks
    }
}
