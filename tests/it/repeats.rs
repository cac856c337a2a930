//! Matters that agents do not resolve, and customers who come back for that: against what is exact.

use springtide::experiment::{Period, Scope};
use springtide::model::ContactTypeId;

use crate::erlang_c;
use crate::long_run::{Deviates, LongRun};

/// Nobody hangs up, and who is not resolved is back after a while: a network of two stations of
/// product form (Jackson 1957), of which the agents are M/M/n at the rate λ ÷ (1 − (1 − r)·q).
#[test]
fn repeats_are_feedback() {
    let mut deviates = Deviates::default();
    for (seed, (agents, per_hour, resolved, again, delay)) in [
        (8_u32, 60.0, 0.7, 0.8, 1_200.0),
        (3, 20.0, 0.5, 1.0, 300.0),
        (30, 380.0, 0.9, 0.5, 3_600.0),
        (1, 6.0, 0.6, 0.6, 60.0),
    ]
    .into_iter()
    .enumerate()
    {
        let (talk, back) = (240.0, (1.0 - resolved) * again);
        let rate = per_hour / (1.0 - back);
        let load = rate / 3_600.0 * talk;
        let waits = erlang_c::waiting(agents, load);
        let ends = (f64::from(agents) - load) / talk;
        let text = format!(
            "[clock]\nstart = \"2026-01-05\"\ntime_zone = \"UTC\"\nhorizon = \"120h\"\nwarm_up = \"24h\"\ninterval = \"1 day\"\n\
             [replication]\nreplications = 300\nseed = {seed}\n[report]\nwithin = [\"20s\"]\n[queue.line]\n\
             [contact_type.calls]\ndemand.rate = \"{per_hour}/h\"\nresolution = \"{}%\"\n\
             talk = {{ law = \"exponential\", mean = \"{talk}s\" }}\n\
             [contact_type.calls.repeat]\nchance = \"{}%\"\ndelay = {{ law = \"exponential\", mean = \"{delay}s\" }}\n\
             [skill_group.agents]\nagents = {agents}\n",
            resolved * 100.0,
            again * 100.0
        );
        let run = LongRun::of(&text);
        let name = format!("{agents} agents");
        let mut of_case = deviates.case(&name);
        for (measure, exact) in [
            ("offered", rate / 3_600.0 * run.counted_s()),
            ("waited_share", waits),
            ("wait_mean", waits / ends),
            ("busy", load),
            (
                "service_level_abandons_miss_within_20s",
                1.0 - waits * libm::exp(-20.0 * ends),
            ),
            ("repeat_share", back),
        ] {
            of_case.add(measure, run.z(measure, Scope::Centre, exact));
        }
        of_case.add("away", run.z_watched("away", rate * back * delay / 3_600.0));
        of_case.add(
            "resolved",
            run.z_watched("resolved ÷ matters", resolved / (1.0 - back)),
        );
        of_case.add(
            "contacts",
            run.z_watched("contacts ÷ resolved", 1.0 / (1.0 - back)),
        );
    }
    deviates.judge();
}

/// Four types and three groups: the nearest word on resolution counts, reasons lower it, and what
/// becomes of the matters of the first day is geometric. Nobody waits, and by the end all is over.
const FOUR: &str = r#"
[clock]
start = "2026-01-05"
time_zone = "UTC"
horizon = "5 days"
interval = "1 day"
[replication]
replications = 100
seed = 3
[report]
fcr_window = "30min"
[queue.line]
[contact_type.of_group]
groups = ["weak"]
SAME
[contact_type.of_both]
groups = ["good"]
resolution = "10%"
SAME
[contact_type.of_both.by_group.good]
resolution = "75%"
[contact_type.of_type]
groups = ["plain"]
resolution = "80%"
SAME
[contact_type.of_reasons]
groups = ["plain"]
resolution = "80%"
SAME
[contact_type.of_reasons.reason.easy]
share = "70%"
[contact_type.of_reasons.reason.hard]
share = "30%"
spared = "20%"
resolution_factor = "50%"
talk_factor = 2.0
[skill_group.weak]
serves = ["of_group"]
resolution = "60%"
agents = 80
[skill_group.good]
serves = ["of_both"]
resolution = "90%"
agents = 80
[skill_group.plain]
serves = ["of_type", "of_reasons"]
agents = 160
"#;

/// What is the same of all four.
const SAME: &str = r#"demand.rate = "120/h"
talk = { law = "exponential", mean = "5min" }
repeat = { chance = "70%", delay = { law = "exponential", mean = "1h" } }"#;

/// Customers of one chance: their share of all who get in touch, the chance that a contact resolves, and
/// the mean talk \[s\].
type Part = (f64, f64, f64);

#[test]
fn resolution_is_the_nearest_word_and_matters_are_geometric() {
    const AGAIN: f64 = 0.7;
    const DELAY: f64 = 3_600.0;
    let in_window = 1.0 - libm::exp(-1_800.0 / DELAY);
    let all = 0.7 + 0.3 * 0.8;
    let types: [(&str, f64, &[Part]); 4] = [
        ("of_group", 1.0, &[(1.0, 0.6, 300.0)]),
        ("of_both", 1.0, &[(1.0, 0.75, 300.0)]),
        ("of_type", 1.0, &[(1.0, 0.8, 300.0)]),
        (
            "of_reasons",
            all,
            &[(0.7 / all, 0.8, 300.0), (0.24 / all, 0.4, 600.0)],
        ),
    ];
    let run = LongRun::of(&FOUR.replace("SAME", SAME));
    let mut deviates = Deviates::default();
    for (t, (name, come, parts)) in types.into_iter().enumerate() {
        let sum = |of: &dyn Fn(f64, f64, f64) -> f64| -> f64 {
            parts
                .iter()
                .map(|(share, chance, talk)| share * of(*chance, (1.0 - chance) * AGAIN, *talk))
                .sum()
        };
        let resolved = sum(&|chance, back, _| chance / (1.0 - back));
        let contacts = sum(&|chance, back, _| chance / (1.0 - back) / (1.0 - back));
        let time = sum(&|chance, back, talk| {
            chance / (1.0 - back) * (talk / (1.0 - back) + DELAY * back / (1.0 - back))
        });
        let repeated = sum(&|_, back, _| back * in_window);
        let matters = 120.0 * 24.0 * come;
        let mut of_case = deviates.case(name);
        let scope = Scope::Type(ContactTypeId::new(t));
        for (measure, exact) in [
            ("matters", matters),
            ("resolution", resolved),
            ("matters_given_up", matters * (1.0 - resolved)),
            ("matters_open", 0.0),
            ("contacts_per_resolved", contacts / resolved),
            ("time_to_resolution", time / resolved),
            ("fcr", 1.0 - repeated),
        ] {
            of_case.add(measure, run.z_in(measure, scope, Period::Day(0), exact));
        }
    }
    deviates.judge();
}

/// Two groups of different skill take the same contacts: each resolves its own share of what it
/// answers.
#[test]
fn each_group_resolves_its_own_share() {
    let text = r#"
[clock]
start = "2026-01-05"
time_zone = "UTC"
horizon = "20 days"
interval = "1 day"
[replication]
replications = 60
seed = 9
[queue.line]
[contact_type.calls]
demand.rate = "100/h"
groups = ["experts", "others"]
talk = { law = "exponential", mean = "5min" }
patience = { law = "exponential", mean = "5min" }
[skill_group.experts]
serves = ["calls"]
resolution = "95%"
agents = 4
[skill_group.others]
serves = ["calls"]
resolution = "55%"
agents = 6
"#;
    let run = LongRun::of(text);
    for (group, chance) in [(0, 0.95), (1, 0.55)] {
        let z = run.z_resolved_by(group, chance);
        assert!(z.abs() < 4.0, "group {group} is {z:.2} standard errors off");
        let z = run.z_resolved_by(group, chance - 0.02);
        assert!(z.abs() > 4.0, "only {z:.2} standard errors apart");
    }
}
