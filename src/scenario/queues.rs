//! The `[queue.NAME]` sections.

use super::catalogue;
use super::clock::Calendar;
use super::defaults;
use super::money;
use super::opening_hours;
use super::reader::{Fault, Reader};
use super::reliefs::{self, Known};
use super::section::Section;
use super::title;
use super::toml_tree::Entry;
use crate::model::{
    AtClosing, OpeningHours, Penalty, PenaltyPeriod, Queue, ServiceLevelRule, ServiceTarget,
};

/// The most places that are counted: more than any line ever has.
const MOST_PLACES: u32 = 1_000_000_000;

/// Words for what happens to those who wait at closing time.
const AT_CLOSING: [(&str, AtClosing); 2] = [
    ("work_off", AtClosing::WorkOff),
    ("send_away", AtClosing::SendAway),
];

/// The queues in the order of the file.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    entries: &'t [Entry],
    calendar: &Calendar,
    known: Known<'_, '_>,
) -> Vec<(Queue, Section<'t>)> {
    let mut queues = Vec::new();
    for entry in entries {
        let path = super::section::join("queue", &entry.key);
        if let Some(section) = Section::open(reader, &catalogue::QUEUE, path, &entry.item) {
            let queue = queue(reader, &section, &entry.key, calendar, known);
            queues.push((queue, section));
        }
    }
    queues
}

/// One queue; what is wrong in it has its default.
fn queue(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    calendar: &Calendar,
    known: Known<'_, '_>,
) -> Queue {
    Queue {
        name: name.to_owned(),
        title: title::of(reader, section),
        queue_capacity: section.small_count(reader, "queue_capacity", (0, MOST_PLACES)),
        trunks: section.small_count(reader, "trunks", (1, MOST_PLACES)),
        trunk_hourly_rate: money::hourly(reader, section, "trunk_hourly_rate"),
        cost_per_abandoned: money::each(reader, section, "cost_per_abandoned"),
        opening_hours: opening_hours::read(reader, section, calendar)
            .unwrap_or(OpeningHours::Always),
        at_closing: section
            .word(reader, "at_closing", &AT_CLOSING)
            .unwrap_or_default(),
        relief: reliefs::of_queue(reader, section, known),
        target: target(reader, section),
    }
}

/// Words for the period over which a penalty is judged.
const PENALTY_PERIODS: [(&str, PenaltyPeriod); 3] = [
    ("interval", PenaltyPeriod::Interval),
    ("day", PenaltyPeriod::Day),
    ("horizon", PenaltyPeriod::Horizon),
];

/// What broken promises of a queue cost.
fn penalty(reader: &mut Reader, target: &Section<'_>) -> Option<Penalty> {
    target.refuse_stray(
        reader,
        &["penalty"],
        &["share", "asa", "abandonment", "due_share", "backlog_age"],
    );
    target.refuse_stray(reader, &["penalty_per"], &["penalty"]);
    let per = target.word(reader, "penalty_per", &PENALTY_PERIODS);
    Some(Penalty {
        amount: money::each(reader, target, "penalty")?,
        per: per.unwrap_or_default(),
    })
}

/// The promise to the customers of a queue.
fn target(reader: &mut Reader, queue: &Section<'_>) -> ServiceTarget {
    let path = queue.path_of("target");
    let section = match queue.item("target") {
        Some(item) => Section::open(reader, &catalogue::TARGET, path.clone(), item),
        None => None,
    };
    let section =
        section.unwrap_or_else(|| Section::absent(&catalogue::TARGET, &path, &queue.place));
    let rules = ServiceLevelRule::ALL.map(|rule| (rule.name(), rule));
    let wait = section
        .duration(reader, "wait")
        .unwrap_or(defaults::TARGET_WAIT);
    let target = ServiceTarget {
        wait,
        short_abandon: section.duration(reader, "short_abandon").unwrap_or(wait),
        rule: section.word(reader, "rule", &rules).unwrap_or_default(),
        share: section.share(reader, "share"),
        asa: section.duration(reader, "asa"),
        abandonment: section.share(reader, "abandonment"),
        due_share: section.share(reader, "due_share"),
        backlog_age: section.duration(reader, "backlog_age"),
        penalty: penalty(reader, &section),
    };
    for (key, promised) in [("share", target.share), ("due_share", target.due_share)] {
        if let (Some(share), Some(item)) = (promised, section.item(key))
            && share.as_f64() <= 0.0
        {
            let fault = Fault::new("a promise of 0 %", "a share above 0 %")
                .hint(format!("leave `{key}` out if nothing was promised"));
            reader.refuse(&item.place, &section.path_of(key), fault);
        }
    }
    target
}
