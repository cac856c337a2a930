//! Centres whose answers are those of a small Markov chain.
//!
//! Three agents, three minutes a contact: with q in line the estimate by the queue's length is q + 1 minutes,
//! so that what is announced and what is decided by it are functions of the state.

use super::{BALANCE, COUNTED_S, agree};
use crate::markov::Chain;

/// Arrivals a second: one a minute.
const COME: f64 = 1.0 / 60.0;
/// Ends of handling a second, of each busy agent.
const END: f64 = 1.0 / 180.0;
/// Agents.
const AGENTS: u32 = 3;

/// The centre: a line, calls and three agents, with more keys for the queue and the type.
fn centre(queue: &str, calls: &str, more: &str) -> String {
    format!(
        "{BALANCE}[queue.line]\n{queue}\n[contact_type.calls]\nqueue = \"line\"\n\
         talk = {{ law = \"exponential\", mean = \"3min\" }}\ndemand.rate = \"60/h\"\n{calls}\n\
         [skill_group.front]\nserves = [\"calls\"]\nagents = 3\n{more}"
    )
}

/// Tickets, to which contacts may go.
const TICKETS: &str = "[queue.desk]\n[contact_type.tickets]\nqueue = \"desk\"\n\
    talk = { law = \"exponential\", mean = \"1min\" }\ndemand.rate = \"0/h\"\n\
    [skill_group.back]\nserves = [\"tickets\"]\nagents = 40\n";

fn float(count: u32) -> f64 {
    f64::from(count)
}

fn is(what: bool) -> f64 {
    f64::from(u8::from(what))
}

/// The chain of those busy and in line: `join` is the share who join behind so many, `leave` the rate at
/// which each who waits leaves.
fn line(join: impl Fn(u32) -> f64, leave: f64) -> Chain<u32> {
    Chain::new(0, |n| {
        let waiting = n.saturating_sub(AGENTS);
        let joins = if *n < AGENTS { 1.0 } else { join(waiting) };
        let joins = if waiting < 300 { joins } else { 0.0 };
        let ends = float((*n).min(AGENTS)) * END + float(waiting) * leave;
        vec![(n + 1, COME * joins), (n.saturating_sub(1), ends)]
    })
}

fn waiting(n: u32) -> f64 {
    float(n.saturating_sub(AGENTS))
}

fn busy(chain: &Chain<u32>) -> f64 {
    chain.mean(|n| float((*n).min(AGENTS)))
}

#[test]
fn some_leave_at_what_they_are_told_and_the_others_are_more_patient() {
    // Patience 4 min, of those who were told a wait half as much again.
    let balks = |waiting: u32| match waiting + 1 {
        ..2 => 0.0,
        2..4 => 0.3,
        4..8 => 0.6,
        _ => 1.0,
    };
    let leave = 1.0 / (240.0 * 1.5);
    let chain = line(|waiting| 1.0 - balks(waiting), leave);
    let told = chain.mean(|n| is(*n >= AGENTS));
    let balked = chain.mean(|n| is(*n >= AGENTS) * balks(n.saturating_sub(AGENTS)));
    let left = chain.mean(|n| waiting(*n)) * leave;
    let announced = chain.mean(|n| is(*n >= AGENTS) * (waiting(*n) + 1.0) * 60.0);
    let text = centre(
        "[queue.line.announcement]\nrounds_to = \"1min\"",
        "patience = { law = \"exponential\", mean = \"4min\" }\n[contact_type.calls.announced]\n\
         patience_factor = 1.5\nbalks = [{ above = \"2min\", share = \"30%\" }, \
         { above = \"4min\", share = \"60%\" }, { above = \"8min\", share = \"100%\" }]",
        "",
    );
    agree(
        "balking by the queue's length",
        &text,
        &[
            ("announced", "queue line", told * COME * COUNTED_S),
            ("balked", "queue line", balked * COME * COUNTED_S),
            ("abandonment", "queue line", balked + left / COME),
            ("announced_wait", "queue line", announced / told),
            ("queue_length", "queue line", chain.mean(|n| waiting(*n))),
            ("busy", "group front", busy(&chain)),
        ],
    );
}

#[test]
fn by_the_head_of_the_line_one_waits_and_no_more() {
    // Who finds nobody in line is told nothing to fear; who finds somebody leaves.
    let chain = line(|waiting| is(waiting == 0), 0.0);
    let lost = chain.mean(|n| is(*n == AGENTS + 1));
    let text = centre(
        "estimator = \"head_of_line\"\n[queue.line.announcement]",
        "[contact_type.calls.announced]\nbalks = [{ above = \"1s\", share = \"100%\" }]",
        "",
    );
    agree(
        "balking by the head of the line",
        &text,
        &[
            ("abandonment", "queue line", lost),
            ("balked", "queue line", lost * COME * COUNTED_S),
            ("busy", "group front", busy(&chain)),
        ],
    );
}

#[test]
fn by_the_last_answer_nobody_joins_after_one_who_waited() {
    // The state: how many are there, and whether who was answered last had waited.
    let chain = Chain::new((0_u32, false), |(n, waited)| {
        let (n, waited) = (*n, *waited);
        let next = if n < AGENTS {
            (n + 1, false)
        } else {
            (n + 1, waited)
        };
        let joins = is(n < AGENTS || !waited && n < 200);
        let ends = if n > AGENTS {
            (n - 1, true)
        } else {
            (n.saturating_sub(1), waited)
        };
        vec![(next, COME * joins), (ends, float(n.min(AGENTS)) * END)]
    });
    let lost = chain.mean(|(n, waited)| is(*n >= AGENTS && *waited));
    let text = centre(
        "estimator = \"last_answered\"\n[queue.line.announcement]",
        "[contact_type.calls.announced]\nbalks = [{ above = \"1s\", share = \"100%\" }]",
        "",
    );
    agree(
        "balking by the last answer",
        &text,
        &[
            ("abandonment", "queue line", lost),
            (
                "queue_length",
                "queue line",
                chain.mean(|(n, _)| waiting(*n)),
            ),
            (
                "busy",
                "group front",
                chain.mean(|(n, _)| float((*n).min(AGENTS))),
            ),
        ],
    );
}

#[test]
fn a_line_that_is_too_long_overflows_to_tickets() {
    let leave = 1.0 / 300.0;
    let chain = line(|waiting| is(waiting < 4), leave);
    let moved = chain.mean(|n| is(*n == AGENTS + 4));
    let left = chain.mean(|n| waiting(*n)) * leave / COME;
    let patience = "patience = { law = \"exponential\", mean = \"5min\" }";
    for condition in ["line_above = 4", "expected_above = \"5min\""] {
        let overflow = format!("[queue.line.overflow.long]\n{condition}\nto_type = \"tickets\"");
        let text = centre(&overflow, patience, TICKETS);
        agree(
            &format!("overflow with {condition}"),
            &text,
            &[
                ("overflowed", "queue line", moved * COME * COUNTED_S),
                ("offered", "type tickets", moved * COME * COUNTED_S),
                ("answered", "type tickets", moved * COME * COUNTED_S),
                ("abandonment", "queue line", left),
                ("queue_length", "queue line", chain.mean(|n| waiting(*n))),
                ("busy", "group front", busy(&chain)),
            ],
        );
    }
}

#[test]
fn what_the_line_has_no_room_for_overflows_to_another_group() {
    // Three agents with two places in line; behind them two slower people, and then it is full
    // (the overflow system of Wilkinson, Bell System Technical Journal 35, 1956).
    let slow = 1.0 / 300.0;
    let chain = Chain::new((0_u32, 0_u32), |(n, other)| {
        let (n, other) = (*n, *other);
        let comes = if n < AGENTS + 2 {
            (n + 1, other)
        } else {
            (n, (other + 1).min(2))
        };
        vec![
            (comes, COME),
            ((n.saturating_sub(1), other), float(n.min(AGENTS)) * END),
            ((n, other.saturating_sub(1)), float(other) * slow),
        ]
    });
    let blocked = chain.mean(|(n, other)| is(*n == AGENTS + 2 && *other == 2));
    let taken = chain.mean(|(_, other)| float(*other)) * slow;
    let text = centre(
        "queue_capacity = 2\n[queue.line.overflow.partner]\nline_above = 2\nto_group = \"partner\"",
        "[contact_type.calls.by_group.partner]\ntalk = { law = \"exponential\", mean = \"5min\" }",
        "[skill_group.partner]\nserves = [\"calls\"]\nagents = 2\n",
    );
    agree(
        "overflow to a group",
        &text,
        &[
            ("blocking", "queue line", blocked),
            ("handled_by_partner", "type calls", taken * COUNTED_S),
            ("busy", "group partner", taken / slow),
            (
                "busy",
                "group front",
                chain.mean(|(n, _)| float((*n).min(AGENTS))),
            ),
            (
                "queue_length",
                "queue line",
                chain.mean(|(n, _)| waiting(*n)),
            ),
        ],
    );
}

#[test]
fn callbacks_that_keep_their_place_wait_like_everybody_else() {
    // Nobody hangs up: those in line and those who are called when it is their turn together are the
    // line of Erlang C, cut where arrivals would find more than three hundred.
    let text = |share: &str, rate: &str| {
        centre(
            &format!("[queue.line.callback]\nabove = \"3min\"\nacceptance = \"{share}\""),
            "",
            "",
        )
        .replace("\"60/h\"", rate)
    };
    // 48 an hour, so that the line does not grow for ever.
    let come = 48.0 / 3_600.0;
    let chain = Chain::new(0_u32, |n| {
        let joins = is(*n < 300);
        vec![
            (n + 1, come * joins),
            (n.saturating_sub(1), float((*n).min(AGENTS)) * END),
        ]
    });
    let offered = chain.mean(|n| is(*n >= AGENTS + 2));
    // With q in line q + 1 contacts have to be finished first.
    let wait = chain.mean(|n| is(*n >= AGENTS + 2) * (waiting(*n) + 1.0) * 60.0);
    let all = chain.mean(|n| is(*n >= AGENTS) * (waiting(*n) + 1.0) * 60.0);
    let live = |share: f64| chain.mean(|n| is(*n >= AGENTS)) - share * offered;
    for (share, written) in [(1.0, "100%"), (0.5, "50%")] {
        agree(
            &format!("kept places, {written} of them"),
            &text(written, "\"48/h\""),
            &[
                (
                    "callbacks",
                    "queue line",
                    share * offered * come * COUNTED_S,
                ),
                (
                    "callbacks_reached",
                    "queue line",
                    share * offered * come * COUNTED_S,
                ),
                ("callback_wait", "queue line", wait / offered),
                ("waited_share", "queue line", live(share)),
                (
                    "asa_waited",
                    "queue line",
                    (all - share * wait) / live(share),
                ),
                (
                    "busy",
                    "group front",
                    chain.mean(|n| float((*n).min(AGENTS))),
                ),
            ],
        );
    }
}

/// One agent, who talks, or lets it ring at a first or at a second try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agent {
    Free,
    Talks,
    Rings,
    RingsAgain,
}

/// The agent, callbacks in line, those to be called again later, and those due now.
type State = (Agent, u32, u32, u32);

#[test]
fn who_does_not_pick_up_is_called_once_more_before_the_others() {
    const PICKS_UP: f64 = 0.6;
    let (come, talk, ring, again) = (1.0 / 400.0, 1.0 / 180.0, 1.0 / 40.0, 1.0 / 600.0);
    let next = |line: u32, later: u32, due: u32, rate: f64| -> Vec<(State, f64)> {
        if due > 0 {
            vec![
                ((Agent::Talks, line, later, due - 1), rate * PICKS_UP),
                (
                    (Agent::RingsAgain, line, later, due - 1),
                    rate * (1.0 - PICKS_UP),
                ),
            ]
        } else if line > 0 {
            vec![
                ((Agent::Talks, line - 1, later, 0), rate * PICKS_UP),
                ((Agent::Rings, line - 1, later, 0), rate * (1.0 - PICKS_UP)),
            ]
        } else {
            vec![((Agent::Free, 0, later, 0), rate)]
        }
    };
    let chain = Chain::new((Agent::Free, 0_u32, 0_u32, 0_u32), |state| {
        let (agent, line, later, due) = *state;
        let mut moves = match agent {
            Agent::Free => vec![((Agent::Talks, line, later, due), come)],
            _ if line < 25 => vec![((agent, line + 1, later, due), come)],
            _ => Vec::new(),
        };
        match agent {
            Agent::Free => {}
            Agent::Talks => moves.extend(next(line, later, due, talk)),
            Agent::RingsAgain => moves.extend(next(line, later, due, ring)),
            // Eleven at once who are to be called again do not happen.
            Agent::Rings => moves.extend(next(line, (later + 1).min(10), due, ring)),
        }
        if later > 0 {
            let rate = float(later) * again;
            if agent == Agent::Free {
                moves.push(((Agent::Talks, line, later - 1, due), rate * PICKS_UP));
                moves.push((
                    (Agent::RingsAgain, line, later - 1, due),
                    rate * (1.0 - PICKS_UP),
                ));
            } else {
                moves.push(((agent, line, later - 1, (due + 1).min(10)), rate));
            }
        }
        moves
    });
    let owed = chain.mean(|state| is(state.0 != Agent::Free)) * come;
    let lost = chain.mean(|state| is(state.0 == Agent::RingsAgain)) * ring;
    let text = format!(
        "{BALANCE}[queue.line]\n[queue.line.callback]\nabove = \"0s\"\nacceptance = \"100%\"\n\
         picks_up = \"60%\"\nringing = {{ law = \"exponential\", mean = \"40s\" }}\ntries = 2\n\
         again_after = {{ law = \"exponential\", mean = \"10min\" }}\n\
         [contact_type.calls]\ntalk = {{ law = \"exponential\", mean = \"3min\" }}\ndemand.rate = \"9/h\"\n\
         [skill_group.front]\nserves = [\"calls\"]\nagents = 1\n"
    );
    agree(
        "two tries",
        &text,
        &[
            ("callbacks", "queue line", owed * COUNTED_S),
            ("callbacks_lost", "queue line", lost * COUNTED_S),
            ("callbacks_reached", "queue line", (owed - lost) * COUNTED_S),
            ("handled", "group front", (come - lost) * COUNTED_S),
            ("answered", "queue line", (come - owed) * COUNTED_S),
            (
                "busy",
                "group front",
                chain.mean(|state| is(state.0 != Agent::Free)),
            ),
            ("matters_given_up", "type calls", lost * COUNTED_S),
        ],
    );
}

#[test]
fn a_bot_that_passes_on_while_the_wait_is_short_makes_tickets_of_the_rest() {
    let chain = line(|waiting| is(waiting < 3), 0.0);
    let full = chain.mean(|n| is(*n == AGENTS + 3));
    let text = centre(
        "",
        "[contact_type.calls.reason.any]\nunderstood = \"100%\"",
        &format!(
            "{TICKETS}[self_service.bot]\ncontact_types = [\"calls\"]\n\
             contained_time = {{ law = \"deterministic\", value = \"1min\" }}\nat_once = [\"any\"]\n\
             only_below = \"4min\"\notherwise = \"tickets\"\notherwise_acceptance = \"75%\"\n"
        ),
    );
    agree(
        "only below",
        &text,
        &[
            ("diverted", "type calls", 0.75 * full * COME * COUNTED_S),
            ("given_up", "type calls", 0.25 * full * COME * COUNTED_S),
            ("offered", "type tickets", 0.75 * full * COME * COUNTED_S),
            ("offered", "type calls", (1.0 - full) * COME * COUNTED_S),
            ("busy", "group front", busy(&chain)),
        ],
    );
}

#[test]
fn a_bot_that_calls_back_when_the_wait_is_long_lengthens_the_line_of_nobody_on_the_phone() {
    // Who is called back keeps a place, so that all together are the line of Erlang C.
    let come = 48.0 / 3_600.0;
    let chain = Chain::new(0_u32, |n| {
        vec![
            (n + 1, come * is(*n < 300)),
            (n.saturating_sub(1), float((*n).min(AGENTS)) * END),
        ]
    });
    let called = chain.mean(|n| is(*n > AGENTS));
    let text = centre(
        "[queue.line.callback]\nacceptance = \"100%\"",
        "[contact_type.calls.reason.any]",
        "[self_service.bot]\ncontained_time = { law = \"deterministic\", value = \"1min\" }\n\
         at_once = [\"any\"]\nonly_below = \"2min\"\notherwise_callback = true\n",
    )
    .replace("\"60/h\"", "\"48/h\"");
    agree(
        "a callback from the bot",
        &text,
        &[
            ("diverted", "type calls", called * come * COUNTED_S),
            ("callbacks_reached", "type calls", called * come * COUNTED_S),
            (
                "waited_share",
                "type calls",
                chain.mean(|n| is(*n == AGENTS)),
            ),
            (
                "busy",
                "group front",
                chain.mean(|n| float((*n).min(AGENTS))),
            ),
        ],
    );
}
