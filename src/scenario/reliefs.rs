//! What relieves a line, as queues and contact types say it.

use super::alternatives;
use super::catalogue;
use super::contact_types::Written as WrittenType;
use super::defaults;
use super::factor::factor_above_zero_of;
use super::idle_keys::written;
use super::laws::law_of;
use super::name::Names;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::toml_tree::{Entry, Value};
use super::value::list_of;
use crate::model::{
    Announced, CallbackOffer, CallbackTime, ChannelKind, ContactTypeId, Distribution, Overflow,
    OverflowTo, OverflowWhen, Queue, Relief, SkillGroupId, WaitAnnouncement, WaitEstimator,
};
use crate::units::{Factor, Share, Span};

/// The longest line that an overflow may name: more than any line ever has.
const LONGEST_LINE: u32 = 1_000_000_000;

/// The most rules of a queue, and the most steps of a share who balk.
const MOST_RULES: usize = 100;

/// Nobody is called more often.
const MOST_TRIES: u32 = 100;

/// Words for the estimate of the wait.
const ESTIMATORS: [(&str, WaitEstimator); 3] = [
    ("queue_length", WaitEstimator::QueueLength),
    ("head_of_line", WaitEstimator::HeadOfLine),
    ("last_answered", WaitEstimator::LastAnswered),
];

/// What an overflow may name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a, 't> {
    pub(crate) types: &'a Names<'t>,
    pub(crate) groups: &'a Names<'t>,
}

/// What happens in a queue to contacts that cannot be answered at once.
pub(crate) fn of_queue(reader: &mut Reader, queue: &Section<'_>, known: Known<'_, '_>) -> Relief {
    let estimator = queue.word(reader, "estimator", &ESTIMATORS);
    Relief {
        estimator: estimator.unwrap_or_default(),
        announcement: announcement(reader, queue),
        callback: callback(reader, queue),
        overflows: overflows(reader, queue, known),
    }
}

/// What customers are told.
fn announcement(reader: &mut Reader, queue: &Section<'_>) -> Option<WaitAnnouncement> {
    let item = queue.item("announcement")?;
    let path = queue.path_of("announcement");
    let section = Section::open(reader, &catalogue::WAIT_ANNOUNCEMENT, path, item)?;
    let above = section.duration(reader, "above").unwrap_or_default();
    let rounds_to = positive(reader, &section, "rounds_to");
    Some(WaitAnnouncement {
        above,
        rounds_to: rounds_to.unwrap_or(defaults::ANNOUNCEMENT_ROUNDS_TO),
    })
}

/// A duration that is not zero.
fn positive(reader: &mut Reader, section: &Section<'_>, name: &str) -> Option<Span> {
    let span = section.duration(reader, name)?;
    if span.is_zero() {
        let place = section.item(name).map(|item| &item.place);
        let fault = Fault::new("no time at all", "a duration above 0s")
            .hint("write, say, \"1min\", or leave it out");
        let place = place.unwrap_or(&section.place);
        reader.refuse(place, &section.path_of(name), fault);
    }
    (!span.is_zero()).then_some(span)
}

/// Who is called back.
fn callback(reader: &mut Reader, queue: &Section<'_>) -> Option<CallbackOffer> {
    let item = queue.item("callback")?;
    let path = queue.path_of("callback");
    let section = Section::open(reader, &catalogue::CALLBACK, path, item)?;
    let above = section.duration(reader, "above");
    let acceptance = section.required(reader, "acceptance");
    let acceptance = acceptance.and_then(|_| section.share(reader, "acceptance"));
    let kinds = [("kept_place", false), ("time_slot", true)];
    let has_slot = section.word(reader, "kind", &kinds).unwrap_or_default();
    let after = positive(reader, &section, "after");
    if has_slot {
        section.required(reader, "after");
    } else if let Some(entry) = section.entry("after") {
        let fault = Fault::new(
            "`after` without a time slot",
            "with `kind = \"time_slot\"` only",
        )
        .hint("remove `after`, or write `kind = \"time_slot\"` too");
        reader.refuse(&entry.key_place, &section.path_of("after"), fault);
    }
    let always = Distribution::deterministic;
    Some(CallbackOffer {
        above,
        acceptance: acceptance.unwrap_or(Share::ONE),
        time: match after {
            Some(after) if has_slot => CallbackTime::TimeSlot(after),
            _ => CallbackTime::KeptPlace,
        },
        picks_up: section.share(reader, "picks_up").unwrap_or(Share::ONE),
        ringing: law_of(reader, &section, "ringing")
            .unwrap_or_else(|| always(defaults::CALLBACK_RINGING)),
        tries: section
            .small_count(reader, "tries", (1, MOST_TRIES))
            .unwrap_or(defaults::CALLBACK_TRIES),
        again_after: law_of(reader, &section, "again_after")
            .unwrap_or_else(|| always(defaults::CALLBACK_AGAIN_AFTER)),
    })
}

/// Where contacts go.
fn overflows(reader: &mut Reader, queue: &Section<'_>, known: Known<'_, '_>) -> Vec<Overflow> {
    let mut overflows: Vec<Overflow> = Vec::new();
    let path = queue.path_of("overflow");
    let entries = queue.named(reader, "overflow");
    let _ = Names::of(reader, "overflow", &path, entries);
    let mut to_groups = 0;
    for entry in entries.iter().take(MOST_RULES) {
        let path = join(&path, &entry.key);
        let Some(section) = Section::open(reader, &catalogue::OVERFLOW, path, &entry.item) else {
            continue;
        };
        let when = condition(reader, &section);
        let to = destination(reader, queue, &section, known);
        if matches!(to, Some(OverflowTo::Group(_))) {
            to_groups += 1;
            if to_groups == Relief::MOST_TO_GROUPS + 1 {
                let fault = Fault::new(
                    "a fourth overflow to a group",
                    "at most three overflows of a queue to groups",
                )
                .hint("let one group serve what two were to take");
                reader.refuse(&entry.key_place, &section.path, fault);
            }
        }
        if let (Some(when), Some(to)) = (when, to) {
            overflows.push(Overflow {
                name: entry.key.clone(),
                when,
                to,
            });
        }
    }
    if let Some(beyond) = entries.get(MOST_RULES) {
        let fault = Fault::new(
            format!("{} overflows", entries.len()),
            format!("at most {MOST_RULES} in a queue"),
        );
        reader.refuse(&beyond.key_place, &path, fault);
    }
    overflows
}

/// When an overflow applies.
fn condition(reader: &mut Reader, section: &Section<'_>) -> Option<OverflowWhen> {
    let line = section.small_count(reader, "line_above", (0, LONGEST_LINE));
    let oldest = section.duration(reader, "oldest_above");
    let expected = section.duration(reader, "expected_above");
    let after = positive(reader, section, "after");
    section.exactly_one_of(reader, &alternatives::OVERFLOW_WHEN.names())?;
    line.map(OverflowWhen::LineAbove)
        .or(oldest.map(OverflowWhen::OldestAbove))
        .or(expected.map(OverflowWhen::ExpectedAbove))
        .or(after.map(OverflowWhen::After))
}

/// Where it leads.
fn destination(
    reader: &mut Reader,
    queue: &Section<'_>,
    section: &Section<'_>,
    known: Known<'_, '_>,
) -> Option<OverflowTo> {
    let callback = section.word(reader, "to", &[("callback", OverflowTo::Callback)]);
    let contact_type = named(reader, section, "to_type", known.types);
    let group = named(reader, section, "to_group", known.groups);
    let entry = section.exactly_one_of(reader, &alternatives::OVERFLOW_TO.names())?;
    if callback.is_some() && queue.item("callback").is_none() {
        let fault = Fault::new(
            "a callback, which the queue does not know",
            "a queue with a section `callback`",
        )
        .hint(format!("add `[{}]`", queue.path_of("callback")));
        reader.refuse(&entry.item.place, &section.path_of("to"), fault);
    }
    callback
        .or(contact_type.map(|t| OverflowTo::Type(ContactTypeId::new(t))))
        .or(group.map(|g| OverflowTo::Group(SkillGroupId::new(g))))
}

/// The place of the part that a key names.
fn named(
    reader: &mut Reader,
    section: &Section<'_>,
    key: &str,
    names: &Names<'_>,
) -> Option<usize> {
    let item = section.item(key)?;
    let name = section.text(reader, key)?;
    names.find(reader, name, &item.place, &section.path_of(key))
}

/// What an announcement does to the customers of a contact type.
pub(crate) fn of_type(reader: &mut Reader, contact_type: &Section<'_>) -> Announced {
    let path = contact_type.path_of("announced");
    let section = contact_type
        .item("announced")
        .and_then(|item| Section::open(reader, &catalogue::ANNOUNCED, path, item));
    let Some(section) = section else {
        return Announced::default();
    };
    let factor = section
        .item("patience_factor")
        .and_then(|item| factor_above_zero_of(reader, &section.path_of("patience_factor"), item));
    Announced {
        balks: balks(reader, &section),
        patience_factor: factor.unwrap_or(Factor::ONE),
    }
}

/// Who leaves at once, step by step.
fn balks(reader: &mut Reader, section: &Section<'_>) -> Vec<(Span, Share)> {
    let Some(item) = section.item("balks") else {
        return Vec::new();
    };
    let path = section.path_of("balks");
    let of = "steps: [{ above = \"5min\", share = \"20%\" }]";
    let items = list_of(reader, &path, item, MOST_RULES, of).unwrap_or_default();
    let mut steps: Vec<(Span, Share)> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let path = join(&path, &(i + 1).to_string());
        let Value::Table(_) = &item.value else {
            let fault = Fault::new(
                item.describe(),
                "a step: { above = \"5min\", share = \"20%\" }",
            );
            reader.refuse(&item.place, &path, fault);
            continue;
        };
        let Some(step) = Section::open(reader, &catalogue::BALKS, path, item) else {
            continue;
        };
        let above = step.required(reader, "above");
        let above = above.and_then(|_| step.duration(reader, "above"));
        let share = step.required(reader, "share");
        let share = share.and_then(|_| step.share(reader, "share"));
        let (Some(above), Some(share)) = (above, share) else {
            continue;
        };
        if let Some((before, less)) = steps.last()
            && (above <= *before || share < *less)
        {
            let fault = Fault::new(
                "a step that is no longer, or a smaller share, than the one before",
                "longer waits one after the other, with shares that do not fall",
            )
            .hint("who leaves at a wait leaves at a longer one too");
            reader.refuse(&item.place, &step.path, fault);
            continue;
        }
        steps.push((above, share));
    }
    steps
}

/// What only queues and contact types together show: callbacks without anybody to call, groups without
/// which nobody answers, and circles of overflow.
pub(crate) fn check(
    reader: &mut Reader,
    queues: &[(Queue, Section<'_>)],
    types: &[WrittenType<'_>],
    offered_by_bots: &[usize],
) {
    for (q, (queue, section)) in queues.iter().enumerate() {
        let waiting: Vec<usize> = (0..types.len())
            .filter(|t| types[*t].queue == Some(q))
            .collect();
        if let Some(callback) = section.entry("callback") {
            refuse_without_phone(reader, section, callback, &waiting, types);
            let leads = |overflow: &Overflow| overflow.to == OverflowTo::Callback;
            let is_offered = queue
                .relief
                .callback
                .as_ref()
                .is_none_or(|callback| callback.above.is_some())
                || queue.relief.overflows.iter().any(leads)
                || section
                    .entry("overflow")
                    .is_some_and(|entry| is_to_callback(&entry.item.value))
                || offered_by_bots.contains(&q);
            if !is_offered {
                let fault = Fault::new(
                    "a callback that nobody is offered",
                    "`above`, or an overflow or a self-service that leads to it",
                )
                .hint("add `above = \"10min\"`; \"0s\" for everybody who must wait");
                reader.refuse(&callback.key_place, &section.path_of("callback"), fault);
            }
        }
    }
    refuse_circles(reader, queues, types);
}

/// Whether some overflow is written to lead to a callback.
fn is_to_callback(overflows: &Value) -> bool {
    let Value::Table(table) = overflows else {
        return false;
    };
    (table.entries.iter()).any(|rule| match &rule.item.value {
        Value::Table(rule) => rule.get("to").is_some(),
        _ => false,
    })
}

/// Reports a callback in a queue in which somebody waits who has no telephone.
fn refuse_without_phone(
    reader: &mut Reader,
    queue: &Section<'_>,
    callback: &Entry,
    waiting: &[usize],
    types: &[WrittenType<'_>],
) {
    let is_call = |t: &usize| types[*t].channel.kind() == ChannelKind::Voice;
    let Some(other) = waiting.iter().find(|t| !is_call(t)) else {
        return;
    };
    let fault = Fault::new(
        format!(
            "a callback without a phone channel: \"{}\", of the channel {}, waits here",
            types[*other].name,
            types[*other].channel.kind().name()
        ),
        "callbacks in queues of calls only",
    )
    .hint("give the calls a queue of their own; others can be led to a contact type of the telephone, by an overflow `to_type`");
    reader.refuse(&callback.key_place, &queue.path_of("callback"), fault);
}

/// Reports overflows through which a contact could come back to where it was.
fn refuse_circles(reader: &mut Reader, queues: &[(Queue, Section<'_>)], types: &[WrittenType<'_>]) {
    let leads_to = |t: usize| -> Vec<(usize, &Overflow)> {
        let queue = types[t].queue.and_then(|q| queues.get(q));
        let overflows = queue.map_or(&[][..], |(queue, _)| &queue.relief.overflows);
        (overflows.iter())
            .filter_map(|overflow| match overflow.to {
                OverflowTo::Type(other) => Some((other.index(), overflow)),
                _ => None,
            })
            .filter(|(other, _)| *other < types.len())
            .collect()
    };
    // 0: not looked at, 1: on the way, 2: done.
    let mut seen = vec![0_u8; types.len()];
    for start in 0..types.len() {
        if seen[start] != 0 {
            continue;
        }
        seen[start] = 1;
        let mut way = vec![(start, leads_to(start))];
        while let Some((t, ahead)) = way.last_mut() {
            let t = *t;
            let Some((other, overflow)) = ahead.pop() else {
                seen[t] = 2;
                way.pop();
                continue;
            };
            if seen[other] == 0 {
                seen[other] = 1;
                way.push((other, leads_to(other)));
            } else if seen[other] == 1 {
                let from = way.iter().position(|(on_way, _)| *on_way == other);
                let circle: Vec<&str> = (way[from.unwrap_or(0)..].iter())
                    .map(|(t, _)| types[*t].name)
                    .chain([types[other].name])
                    .collect();
                refuse_circle(
                    reader,
                    queues,
                    types[t].queue,
                    overflow,
                    &circle.join(" → "),
                );
                return;
            }
        }
    }
}

/// Reports one of them, at the rule that closes it.
fn refuse_circle(
    reader: &mut Reader,
    queues: &[(Queue, Section<'_>)],
    queue: Option<usize>,
    overflow: &Overflow,
    circle: &str,
) {
    let Some((_, section)) = queue.and_then(|q| queues.get(q)) else {
        return;
    };
    let fault = Fault::new(
        format!("overflows in a circle: {circle}"),
        "ways that end somewhere",
    )
    .hint("let one of them lead to another contact type, a group or a callback");
    refuse_rule(reader, section, overflow, "to_type", fault);
}

/// Reports a key of an overflow, at its value.
fn refuse_rule(
    reader: &mut Reader,
    queue: &Section<'_>,
    overflow: &Overflow,
    key: &str,
    fault: Fault,
) {
    let place = written(queue, &["overflow", &overflow.name, key]);
    let place = place.map_or(&queue.place, |item| &item.place);
    let path = join(&queue.path_of("overflow"), &overflow.name);
    reader.refuse(place, &join(&path, key), fault);
}

/// Reports contact types that nobody answers but by an overflow.
pub(crate) fn check_groups(
    reader: &mut Reader,
    queues: &[(Queue, Section<'_>)],
    types: &[WrittenType<'_>],
    groups_of_types: &[Vec<Vec<usize>>],
) {
    for (part, ranks) in types.iter().zip(groups_of_types) {
        let Some((queue, section)) = part.queue.and_then(|q| queues.get(q)) else {
            continue;
        };
        for overflow in &queue.relief.overflows {
            let OverflowTo::Group(group) = overflow.to else {
                continue;
            };
            let serves = |g: &usize| *g == group.index();
            if !ranks.iter().flatten().any(serves) {
                let fault = Fault::new(
                    format!("a group that does not serve \"{}\"", part.name),
                    "a group that serves all contact types of the queue",
                )
                .hint(format!(
                    "add \"{}\" to its `serves`, and the group to `groups` of the type if that is written",
                    part.name
                ));
                refuse_rule(reader, section, overflow, "to_group", fault);
            }
        }
        let mut answering = ranks.iter().flatten().peekable();
        if answering.peek().is_some()
            && answering.all(|g| queue.relief.is_by_overflow(SkillGroupId::new(*g)))
        {
            let fault = Fault::new(
                format!("nobody answers \"{}\" but by an overflow", part.name),
                "at least one group that is not the `to_group` of an overflow",
            )
            .hint("add a group, or take the overflow out");
            let section = &part.section;
            let place = section.item("groups").map(|item| &item.place);
            let place = place.unwrap_or(&section.place);
            reader.refuse(place, &section.path_of("groups"), fault);
        }
    }
}
