//! Nobody is lost: over random small scenarios, every contact that is offered ends once, and so does every
//! matter; nobody is in two places.

mod customers;

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::model::ContactTypeId;
use springtide::scenario;
use springtide::sim::{Answer, Contact, GroupState, Observer, Replication, simulate};
use springtide::units::{SimTime, number};

use customers::Customers;

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

/// When and as what customers get in touch again.
fn follow_up() -> impl Strategy<Value = String> {
    (
        any_of(&[
            r#"{ law = "exponential", mean = "10min" }"#,
            r#"{ law = "deterministic", value = "1min" }"#,
            r#"{ law = "lognormal", mean = "40min", cv = 1.5 }"#,
        ]),
        any_of(&[
            "",
            "instead = \"c\"\n",
            "instead = \"a\"\ninstead_share = \"40%\"\n",
        ]),
        any_of(&["", "past_self_service = \"50%\"\n"]),
    )
        .prop_map(|(delay, instead, past)| format!("delay = {delay}\n{instead}{past}"))
}

/// What follows from the contacts of a type.
fn follow_ups(name: &'static str) -> impl Strategy<Value = String> {
    let redial = (
        any_of(&[
            "after_abandoning = \"60%\"\nafter_giving_up = \"50%\"\n",
            "after_blocking = \"90%\"\nafter_sent_away = \"30%\"\n",
            "after_abandoning = \"100%\"\nafter_blocking = \"100%\"\nafter_sent_away = \"100%\"\nafter_giving_up = \"100%\"\nmost = 2\n",
            "after_abandoning = \"100%\"\nafter_blocking = \"70%\"\nlater = \"40%\"\n",
        ]),
        follow_up(),
    );
    let repeat = (
        any_of(&["resolution = \"70%\"\n", "resolution = \"0%\"\n", ""]),
        any_of(&["80%", "30%"]),
        follow_up(),
    );
    let back = (any_of(&["95%", "40%"]), follow_up());
    let parts = (
        prop::option::of(redial),
        prop::option::of(repeat),
        prop::option::of(back),
    );
    parts.prop_map(move |(redial, repeat, back)| {
        let path = format!("contact_type.{name}");
        let (resolution, repeat) =
            repeat.map_or(("", String::new()), |(resolution, chance, how)| {
                let repeat = format!("[{path}.repeat]\nchance = \"{chance}\"\n{how}");
                (resolution, repeat)
            });
        let redial = redial.map_or(String::new(), |(chances, how)| {
            format!("[{path}.redial]\n{chances}{how}")
        });
        let back = back.map_or(String::new(), |(chance, how)| {
            format!("[{path}.return]\nchance = \"{chance}\"\n{how}")
        });
        format!("{resolution}{redial}{repeat}{back}")
    })
}

/// Reasons of a contact type.
fn reasons(name: &'static str) -> impl Strategy<Value = String> {
    let reason = || {
        (
            any_of(&["0%", "70%", "100%"]),
            any_of(&["0%", "50%", "100%"]),
            any_of(&["0%", "40%", "100%"]),
            any_of(&["", "spared = \"30%\"\n", "talk_factor = 1.5\nresolution_factor = \"60%\"\n"]),
        )
            .prop_map(|(understood, contained, falsely, more)| {
                format!("understood = \"{understood}\"\ncontained = \"{contained}\"\nfalsely_contained = \"{falsely}\"\n{more}")
            })
    };
    (reason(), reason()).prop_map(move |(easy, hard)| {
        let path = format!("contact_type.{name}.reason");
        format!("[{path}.easy]\nshare = \"60%\"\n{easy}[{path}.hard]\nshare = \"40%\"\n{hard}")
    })
}

/// A bot in front of some types.
fn self_service() -> impl Strategy<Value = String> {
    let policy = any_of(&[
        "asks = \"30%\"\ngives_up = \"15%\"\n",
        "after_failed_turns = 2\n",
        "asks = \"50%\"\non_request = false\ngives_up = \"10%\"\n",
        "escalates = false\ngives_up = \"20%\"\n",
        "at_once = [\"hard\"]\ngives_up = \"20%\"\n",
    ]);
    let room = any_of(&[
        "",
        "sessions = 1\n",
        "sessions = 2\nwhen_full = \"turn_away\"\n",
    ]);
    let outage = any_of(&[
        "",
        "outages = [{ from = \"2026-03-02 08:00\", to = \"2026-03-02 09:30\" }]\n",
        "outages = [{ from = \"2026-03-02 08:00\", to = \"2026-03-02 09:30\" }]\nduring_outage = \"turn_away\"\n",
    ]);
    let slow = any_of(&[
        "",
        "slow = [{ from = \"2026-03-02 08:30\", to = \"2026-03-02 11:00\", factor = 3.0 }]\n",
    ]);
    let more = any_of(&["", "talk_factor = 0.8\n"]);
    (policy, room, outage, slow, any_of(LAWS), prop::option::of(any_of(LAWS)), more).prop_map(
        |(policy, room, outage, slow, time, turn, more)| {
            let turn = turn.map_or(String::new(), |law| format!("failed_turn = {law}\n"));
            format!(
                "[self_service.bot]\ncontact_types = [\"a\", \"b\"]\ncontained_time = {time}\n{turn}{policy}{room}{outage}{slow}{more}"
            )
        },
    )
}

/// What happens around contacts: follow-ups of each type, and perhaps a bot before two of them.
fn around() -> impl Strategy<Value = [String; 4]> {
    let ups = (follow_ups("a"), follow_ups("b"), follow_ups("c"));
    let bot = prop::option::of((reasons("a"), reasons("b"), self_service()));
    (ups, bot).prop_map(|((a, b, c), bot)| match bot {
        None => [a, b, c, String::new()],
        Some((of_a, of_b, bot)) => [a + &of_a, b + &of_b, c, bot],
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
    let parts = (
        clock,
        report,
        queues,
        types,
        groups,
        prop::option::of(around()),
    );
    parts.prop_map(|(clock, report, (q1, q2), (a, b, c), (x, y), around)| {
        let [of_a, of_b, of_c, bot] = around.unwrap_or_default();
        let head = "[clock]\nstart = \"2026-03-02 07:30\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"5h\"\n";
        let text = format!("{head}{clock}{report}{q1}{q2}{a}{of_a}{b}{of_b}{c}{of_c}{x}{y}{bot}");
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
        let horizon = loaded.centre.horizon();
        let mut listeners = (Ledger::default(), Customers::new(horizon.counted_from(), horizon.end()));
        simulate(&inputs, Replication { seed, index: 0 }, &mut listeners);
        let (ledger, customers) = listeners;
        customers.add_up(loaded.centre.follows_matters());
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
