//! The same customers, with the same questions, whatever the policy of the bot.
//!
//! Only first dialogues are compared: who is back hangs on what became of the first.

use std::collections::BTreeMap;
use std::path::Path;

use springtide::compile::compile;
use springtide::scenario;
use springtide::sim::{Contact, Observer, Replication, SessionEnd, simulate};
use springtide::units::SimTime;

/// What became of a first dialogue.
#[derive(Clone, Copy, Debug, PartialEq)]
struct First {
    arrived: SimTime,
    end: SessionEnd,
    failed_turns: u32,
}

/// First contacts of the horizon by number, and how their dialogues ended.
#[derive(Default)]
struct Register {
    came: BTreeMap<u64, SimTime>,
    ended: BTreeMap<u64, First>,
}

impl Observer for Register {
    fn matter_began(&mut self, contact: &Contact) {
        if contact.is_counted() {
            self.came.insert(contact.index, contact.arrived);
        }
    }

    fn dialogue_ended(
        &mut self,
        contact: &Contact,
        end: SessionEnd,
        _: springtide::units::Span,
        failed_turns: u32,
    ) {
        if let Some(arrived) = self.came.get(&contact.index) {
            let first = First {
                arrived: *arrived,
                end,
                failed_turns,
            };
            self.ended.insert(contact.index, first);
        }
    }
}

fn under(policy: &str) -> Register {
    let text = format!(
        r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "1 day"
[queue.line]
[contact_type.chats]
demand = {{ rate = "60/h", busyness_cv = 0.2 }}
patience = {{ law = "exponential", mean = "5min" }}
talk = {{ law = "exponential", mean = "4min" }}
resolution = "80%"
redial = {{ after_abandoning = "50%", after_giving_up = "40%", delay = {{ law = "exponential", mean = "1h" }} }}
repeat = {{ chance = "60%", delay = {{ law = "exponential", mean = "2h" }} }}
return = {{ chance = "80%", delay = {{ law = "exponential", mean = "2h" }}, past_self_service = "50%" }}
[contact_type.chats.reason.easy]
share = "60%"
understood = "80%"
contained = "70%"
falsely_contained = "20%"
[contact_type.chats.reason.hard]
share = "40%"
understood = "30%"
contained = "20%"
falsely_contained = "50%"
[self_service.bot]
contained_time = {{ law = "exponential", mean = "1min" }}
failed_turn = {{ law = "exponential", mean = "20s" }}
gives_up = "15%"
asks = "20%"
{policy}
[skill_group.front]
agents = 4
"#
    );
    let loaded = scenario::load_text(&text, "policies.toml", Path::new("."), &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    let mut register = Register::default();
    let replication = Replication { seed: 5, index: 3 };
    simulate(
        &compile(&loaded.centre, &loaded.report),
        replication,
        &mut register,
    );
    register
}

#[test]
fn the_same_customers_ask_the_same_under_every_policy() {
    let patient = under("after_failed_turns = 20");
    assert!(patient.ended.len() > 1_000);
    let is_contained = |first: &First| {
        matches!(
            first.end,
            SessionEnd::Contained | SessionEnd::FalselyContained
        )
    };
    for policy in [
        "after_failed_turns = 1",
        "after_failed_turns = 3",
        "after_failed_turns = 2\non_request = false",
        "after_failed_turns = 2\ntalk_factor = 0.5",
    ] {
        let other = under(policy);
        assert_eq!(other.came, patient.came, "{policy}");
        // Who is still in a dialogue when the day ends may be so under one policy only.
        for (index, first) in &other.ended {
            let Some(before) = patient.ended.get(index) else {
                continue;
            };
            assert_eq!(first.arrived, before.arrived);
            if is_contained(first) || is_contained(before) {
                assert_eq!(first, before, "{policy} {index}");
            }
            // Who gives up does so at the same turn, unless passed on before.
            if first.end == SessionEnd::GivenUp && !policy.contains("on_request") {
                assert_eq!(first, before, "{policy} {index}");
            }
            if policy.contains("on_request") {
                let is_sooner = before.end == SessionEnd::Escalated;
                assert!(
                    first.failed_turns <= 2
                        && (first == before || is_sooner || before.failed_turns >= 2)
                );
            } else {
                assert!(
                    first.failed_turns <= before.failed_turns,
                    "{policy} {index}"
                );
            }
        }
    }
}

#[test]
fn never_passing_on_moves_nobody() {
    let (usual, never) = (under("after_failed_turns = 2"), under("escalates = false"));
    assert_eq!(usual.came, never.came);
    for (index, first) in &never.ended {
        assert_ne!(first.end, SessionEnd::Escalated);
        if let Some(before) = usual.ended.get(index)
            && before.end != SessionEnd::Escalated
        {
            assert_eq!(first, before, "{index}");
        }
    }
}
