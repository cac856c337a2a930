//! Days that have the contacts of another weekday, but the opening hours of their own.

use jiff::civil::{Date, Weekday};

use super::advice::Places;
use super::reader::Reader;
use super::special_days::{SpecialDays, Takes};
use super::value::grouped;
use crate::model::{ContactCentre, Day, ExpectedArrivals, Note, OpeningHours, QueueId};
use crate::units::{SimTime, number};

/// A day of which so large a part of the contacts is turned away is not meant to be so.
const MOST: f64 = 0.5;

/// Says of each queue on which days that are worked instead of others it turns most contacts away.
pub(super) fn warn(
    reader: &mut Reader,
    centre: &ContactCentre,
    special: &SpecialDays<'_>,
    places: &Places<'_, '_>,
) {
    for (place, section) in places.queues.iter().enumerate() {
        let queue = QueueId::new(place);
        let OpeningHours::Spans(spans) = &centre.queues()[place].opening_hours else {
            continue;
        };
        let mut closed: Option<Closed> = None;
        for (contact_type, written) in centre.contact_types().iter().zip(places.types) {
            if contact_type.queue != queue || written.takes != Takes::Days {
                continue;
            }
            let expected = ExpectedArrivals::of(&contact_type.demand);
            let influence = special.influence(&written.own_days);
            for day in centre.horizon().days() {
                let counts_as = influence.get(&day.date).and_then(|of_day| of_day.counts_as);
                let Some(weekday) = counts_as.filter(|day_of| *day_of != day.date.weekday()) else {
                    continue;
                };
                let all = expected.between(day.from, day.to);
                let let_in: f64 = open_on(spans, day)
                    .map(|(from, to)| expected.between(from, to))
                    .sum();
                if all >= 1.0 && all - let_in >= MOST * all {
                    let closed = closed.get_or_insert(Closed {
                        date: day.date,
                        weekday,
                        turned_away: 0.0,
                    });
                    if day.date < closed.date {
                        (closed.date, closed.weekday) = (day.date, weekday);
                    }
                    closed.turned_away += all - let_in;
                }
            }
        }
        if let Some(closed) = closed {
            let key = section.path_of("opening_hours");
            let place = section
                .item("opening_hours")
                .map_or(&section.place, |item| &item.place);
            reader.warn(place, &key, closed.found(), closed.advice());
        }
    }
}

/// The parts of a day in which a queue is open.
fn open_on<'s>(
    spans: &'s [(SimTime, SimTime)],
    day: &Day,
) -> impl Iterator<Item = (SimTime, SimTime)> + 's {
    let (begins, ends) = (day.from, day.to);
    let cut = move |(from, to): &(SimTime, SimTime)| ((*from).max(begins), (*to).min(ends));
    spans.iter().map(cut).filter(|(from, to)| from < to)
}

/// A day of the week in Chinese.
const fn in_chinese(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

/// Days on which a queue is closed though it is contacted as on another weekday.
struct Closed {
    /// The first of them.
    date: Date,
    /// The weekday that it is like.
    weekday: Weekday,
    /// Expected contacts, on all of them.
    turned_away: f64,
}

impl Closed {
    fn found(&self) -> Note {
        let like = self.date.nth_weekday(1, self.weekday);
        let like = like.map_or_else(|_| String::new(), |day| day.strftime("%A").to_string());
        let (date, own) = (self.date, self.date.strftime("%A"));
        let turned_away = grouped(number::nearest(self.turned_away));
        let [like_zh, own_zh] = [self.weekday, date.weekday()].map(in_chinese);
        Note::new(
            format!(
                "{date} is like a {like}, but has the opening hours of a {own}: {turned_away} expected \
                 contacts are turned away on such days"
            ),
            format!(
                "{date}按{like_zh}计算，但用的是{own_zh}的开放时间：这些日子里预计有{turned_away}个联络被拒"
            ),
        )
    }

    fn advice(&self) -> Note {
        let own = self.date.strftime("%A");
        let own_zh = in_chinese(self.date.weekday());
        Note::new(
            format!(
                "opening hours go by the day of the week alone: open the queue on each {own} if hardly \
                 anybody comes on the others"
            ),
            format!(
                "开放时间只按星期几计算：如果其他{own_zh}几乎没有客户，可让队列在每个{own_zh}开放"
            ),
        )
    }
}
