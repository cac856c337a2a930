//! What is known without a chain: what never applies changes nothing, and what is another way to say
//! something says the same, to the last digit.

use super::{BALANCE, number, simulated};

/// A small centre with more keys for the queue, the type and behind them.
fn centre(queue: &str, calls: &str, more: &str) -> String {
    format!(
        "{BALANCE}[queue.line]\n{queue}\n[contact_type.calls]\nqueue = \"line\"\n\
         talk = {{ law = \"exponential\", mean = \"3min\" }}\ndemand.rate = \"60/h\"\n{calls}\n\
         [skill_group.front]\nserves = [\"calls\"]\nagents = 3\n{more}"
    )
}

const PATIENCE: &str = "patience = { law = \"exponential\", mean = \"4min\" }";
const TICKETS: &str = "[queue.desk]\n[contact_type.tickets]\nqueue = \"desk\"\n\
    talk = { law = \"exponential\", mean = \"1min\" }\ndemand.rate = \"0/h\"\n\
    [skill_group.back]\nserves = [\"tickets\"]\nagents = 40\n";
const PARTNER: &str = "[skill_group.partner]\nserves = [\"calls\"]\nagents = 1\n";

/// Numbers that two ways of saying the same have in common.
const SAME: [&str; 6] = [
    "offered",
    "answered",
    "asa",
    "waited_share",
    "queue_length",
    "aht",
];

/// Two texts say the same of the line.
fn same(one: &str, other: &str, also: &[(&str, &str)]) {
    let (one, other) = (simulated(one, 20), simulated(other, 20));
    let pairs = SAME
        .iter()
        .map(|name| (*name, *name))
        .chain(also.iter().copied());
    for (left, right) in pairs {
        let (left_value, right_value) = (
            number(&one, left, "queue line"),
            number(&other, right, "queue line"),
        );
        assert!(
            left_value.to_bits() == right_value.to_bits() && left_value > 0.0,
            "{left} {left_value} and {right} {right_value}"
        );
    }
}

#[test]
fn what_never_applies_changes_nothing() {
    let plain = centre("", PATIENCE, "");
    for (queue, more) in [
        ("[queue.line.announcement]\nabove = \"10h\"", ""),
        ("[queue.line.announcement]", ""),
        (
            "[queue.line.callback]\nabove = \"10h\"\nacceptance = \"100%\"",
            "",
        ),
        (
            "[queue.line.callback]\nabove = \"0s\"\nacceptance = \"0%\"",
            "",
        ),
        (
            "[queue.line.overflow.a]\nline_above = 100000\nto_type = \"tickets\"",
            TICKETS,
        ),
        (
            "[queue.line.overflow.a]\noldest_above = \"10h\"\nto_type = \"tickets\"",
            TICKETS,
        ),
        (
            "[queue.line.overflow.a]\nafter = \"10h\"\nto_type = \"tickets\"",
            TICKETS,
        ),
        (
            "[queue.line.overflow.a]\nafter = \"10h\"\nto_group = \"partner\"",
            PARTNER,
        ),
    ] {
        same(
            &plain,
            &centre(queue, PATIENCE, more),
            &[("abandoned", "abandoned")],
        );
    }
}

#[test]
fn to_go_after_two_minutes_is_to_have_a_patience_of_two_minutes() {
    let overflow = "[queue.line.overflow.a]\nafter = \"2min\"\nto_type = \"tickets\"";
    same(
        &centre(
            "",
            "patience = { law = \"deterministic\", value = \"2min\" }",
            "",
        ),
        &centre(overflow, "", TICKETS),
        &[("abandoned", "overflowed"), ("wait_mean", "wait_mean")],
    );
}

#[test]
fn who_must_wait_goes_elsewhere_where_any_line_is_too_long() {
    let blocked = centre("queue_capacity = 0", PATIENCE, "");
    let loss = simulated(&blocked, 20);
    for condition in [
        "line_above = 0",
        "oldest_above = \"0s\"",
        "expected_above = \"0s\"",
    ] {
        let overflow = format!("[queue.line.overflow.a]\n{condition}\nto_type = \"tickets\"");
        let moved = simulated(&centre(&overflow, PATIENCE, TICKETS), 20);
        for (left, right) in [
            ("blocked", "overflowed"),
            ("answered", "answered"),
            ("busy", "busy"),
        ] {
            let of = if left == "busy" {
                "group front"
            } else {
                "queue line"
            };
            let (left, right) = (number(&loss, left, of), number(&moved, right, of));
            assert!(
                left.to_bits() == right.to_bits() && left > 0.0,
                "{condition}: {left} {right}"
            );
        }
    }
}

#[test]
fn a_group_to_which_everybody_overflows_is_one_more_group_to_be_tried() {
    let routed = centre(
        "",
        &format!("groups = [\"front\", \"partner\"]\n{PATIENCE}"),
        PARTNER,
    );
    let overflow = "[queue.line.overflow.a]\nline_above = 0\nto_group = \"partner\"";
    let led = centre(
        overflow,
        &format!("groups = [\"front\", \"partner\"]\n{PATIENCE}"),
        PARTNER,
    );
    same(&routed, &led, &[("abandoned", "abandoned")]);
}

#[test]
fn after_some_wait_a_further_group_helps_and_the_line_keeps_its_order() {
    // Nobody hangs up. The partner would help everybody at once, or nobody: in between it helps some.
    let waits = |after: &str| {
        let overflow =
            format!("[queue.line.overflow.a]\nafter = \"{after}\"\nto_group = \"partner\"");
        let found = simulated(
            &centre(&overflow, "", PARTNER).replace("\"60/h\"", "\"55/h\""),
            100,
        );
        (
            number(&found, "asa", "queue line"),
            number(&found, "handled_by_partner", "type calls"),
        )
    };
    let (sooner, more) = waits("1s");
    let (later, fewer) = waits("5min");
    let (never, none) = waits("100h");
    assert!(sooner < later && later < never, "{sooner} {later} {never}");
    assert!(
        more > fewer && fewer > 0.0 && none <= 0.0,
        "{more} {fewer} {none}"
    );
}

#[test]
fn a_callback_reached_later_spares_the_peak() {
    // A time slot past the end of the day: nobody is called before, all are called after.
    let text = centre(
        "[queue.line.callback]\nabove = \"0s\"\nacceptance = \"100%\"\nkind = \"time_slot\"\nafter = \"50h\"",
        "",
        "",
    );
    let found = simulated(&text, 20);
    let loss = simulated(&centre("queue_capacity = 0", "", ""), 20);
    let (called, blocked) = (
        number(&found, "callbacks", "queue line"),
        number(&loss, "blocked", "queue line"),
    );
    assert!((called - blocked).abs() < 1e-9, "{called} {blocked}");
    let reached = number(&found, "callbacks_reached", "queue line");
    assert!((reached - called).abs() < 1e-9, "{reached} {called}");
    let wait = number(&found, "callback_wait", "queue line");
    assert!(wait >= 50.0 * 3_600.0, "{wait}");
}
