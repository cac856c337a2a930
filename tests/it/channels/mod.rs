//! Tickets, and agents who answer several channels, against formulas and limiting cases.

mod anything;
mod backlog_age;
mod centre;
mod due;
mod mistakes;
mod steps;

use springtide::experiment::Scope;
use springtide::model::{ContactTypeId, SkillGroupId};
use springtide::units::number;

use crate::erlang_a::ErlangA;
use crate::markov::Chain;
use crate::steady::Steady;

const LIVE: Scope = Scope::Type(ContactTypeId::new(0));
const TICKETS: Scope = Scope::Type(ContactTypeId::new(1));
const GROUP: Scope = Scope::Group(SkillGroupId::new(0));

/// Calls and tickets for one group; rates an hour, times in seconds.
#[derive(Clone, Copy)]
struct Case {
    agents: usize,
    calls: f64,
    call: f64,
    tickets: f64,
    ticket: f64,
    /// What is written of the group beside its agents.
    group: &'static str,
}

const INTERRUPTIBLE: &str = "[skill_group.team.channel.ticket]\ninterruptible = true\n";

impl Case {
    fn text(&self) -> String {
        let Self {
            agents,
            calls,
            call,
            tickets,
            ticket,
            group,
        } = self;
        format!(
            r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "6 days"
warm_up = "1 day"

[report]
intervals = false
days = false

[queue.hotline]

[queue.mail]

[contact_type.calls]
queue = "hotline"
demand.rate = "{calls}/h"
talk = {{ law = "exponential", mean = "{call}s" }}

[contact_type.tickets]
queue = "mail"
channel = "ticket"
due = "10min"
demand.rate = "{tickets}/h"
talk = {{ law = "exponential", mean = "{ticket}s" }}

[skill_group.team]
agents = {agents}
{group}"#
        )
    }
}

#[test]
fn one_agent_who_lays_tickets_aside_agrees_with_the_formula() {
    // M/M/1 with preemptive priority, work resumed (Jaiswal 1968, "Priority Queues", chapter 4).
    let case = Case {
        agents: 1,
        calls: 12.0,
        call: 120.0,
        tickets: 10.0,
        ticket: 100.0,
        group: INTERRUPTIBLE,
    };
    let (high, low) = (case.calls / 3_600.0, case.tickets / 3_600.0);
    let (load, all) = (high * case.call, high * case.call + low * case.ticket);
    let left = high * case.call * case.call + low * case.ticket * case.ticket;
    let finish = case.ticket / (1.0 - load) + left / ((1.0 - load) * (1.0 - all));
    let mut found = Steady::run("preemptive", &case.text(), 200);
    found.expect("wait_mean", LIVE, load * case.call / (1.0 - load));
    found.expect("waited_share", LIVE, load);
    found.expect("time_to_finish", TICKETS, finish);
    // By Little's law: tickets that nobody works on are those that are there less those in hand.
    found.expect("backlog", TICKETS, low * (finish - case.ticket));
    found.expect("aht", TICKETS, case.ticket);
    found.expect("occupancy", GROUP, all);
}

#[test]
fn one_agent_who_finishes_tickets_agrees_with_the_formula() {
    // M/M/1 with non-preemptive priority (Cobham 1954).
    let case = Case {
        agents: 1,
        calls: 12.0,
        call: 120.0,
        tickets: 10.0,
        ticket: 100.0,
        group: "",
    };
    let (high, low) = (case.calls / 3_600.0, case.tickets / 3_600.0);
    let (load, all) = (high * case.call, high * case.call + low * case.ticket);
    let left = high * case.call * case.call + low * case.ticket * case.ticket;
    let wait = left / ((1.0 - load) * (1.0 - all));
    let mut found = Steady::run("non-preemptive", &case.text(), 200);
    found.expect("wait_mean", LIVE, left / (1.0 - load));
    found.expect("wait_mean", TICKETS, wait);
    found.expect("time_to_finish", TICKETS, wait + case.ticket);
    found.expect("backlog", TICKETS, low * wait);
}

#[test]
fn tickets_alone_age_as_the_formula_says() {
    // M/M/1: the time in the system is exponential, so that E W² ÷ 2 E W, the mean age of those who wait,
    // is its mean.
    let case = Case {
        agents: 1,
        calls: 0.0,
        call: 60.0,
        tickets: 24.0,
        ticket: 105.0,
        group: "",
    };
    let time = 1.0 / (1.0 / case.ticket - case.tickets / 3_600.0);
    let mut found = Steady::run("tickets alone", &case.text(), 200);
    found.expect("time_to_finish", TICKETS, time);
    found.expect("to_finish_sd", TICKETS, time);
    found.expect("to_finish_p50", TICKETS, time * libm::log(2.0));
    found.expect("to_finish_p90", TICKETS, time * libm::log(10.0));
    found.expect("backlog_age", TICKETS, time);
    found.expect("in_due_time", TICKETS, 1.0 - libm::exp(-600.0 / time));
    found.expect(
        "backlog",
        TICKETS,
        case.tickets / 3_600.0 * (time - case.ticket),
    );
}

#[test]
fn a_team_that_lays_tickets_aside_agrees_with_the_chain() {
    // M/M/3 with preemptive priority and equal work: calls see nobody else, and all are M/M/3 together.
    let case = Case {
        agents: 3,
        calls: 50.0,
        call: 120.0,
        tickets: 28.0,
        ticket: 120.0,
        group: INTERRUPTIBLE,
    };
    let there = |an_hour: f64| {
        let (arrivals, end) = (an_hour / 3_600.0, 1.0 / case.call);
        let chain = Chain::new(0_usize, |there| {
            let busy = number::float_len((*there).min(case.agents));
            let mut flows = vec![(there.saturating_sub(1), busy * end)];
            if *there < 900 {
                flows.push((there + 1, arrivals));
            }
            flows
        });
        chain.mean(|there| number::float_len(*there))
    };
    let (high, low) = (case.calls / 3_600.0, case.tickets / 3_600.0);
    let (calls, all) = (there(case.calls), there(case.calls + case.tickets));
    let mut found = Steady::run("a team", &case.text(), 200);
    found.expect("wait_mean", LIVE, calls / high - case.call);
    found.expect("time_to_finish", TICKETS, (all - calls) / low);
    found.expect("backlog", TICKETS, all - calls - low * case.ticket);
    found.expect("busy", GROUP, (high + low) * case.call);
}

/// Calls and chats for agents who have one call or two chats in hand, or a chat and a ticket; the chain
/// is [`blended`].
const BLENDED: &str = r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "3 days"
warm_up = "4h"

[report]
intervals = false
days = false

[queue.calls]
queue_capacity = 0

[queue.chats]
queue_capacity = 0

[contact_type.calls]
queue = "calls"
demand.rate = "12/h"
talk = { law = "exponential", mean = "200s" }

[contact_type.chats]
queue = "chats"
channel = "chat"
demand.rate = "25/h"
talk = { law = "exponential", mean = "150s" }

[skill_group.team]
agents = 2

[skill_group.team.channel.voice]
weight = "70%"

[skill_group.team.channel.chat]
most = 2
weight = "30%"
speeds = [1.0, 0.75]
"#;

/// One of the two agents: calls and chats in hand.
type Hands = (usize, usize);

/// The shares of calls and chats that find no room, and the contacts in hand.
fn blended() -> [f64; 3] {
    let (calls, chats) = (12.0 / 3_600.0, 25.0 / 3_600.0);
    let fits = |(calls, chats): Hands| {
        let weight = 7 * calls + 3 * chats;
        calls <= 1 && chats <= 2 && weight <= 10
    };
    // The agent with the fewest in hand that has room.
    let taker = move |agents: &[Hands; 2], more: Hands| {
        let room = |agent: &&usize| fits((agents[**agent].0 + more.0, agents[**agent].1 + more.1));
        let rank = |agent: &usize| agents[*agent].0 + agents[*agent].1;
        [0, 1]
            .iter()
            .filter(room)
            .min_by_key(|agent| rank(agent))
            .copied()
    };
    let chain = Chain::new([(0, 0); 2], |agents: &[Hands; 2]| {
        let mut flows = Vec::new();
        for (more, rate) in [((1, 0), calls), ((0, 1), chats)] {
            // Of two agents with as many in hand either may be the one who has not changed longest.
            let swapped = [agents[1], agents[0]];
            for agents in [*agents, swapped] {
                if let Some(agent) = taker(&agents, more) {
                    let mut after = agents;
                    after[agent].0 += more.0;
                    after[agent].1 += more.1;
                    flows.push((after, rate / 2.0));
                }
            }
        }
        for (agent, (of_calls, of_chats)) in agents.iter().copied().enumerate() {
            let speed = if of_calls + of_chats > 1 { 0.75 } else { 1.0 };
            let mut after = *agents;
            if of_calls > 0 {
                after[agent].0 -= 1;
                flows.push((after, number::float_len(of_calls) / 200.0));
            }
            let mut after = *agents;
            if of_chats > 0 {
                after[agent].1 -= 1;
                flows.push((after, number::float_len(of_chats) * speed / 150.0));
            }
        }
        flows
    });
    let finds_none = |more: Hands| {
        let is_full =
            |agents: &[Hands; 2]| number::float_len(usize::from(taker(agents, more).is_none()));
        chain.mean(is_full)
    };
    let in_hand = chain.mean(|agents| {
        let all = agents.iter().map(|(calls, chats)| calls + chats);
        number::float_len(all.sum())
    });
    [finds_none((1, 0)), finds_none((0, 1)), in_hand]
}

#[test]
fn weights_decide_what_fits_together() {
    let [calls, chats, in_hand] = blended();
    let mut found = Steady::run("blended", BLENDED, 300);
    found.expect("blocking", LIVE, calls);
    found.expect("blocking", TICKETS, chats);
    // Two agents with two places each.
    found.expect("slot_occupancy", GROUP, in_hand / 4.0);
}

#[test]
fn a_whole_agent_each_is_one_at_a_time() {
    // Calls and chats that take a whole agent each, in one queue: Erlang A.
    let text = BLENDED
        .replace("queue_capacity = 0\n", "")
        .replace("[queue.chats]\n", "")
        .replace("queue = \"chats\"\n", "queue = \"calls\"\n")
        .replace("weight = \"70%\"", "most = 1")
        .replace(
            "most = 2\nweight = \"30%\"\nspeeds = [1.0, 0.75]",
            "most = 1",
        )
        .replace(
            "mean = \"200s\" }",
            "mean = \"150s\" }\npatience = { law = \"exponential\", mean = \"100s\" }",
        )
        .replace(
            "channel = \"chat\"",
            "channel = \"chat\"\npatience = { law = \"exponential\", mean = \"100s\" }",
        );
    let exact = ErlangA::new(2, 37.0 / 3_600.0, 150.0, 100.0);
    let mut found = Steady::run("whole agents", &text, 200);
    found.expect("abandonment", Scope::Centre, exact.abandonment());
    found.expect("waited_share", Scope::Centre, exact.waiting());
    found.expect("queue_length", Scope::Centre, exact.line());
}

#[test]
fn who_weighs_nothing_takes_nobody_away() {
    // Tickets of no weight beside calls: calls are Erlang A, tickets never wait.
    let case = Case {
        agents: 2,
        calls: 40.0,
        call: 150.0,
        tickets: 20.0,
        ticket: 100.0,
        group: "[skill_group.team.channel.ticket]\nmost = 20\nweight = \"0%\"\nslowdown = 0\n",
    };
    let text = case.text().replace(
        "[contact_type.calls]\n",
        "[contact_type.calls]\npatience = { law = \"exponential\", mean = \"90s\" }\n",
    );
    let exact = ErlangA::new(2, 40.0 / 3_600.0, 150.0, 90.0);
    let mut found = Steady::run("no weight", &text, 200);
    found.expect("abandonment", LIVE, exact.abandonment());
    found.expect("queue_length", LIVE, exact.line());
    found.expect("backlog", TICKETS, 0.0);
    found.expect("duration", TICKETS, case.ticket);
}
