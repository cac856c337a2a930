//! Hints are right when they are followed: what they say makes the problem go away.

use super::{SOUND, load_in, problems_of};

/// What is replaced in the sound scenario and by what; the key of the problem; a part of the hint; and what
/// stands there when the hint is followed.
type Hint = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const WAIT: &str = "wait = \"20s\"";
const WAIT_KEY: &str = "queue.hotline.target.wait";
const SHARE: &str = "share = \"80%\"";
const SHARE_KEY: &str = "queue.hotline.target.share";
const RATE: &str = "[contact_type.calls.demand]\nrate = \"100/h\"";
const RATE_KEY: &str = "contact_type.calls.demand.rate";
const TALK: &str = "talk = { law = \"gamma\", mean = \"5min\", cv = 0.8 }";
const CV: &str = "cv = 0.8 }";
const CV_KEY: &str = "contact_type.calls.talk.cv";
const PATIENCE: &str = "{ law = \"exponential\", mean = \"2min\" }";
const PATIENCE_KEY: &str = "contact_type.calls.patience";
const START: &str = "start = \"2026-03-02 08:00\"";
const HORIZON: &str = "horizon = \"8h\"";
const AGENTS: &str = "agents = 8";
const AGENTS_KEY: &str = "skill_group.front.agents";
const ZONE: &str = "time_zone = \"Europe/Berlin\"";

#[rustfmt::skip]
const HINTS: &[Hint] = &[
    // Quantities without a unit: both readings.
    (WAIT, "wait = 20", WAIT_KEY, "write \"20s\" or \"20min\"", "wait = \"20min\""),
    (WAIT, "wait = -20", WAIT_KEY, "write \"20s\" or \"20min\"", WAIT),
    (SHARE, "share = 0.8", SHARE_KEY, "write \"80%\" or \"0.8%\"", SHARE),
    (SHARE, "share = 150", SHARE_KEY, "write, say, \"80%\"", SHARE),
    (RATE, "demand = 150", "contact_type.calls.demand", "write `demand = { rate = \"150/h\" }` or `demand = { rate = \"150/day\" }`", "demand = { rate = \"150/h\" }"),
    (RATE, "demand = \"150/h\"", "contact_type.calls.demand", "`demand = { rate = \"150/h\" }`", "demand = { rate = \"150/h\" }"),
    (RATE, "demand = [1]", "contact_type.calls.demand", "`[contact_type.calls.demand]` with, say, `rate = \"100/h\"`", RATE),
    (TALK, "talk = 300", "contact_type.calls.talk", "mean = \"300s\" } or { law = \"exponential\", mean = \"300min\" }", "talk = { law = \"exponential\", mean = \"300s\" }"),
    (PATIENCE, "120", PATIENCE_KEY, "{ law = \"exponential\", mean = \"120s\" }", "{ law = \"exponential\", mean = \"120s\" }"),
    (PATIENCE, "true", PATIENCE_KEY, "write, say, { law = \"exponential\"", PATIENCE),
    // Quantities in another form.
    (WAIT, "wait = \"20 seconds\"", WAIT_KEY, "write \"20s\"", WAIT),
    (WAIT, "wait = \"-20s\"", WAIT_KEY, "write \"20s\"", WAIT),
    (WAIT, "wait = \"1,5min\"", WAIT_KEY, "write \"1.5min\": decimals stand after a point", "wait = \"1.5min\""),
    (WAIT, "wait = \"0:20\"", WAIT_KEY, "\"20s\" if they are minutes and seconds", WAIT),
    (WAIT, "wait = \"02:00\"", WAIT_KEY, "write \"2h\" if these are hours and minutes, \"2min\"", "wait = \"2min\""),
    (WAIT, "wait = \"0:00:20\"", WAIT_KEY, "write \"20s\"", WAIT),
    (WAIT, "wait = nan", WAIT_KEY, "write, say, \"90s\"", "wait = \"90s\""),
    (HORIZON, "horizon = \"24:00\"", "clock.horizon", "write \"1d\" if these are hours", "horizon = \"1d\""),
    (HORIZON, "horizon = \"1 week\"", "clock.horizon", "write \"7 days\"", "horizon = \"7 days\""),
    (SHARE, "share = \"80 percent\"", SHARE_KEY, "write \"80%\"", SHARE),
    ("rate = \"100/h\"", "rate = \"150 per hour\"", RATE_KEY, "write \"150/h\"", "rate = \"150/h\""),
    ("rate = \"100/h\"", "rate = \"150 calls/h\"", RATE_KEY, "write \"150/h\"", "rate = \"150/h\""),
    // Numbers.
    (AGENTS, "agents = 1.5", AGENTS_KEY, "write 1 or 2", "agents = 2"),
    (AGENTS, "agents = 8.0", AGENTS_KEY, "write 8", AGENTS),
    (AGENTS, "agents = -1", AGENTS_KEY, "write 1 without the sign", "agents = 1"),
    (AGENTS, "agents = \"8 people\"", AGENTS_KEY, "write 8 without quotation marks", AGENTS),
    (CV, "cv = \"120%\" }", CV_KEY, "write 1.2 without quotation marks", "cv = 1.2 }"),
    (CV, "cv = \"1,2\" }", CV_KEY, "write 1.2 without quotation marks", "cv = 1.2 }"),
    (CV, "cv = -0.8 }", CV_KEY, "write 0.8 without the sign", CV),
    // Decimal commas and quotation marks in TOML itself.
    (CV, "cv = 1,2 }", "contact_type.calls.talk", "write `1.2`", "cv = 1.2 }"),
    (AGENTS, "agents = 1,5", AGENTS_KEY, "write `1.5`", "agents = 1.5"),
    (SHARE, "share = \u{201c}80%\u{201d}", SHARE_KEY, "write \"80%\"", SHARE),
    ("serves = [\"calls\"]", "serves = [\u{201e}calls\u{201c}]", "skill_group.front.serves", "write \"calls\"", "serves = [\"calls\"]"),
    (HORIZON, "horizon = 1 day", "clock.horizon", "write \"1 day\"", "horizon = \"1 day\""),
    ("rate = \"100/h\"", "rate = 100 per hour", RATE_KEY, "write \"100/h\"", "rate = \"100/h\""),
    // The clock.
    (START, "start = \"2026-3-2\"", "clock.start", "write \"2026-03-02\"", "start = \"2026-03-02\""),
    (START, "start = 2026-3-2", "clock.start", "write \"2026-03-02\"", "start = \"2026-03-02\""),
    (START, "start = \"02.03.2026 8:00\"", "clock.start", "write \"2026-03-02 08:00\"", START),
    (START, "start = 2026-02-30", "clock.start", "there is no such time", "start = \"2026-02-28\""),
    (ZONE, "time_zone = \"UTC+1\"", "clock.time_zone", "always 1 h ahead of UTC is \"Etc/GMT-1\"", "time_zone = \"Etc/GMT-1\""),
    (ZONE, "time_zone = \"-03:00\"", "clock.time_zone", "always 3 h behind UTC is \"Etc/GMT+3\"", "time_zone = \"Etc/GMT+3\""),
    (HORIZON, "horizon = \"8h\"\ninterval = \"7min\"", "clock.interval", "write \"6min\" or \"8min\"", "horizon = \"8h\"\ninterval = \"8min\""),
    (HORIZON, "horizon = \"0s\"", "clock.horizon", "write, say, \"1 day\"", "horizon = \"1 day\""),
    // Other words for keys.
    (TALK, "aht = { law = \"gamma\", mean = \"5min\", cv = 0.8 }", "contact_type.calls.aht", "did you mean `talk`? `talk` is the time with the customer", TALK),
    (TALK, "talk_time = { law = \"gamma\", mean = \"5min\", cv = 0.8 }", "contact_type.calls.talk_time", "did you mean `talk`?", TALK),
    (AGENTS, "staff = 8", "skill_group.front.staff", "did you mean `agents`?", AGENTS),
    (CV, "sd = \"4min\" }", "contact_type.calls.talk.sd", "did you mean `cv`? `cv` is the standard deviation / mean", CV),
    (AGENTS, "agents = 8\npatience_time = \"1min\"", "skill_group.front.patience_time", "`patience` belongs in `[contact_type.NAME]`", AGENTS),
    (TALK, "", "contact_type.calls.talk", "add `talk = { law = \"exponential\", mean = \"5min\" }`", "talk = { law = \"exponential\", mean = \"5min\" }"),
    // Names.
    ("serves = [\"calls\"]", "serves = [\"calls\", \"calls\"]", "skill_group.front.serves", "remove one of the two", "serves = [\"calls\"]"),
    ("serves = [\"calls\"]", "serves = [\"calls\", \"chats\"]", "skill_group.front.serves", "add `[contact_type.chats]`", "serves = [\"calls\"]"),
    // Laws.
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"empirical\", quantiles = { \"10%\" = \"1min\", \"100%\" = \"9min\" }", "contact_type.calls.talk.quantiles", "add `\"0%\" = …` with the shortest length", "law = \"empirical\", quantiles = { \"0%\" = \"0s\", \"10%\" = \"1min\", \"100%\" = \"9min\" }"),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"empirical\", quantiles = { \"0%\" = \"1min\", \"90%\" = \"9min\" }", "contact_type.calls.talk.quantiles", "add `\"100%\" = …` with the longest length", "law = \"empirical\", quantiles = { \"0%\" = \"0s\", \"90%\" = \"9min\", \"100%\" = \"9min\" }"),
];

#[test]
fn hints_are_right_when_they_are_followed() {
    let mut wrong = Vec::new();
    for (old, new, key, part, followed) in HINTS {
        assert!(SOUND.contains(old), "{old}");
        let problems = problems_of(&SOUND.replacen(old, new, 1), &[]);
        let problem = problems
            .iter()
            .find(|problem| problem.key.starts_with(key))
            .cloned();
        let Some(problem) = problem else {
            wrong.push(format!("{new}: nothing of {key}\n{problems}"));
            continue;
        };
        let hint = problem.hint.clone().unwrap_or_default();
        if !hint.contains(part) {
            wrong.push(format!("{new}: {hint}"));
        }
        let after = load_in(&SOUND.replacen(old, followed, 1), &[]);
        let is_left = after.is_err_and(|left| {
            left.iter()
                .any(|other| other.key == problem.key && other.found == problem.found)
        });
        if is_left {
            wrong.push(format!(
                "{new}: the problem is still there after {followed}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_missing_law_is_told_with_every_law() {
    let problems = problems_of(&SOUND.replace(TALK, ""), &[]);
    let allowed = &problems.iter().next().unwrap().allowed;
    for law in [
        "exponential",
        "deterministic",
        "lognormal",
        "mixture",
        "empirical",
    ] {
        assert!(allowed.contains(law), "{allowed}");
    }
}

#[test]
fn an_option_below_a_text_is_told_to_set_the_text() {
    for (option, hint, followed) in [
        (
            "clock.start.x=3",
            "clock.start=2026-03-02 00:00",
            "clock.start=2026-03-02 00:00",
        ),
        (
            "skill_group.front.agents.x=3",
            "skill_group.front.agents=12",
            "skill_group.front.agents=12",
        ),
    ] {
        let problems = problems_of(SOUND, &[option]);
        let told = problems.iter().next().unwrap().hint.clone().unwrap();
        assert!(told.contains(hint), "{told}");
        load_in(SOUND, &[followed]).unwrap();
    }
}
