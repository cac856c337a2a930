//! Contacts that agents pass on, against networks of queues whose answer is exact.
//!
//! Where handling is exponential, nobody hangs up and nobody is busy with handing over, first, second and
//! wrong lines are M/M/n queues, each as if it were alone with the contacts that reach it (Jackson 1957,
//! "Networks of waiting lines").

use springtide::experiment::Scope;
use springtide::model::{ContactTypeId, SkillGroupId};
use springtide::units::number;

use crate::erlang_c;
use crate::steady::Steady;

struct Network {
    first: u32,
    second: u32,
    wrong: u32,
    resolution: f64,
    chance: f64,
    astray: f64,
    talk_factor: f64,
    wrong_talk_factor: f64,
    handover_s: f64,
}

const PER_HOUR: f64 = 240.0;
const FIRST_S: f64 = 180.0;
const SECOND_S: f64 = 300.0;
const WRONG_S: f64 = 240.0;

impl Network {
    fn text(&self, seed: u64) -> String {
        let Self {
            first,
            second,
            wrong,
            resolution,
            chance,
            astray,
            ..
        } = self;
        let percent = |share: &f64| format!("{}%", share * 100.0);
        let (resolution, chance, astray) = (percent(resolution), percent(chance), percent(astray));
        let (talk_factor, wrong_talk_factor) = (self.talk_factor, self.wrong_talk_factor);
        let handover = if self.handover_s > 0.0 {
            format!(
                "handover = {{ law = \"deterministic\", value = \"{}s\" }}",
                self.handover_s
            )
        } else {
            String::new()
        };
        format!(
            r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "96h"
warm_up = "24h"
interval = "1h"

[replication]
seed = {seed}

[queue.first]
[queue.second]
[queue.wrong]

[contact_type.first]
queue = "first"
groups = ["first"]
demand.rate = "{PER_HOUR}/h"
talk = {{ law = "exponential", mean = "{FIRST_S}s" }}
resolution = "{resolution}"

[contact_type.first.transfer]
chance = "{chance}"
to = "second"
wrong = "{astray}"
wrong_to = "wrong"
talk_factor = {talk_factor}
wrong_talk_factor = {wrong_talk_factor}
{handover}

[contact_type.second]
queue = "second"
groups = ["second"]
demand.rate = "0/h"
talk = {{ law = "exponential", mean = "{SECOND_S}s" }}

[contact_type.wrong]
queue = "wrong"
groups = ["wrong"]
demand.rate = "0/h"
talk = {{ law = "exponential", mean = "{WRONG_S}s" }}

[skill_group.first]
agents = {first}
[skill_group.second]
agents = {second}
[skill_group.wrong]
agents = {wrong}
"#
        )
    }

    /// Contacts an hour that reach the second line, and the wrong one.
    fn rates(&self) -> (f64, f64) {
        let passed_on = PER_HOUR * (1.0 - self.resolution) * self.chance;
        (passed_on, passed_on * self.astray)
    }

    /// What is known: measure, place, answer.
    fn answers(&self) -> Vec<(&'static str, Scope, f64)> {
        let scope = |t| Scope::Type(ContactTypeId::new(t));
        let (second, wrong) = self.rates();
        let hours = 72.0;
        let mut answers = vec![
            ("transfers", scope(0), second * hours),
            ("wrong_transfers", scope(0), wrong * hours),
            ("offered_transfer", scope(1), second * hours),
            ("offered_wrong_transfer", scope(2), wrong * hours),
            ("contacts_per_resolved", Scope::Centre, 1.0),
            (
                "matters_given_up",
                Scope::Centre,
                (PER_HOUR * (1.0 - self.resolution) - second) * hours,
            ),
        ];
        let mean = SECOND_S * self.talk_factor;
        if self.handover_s > 0.0 {
            // Somebody is always free, so that both sides hand over every time.
            let group = |g| Scope::Group(SkillGroupId::new(g));
            let per_s = |per_hour: f64| per_hour / 3_600.0;
            let first = per_s(PER_HOUR) * FIRST_S + per_s(second) * self.handover_s;
            answers.push(("busy", group(0), first));
            // Whoever takes the contact by mistake hands nothing over.
            answers.push((
                "busy",
                group(2),
                per_s(wrong) * (WRONG_S * self.wrong_talk_factor + self.handover_s),
            ));
        } else {
            let wait = |per_hour: f64, mean: f64, agents| {
                erlang_c::wait_mean(agents, per_hour / 3_600.0, mean)
            };
            answers.push(("asa", scope(0), wait(PER_HOUR, FIRST_S, self.first)));
            answers.push(("asa", scope(1), wait(second, mean, self.second)));
            if self.astray > 0.0 {
                let mean = WRONG_S * self.wrong_talk_factor;
                answers.push(("asa", scope(2), wait(wrong, mean, self.wrong)));
            }
        }
        answers
    }
}

#[test]
fn second_and_wrong_lines_are_queues_of_their_own() {
    let plain = Network {
        first: 14,
        second: 10,
        wrong: 3,
        resolution: 0.6,
        chance: 1.0,
        astray: 0.0,
        talk_factor: 1.0,
        wrong_talk_factor: 1.0,
        handover_s: 0.0,
    };
    let cases = [
        Network { ..plain },
        Network {
            chance: 0.5,
            second: 5,
            ..plain
        },
        Network {
            talk_factor: 1.2,
            second: 11,
            ..plain
        },
        Network {
            astray: 0.3,
            ..plain
        },
        Network {
            astray: 0.3,
            talk_factor: 0.8,
            wrong_talk_factor: 0.5,
            wrong: 2,
            ..plain
        },
        Network {
            resolution: 0.0,
            astray: 1.0,
            second: 22,
            wrong: 18,
            ..plain
        },
        Network {
            first: 60,
            second: 60,
            wrong: 60,
            astray: 0.2,
            handover_s: 60.0,
            ..plain
        },
    ];
    let mut means = Vec::new();
    for (case, seed) in cases.iter().zip(1..) {
        let mut found = Steady::run("network", &case.text(seed), 200);
        for (name, scope, exact) in case.answers() {
            found.expect(name, scope, exact);
        }
        let scores = found.deviations();
        assert!(scores.len() > 2);
        means.push(scores.iter().sum::<f64>() / number::float_len(scores.len()));
    }
    // Answers of a case go together, so that their mean may be as wide as one of them; cases do not.
    let lean = means.iter().sum::<f64>() / number::float_len(means.len()).sqrt();
    assert!(lean.abs() < 3.0, "{means:?}");
}
