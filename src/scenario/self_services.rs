//! The `[self_service.NAME]` sections.

use super::alternatives;
use super::catalogue;
use super::clock::Calendar;
use super::contact_types::Written as WrittenType;
use super::factor::factor_above_zero_of;
use super::idle_keys::written;
use super::laws::law_of;
use super::moment;
use super::money;
use super::name::Names;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::{Section, join};
use super::title;
use super::toml_tree::shortened;
use crate::model::{
    ContactTypeId, Escalation, FactorCurve, Horizon, OnlyBelow, Otherwise, Queue, SelfService,
    WhenOut,
};
use crate::units::{Factor, Share, SimTime};

/// The most dialogues at once that are counted.
const MOST_SESSIONS: u32 = 1_000_000_000;

/// Words for what happens to contacts that self-service cannot take.
const WHEN_OUT: [(&str, WhenOut); 2] = [
    ("bypass", WhenOut::Bypass),
    ("turn_away", WhenOut::TurnAway),
];

/// The self-services in the order of the file, each with the contact types that meet it first; marks
/// the reasons that are passed on at once.
pub(crate) fn read(
    reader: &mut Reader,
    root: &Section<'_>,
    types: &mut [WrittenType<'_>],
    names: &Names<'_>,
    calendar: &Calendar,
) -> Vec<(SelfService, Vec<ContactTypeId>)> {
    let entries = root.named(reader, "self_service");
    let known = Names::of(reader, "self-service", "self_service", entries);
    let Some(horizon) = calendar.horizon().filter(|_| known.len() <= Names::MOST) else {
        return Vec::new();
    };
    // Where types are missing, their places do not fit.
    let whole = types.len() == names.len();
    let mut taken: Vec<Option<&str>> = vec![None; types.len()];
    let mut services = Vec::new();
    for entry in entries {
        let path = join("self_service", &entry.key);
        let Some(section) = Section::open(reader, &catalogue::SELF_SERVICE, path, &entry.item)
        else {
            continue;
        };
        let service = self_service(reader, &section, &entry.key, horizon, names);
        let met = match section.item("contact_types") {
            _ if !whole => Vec::new(),
            Some(_) => listed_types(reader, &section, types, names),
            None => (0..types.len())
                .filter(|t| !types[*t].reasons.is_empty())
                .collect(),
        };
        if whole && met.is_empty() && section.item("contact_types").is_none() {
            let fault = Fault::new(
                "no contact type has reasons",
                "at least one contact type that meets it",
            )
            .hint("add sections like `[contact_type.calls.reason.balance]`");
            reader.refuse(&section.place, &section.path, fault);
        }
        for t in &met {
            if let Some(other) = taken[*t].replace(&entry.key) {
                let found = format!("\"{}\" meets \"{other}\" first already", types[*t].name);
                let fault = Fault::new(found, "each contact type in one self-service")
                    .hint("write `contact_types` in both");
                let place = section.item("contact_types");
                let place = place.map_or(&section.place, |item| &item.place);
                reader.refuse(place, &section.path_of("contact_types"), fault);
            }
        }
        mark_at_once(reader, &section, types, &met);
        check_ways_out(reader, &section, &service, types, &met);
        services.push((service, met.into_iter().map(ContactTypeId::new).collect()));
    }
    services
}

/// The contact types that are named, each of which has reasons.
fn listed_types(
    reader: &mut Reader,
    section: &Section<'_>,
    types: &[WrittenType<'_>],
    names: &Names<'_>,
) -> Vec<usize> {
    let path = section.path_of("contact_types");
    let texts = section.texts(
        reader,
        "contact_types",
        Names::MOST,
        "names of contact types",
    );
    let mut found: Vec<usize> = Vec::new();
    for (name, place) in texts.iter().flatten() {
        let Some(t) = names.find(reader, name, place, &path) else {
            continue;
        };
        let fault = if found.contains(&t) {
            Fault::new(
                format!("\"{name}\" a second time"),
                "each contact type once",
            )
            .hint("remove one of the two")
        } else if types[t].reasons.is_empty() && types[t].section.item("reason").is_none() {
            Fault::new(
                format!("\"{name}\", which has no reasons"),
                "contact types of which is known what self-service understands and contains",
            )
            .hint(format!(
                "add, say, `[{}.reason.any]` with `understood` and `contained`",
                types[t].section.path
            ))
        } else {
            found.push(t);
            continue;
        };
        reader.refuse(place, &path, fault);
    }
    found
}

/// One self-service; what is wrong in it has its default.
fn self_service(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    horizon: &Horizon,
    types: &Names<'_>,
) -> SelfService {
    let contained_time = section
        .required(reader, "contained_time")
        .and_then(|_| law_of(reader, section, "contained_time"));
    let contained_time = contained_time
        .unwrap_or_else(|| crate::model::Distribution::deterministic(crate::units::Span::MINUTE));
    let mut time = |name| law_of(reader, section, name);
    let escalated_time = time("escalated_time").unwrap_or_else(|| contained_time.clone());
    let given_up_time = time("given_up_time").unwrap_or_else(|| contained_time.clone());
    let failed_turn = time("failed_turn");
    let escalates = section.switch(reader, "escalates").unwrap_or(true);
    section.refuse_stray(reader, &["during_outage"], &["outages"]);
    section.refuse_stray(reader, &["when_full"], &["sessions"]);
    let talk_factor = section
        .item("talk_factor")
        .and_then(|item| factor_above_zero_of(reader, &section.path_of("talk_factor"), item));
    SelfService {
        name: name.to_owned(),
        title: title::of(reader, section),
        sessions: section.small_count(reader, "sessions", (1, MOST_SESSIONS)),
        when_full: section
            .word(reader, "when_full", &WHEN_OUT)
            .unwrap_or_default(),
        outages: moment::periods(reader, section, "outages", &catalogue::OUTAGES, horizon)
            .into_iter()
            .map(|(from, until, _)| (from, until))
            .collect(),
        during_outage: section
            .word(reader, "during_outage", &WHEN_OUT)
            .unwrap_or_default(),
        slow: slow(reader, section, horizon),
        contained_time,
        escalated_time,
        given_up_time,
        failed_turn,
        gives_up: section.share(reader, "gives_up").unwrap_or_default(),
        asks: section.share(reader, "asks").unwrap_or_default(),
        escalation: Escalation {
            is_possible: escalates,
            after_failed_turns: section.small_count(
                reader,
                "after_failed_turns",
                (1, SelfService::MOST_FAILED_TURNS),
            ),
            on_request: section.switch(reader, "on_request").unwrap_or(true),
            only_below: only_below(reader, section, types),
        },
        talk_factor: talk_factor.unwrap_or(Factor::ONE),
        cost_per_session: money::each(reader, section, "cost_per_session"),
    }
}

/// What is offered where the wait would be too long.
fn only_below(reader: &mut Reader, section: &Section<'_>, types: &Names<'_>) -> Option<OnlyBelow> {
    let keys = alternatives::OTHERWISE.names();
    let wait = section.duration(reader, "only_below");
    let other = section.item("otherwise").and_then(|item| {
        let name = section.text(reader, "otherwise")?;
        types.find(reader, name, &item.place, &section.path_of("otherwise"))
    });
    let is_called = section.switch(reader, "otherwise_callback");
    let acceptance = match section.item("otherwise_acceptance") {
        Some(_) => section.share(reader, "otherwise_acceptance"),
        None => Some(Share::ONE),
    };
    section.refuse_stray(reader, &keys, &["only_below"]);
    section.refuse_stray(reader, &["otherwise_acceptance"], &["only_below"]);
    section.item("only_below")?;
    section.exactly_one_of(reader, &keys)?;
    if is_called == Some(false) {
        let fault = Fault::new("neither an agent nor anything else", "true")
            .hint("write `otherwise = \"…\"` with a contact type instead");
        let place = section.item("otherwise_callback").map(|item| &item.place);
        let path = section.path_of("otherwise_callback");
        reader.refuse(place.unwrap_or(&section.place), &path, fault);
    }
    Some(OnlyBelow {
        wait: wait?,
        otherwise: match other {
            Some(other) => Otherwise::Type(ContactTypeId::new(other)),
            None => is_called.map(|_| Otherwise::Callback)?,
        },
        acceptance: acceptance?,
    })
}

/// Reports what self-service offers in the place of an agent and cannot: callbacks where a contact type would
/// wait in a queue that has none, and the contact type itself.
pub(crate) fn check_otherwise(
    reader: &mut Reader,
    root: &Section<'_>,
    services: &[(SelfService, Vec<ContactTypeId>)],
    types: &[WrittenType<'_>],
    queues: &[Queue],
) {
    for (service, met) in services {
        let Some(only) = service.escalation.only_below else {
            continue;
        };
        if let Otherwise::Type(other) = only.otherwise {
            if met.contains(&other) {
                let name = types.get(other.index()).map_or("", |part| part.name);
                let fault = Fault::new(
                    format!("\"{name}\" in the place of \"{name}\""),
                    "a contact type that this self-service is not in front of",
                )
                .hint("name tickets or another line, or write `otherwise_callback = true`");
                let key = written(root, &["self_service", &service.name, "otherwise"]);
                let place = key.map_or(&root.place, |item| &item.place);
                let path = join("self_service", &service.name);
                reader.refuse(place, &join(&path, "otherwise"), fault);
            }
            continue;
        }
        let has_none = |t: &&ContactTypeId| {
            let queue = types
                .get(t.index())
                .and_then(|part| queues.get(part.queue?));
            queue.is_some_and(|queue| queue.relief.callback.is_none())
        };
        if let Some(t) = met.iter().find(has_none) {
            let fault = Fault::new(
                format!(
                    "a callback for \"{}\", whose queue knows none",
                    types[t.index()].name
                ),
                "contact types of queues with a section `callback`",
            )
            .hint("add `[queue.NAME.callback]` with `acceptance`, or write `otherwise`");
            let key = written(root, &["self_service", &service.name, "otherwise_callback"]);
            let place = key.map_or(&root.place, |item| &item.place);
            let path = join("self_service", &service.name);
            reader.refuse(place, &join(&path, "otherwise_callback"), fault);
        }
    }
}

/// When dialogues take longer.
fn slow(reader: &mut Reader, section: &Section<'_>, horizon: &Horizon) -> Option<FactorCurve> {
    let mut steps: Vec<(SimTime, Factor)> = Vec::new();
    for (from, until, period) in moment::periods(reader, section, "slow", &catalogue::SLOW, horizon)
    {
        let factor = period
            .required(reader, "factor")
            .and_then(|entry| factor_above_zero_of(reader, &period.path_of("factor"), &entry.item));
        let factor = factor.unwrap_or(Factor::ONE);
        if steps.last().is_some_and(|last| last.0 == from) {
            steps.pop();
        }
        steps.extend([(from, factor), (until, Factor::ONE)]);
    }
    FactorCurve::new(steps)
}

/// Marks the reasons that are passed on at once: those named, and all of contact types that are named.
fn mark_at_once(
    reader: &mut Reader,
    section: &Section<'_>,
    types: &mut [WrittenType<'_>],
    met: &[usize],
) {
    let path = section.path_of("at_once");
    let texts = section.texts(reader, "at_once", Names::MOST, "names of reasons");
    for (name, place) in texts.iter().flatten() {
        let mut is_known = false;
        for t in met {
            let written = &mut types[*t];
            let is_type = written.name == *name;
            for reason in &mut written.reasons {
                if is_type || reason.name == *name {
                    reason.at_once = true;
                    is_known = true;
                }
            }
        }
        if !is_known && !met.is_empty() && !reader.doubt.may_name(&[name]) {
            let reasons = met.iter().flat_map(|t| &types[*t].reasons);
            let names: Vec<&str> = (met.iter().map(|t| types[*t].name))
                .chain(reasons.map(|reason| reason.name.as_str()))
                .collect();
            let fault = Fault::new(
                format!("there is no reason \"{}\"", shortened(name)),
                format!("one of {}", listed(names.iter().copied())),
            )
            .maybe(did_you_mean(name, names.iter().copied()));
            reader.refuse(place, &path, fault);
        }
    }
}

/// Reports a bot from which there is no way out.
fn check_ways_out(
    reader: &mut Reader,
    section: &Section<'_>,
    service: &SelfService,
    types: &[WrittenType<'_>],
    met: &[usize],
) {
    let escalation = &service.escalation;
    let reasons = || met.iter().flat_map(|t| &types[*t].reasons);
    let asks = escalation.is_possible && escalation.on_request && service.asks > Share::ZERO;
    let passes_on = escalation.is_possible && escalation.after_failed_turns.is_some();
    let is_misunderstood = reasons()
        .any(|reason| reason.understood < Share::ONE && !reason.at_once)
        || met_without_reasons(types, met);
    if is_misunderstood && !asks && !passes_on && service.gives_up == Share::ZERO {
        let fault = if escalation.is_possible {
            Fault::new(
                "failed turns without a way out: nobody gives up, asks for an agent or is passed on",
                "at least one of gives_up, asks, after_failed_turns",
            )
            .hint("add, say, `after_failed_turns = 3`")
        } else {
            Fault::new(
                "failed turns without a way out: nobody gives up, and nobody is passed on",
                "`gives_up` above 0%, or `escalates = true`",
            )
            .hint("add, say, `gives_up = \"20%\"`")
        };
        reader.refuse(&section.place, &section.path, fault);
    }
}

/// Whether customers of a type without reasons may come back as one of those that are met: nobody knows what
/// they want, so they are not understood.
fn met_without_reasons(types: &[WrittenType<'_>], met: &[usize]) -> bool {
    types
        .iter()
        .filter(|part| part.reasons.is_empty())
        .any(|part| {
            let redial = part.redial.as_ref().map(|redial| &redial.how);
            let repeat = part.repeat.as_ref().map(|back| &back.how);
            let comes_back = part.comes_back.as_ref().map(|back| &back.how);
            let hows = [redial, repeat, comes_back].into_iter().flatten();
            let others = hows.filter_map(|how| how.other);
            others
                .into_iter()
                .any(|(other, _)| met.contains(&other.index()))
        })
}
