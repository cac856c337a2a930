//! Single mistakes in a sound scenario: each is found at its place, with a way out.

use super::{SOUND, load_in, problems_of};

/// One mistake: what is replaced in the sound scenario and by what; then line, column, key, and parts
/// of what is found and of the hint.
type Mistake = (
    &'static str,
    &'static str,
    (u64, u64),
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Quantities without a unit, with both readings.
    ("wait = \"20s\"", "wait = 20", (10, 8), "queue.hotline.target.wait", "the bare number 20", "\"20s\" or \"20min\""),
    ("wait = \"20s\"", "wait = \"20\"", (10, 8), "queue.hotline.target.wait", "without a unit", "\"20s\" or \"20min\""),
    ("share = \"80%\"", "share = 0.8", (11, 9), "queue.hotline.target.share", "the bare number 0.8", "\"80%\" or \"0.8%\""),
    ("share = \"80%\"", "share = 80", (11, 9), "queue.hotline.target.share", "the bare number 80", "\"80%\""),
    ("rate = \"100/h\"", "rate = 100", (19, 8), "contact_type.calls.demand.rate", "the bare number 100", "\"100/h\" or \"100/day\""),
    ("horizon = \"8h\"", "horizon = 8", (5, 11), "clock.horizon", "the bare number 8", "\"8 days\" or \"8h\""),
    ("{ law = \"exponential\", mean = \"2min\" }", "\"2min\"", (16, 12), "contact_type.calls.patience", "\"2min\" without a law", "for 2min on average"),
    // Quantities that cannot be.
    ("\"20s\"", "\"-20s\"", (10, 8), "queue.hotline.target.wait", "below zero", "write \"20s\""),
    ("\"20s\"", "\"20 seconds\"", (10, 8), "queue.hotline.target.wait", "`seconds`", "write \"20s\""),
    ("\"20s\"", "\"1,5min\"", (10, 8), "queue.hotline.target.wait", "`1,5min`", "after a point"),
    ("\"20s\"", "\"9999999 days\"", (10, 8), "queue.hotline.target.wait", "more than 3,660 days", "look at the number and its unit"),
    ("\"20s\"", "nan", (10, 8), "queue.hotline.target.wait", "nan", "write, say, \"90s\""),
    ("\"80%\"", "\"180%\"", (11, 9), "queue.hotline.target.share", "more than 100%", "look at the number and its unit"),
    ("\"80%\"", "\"0%\"", (11, 9), "queue.hotline.target.share", "a promise of 0 %", "leave `share` out"),
    ("\"100/h\"", "\"1000000000/h\"", (19, 8), "contact_type.calls.demand.rate", "more than 100,000,000/h", "look at the number and its unit"),
    ("\"100/h\"", "\"100 per hour\"", (19, 8), "contact_type.calls.demand.rate", "`per hour`", "write \"100/h\""),
    ("agents = 8", "agents = -8", (23, 10), "skill_group.front.agents", "the number -8", "write 8 without the sign"),
    ("agents = 8", "agents = 8.5", (23, 10), "skill_group.front.agents", "the number 8.5", "write 8 or 9"),
    ("agents = 8", "agents = \"8\"", (23, 10), "skill_group.front.agents", "the text \"8\"", "write 8 without quotation marks"),
    ("agents = 8", "agents = 99999999999999999999", (23, 10), "skill_group.front.agents", "the number 99999999999999999999", "write 1000000 or less"),
    // Keys.
    ("wait = \"20s\"", "wiat = \"20s\"", (10, 1), "queue.hotline.target.wiat", "unknown key `wiat`", "did you mean `wait`?"),
    ("agents = 8", "agents = 8\nwait = \"1s\"", (24, 1), "skill_group.front.wait", "unknown key `wait`", "`wait` belongs in `[queue.NAME.target]`"),
    ("time_zone = \"Europe/Berlin\"\n", "", (2, 1), "clock.time_zone", "`time_zone` is missing", "add `time_zone = \"Europe/Berlin\"`"),
    ("talk = { law = \"gamma\", mean = \"5min\", cv = 0.8 }\n", "", (13, 1), "contact_type.calls.talk", "`talk` is missing", "add `talk = "),
    ("agents = 2", "", (24, 1), "skill_group.back", "none of agents, plan, sessions", "`agents = 12`"),
    ("agents = 2", "agents = 2\nplan = \"x.csv\"", (26, 1), "skill_group.back.plan", "both `agents` and `plan`", "remove `agents` or `plan`"),
    ("rate = \"100/h\"", "rate = \"100/h\"\nshape = \"linear\"", (20, 1), "contact_type.calls.demand.shape", "`shape` without `curve`", "remove `shape`"),
    ("[contact_type.calls.demand]\nrate = \"100/h\"\n", "", (13, 1), "contact_type.calls.demand", "`contact_type.calls.demand` is missing", "add `[contact_type.calls.demand]`"),
    ("[queue.hotline]", "[queu.hotline]", (7, 2), "queu", "unknown key `queu`", "did you mean `queue`?"),
    ("[clock]", "[clocks]", (2, 2), "clocks", "unknown key `clocks`", "did you mean `clock`?"),
    // Names.
    ("queue = \"hotline\"", "queue = \"hotlin\"", (14, 9), "contact_type.calls.queue", "there is no queue \"hotlin\"", "did you mean `hotline`?"),
    ("[\"front\", [\"back\"]]", "[\"front\", [\"bakc\"]]", (15, 21), "contact_type.calls.groups.2", "there is no skill group \"bakc\"", "did you mean `back`?"),
    ("serves = [\"calls\"]", "serves = [\"chats\"]", (22, 11), "skill_group.front.serves", "there is no contact type \"chats\"", "add `[contact_type.chats]`"),
    ("[\"front\", [\"back\"]]", "[\"front\", \"front\", \"back\"]", (15, 20), "contact_type.calls.groups.2", "\"front\" a second time", "remove one of the two"),
    ("agents = 2", "agents = 2\nserves = [\"calls\"]\n[skill_group.other]\nserves = [\"calls\"]\nagents = 1", (28, 11), "skill_group.other.serves", "\"calls\" does not list the group \"other\"", "add \"other\" to `contact_type.calls.groups`"),
    ("[\"front\", [\"back\"]]", "[\"back\"]", (22, 11), "skill_group.front.serves", "\"calls\" does not list the group \"front\"", "or take the type out here"),
    ("agents = 2", "agents = 2\n[skill_group.idle]\nagents = 1", (26, 1), "skill_group.idle.serves", "the group \"idle\" serves nothing", "add `serves"),
    ("agents = 2", "agents = 2\n[contact_type.calls.by_group.frnt]", (26, 30), "contact_type.calls.by_group.frnt", "there is no skill group \"frnt\"", "did you mean `front`?"),
    ("[queue.hotline]", "[queue.\" \"]\n[queue.hotline]", (7, 8), "queue", "the name \" \"", "choose a name"),
    ("[clock]", "name = \" a\"\n[clock]", (2, 8), "name", "the name \" a\"", "choose a name"),
    // Money.
    ("[clock]", "currency = \"RMB\"\n[clock]", (2, 12), "currency", "\"RMB\"", "write \"CNY\""),
    ("[clock]", "currency = \"eur\"\n[clock]", (2, 12), "currency", "\"eur\"", "write \"EUR\""),
    ("[clock]", "currency = \"¥\"\n[clock]", (2, 12), "currency", "\"¥\"", "\"CNY\" or \"JPY\""),
    ("[clock]", "currency = \"CYN\"\n[clock]", (2, 12), "currency", "\"CYN\"", "did you mean `CNY`?"),
    ("[clock]", "currency = 5\n[clock]", (2, 12), "currency", "the bare number 5", "write \"5\""),
    ("agents = 2", "agents = 2\nhourly_rate = 60", (26, 15), "skill_group.back.hourly_rate", "an amount without a currency", "add, say, `currency = \"CNY\"`"),
    ("[clock]", "currency = \"CNY\"\nskill_group.back.hourly_rate = \"60 CNY/h\"\n[clock]", (3, 32), "skill_group.back.hourly_rate", "the text \"60 CNY/h\"", "write 60"),
    ("agents = 2", "agents = 2\nhourly_rate = -60", (26, 15), "skill_group.back.hourly_rate", "the number -60", ""),
    // Titles and languages.
    ("[clock]", "title = \"\"\n[clock]", (2, 9), "title", "the title \"\"", "fits above a chart"),
    ("[clock]", "title = 5\n[clock]", (2, 9), "title", "the bare number 5", "write \"5\""),
    ("agents = 2", "agents = 2\ntitle = { en = \"Back\", cn = \"后台\" }", (26, 24), "skill_group.back.title.cn", "unknown key `cn`", "did you mean `zh`?"),
    ("[queue.hotline]", "[queue.hotline]\ntitle = {}", (8, 9), "queue.hotline.title", "a title without words", "write, say"),
    ("queue = \"hotline\"", "queue = \"hotline\"\ntitle = { zh = \" 来电\" }", (15, 16), "contact_type.calls.title.zh", "the title \" 来电\"", "fits above a chart"),
    ("[clock]", "language = \"cn\"\n[clock]", (2, 12), "language", "\"cn\"", "write \"zh\""),
    ("[clock]", "language = \"English\"\n[clock]", (2, 12), "language", "\"English\"", "write \"en\""),
    // Words.
    ("agents = 2", "agents = 2\nleaving = \"name\"", (26, 11), "skill_group.back.leaving", "\"name\"", "did you mean `named`?"),
    ("share = \"80%\"", "rule = \"abandon_miss\"", (11, 8), "queue.hotline.target.rule", "\"abandon_miss\"", "did you mean `abandons_miss`?"),
    // Laws.
    ("law = \"gamma\"", "law = \"gama\"", (17, 16), "contact_type.calls.talk.law", "unknown law \"gama\"", "did you mean `gamma`?"),
    ("law = \"gamma\"", "law = \"normal\"", (17, 16), "contact_type.calls.talk.law", "unknown law \"normal\"", "negative lengths"),
    ("cv = 0.8", "cv = 0", (17, 45), "contact_type.calls.talk.cv", "the number 0", "deterministic"),
    ("cv = 0.8", "cv = 1000", (17, 45), "contact_type.calls.talk.cv", "1000", "a plain number"),
    (", cv = 0.8", "", (17, 8), "contact_type.calls.talk.cv", "`cv` is missing", "add `cv = 0.8`"),
    ("cv = 0.8", "cv = 0.8, stages = 2", (17, 50), "contact_type.calls.talk.stages", "unknown key `stages` of the law gamma", "laws with `stages`: erlang"),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"lognormal\", mu = 5.0, sigma = 1.0", (17, 29), "contact_type.calls.talk.mu", "unknown key `mu`", "mean = \"4min4s"),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"lognormal\", p50 = \"4min\", p90 = \"3min\"", (17, 49), "contact_type.calls.talk.p90", "quantiles must ascend", "exchange the two"),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"lognormal\", p50 = \"4min\", cv = 1", (17, 43), "contact_type.calls.talk.cv", "both `p50` and `cv`", "remove"),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"mixture\", parts = [{ share = \"30%\", law = \"exponential\", mean = \"1min\" }]", (17, 35), "contact_type.calls.talk.parts", "the shares add up to 30", ""),
    ("law = \"gamma\", mean = \"5min\", cv = 0.8", "law = \"empirical\", quantiles = { \"0%\" = \"0s\", \"half\" = \"1min\" }", (17, 56), "contact_type.calls.talk.quantiles.half", "the key `half`", "write it as a percentage: \"50%\""),
    ("mean = \"2min\"", "mean = \"0s\"", (16, 42), "contact_type.calls.patience.mean", "above zero", ""),
    // The clock.
    ("\"Europe/Berlin\"", "\"Europe/Berlln\"", (4, 13), "clock.time_zone", "unknown time zone \"Europe/Berlln\"", "did you mean `Europe/Berlin`?"),
    ("\"Europe/Berlin\"", "\"Shanghai\"", (4, 13), "clock.time_zone", "unknown time zone \"Shanghai\"", "did you mean `Asia/Shanghai`?"),
    ("\"2026-03-02 08:00\"", "\"2026-02-30 08:00\"", (3, 9), "clock.start", "\"2026-02-30 08:00\"", "there is no such time"),
    ("\"2026-03-02 08:00\"", "\"02.03.2026\"", (3, 9), "clock.start", "\"02.03.2026\"", "write \"2026-03-02\""),
    ("\"2026-03-02 08:00\"", "\"2026-03-29 02:30\"", (3, 9), "clock.start", "which the clock skips", "the hour before or after"),
    ("\"2026-03-02 08:00\"", "\"2026-10-25 02:30\"", (3, 9), "clock.start", "which the clock shows twice", "2026-10-25T02:30:00+01"),
    ("horizon = \"8h\"", "horizon = \"8h\"\ninterval = \"7min\"", (6, 12), "clock.interval", "the interval must be", "write \"6min\" or \"8min\""),
    ("horizon = \"8h\"", "horizon = \"8h\"\nwarm_up = \"9h\"", (6, 11), "clock.warm_up", "shorter than the horizon", "shorten `warm_up`, or lengthen `horizon`"),
    ("horizon = \"8h\"", "horizon = \"0s\"", (5, 11), "clock.horizon", "longer than nothing", "write, say, \"1 day\""),
    ("mon-fri", "monday", (8, 19), "queue.hotline.opening_hours.monday", "unknown day `monday`", "write `mon`"),
    ("\"08:00-20:00\"", "\"08:00-25:00\"", (8, 29), "queue.hotline.opening_hours.mon-fri", "\"08:00-25:00\"", "not a time of day"),
    ("mon-fri = \"08:00-20:00\"", "mon-fri = \"24h\", fri = \"24h\"", (8, 36), "queue.hotline.opening_hours.fri", "`mon-fri` has it too", "take the day out of one of them"),
    ("\"08:00-20:00\"", "[\"08:00-12:00\", \"11:00-20:00\"]", (8, 45), "queue.hotline.opening_hours.mon-fri", "hours that overlap", "make one of the two, or move one"),
    // What does not fit together at the start.
    ("agents = 2", "agents = 2\n[contact_type.calls.by_group.back]\nin_service_at_start = 3", (27, 23), "contact_type.calls.by_group.back.in_service_at_start", "3 contacts in service with 2 agents", "write at most 2, or plan more agents"),
    ("queue = \"hotline\"", "queue = \"hotline\"\nwaiting_at_start = 3\n[queue.hotline.unused]\n", (16, 16), "queue.hotline.unused", "unknown key `unused`", "remove `unused`"),
    // What would be too much.
    ("rate = \"100/h\"", "rate = \"100000000/h\"\n[replication]\nreplications = 0", (21, 16), "replication.replications", "the number 0", "write 1"),
    ("patience = { law = \"exponential\", mean = \"2min\" }\n", "waiting_at_start = 2_000_000\n", (16, 20), "contact_type.calls.waiting_at_start", "the number 2000000", "write 1000000 or less"),
    // Text that is no TOML.
    ("wait = \"20s\"", "wait = 20s", (10, 8), "queue.hotline.target.wait", "20s without quotation marks", "write \"20s\""),
    ("share = \"80%\"", "share = 80%", (11, 9), "queue.hotline.target.share", "80% without quotation marks", "write \"80%\""),
    ("\"08:00-20:00\"", "08:00-20:00", (8, 29), "queue.hotline.opening_hours.mon-fri", "08:00-20:00 without quotation marks", "write \"08:00-20:00\""),
    ("agents = 8", "agents: 8", (23, 1), "syntax", "a line that is no `key = value`", "write `agents = 8`"),
    ("agents = 8", "agents =", (23, 1), "skill_group.front.agents", "a key without a value", "write, say, `agents = 12`"),
    ("agents = 8", "agents = 8\nagents = 9", (24, 1), "syntax", "`agents` a second time", "remove one"),
    ("[skill_group.back]", "[skill_group.back", (24, 1), "syntax", "a section header without its closing bracket", "write `[skill_group.back]`"),
    ("[\"front\", [\"back\"]]", "[\"front\", [\"back\"]", (15, 10), "contact_type.calls.groups", "not closed", "close it"),
    ("wait = \"20s\"", "wait = \"20s", (10, 1), "queue.hotline.target.wait", "without its closing quotation mark", "close the text"),
    // Files.
    ("rate = \"100/h\"", "curve = \"calls.csv\"", (19, 9), "contact_type.calls.demand.curve", "calls.csv`: there is no such file", "relative to the scenario file"),
    ("rate = \"100/h\"", "curve = \"$SPRINGTIDE_UNSET/calls.csv\"", (19, 9), "contact_type.calls.demand.curve", "`$SPRINGTIDE_UNSET`, which is not set", "export SPRINGTIDE_UNSET"),
    ("rate = \"100/h\"", "curve = \"/dev/zero\"", (19, 9), "contact_type.calls.demand.curve", "it is not a file", "name the file itself"),
    ("rate = \"100/h\"", "replay = [\"PS\"]", (19, 10), "log", "`contact_type.calls.demand.replay` without a section `[log]`", "add `[log]`"),
];

#[test]
fn single_mistakes_are_found_at_their_place() {
    load_in(SOUND, &[]).unwrap();
    let mut wrong = Vec::new();
    for (old, new, place, key, found, hint) in MISTAKES {
        assert!(SOUND.contains(old), "{old}");
        let problems = problems_of(&SOUND.replacen(old, new, 1), &[]);
        let first: Vec<_> = problems
            .iter()
            .filter(|problem| problem.place.line_and_column() == *place)
            .filter(|problem| problem.key == *key && problem.found.contains(found))
            .collect();
        assert_eq!(first.len(), 1, "{new}\n{problems}");
        let problem = first[0];
        let told = problem.hint.clone().unwrap_or_default();
        if !told.contains(hint) || told.is_empty() != hint.is_empty() {
            wrong.push(format!("{new}: {told}"));
        }
        assert!(!problem.allowed.is_empty(), "{new}");
        let starts_small = problem.found.starts_with(|c: char| !c.is_uppercase());
        assert!(
            starts_small || problem.found.starts_with("Europe"),
            "{}",
            problem.found
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Mistakes of which none hides another: one is all that is said.
#[test]
fn one_mistake_is_one_problem() {
    let follow_on = [
        "[queue.hotline]",
        "[clock]",
        "[\"front\", [\"back\"]]",
        "queue = \"hotline\"",
        "mu = ",
    ];
    for (old, new, ..) in MISTAKES {
        if follow_on
            .iter()
            .any(|part| old == part || new.contains(part))
        {
            continue;
        }
        let problems = problems_of(&SOUND.replacen(old, new, 1), &[]);
        assert_eq!(problems.count(), 1, "{new}\n{problems}");
    }
}
