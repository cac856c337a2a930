//! Nobody is lost: over random small scenarios, every contact that is offered ends once.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::model::ContactTypeId;
use springtide::scenario;
use springtide::sim::{Answer, Contact, GroupState, Observer, Replication, simulate};
use springtide::units::{SimTime, number};

/// How often each outcome was announced, by contact type and counted or not; and who is in between.
#[derive(Debug, Default)]
struct Ledger {
    types: Vec<[Account; 2]>,
    in_line: i64,
    handled: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Account {
    offered: u64,
    ended: u64,
    waits: u64,
    ended_after_waiting: u64,
}

impl Ledger {
    fn account(&mut self, contact: &Contact) -> &mut Account {
        let t = contact.contact_type.index();
        if self.types.len() <= t {
            self.types.resize(t + 1, [Account::default(); 2]);
        }
        &mut self.types[t][usize::from(contact.is_counted())]
    }

    fn ends(&mut self, contact: &Contact, waited: bool) {
        let account = self.account(contact);
        account.ended += 1;
        account.ended_after_waiting += u64::from(waited);
        self.in_line -= i64::from(waited);
        assert!(
            self.in_line >= 0,
            "more contacts left the lines than stood in them"
        );
    }
}

impl Observer for Ledger {
    fn offered(&mut self, contact: &Contact) {
        self.account(contact).offered += 1;
    }
    fn blocked(&mut self, contact: &Contact) {
        self.ends(contact, false);
    }
    fn waits(&mut self, contact: &Contact) {
        self.account(contact).waits += 1;
        self.in_line += 1;
    }
    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        assert!(at >= contact.arrived);
        self.ends(contact, waited);
    }
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        assert!(answer.at >= contact.arrived);
        self.handled += 1;
        self.ends(contact, answer.waited);
    }
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        // Who would not stand in line at all leaves at the instant of arrival.
        self.ends(contact, at > contact.arrived);
    }
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        assert!(at >= contact.arrived);
        self.ends(contact, true);
    }
    fn group_changed(&mut self, _: springtide::model::SkillGroupId, _: SimTime, state: GroupState) {
        assert!(state.leaving <= state.busy, "{state:?}");
    }
}

/// One of several texts.
fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

const LAWS: &[&str] = &[
    r#"{ law = "exponential", mean = "90s" }"#,
    r#"{ law = "deterministic", value = "2min" }"#,
    r#"{ law = "lognormal", mean = "3min", cv = 1.4 }"#,
    r#"{ law = "weibull", mean = "1min", shape = 0.6 }"#,
    r#"{ law = "gamma", mean = "100s", cv = 0.7 }"#,
    r#"{ law = "mixture", parts = [{ share = "50%", law = "uniform", from = "0s", to = "10s" }, { share = "50%", law = "erlang", mean = "5min", stages = 2 }] }"#,
];

const BOTH: &[&str] = &[r#"["x", "y"]"#, r#"[["x", "y"]]"#, r#"["y", "x"]"#];

fn queue(name: &'static str) -> impl Strategy<Value = String> {
    (
        any_of(&[
            "",
            "queue_capacity = 0\n",
            "queue_capacity = 3\n",
            "trunks = 4\n",
            "queue_capacity = 2\ntrunks = 5\n",
        ]),
        any_of(&[
            "",
            "opening_hours = \"08:00-12:00\"\n",
            "opening_hours = [\"07:00-09:30\", \"10:00-11:00\"]\n",
        ]),
        any_of(&["", "at_closing = \"send_away\"\n"]),
    )
        .prop_map(move |(room, hours, closing)| format!("[queue.{name}]\n{room}{hours}{closing}"))
}

fn contact_type(
    name: &'static str,
    groups: &'static [&'static str],
) -> impl Strategy<Value = String> {
    (
        any_of(&["one", "two"]),
        any_of(&["30/h", "90/h", "2/min"]),
        prop::option::of(any_of(LAWS)),
        any_of(&["", "leaves_at_once = \"20%\"\n"]),
        any_of(LAWS),
        prop::option::of(any_of(LAWS)),
        any_of(groups),
        any_of(&["longest_idle", "least_occupied", "fastest", "random"]),
        (1_u32..3, 0_u32..4),
    )
        .prop_map(move |(queue, rate, patience, at_once, talk, wrap_up, groups, choice, (priority, waiting))| {
            let patience = patience.map_or(String::new(), |law| format!("patience = {law}\n"));
            let wrap_up = wrap_up.map_or(String::new(), |law| format!("wrap_up = {law}\n"));
            format!(
                "[contact_type.{name}]\nqueue = \"{queue}\"\ngroups = {groups}\nchoice = \"{choice}\"\npriority = {priority}\n\
                 waiting_at_start = {waiting}\n{patience}{at_once}talk = {talk}\n{wrap_up}demand = {{ rate = \"{rate}\" }}\n"
            )
        })
}

fn skill_group(name: &'static str) -> impl Strategy<Value = String> {
    (
        0_u32..6,
        any_of(&["ranked", "longest_waiting"]),
        any_of(&["named", "any"]),
        any_of(&["", "plan"]),
    )
        .prop_map(move |(agents, takes, leaving, plan)| {
            let staff = if plan.is_empty() {
                format!("agents = {agents}")
            } else {
                "plan = \"plan.csv\"".to_owned()
            };
            format!("[skill_group.{name}]\ntakes = \"{takes}\"\nleaving = \"{leaving}\"\n{staff}\n")
        })
}

fn small_scenario() -> impl Strategy<Value = String> {
    let clock = any_of(&["", "warm_up = \"45min\"\n"]);
    let report = any_of(&["", "[report]\nline_length = true\n"]);
    let queues = (queue("one"), queue("two"));
    let types = (
        contact_type("a", BOTH),
        contact_type("b", BOTH),
        contact_type("c", &[r#"["y"]"#, r#"["x"]"#]),
    );
    let groups = (skill_group("x"), skill_group("y"));
    (clock, report, queues, types, groups).prop_map(|(clock, report, (q1, q2), (a, b, c), (x, y))| {
        let head = "[clock]\nstart = \"2026-03-02 07:30\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"5h\"\n";
        let text = format!("{head}{clock}{report}{q1}{q2}{a}{b}{c}{x}{y}");
        // More people in line at the start than may wait is refused, rightly.
        if text.contains("queue_capacity") || text.contains("trunks") {
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("waiting_at_start")).collect();
            kept.join("\n")
        } else {
            text
        }
    })
}

/// People come and go every quarter of an hour, and at noon all are gone.
fn write_plan(folder: &Path) {
    let mut text = "interval_start,x_agents,y_agents\n".to_owned();
    for quarter in 0..48 {
        let time = format!("{:02}:{:02}", 6 + quarter / 4, quarter % 4 * 15);
        let heads = |salt: u32| {
            if quarter >= 24 {
                0
            } else {
                (quarter * 7 + salt) % 5
            }
        };
        writeln!(text, "{time},{},{}", heads(1), heads(3)).unwrap();
    }
    std::fs::write(folder.join("plan.csv"), text).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_contact_ends_once(text in small_scenario(), seed in 0_u64..1_000) {
        let folder = tempfile::tempdir().unwrap();
        write_plan(folder.path());
        let loaded = scenario::load_text(&text, "small.toml", folder.path(), &[]).unwrap_or_else(|p| panic!("{p}\n{text}"));
        let inputs = compile(&loaded.centre, &loaded.report);
        let mut ledger = Ledger::default();
        simulate(&inputs, Replication { seed, index: 0 }, &mut ledger);
        prop_assert_eq!(ledger.in_line, 0);
        for (t, [rest, counted]) in ledger.types.iter().enumerate() {
            let name = &loaded.centre.contact_types()[ContactTypeId::new(t).index()].name;
            for account in [rest, counted] {
                prop_assert_eq!(account.offered, account.ended, "{}: {:?}", name, account);
                prop_assert_eq!(account.waits, account.ended_after_waiting, "{}: {:?}", name, account);
            }
        }
        let offered: u64 = ledger.types.iter().map(|t| t[1].offered).sum();
        prop_assert!(offered > 0, "nothing was offered by {}", number::count(text.len()));
    }
}
