//! Nobody is lost: over random small centres every contact that is offered ends once, every callback that
//! is taken is reached, lost or owed, and trunks and lines are as empty as they were.

use std::collections::BTreeSet;

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::sim::{Answer, Contact, Observer, Replication, simulate};
use springtide::units::{SimTime, Span};

use super::load;

/// Who is on the way, and what became of the others.
#[derive(Debug, Default)]
struct Ledger {
    /// Offered and not ended, by type and number.
    open: BTreeSet<(usize, u64)>,
    /// Standing in line.
    waiting: BTreeSet<(usize, u64)>,
    owed: BTreeSet<(usize, u64)>,
    callbacks: [u64; 3],
    moved: u64,
    balked: u64,
    offered: u64,
}

fn who(contact: &Contact) -> (usize, u64) {
    (contact.contact_type.index(), contact.index)
}

impl Ledger {
    fn ends(&mut self, contact: &Contact, waited: bool) {
        assert!(
            self.open.remove(&who(contact)),
            "{contact:?} ends and is not there"
        );
        let stood = self.waiting.remove(&who(contact));
        assert_eq!(stood, waited, "{contact:?}");
    }
}

impl Observer for Ledger {
    fn offered(&mut self, contact: &Contact) {
        self.offered += 1;
        assert!(self.open.insert(who(contact)), "{contact:?} is there twice");
        assert!(
            !self.owed.contains(&who(contact)),
            "{contact:?} is also called"
        );
    }
    fn blocked(&mut self, contact: &Contact) {
        self.ends(contact, false);
    }
    fn sent_away(&mut self, contact: &Contact, _: SimTime, waited: bool) {
        self.ends(contact, waited);
    }
    fn waits(&mut self, contact: &Contact) {
        assert!(self.waiting.insert(who(contact)), "{contact:?} waits twice");
    }
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.ends(contact, answer.waited);
    }
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.ends(contact, at > contact.arrived);
    }
    fn still_there(&mut self, contact: &Contact, _: SimTime) {
        self.ends(contact, true);
    }
    fn balks(&mut self, _: &Contact) {
        self.balked += 1;
    }
    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        assert_eq!(waited, at > contact.arrived);
        self.moved += 1;
        self.ends(contact, waited);
    }
    fn takes_callback(&mut self, contact: &Contact, _: SimTime, waited: bool) {
        self.callbacks[0] += 1;
        self.ends(contact, waited);
        assert!(self.owed.insert(who(contact)));
    }
    fn called_back(&mut self, contact: &Contact, _: &Answer, _: Span) {
        self.callbacks[1] += 1;
        assert!(
            self.owed.remove(&who(contact)),
            "{contact:?} is called and not owed it"
        );
    }
    fn callback_lost(&mut self, contact: &Contact) {
        self.callbacks[2] += 1;
        assert!(
            self.owed.remove(&who(contact)),
            "{contact:?} is lost and not owed it"
        );
    }
}

/// One of several texts.
pub(super) fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

/// Rules of overflow: when.
const WHEN: &[&str] = &[
    "line_above = 0",
    "line_above = 2",
    "oldest_above = \"1min\"",
    "expected_above = \"2min\"",
    "after = \"30s\"",
    "after = \"2min\"",
];

/// Where: other types, groups or callbacks of the queue.
const TO: &[&str] = &[
    "to_type = \"c\"",
    "to_group = \"y\"",
    "to_group = \"z\"",
    "to = \"callback\"",
];

fn overflow(name: &'static str, calls: bool) -> impl Strategy<Value = String> {
    let to = if calls { TO } else { &TO[..3] };
    (any_of(WHEN), any_of(to), any::<bool>()).prop_map(move |(when, to, there)| {
        if there {
            format!("[queue.one.overflow.{name}]\n{when}\n{to}\n")
        } else {
            String::new()
        }
    })
}

fn queue(calls: bool) -> impl Strategy<Value = String> {
    (
        any_of(&["", "queue_capacity = 3\n", "trunks = 5\n", "queue_capacity = 0\n"]),
        any_of(&["", "opening_hours = \"08:00-10:00\"\nat_closing = \"send_away\"\n", "opening_hours = \"08:00-10:00\"\n"]),
        any_of(&["", "estimator = \"head_of_line\"\n", "estimator = \"last_answered\"\n"]),
        any_of(&["", "[queue.one.announcement]\n", "[queue.one.announcement]\nabove = \"2min\"\nrounds_to = \"10s\"\n"]),
        (
            any_of(&["0s", "1min", "4min"]),
            any_of(&["0%", "50%", "100%"]),
            any_of(&["", "kind = \"time_slot\"\nafter = \"20min\"\n"]),
            any_of(&["0%", "60%", "100%"]),
            any_of(&["1", "3"]),
        ),
        (overflow("p", calls), overflow("q", calls), overflow("r", calls)),
    )
        .prop_map(move |(room, hours, estimator, announcement, (above, acceptance, kind, picks_up, tries), (p, q, r))| {
            let callback = format!(
                "[queue.one.callback]\nabove = \"{above}\"\nacceptance = \"{acceptance}\"\n{kind}\
                 picks_up = \"{picks_up}\"\ntries = {tries}\n"
            );
            let callback = if calls { callback } else { String::new() };
            format!("[queue.one]\n{room}{hours}{estimator}{announcement}{callback}{p}{q}{r}")
        })
}

/// Three contact types in two queues; of calls, or of other contacts, whose customers nobody calls back.
pub(super) fn small_centre(calls: bool) -> impl Strategy<Value = String> {
    let bots: &[&str] = &[
        "",
        "[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\nat_once = [\"any\"]\nonly_below = \"2min\"\notherwise = \"c\"\notherwise_acceptance = \"70%\"\n",
        "[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\nonly_below = \"2min\"\notherwise_callback = true\n",
    ];
    (
        queue(calls),
        any_of(&["", "patience = { law = \"exponential\", mean = \"2min\" }\n", "leaves_at_once = \"20%\"\n"]),
        any_of(&["", "[contact_type.a.announced]\npatience_factor = 0.5\nbalks = [{ above = \"1min\", share = \"40%\" }]\n"]),
        any_of(&["", "[contact_type.a.redial]\nafter_abandoning = \"50%\"\ndelay = { law = \"exponential\", mean = \"9min\" }\n"]),
        any_of(if calls { bots } else { &bots[..2] }),
        (0_u32..4, 0_u32..3, 0_u32..3),
        any_of(&["", "waiting_at_start = 3\n"]),
    )
        .prop_map(|(queue, patience, announced, redial, bot, (front, second, third), start)| {
            let reason = if bot.is_empty() { "" } else { "[contact_type.a.reason.any]\ncontained = \"20%\"\n" };
            let start = if queue.contains("queue_capacity") || queue.contains("trunks") { "" } else { start };
            let groups = |text: &str| if queue.contains(text) { "\"a\", \"b\"" } else { "\"b\"" };
            let listed: Vec<&str> = ["x", "y", "z"].into_iter()
                .filter(|g| *g == "x" || queue.contains(&format!("to_group = \"{g}\"")))
                .collect();
            format!(
                "[clock]\nstart = \"2026-03-02 08:00\"\ntime_zone = \"UTC\"\nhorizon = \"3h\"\n\
                 {queue}[queue.two]\nqueue_capacity = 2\n\
                 [contact_type.a]\nqueue = \"one\"\ngroups = {listed:?}\n{start}{patience}\
                 talk = {{ law = \"exponential\", mean = \"2min\" }}\ndemand.rate = \"120/h\"\n{announced}{redial}{reason}\
                 [contact_type.b]\nqueue = \"one\"\npriority = 2\ngroups = {listed:?}\n\
                 talk = {{ law = \"exponential\", mean = \"1min\" }}\nwrap_up = {{ law = \"exponential\", mean = \"20s\" }}\ndemand.rate = \"40/h\"\n\
                 [contact_type.c]\nqueue = \"two\"\ngroups = [\"x\"]\npatience = {{ law = \"exponential\", mean = \"5min\" }}\n\
                 talk = {{ law = \"exponential\", mean = \"1min\" }}\ndemand.rate = \"10/h\"\n{bot}\
                 [skill_group.x]\nserves = [\"a\", \"b\", \"c\"]\nagents = {front}\n\
                 {}{}",
                if listed.contains(&"y") { format!("[skill_group.y]\nserves = [{}]\nagents = {second}\n", groups("\"y\"")) } else { String::new() },
                if listed.contains(&"z") { format!("[skill_group.z]\nserves = [{}]\nagents = {third}\n", groups("\"z\"")) } else { String::new() },
            )
        })
}

/// Simulates a scenario and finds that every contact ends once, and every callback too.
pub(super) fn nobody_is_lost(text: &str, seed: u64) {
    let scenario = load(text);
    let inputs = compile(&scenario.centre, &scenario.report);
    let mut ledger = Ledger::default();
    simulate(&inputs, Replication { seed, index: 0 }, &mut ledger);
    assert!(ledger.open.is_empty(), "{:?}", ledger.open);
    assert!(ledger.waiting.is_empty(), "{:?}", ledger.waiting);
    let [taken, reached, lost] = ledger.callbacks;
    let owed = u64::try_from(ledger.owed.len()).unwrap();
    assert_eq!(taken, reached + lost + owed);
    assert!(ledger.offered > 0);
}

/// What is counted adds up too: offered is the sum of what became of the contacts.
pub(super) fn measures_of_parts_add_up(text: &str) {
    let found = super::simulated(text, 20);
    for of in ["type a", "type b", "type c", "queue one", "centre"] {
        let count = |name: &str| {
            let (scenario, found) = &found;
            found.known(name, super::scope(scenario, of)).unwrap_or(0.0)
        };
        let ends = [
            "answered",
            "abandoned",
            "blocked",
            "sent_away",
            "overflowed",
            "callbacks",
            "still_there",
        ];
        let sum: f64 = ends.into_iter().map(count).sum();
        assert!(
            (sum - count("offered")).abs() < 1e-6,
            "{}: {} of {}",
            of,
            sum,
            count("offered")
        );
        let callbacks = ["callbacks_reached", "callbacks_lost", "callbacks_open"];
        let sum: f64 = callbacks.into_iter().map(count).sum();
        assert!((sum - count("callbacks")).abs() < 1e-6);
        assert!((count("handled") - count("answered") - count("callbacks_reached")).abs() < 1e-6);
        assert!(count("balked") <= count("abandoned") + 1e-6);
        if count("matters") > 0.0 {
            let causes = [
                "first",
                "redial",
                "repeat",
                "falsely_contained",
                "transfer",
                "wrong_transfer",
            ];
            let sum: f64 = causes
                .iter()
                .map(|cause| count(&format!("offered_{cause}")))
                .sum();
            // Who overflows is offered once more and comes for the same cause.
            let offered = match of {
                "centre" => count("offered") - count("overflowed"),
                "type c" => sum.min(count("offered")),
                _ => count("offered"),
            };
            assert!(
                (sum - offered).abs() < 1e-6,
                "{of}: {sum} by cause of {offered}"
            );
        }
        let matters = ["matters_resolved", "matters_given_up", "matters_open"];
        let sum: f64 = matters.into_iter().map(count).sum();
        assert!((sum - count("matters")).abs() < 1e-6);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_contact_ends_once_and_every_callback_too(text in small_centre(true), seed in 0_u64..1_000) {
        nobody_is_lost(&text, seed);
    }

    /// What is counted adds up too: offered is the sum of what became of the contacts.
    #[test]
    fn measures_add_up(text in small_centre(true)) {
        measures_of_parts_add_up(&text);
    }
}
