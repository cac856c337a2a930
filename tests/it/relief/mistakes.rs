//! What is wrong with a way out of a line is named, at its place, with a way out of that.

use std::path::Path;

use springtide::scenario::load_text;

const SOUND: &str = "# Where do they go?
[clock]
start = \"2026-03-02\"
time_zone = \"UTC\"
horizon = \"8h\"
[queue.line]
[queue.line.callback]
above = \"5min\"
acceptance = \"40%\"
[queue.line.overflow.long]
line_above = 20
to_type = \"tickets\"
[queue.desk]
[contact_type.calls]
queue = \"line\"
talk = { law = \"exponential\", mean = \"3min\" }
demand.rate = \"60/h\"
[contact_type.calls.announced]
balks = [{ above = \"5min\", share = \"20%\" }]
[contact_type.tickets]
queue = \"desk\"
talk = { law = \"exponential\", mean = \"3min\" }
demand.rate = \"1/h\"
[skill_group.front]
serves = [\"calls\", \"tickets\"]
agents = 4
";

/// What is replaced and by what; then the line, the key, and parts of what is found and of the hint.
type Mistake = (
    &'static str,
    &'static str,
    u64,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    ("[contact_type.calls]\nqueue", "[contact_type.calls]\nchannel = \"chat\"\nqueue", 7, "queue.line.callback", "a callback without a phone channel: \"calls\", of the channel chat, waits here", "give the calls a queue of their own"),
    ("acceptance = \"40%\"", "acceptance = \"140%\"", 9, "queue.line.callback.acceptance", "more than 100%", "look at the number"),
    ("acceptance = \"40%\"", "", 7, "queue.line.callback.acceptance", "`acceptance` is missing", "add `acceptance"),
    ("above = \"5min\"\nacceptance", "acceptance", 7, "queue.line.callback", "nobody is offered", "add `above"),
    ("above = \"5min\"\nacc", "kind = \"time_slot\"\nabove = \"5min\"\nacc", 7, "queue.line.callback.after", "`after` is missing", "add `after"),
    ("above = \"5min\"\nacc", "after = \"2h\"\nabove = \"5min\"\nacc", 8, "queue.line.callback.after", "`after` without a time slot", "kind = \"time_slot\""),
    ("above = \"5min\"\nacc", "tries = 0\nabove = \"5min\"\nacc", 8, "queue.line.callback.tries", "the number 0", "write 1"),
    ("to_type = \"tickets\"", "to_type = \"ticket\"", 12, "queue.line.overflow.long.to_type", "there is no contact type \"ticket\"", "did you mean `tickets`?"),
    ("to_type = \"tickets\"", "to_type = \"calls\"", 12, "queue.line.overflow.long.to_type", "overflows in a circle: calls → calls", "lead to another"),
    ("[queue.desk]", "[queue.desk]\n[queue.desk.overflow.back]\nafter = \"1h\"\nto_type = \"calls\"", 16, "queue.desk.overflow.back.to_type", "overflows in a circle: calls → tickets → calls", "lead to another"),
    ("to_type = \"tickets\"", "to_type = \"tickets\"\nto = \"callback\"", 12, "queue.line.overflow.long.to_type", "both `to` and `to_type`", "remove `to` or `to_type`"),
    ("to_type = \"tickets\"", "", 10, "queue.line.overflow.long", "none of to, to_type, to_group", "`to = \"callback\"`"),
    ("line_above = 20", "", 10, "queue.line.overflow.long", "none of line_above, oldest_above, expected_above, after", "`line_above = 400`"),
    ("line_above = 20", "line_above = 20\nafter = \"2min\"", 12, "queue.line.overflow.long.after", "both `line_above` and `after`", "remove `line_above` or `after`"),
    ("line_above = 20", "after = \"0s\"", 11, "queue.line.overflow.long.after", "no time at all", "\"1min\""),
    ("to_type = \"tickets\"", "to_group = \"front\"", 14, "contact_type.calls.groups", "nobody answers \"calls\" but by an overflow", "add a group"),
    ("to_type = \"tickets\"", "to_group = \"other\"\n[skill_group.other]\nserves = [\"tickets\"]\nagents = 1", 12, "queue.line.overflow.long.to_group", "a group that does not serve \"calls\"", "add \"calls\" to its `serves`"),
    ("[queue.desk]", "[queue.desk]\n[queue.desk.overflow.call]\nafter = \"1h\"\nto = \"callback\"", 16, "queue.desk.overflow.call.to", "a callback, which the queue does not know", "add `[queue.desk.callback]`"),
    ("share = \"20%\" }", "share = \"20%\" }, { above = \"5min\", share = \"30%\" }", 19, "contact_type.calls.announced.balks.2", "a step that is no longer", "leaves at a longer one too"),
    ("share = \"20%\" }", "share = \"20%\" }, { above = \"9min\", share = \"10%\" }", 19, "contact_type.calls.announced.balks.2", "or a smaller share", "leaves at a longer one too"),
    ("share = \"20%\"", "share = 0.2", 19, "contact_type.calls.announced.balks.1.share", "the bare number 0.2", "\"20%\""),
    ("[queue.desk]", "[queue.desk]\nestimator = \"guess\"", 14, "queue.desk.estimator", "\"guess\"", ""),
    ("[queue.desk]", "[queue.desk]\n[queue.desk.announcement]\nrounds_to = \"0s\"", 15, "queue.desk.announcement.rounds_to", "no time at all", "\"1min\""),
    ("[skill_group.front]", "[contact_type.calls.reason.any]\n[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\nonly_below = \"5min\"\n[skill_group.front]", 25, "self_service.bot", "none of otherwise, otherwise_callback", "`otherwise = \"tickets\"`"),
    ("[skill_group.front]", "[contact_type.calls.reason.any]\n[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\notherwise = \"tickets\"\n[skill_group.front]", 27, "self_service.bot.otherwise", "`otherwise` without `only_below`", "write `only_below` too"),
    ("[skill_group.front]", "[contact_type.calls.reason.any]\n[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\nonly_below = \"5min\"\notherwise = \"nothing\"\n[skill_group.front]", 28, "self_service.bot.otherwise", "there is no contact type \"nothing\"", "add `[contact_type.nothing]`"),
    ("[skill_group.front]", "[contact_type.tickets.reason.any]\n[self_service.bot]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\nonly_below = \"5min\"\notherwise_callback = true\n[skill_group.front]", 28, "self_service.bot.otherwise_callback", "a callback for \"tickets\", whose queue knows none", "`[queue.NAME.callback]`"),
];

#[test]
fn the_sound_scenario_is_sound() {
    load_text(SOUND, "relief.toml", Path::new("nowhere"), &[]).unwrap();
}

#[test]
fn each_mistake_is_found_at_its_place() {
    for (from, to, line, key, found, hint) in MISTAKES {
        assert_eq!(SOUND.matches(from).count(), 1, "{from}");
        let text = SOUND.replace(from, to);
        let Err(problems) = load_text(&text, "relief.toml", Path::new("nowhere"), &[]) else {
            panic!("nothing was found wrong with {to}");
        };
        let all: Vec<_> = problems.iter().collect();
        assert_eq!(all.len(), 1, "{to}: {problems}");
        let problem = all[0];
        assert_eq!(problem.key, *key, "{to}: {problems}");
        assert_eq!(problem.place.line_and_column().0, *line, "{to}: {problems}");
        assert!(problem.found.contains(found), "{to}: {problems}");
        let said = problem.hint.clone().unwrap_or_default();
        assert!(said.contains(hint), "{to}: {problems}");
    }
}

#[test]
fn a_fourth_overflow_to_a_group_is_refused() {
    let mut text = SOUND.to_owned();
    for name in ["p", "q", "r", "s"] {
        let overflow = format!(
            "[skill_group.{name}]\nserves = [\"calls\"]\nagents = 1\n\
             [queue.line.overflow.{name}]\nafter = \"1min\"\nto_group = \"{name}\"\n"
        );
        text.push_str(&overflow);
    }
    let problems = load_text(&text, "relief.toml", Path::new("nowhere"), &[]).unwrap_err();
    assert!(
        problems
            .to_string()
            .contains("a fourth overflow to a group"),
        "{problems}"
    );
}
