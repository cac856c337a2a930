//! The week at a glance: the service level of every interval, a row a day.

use super::heading;
use super::heat_maps::{Cell, Map, Row};
use super::map_days::Days;
use super::over_time;
use super::picture::{Body, Key, Picture, Symbol};
use super::series::{self, Chosen, Sample, Slots};
use super::service_level::{self, MEASURE};
use super::style::{self, NO_HEAT};
use super::subject::{Part, Subject};
use super::time_axis;
use super::words;
use crate::measures::Unit;
use crate::report::number;
use crate::units::number as units;

/// Half the width of the confidence interval of a number that is not known well.
const UNSURE: f64 = 0.1;

/// Minutes of a day.
const DAY: f64 = 1_440.0;

/// The interval of a day, in minutes of the clock.
struct Slot {
    day: usize,
    from: f64,
    to: f64,
    sample: Option<Sample>,
}

/// The chart: a map a queue, or where there are several plans a map a plan, of the whole centre.
pub(super) fn picture(subject: &Subject<'_>) -> Picture {
    let words = subject.words;
    let chosen = Chosen::queues(subject);
    let days = Days::of(subject);
    let maps: Vec<Map> = if subject.is_one() {
        let parts = chosen.parts.iter();
        parts
            .map(|part| {
                let heading = service_level::heading(subject, *part);
                map(subject, &days, 0, *part, heading)
            })
            .collect()
    } else {
        let plans = subject.shown().into_iter();
        plans
            .map(|plan| {
                let heading = subject.plan_title(plan);
                map(subject, &days, plan, Subject::CENTRE, heading)
            })
            .collect()
    };
    let mut maps = maps;
    let is_unsure = thin_out(&mut maps);
    let mut lines = vec![heading::text(subject)];
    let parts = chosen.note.filter(|_| subject.is_one());
    let live = subject.live_alone();
    let what = words.pick(
        format!("Service level of the whole centre{live}: within the target wait of each queue."),
        format!("整个客服中心的服务水平{live}：在各队列的目标等待时间内。"),
    );
    lines.extend(over_time::notes(subject, parts, &what));
    lines.extend(days.note.clone());
    if is_unsure {
        let points = words.half_width(UNSURE);
        lines.push(words.pick(
            format!("Many of these numbers are known to no better than ±{points}: more replications tell more."),
            format!("许多数值的误差大于±{points}：增加模拟次数可提高精度。"),
        ));
    }
    let keys = keys(subject, &maps);
    Picture {
        name: "service_level_map",
        title: words
            .pick(
                "When customers are served in time",
                "客户在什么时候能及时得到服务",
            )
            .to_owned(),
        lines,
        keys,
        body: Body::Maps(maps),
    }
}

/// Takes the marks off the cells where very many have one, and says whether that is so.
fn thin_out(maps: &mut [Map]) -> bool {
    let rows = maps.iter().flat_map(|map| &map.rows);
    let cells = rows.flat_map(|row| &row.cells);
    let marks: Vec<bool> = cells.map(|cell| cell.has_dot).collect();
    let unsure = marks.iter().filter(|is_unsure| **is_unsure).count();
    let are_many = 4 * unsure > marks.len();
    if are_many {
        let rows = maps.iter_mut().flat_map(|map| &mut map.rows);
        for cell in rows.flat_map(|row| &mut row.cells) {
            cell.has_dot = false;
        }
    }
    are_many
}

fn keys(subject: &Subject<'_>, maps: &[Map]) -> Vec<Key> {
    let words = subject.words;
    let [none, all] = [0.0, 1.0].map(|share| words.value(Unit::Share, share));
    let ramp = words.pick(
        format!("service level of those who arrive then [%], from {none} to {all}"),
        format!("该时段到达客户的服务水平[%]，从{none}到{all}"),
    );
    let nobody = words.pick("closed, or nobody came", "未开放或没有客户");
    let mut keys = vec![
        Key::of(Symbol::Ramp, ramp),
        Key::of(Symbol::Fill(NO_HEAT), nobody),
    ];
    let mut cells = (maps.iter()).flat_map(|map| map.rows.iter().flat_map(|row| &row.cells));
    if cells.any(|cell| cell.has_dot) {
        let points = words.half_width(UNSURE);
        let text = heading::confidence(subject, ("interval", "置信区间")).unwrap_or_default();
        let text = words.pick(
            format!("{text} wider than ±{points}"),
            format!("{text}宽于±{points}"),
        );
        keys.push(Key::of(Symbol::Dotted(style::heat(0.0)), text));
    }
    keys
}

fn map(subject: &Subject<'_>, days: &Days, plan: usize, part: Part<'_>, heading: String) -> Map {
    let words = subject.words;
    if !subject.has_contacts(part) {
        let why = words.pick("nobody contacted this queue", "没有客户进入该队列");
        return Map::message(heading, why);
    }
    let slots = slots(subject, days, plan, part);
    let known: Vec<&Slot> = slots.iter().filter(|slot| slot.sample.is_some()).collect();
    if known.is_empty() {
        let why = if slots.is_empty() {
            over_time::not_kept(subject)
        } else {
            words.pick("nobody was let in", "没有客户被接入")
        };
        return Map::message(heading, why);
    }
    let from = known.iter().map(|slot| slot.from).fold(DAY, f64::min);
    let to = known.iter().map(|slot| slot.to).fold(0.0, f64::max);
    let whole_hours = |minutes: f64, round: fn(f64) -> f64| round(minutes / 60.0) * 60.0;
    let (from, to) = (
        whole_hours(from, f64::floor),
        whole_hours(to, f64::ceil).min(DAY),
    );
    let rows = days.places.clone().map(|day| {
        let own: Vec<&Slot> = slots.iter().filter(|slot| slot.day == day).collect();
        row(subject, day, &own, (from, to))
    });
    let base = subject.base.centre.horizon();
    let zone = base.start().time_zone().iana_name().unwrap_or("UTC");
    Map {
        plan: subject.plan_name(plan).map(str::to_owned),
        heading,
        rows: rows.collect(),
        ticks: ticks(from, to),
        name: time_axis::name_of(words, zone),
        message: None,
    }
}

/// The intervals of the days, with their numbers.
fn slots(subject: &Subject<'_>, days: &Days, plan: usize, part: Part<'_>) -> Vec<Slot> {
    let findings = &subject.plans[plan];
    let horizon = findings.centre.horizon();
    let Some(scope) = part.of(findings) else {
        return Vec::new();
    };
    let Some(intervals) = Slots::intervals_of(findings) else {
        return Vec::new();
    };
    let mut slots = Vec::new();
    for (period, time) in intervals.all() {
        let begin = horizon.zoned_at(time.start);
        let date = begin.date();
        let Some(day) = (days.places.clone())
            .find(|day| (horizon.days().get(*day)).is_some_and(|day| day.date == date))
        else {
            continue;
        };
        let clock = begin.time();
        let from = f64::from(clock.hour()) * 60.0 + f64::from(clock.minute());
        let [start, end] = [time.start, time.end].map(series::seconds);
        let estimate = findings.estimates.get(MEASURE, scope, *period);
        let sample = estimate.and_then(|estimate| {
            Some(Sample {
                from: start,
                to: end,
                value: estimate.value()?,
                interval: estimate.interval(),
            })
        });
        slots.push(Slot {
            day,
            from,
            to: (from + (end - start) / 60.0).min(DAY),
            sample,
        });
    }
    slots
}

fn row(subject: &Subject<'_>, day: usize, slots: &[&Slot], (from, to): (f64, f64)) -> Row {
    let words = subject.words;
    let date = subject.base.centre.horizon().days()[day].date;
    let mut name = words.date(date, words::WEEKDAY);
    let marks = subject.marked.iter().filter(|marked| marked.date == date);
    let marks: Vec<String> = marks.map(|marked| marked.name.clone()).collect();
    let is_marked = !marks.is_empty();
    let day_name = name.clone();
    if is_marked {
        name = words.list(&[vec![name], marks].concat());
    }
    let within = slots.iter().filter(|slot| slot.to > from && slot.from < to);
    let part = |minutes: f64| ((minutes - from) / (to - from)).clamp(0.0, 1.0);
    let cells = within.map(|slot| {
        // An hour that the clock shows twice has two cells in one place.
        let same = |other: &&&Slot| (other.from - slot.from).abs() < 1e-9;
        let of = slots.iter().filter(same).count();
        let before = slots
            .iter()
            .filter(same)
            .position(|other| std::ptr::eq(*other, *slot));
        let small = |count: usize| units::nearest_signed(units::float_len(count));
        let number = slot.sample.map(|sample| (sample.value, sample.interval));
        let minute = units::floor(slot.from);
        let told = number.map(|(value, interval)| {
            let text = words.estimate(Unit::Share, value, interval);
            let (hour, minute) = (minute / 60, minute % 60);
            format!("{day_name} {hour:02}:{minute:02}: {text}")
        });
        Cell {
            from: part(slot.from),
            to: part(slot.to),
            share_of_row: (small(before.unwrap_or(0)), small(of.max(1))),
            heat: number.map(|(value, _)| value),
            text: number.map_or_else(String::new, |(value, _)| {
                number::whole(units::nearest(value * 100.0))
            }),
            told: told.filter(|_| subject.hover).unwrap_or_default(),
            has_dot: number
                .and_then(|(_, interval)| interval)
                .is_some_and(|(low, high)| (high - low) / 2.0 > UNSURE),
        }
    });
    Row {
        cells: cells.collect(),
        is_marked,
        name,
    }
}

/// Hours of the clock.
fn ticks(from: f64, to: f64) -> Vec<(f64, String)> {
    let hours = (to - from) / 60.0;
    let step = [1, 2, 3, 4, 6].into_iter();
    let step = step
        .filter(|step| hours / f64::from(*step) <= 14.0)
        .min()
        .unwrap_or(6);
    let all = (0..=24).filter(|hour| hour % step == 0);
    let within = all.filter(|hour| {
        let minute = f64::from(*hour) * 60.0;
        (from..=to).contains(&minute)
    });
    within
        .map(|hour| {
            let part = (f64::from(hour) * 60.0 - from) / (to - from);
            (part, format!("{hour:02}:00"))
        })
        .collect()
}
