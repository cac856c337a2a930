//! Agents with desks: what relieves a line works for them as for others.
//!
//! One contact at a time at a desk is one contact at a time, to the last event; and with several in hand,
//! with chats and with tickets, nobody is lost.

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::sim::{Answer, Contact, Observer, Replication, simulate};
use springtide::units::{SimTime, Span};

use super::conservation::{any_of, measures_of_parts_add_up, nobody_is_lost, small_centre};
use super::load;

/// Everything that customers of the horizon notice, in order.
#[derive(Debug, Default, PartialEq)]
struct Diary(Vec<String>);

impl Diary {
    /// Who comes after the horizon is nobody's business: when the last of the others is done is seen at a desk
    /// after the wrap-up, elsewhere after the talk.
    fn note(&mut self, what: &str, contact: &Contact, more: impl std::fmt::Debug) {
        if !contact.is_counted() {
            return;
        }
        let (t, index) = (contact.contact_type.index(), contact.index);
        self.0.push(format!("{what} {t} {index} {more:?}"));
    }
}

impl Observer for Diary {
    fn offered(&mut self, contact: &Contact) {
        self.note("offered", contact, contact.arrived);
    }
    fn blocked(&mut self, contact: &Contact) {
        self.note("blocked", contact, ());
    }
    fn waits(&mut self, contact: &Contact) {
        self.note("waits", contact, ());
    }
    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note("sent away", contact, (at, waited));
    }
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.note("answered", contact, spoken(answer));
    }
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.note("abandoned", contact, at);
    }
    fn hears(&mut self, contact: &Contact, wait: Span) {
        self.note("hears", contact, wait);
    }
    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note("moves on", contact, (at, waited));
    }
    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note("takes a callback", contact, (at, waited));
    }
    fn called_back(&mut self, contact: &Contact, answer: &Answer, after: Span) {
        self.note("called back", contact, (spoken(answer), after));
    }
    fn callback_lost(&mut self, contact: &Contact) {
        self.note("callback lost", contact, ());
    }
    fn diverted(&mut self, contact: &Contact) {
        self.note("diverted", contact, ());
    }
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.note("still there", contact, at);
    }
}

/// What a customer notices of an answer: not which agent of the group it is.
fn spoken(answer: &Answer) -> impl std::fmt::Debug + use<> {
    let Answer {
        at,
        waited,
        group,
        talk,
        wrap_up,
        ..
    } = *answer;
    (at, waited, group, talk, wrap_up)
}

/// What happens in a scenario.
fn diary(text: &str, seed: u64) -> Diary {
    let scenario = load(text);
    let inputs = compile(&scenario.centre, &scenario.report);
    let mut diary = Diary::default();
    simulate(&inputs, Replication { seed, index: 0 }, &mut diary);
    diary
}

/// How the agents of group x choose, and what hangs on the line.
const CHOICES: &[&str] = &[
    "",
    "takes = \"weighted_wait\"\n",
    "[skill_group.x.people]\nunder_load = [{ waiting_per_agent = 0.5, handling = 0.8 }]\n",
];

/// Agents who are kept back.
const RESERVE: &[&str] = &["", "[contact_type.b.by_group.x]\nreserve = 1\n"];

/// A small centre whose groups may have desks, and the same without.
fn with_desks(text: &str, [x, y, z]: [bool; 3], most: u32) -> String {
    let mut text = text.to_owned();
    for (group, has_desks) in [("x", x), ("y", y), ("z", z)] {
        if has_desks && text.contains(&format!("[skill_group.{group}]")) {
            let speeds = vec![1.0; most as usize];
            let more = format!(
                "[skill_group.{group}.channel.voice]\nmost = {most}\nspeeds = {speeds:?}\n"
            );
            text.push_str(&more);
        }
    }
    text
}

/// Some more keys for group x and for the types.
fn with_choices(text: &str, choice: &str, reserve: &str, weights: bool) -> String {
    let weights = if weights {
        "[contact_type.a.urgency]\nbase = \"1min\"\nweight = 2.5\n"
    } else {
        ""
    };
    let head = "[skill_group.x]\n";
    let text = if choice.starts_with('[') {
        text.to_owned() + choice
    } else {
        text.replace(head, &format!("{head}{choice}"))
    };
    format!("{text}{reserve}{weights}")
}

/// Type a as chats or as tickets, type c as tickets or as calls; and what group x may have in hand.
fn channels() -> impl Strategy<Value = (&'static str, &'static str, &'static str)> {
    (
        any_of(&[
            "channel = \"chat\"\n",
            "channel = \"chat\"\nsilent_abandonment = \"50%\"\nfinding_out = { law = \"exponential\", mean = \"30s\" }\n",
        ]),
        any_of(&["", "channel = \"ticket\"\ndue = \"1h\"\n"]),
        any_of(&[
            "",
            "[skill_group.x.channel.chat]\nmost = 3\nslowdown = 0.3\n",
            "[skill_group.x.channel.chat]\nmost = 2\nspeeds = [1.0, 0.7]\n[skill_group.x.channel.ticket]\ninterruptible = true\n",
        ]),
    )
}

/// A small centre with these channels.
fn with_channels(text: &str, (chat, ticket, hands): (&str, &str, &str)) -> String {
    // Who loses no patience does not leave without a word either.
    let has_patience = text.contains("patience = { law = \"exponential\", mean = \"2min\" }");
    let chat = if has_patience {
        chat
    } else {
        "channel = \"chat\"\n"
    };
    let text = text.replace("[contact_type.a]\n", &format!("[contact_type.a]\n{chat}"));
    let text = text.replace(
        "[contact_type.b]\n",
        "[contact_type.b]\nchannel = \"chat\"\n",
    );
    let text = text.replace("[contact_type.c]\n", &format!("[contact_type.c]\n{ticket}"));
    let hands = match ticket {
        "" => hands.replace("[skill_group.x.channel.ticket]\ninterruptible = true\n", ""),
        _ => hands.to_owned(),
    };
    text + &hands
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// A desk for one contact at a time is an agent like any other.
    #[test]
    fn one_at_a_time_is_one_at_a_time(
        text in small_centre(true),
        choice in any_of(CHOICES),
        reserve in any_of(RESERVE),
        weights in any::<bool>(),
        desks in any::<[bool; 3]>(),
        seed in 0_u64..1_000,
    ) {
        let weights = weights && choice.contains("weighted_wait");
        let plain = with_choices(&text, choice, reserve, weights);
        let (one, other) = (diary(&plain, seed), diary(&with_desks(&plain, desks, 1), seed));
        for (one, other) in one.0.iter().zip(&other.0) {
            prop_assert_eq!(one, other);
        }
        prop_assert_eq!(one.0.len(), other.0.len());
    }

    /// Places at which nothing slows down are as many agents.
    #[test]
    fn places_without_slowing_down_are_agents(text in small_centre(true), most in 2_u32..4, seed in 0_u64..1_000) {
        // Estimates by the queue's length are the same but for rounding.
        let text = if text.contains("estimator") {
            text
        } else {
            text.replace("[queue.one]\n", "[queue.one]\nestimator = \"head_of_line\"\n")
        };
        let times = |line: &str| match line.strip_prefix("agents = ") {
            Some(agents) => format!("agents = {}\n", most * agents.parse::<u32>().unwrap()),
            None => format!("{line}\n"),
        };
        let agents = diary(&text.lines().map(times).collect::<String>(), seed);
        let places = diary(&with_desks(&text, [true; 3], most), seed);
        prop_assert_eq!(agents, places);
    }

    /// Calls, several of them in hand at once.
    #[test]
    fn no_call_is_lost(
        text in small_centre(true),
        reserve in any_of(RESERVE),
        desks in any::<[bool; 3]>(),
        most in 1_u32..4,
        seed in 0_u64..1_000,
    ) {
        nobody_is_lost(&with_desks(&with_choices(&text, "", reserve, false), desks, most), seed);
    }

    /// Chats, with customers who leave without a word, and tickets that are laid aside.
    #[test]
    fn no_chat_is_lost(
        text in small_centre(false),
        channels in channels(),
        choice in any_of(CHOICES),
        reserve in any_of(RESERVE),
        seed in 0_u64..1_000,
    ) {
        let text = with_channels(&with_choices(&text, choice, reserve, false), channels);
        nobody_is_lost(&text, seed);
    }

    #[test]
    fn numbers_of_chats_add_up(text in small_centre(false), channels in channels()) {
        measures_of_parts_add_up(&with_channels(&text, channels));
    }
}
