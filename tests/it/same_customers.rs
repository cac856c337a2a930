//! The same customers under every plan, in what happens around contacts too: a policy changes nobody's mind.

use std::collections::BTreeMap;
use std::path::Path;

use springtide::compile::compile;
use springtide::model::Cause;
use springtide::scenario;
use springtide::sim::{
    Answer, Contact, Customer, MatterState, Observer, Replication, SessionEnd, simulate,
};
use springtide::units::{SimTime, Span};

type Key = (usize, u64);

/// What every contact of a replication is made of and what became of it.
#[derive(Debug, Default)]
struct Register {
    began: BTreeMap<Key, SimTime>,
    causes: BTreeMap<Key, Cause>,
    customers: BTreeMap<Key, Customer>,
    dialogues: BTreeMap<Key, (SessionEnd, u32, Span)>,
    lost: BTreeMap<Key, bool>,
    handled: BTreeMap<Key, Option<Span>>,
    open: BTreeMap<u32, Key>,
    talks: BTreeMap<Key, Span>,
}

fn key(contact: &Contact) -> Key {
    (contact.contact_type.index(), contact.index)
}

impl Observer for Register {
    const FOLLOWS_CUSTOMERS: bool = true;

    fn customer(&mut self, contact: &Contact, customer: &Customer) {
        self.customers.insert(key(contact), *customer);
    }

    fn matter_began(&mut self, contact: &Contact) {
        // Those after the horizon come as long as anybody is waited for.
        if contact.is_counted() {
            self.began.insert(key(contact), contact.arrived);
        }
    }

    fn arrived(&mut self, contact: &Contact, cause: Cause) {
        assert!(self.causes.insert(key(contact), cause).is_none());
        // Whoever is back had not let it be.
        if let Some(before) = self.open.insert(contact.matter, key(contact))
            && cause == Cause::Redial
        {
            self.lost.insert(before, true);
        }
    }

    fn dialogue_ended(&mut self, contact: &Contact, end: SessionEnd, length: Span, turns: u32) {
        self.dialogues.insert(key(contact), (end, turns, length));
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.talks.insert(key(contact), answer.talk);
    }

    fn abandoned(&mut self, contact: &Contact, _: SimTime) {
        self.lost.insert(key(contact), false);
    }

    fn handled(&mut self, contact: &Contact, _: &MatterState, comes_back: Option<Span>) {
        self.handled.insert(key(contact), comes_back);
    }
}

const TEXT: &str = r#"
[clock]
start = "2026-03-02 08:00"
time_zone = "Europe/Berlin"
horizon = "10h"
[queue.line]
[contact_type.chats]
demand.rate = "120/h"
patience = { law = "lognormal", mean = "3min", cv = 1.2 }
talk = { law = "gamma", mean = "5min", cv = 0.8 }
wrap_up = { law = "exponential", mean = "30s" }
resolution = "70%"
redial = { after_abandoning = "70%", after_giving_up = "50%", later = "40%", delay = { law = "exponential", mean = "10min" } }
repeat = { chance = "80%", delay = { law = "exponential", mean = "30min" } }
return = { chance = "80%", delay = { law = "exponential", mean = "30min" }, past_self_service = "40%" }
[contact_type.chats.reason.easy]
share = "60%"
understood = "80%"
contained = "70%"
falsely_contained = "30%"
[contact_type.chats.reason.hard]
share = "40%"
understood = "40%"
contained = "30%"
falsely_contained = "50%"
[self_service.bot]
contained_time = { law = "exponential", mean = "2min" }
failed_turn = { law = "exponential", mean = "20s" }
gives_up = "15%"
asks = "25%"
after_failed_turns = 3
[skill_group.team]
agents = 6
"#;

fn register(text: &str, replication: u64) -> Register {
    let loaded = scenario::load_text(text, "same.toml", Path::new("."), &[])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    let mut register = Register::default();
    let replication = Replication {
        seed: 7,
        index: replication,
    };
    simulate(
        &compile(&loaded.centre, &loaded.report),
        replication,
        &mut register,
    );
    register
}

/// Pairs of what two plans say of the same contact.
fn pairs<'a, T>(
    one: &'a BTreeMap<Key, T>,
    other: &'a BTreeMap<Key, T>,
) -> impl Iterator<Item = (&'a Key, &'a T, &'a T)> {
    one.iter()
        .filter_map(|(key, own)| Some((key, own, other.get(key)?)))
}

fn plan(change: (&str, &str)) -> String {
    assert!(TEXT.contains(change.0), "{}", change.0);
    TEXT.replace(change.0, change.1)
}

#[test]
fn policies_and_people_change_nobody() {
    let plans = [
        ("after_failed_turns = 3", "after_failed_turns = 1"),
        (
            "after_failed_turns = 3",
            "after_failed_turns = 3\non_request = false",
        ),
        ("after_failed_turns = 3", "escalates = false"),
        (
            "after_failed_turns = 3",
            "after_failed_turns = 3\nat_once = [\"hard\"]",
        ),
        (
            "after_failed_turns = 3",
            "after_failed_turns = 3\nsessions = 3",
        ),
        (
            "after_failed_turns = 3",
            "after_failed_turns = 3\noutages = [{ from = \"2026-03-02 09:00\", to = \"2026-03-02 12:00\" }]",
        ),
        (
            "after_failed_turns = 3",
            "after_failed_turns = 3\ntalk_factor = 0.5",
        ),
        ("agents = 6", "agents = 12"),
        ("share = \"40%\"", "share = \"40%\"\nspared = \"50%\""),
    ];
    for replication in 0..2 {
        let base = register(TEXT, replication);
        assert!(
            base.causes
                .values()
                .filter(|cause| **cause != Cause::First)
                .count()
                > 200
        );
        for change in plans {
            let other = register(&plan(change), replication);
            let what = change.1;
            let is_spared = what.contains("spared");
            if is_spared {
                assert!(other.began.len() < base.began.len());
            } else {
                assert!(base.began == other.began, "{what}");
            }
            assert!(
                other
                    .began
                    .iter()
                    .all(|(key, at)| base.began.get(key) == Some(at)),
                "{what}"
            );
            let mut found = 0;
            for (key, own, its) in pairs(&base.customers, &other.customers) {
                assert_eq!(own, its, "{what}: {key:?}");
                found += 1;
            }
            for (key, own, its) in pairs(&base.dialogues, &other.dialogues) {
                dialogues_agree(what, key, own, its);
                found += 1;
            }
            for (key, own, its) in pairs(&base.handled, &other.handled) {
                assert_eq!(own, its, "{what}: {key:?}");
                found += 1;
            }
            // Who abandons under both plans as often in a row tries again under both.
            let first = |key: &&Key| {
                base.causes[*key] != Cause::Redial && other.causes[*key] != Cause::Redial
            };
            for (key, own, its) in pairs(&base.lost, &other.lost).filter(|(key, ..)| first(key)) {
                assert_eq!(own, its, "{what}: {key:?}");
            }
            assert!(found > 1_000, "{what}: {found}");
        }
    }
}

/// Two policies meet the same customer: who is solved by one is by the other, and who gives up after so many
/// turns does so unless passed on before.
fn dialogues_agree(
    what: &str,
    key: &Key,
    own: &(SessionEnd, u32, Span),
    its: &(SessionEnd, u32, Span),
) {
    let said = format!("{what}: {key:?} {own:?} {its:?}");
    if what.contains("at_once") && its.1 == 0 && its.2.is_zero() {
        return;
    }
    let is_solved =
        |end: SessionEnd| matches!(end, SessionEnd::Contained | SessionEnd::FalselyContained);
    assert_eq!(is_solved(own.0), is_solved(its.0), "{said}");
    if is_solved(own.0) {
        assert_eq!(own, its, "{said}");
    }
    // Nobody is understood under one plan only.
    assert_eq!(own.1 == 0, its.1 == 0, "{said}");
    match (own.0, its.0) {
        (SessionEnd::GivenUp, SessionEnd::GivenUp) => assert_eq!(own.1, its.1, "{said}"),
        (SessionEnd::GivenUp, SessionEnd::Escalated) => assert!(its.1 < own.1, "{said}"),
        (SessionEnd::Escalated, SessionEnd::GivenUp) => assert!(its.1 >= own.1, "{said}"),
        _ => {}
    }
}

/// The talk of who reaches an agent is the customer's own, times what the bot's handing over changes.
#[test]
fn context_changes_the_talk_of_who_was_passed_on_and_of_nobody_else() {
    let half = plan((
        "after_failed_turns = 3",
        "after_failed_turns = 3\ntalk_factor = 0.5",
    ));
    let (base, other) = (register(TEXT, 0), register(&half, 0));
    let (mut passed_on, mut straight) = (0, 0);
    for (key, own, its) in pairs(&base.talks, &other.talks) {
        let escalated = |register: &Register| {
            let dialogue = register.dialogues.get(key);
            dialogue.is_some_and(|(end, ..)| *end == SessionEnd::Escalated)
        };
        assert_eq!(escalated(&base), escalated(&other));
        if escalated(&base) {
            let half = springtide::units::Factor::new(0.5).unwrap();
            assert_eq!(*own * half, *its, "{key:?}");
            passed_on += 1;
        } else {
            assert_eq!(own, its, "{key:?}");
            straight += 1;
        }
    }
    assert!(passed_on > 300 && straight > 10, "{passed_on} {straight}");
}
