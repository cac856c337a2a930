//! Nobody is lost at desks, over random small scenarios of calls, chats and tickets.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::model::SkillGroupId;
use springtide::scenario;
use springtide::sim::{Answer, Contact, Finish, GroupState, How, Observer, Replication, simulate};
use springtide::units::{SimTime, number};

/// What happened to contacts, and whether people's time adds up.
#[derive(Default)]
struct Ledger {
    offered: u64,
    ended: u64,
    /// Taken at a desk and not finished yet, by type and number.
    in_hand: BTreeSet<(usize, u64)>,
    silent: u64,
    found_gone: u64,
    /// Agents with so many in hand.
    hands: BTreeMap<(usize, u32), i64>,
    backlog: i64,
    /// People busy by group, since when, and the time that they were \[µs\].
    busy: BTreeMap<usize, (u64, SimTime)>,
    busy_time: u64,
    spent: u64,
    finished: u64,
}

impl Ledger {
    fn busy_until(&mut self, at: SimTime) {
        for (people, since) in self.busy.values_mut() {
            self.busy_time += *people * at.since(*since).as_micros();
            *since = at;
        }
    }
}

fn name(contact: &Contact) -> (usize, u64) {
    (contact.contact_type.index(), contact.index)
}

impl Observer for Ledger {
    fn offered(&mut self, _: &Contact) {
        self.offered += 1;
    }
    fn blocked(&mut self, _: &Contact) {
        self.ended += 1;
    }
    fn sent_away(&mut self, _: &Contact, _: SimTime, _: bool) {
        self.ended += 1;
    }
    fn abandoned(&mut self, _: &Contact, _: SimTime) {
        self.ended += 1;
    }
    fn still_there(&mut self, _: &Contact, _: SimTime) {
        self.ended += 1;
    }
    fn answered(&mut self, _: &Contact, _: &Answer) {
        self.ended += 1;
    }
    fn answered_at_desk(&mut self, contact: &Contact, _: &Answer) {
        self.ended += 1;
        assert!(self.in_hand.insert(name(contact)));
    }
    fn left_silently(&mut self, _: &Contact) {
        self.silent += 1;
    }
    fn finished(&mut self, contact: &Contact, finish: &Finish) {
        assert!(finish.taken <= finish.at);
        self.busy_until(finish.at);
        self.spent += finish.time.as_micros();
        self.finished += 1;
        if finish.how == How::FoundGone {
            self.found_gone += 1;
        } else {
            assert!(self.in_hand.remove(&name(contact)));
        }
    }
    fn hands_changed(&mut self, group: SkillGroupId, _: SimTime, from: u32, to: u32) {
        assert_ne!(from, to);
        for (count, change) in [(from, -1), (to, 1)] {
            let agents = self.hands.entry((group.index(), count)).or_default();
            *agents += change;
            assert!(count == 0 || *agents >= 0, "{from} {to}");
        }
    }
    fn backlog_changed(&mut self, _: &Contact, _: SimTime, joins: bool) {
        self.backlog += if joins { 1 } else { -1 };
        assert!(self.backlog >= 0);
    }
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        assert!(state.leaving <= state.busy, "{state:?}");
        self.busy_until(at);
        self.busy.insert(group.index(), (u64::from(state.busy), at));
    }
}

fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

const GROUPS: &[&str] = &[r#"["x", "y"]"#, r#"[["x", "y"]]"#, r#"["y", "x"]"#];

fn contact_type(
    name: &'static str,
    of_channel: &'static [&'static str],
) -> impl Strategy<Value = String> {
    (
        any_of(of_channel),
        any_of(&["20/h", "50/h", "2/min"]),
        any_of(&["", "wrap_up = { law = \"exponential\", mean = \"20s\" }\n"]),
        any_of(GROUPS),
        any_of(&["longest_idle", "least_occupied", "fastest", "random"]),
        (1_u32..3, 0_u32..4, 0_u32..2),
    )
        .prop_map(move |(channel, rate, wrap_up, groups, choice, (priority, waiting, taken))| {
            format!(
                "[contact_type.{name}]\ngroups = {groups}\nchoice = \"{choice}\"\npriority = {priority}\nwaiting_at_start = {waiting}\n\
                 {channel}{wrap_up}talk = {{ law = \"lognormal\", mean = \"100s\", cv = 1.2 }}\ndemand.rate = \"{rate}\"\nby_group.x.in_service_at_start = {taken}\n"
            )
        })
}

const CALLS: &[&str] = &[
    "queue = \"one\"\n",
    "queue = \"one\"\npatience = { law = \"exponential\", mean = \"1min\" }\nleaves_at_once = \"10%\"\n",
];

const CHATS: &[&str] = &[
    "queue = \"two\"\nchannel = \"chat\"\npatience = { law = \"exponential\", mean = \"1min\" }\n",
    "queue = \"one\"\nchannel = \"chat\"\nchat_choice = \"most_first\"\n",
    "queue = \"two\"\nchannel = \"chat\"\nsilent_abandonment = \"60%\"\nfinding_out = { law = \"deterministic\", value = \"30s\" }\npatience = { law = \"exponential\", mean = \"1min\" }\n",
];

const TICKETS: &[&str] = &[
    "queue = \"mail\"\nchannel = \"ticket\"\n",
    "queue = \"mail\"\nchannel = \"ticket\"\ndue = \"40min\"\n",
    "queue = \"mail\"\nchannel = \"ticket\"\ndue = \"1h\"\npatience = { law = \"exponential\", mean = \"10min\" }\n",
];

fn skill_group(name: &'static str) -> impl Strategy<Value = String> {
    (
        any_of(&["agents = 3", "plan = \"plan.csv\"", "sessions = { file = \"sessions.csv\", agent = \"agent\", start = \"start\", end = \"end\" }"]),
        any_of(&["ranked", "longest_waiting"]),
        any_of(&[
            "",
            "[skill_group.NAME.channel.chat]\nmost = 3\nspeeds = [1.0, 0.7, 0.5]\n",
            "[skill_group.NAME.channel.chat]\nmost = 2\nslowdown = 0.4\nweight = \"25%\"\n[skill_group.NAME.channel.voice]\nweight = \"50%\"\n",
            "[skill_group.NAME.channel.chat]\nmost = 4\nslowdown = 0\n",
        ]),
        any_of(&[
            "",
            "[skill_group.NAME.channel.ticket]\ninterruptible = true\n",
            "[skill_group.NAME.channel.ticket]\nmost = 2\nslowdown = 0.5\nweight = \"40%\"\ninterruptible = true\n",
        ]),
    )
        .prop_map(move |(staff, takes, chat, ticket)| {
            let channels = format!("{chat}{ticket}").replace("NAME", name);
            format!("[skill_group.{name}]\ntakes = \"{takes}\"\n{staff}\n{channels}")
        })
}

/// What happens around contacts; sections of contact types.
const AROUND: &[&str] = &[
    "",
    "[contact_type.b.redial]\nafter_abandoning = \"70%\"\nafter_blocking = \"80%\"\ndelay = { law = \"exponential\", mean = \"5min\" }\n",
    "[contact_type.b]\nresolution = \"60%\"\n[contact_type.b.transfer]\nchance = \"80%\"\nto = \"c\"\nhandover = { law = \"exponential\", mean = \"30s\" }\n",
    "[contact_type.b]\nresolution = \"60%\"\n[contact_type.b.transfer]\nchance = \"90%\"\nto = \"a\"\nhandover = { law = \"exponential\", mean = \"30s\" }\n",
    "[contact_type.c]\nresolution = \"50%\"\n[contact_type.c.transfer]\nchance = \"70%\"\nto = \"d\"\n[contact_type.c.redial]\nafter_abandoning = \"70%\"\ndelay = { law = \"exponential\", mean = \"5min\" }\n[contact_type.d]\nresolution = \"50%\"\n[contact_type.d.repeat]\nchance = \"80%\"\ndelay = { law = \"exponential\", mean = \"20min\" }\n",
    "[contact_type.a]\nresolution = \"50%\"\n[contact_type.a.transfer]\nchance = \"100%\"\nto = \"b\"\nwrong = \"30%\"\nwrong_to = \"c\"\n[skill_group.x.people]\nhandling_cv = 0.4\n",
];

/// A scenario with keys of contact types put into the sections that there are.
fn with_around(text: &str, around: &str) -> String {
    let mut text = text.to_owned();
    for section in around.split('[').skip(1) {
        let (header, keys) = section.split_once("]\n").unwrap();
        let own = format!("[{header}]\n");
        if text.contains(&own) {
            text = text.replace(&own, &format!("{own}{keys}"));
        } else {
            text.push_str(&["\n[", header, "]\n", keys].concat());
        }
    }
    text
}

fn small_scenario() -> impl Strategy<Value = String> {
    let head = any_of(&[
        "",
        "warm_up = \"45min\"\n",
        "[report]\nline_length = true\n",
    ]);
    let queue = any_of(&[
        "[queue.one]\n",
        "[queue.one]\nopening_hours = \"08:00-11:00\"\nat_closing = \"send_away\"\n",
        "[queue.one]\nopening_hours = [\"07:00-09:30\", \"10:00-11:00\"]\n",
    ]);
    let other = any_of(&[
        "[queue.two]\n",
        "[queue.two]\nqueue_capacity = 9\ntrunks = 20\n",
        "[queue.two]\nopening_hours = \"08:00-11:00\"\nat_closing = \"send_away\"\n",
    ]);
    let mail = any_of(&[
        "[queue.mail]\n",
        "[queue.mail]\nopening_hours = \"08:00-09:00\"\n",
    ]);
    let types = (
        contact_type("a", CALLS),
        contact_type("b", CHATS),
        contact_type("c", CHATS),
        contact_type("d", TICKETS),
    );
    let groups = (skill_group("x"), skill_group("y"), any_of(AROUND));
    (head, queue, other, mail, types, groups).prop_map(
        |(head, queue, other, mail, (a, b, c, d), (x, y, around))| {
            let clock = "[clock]\nstart = \"2026-03-02 07:30\"\ntime_zone = \"Europe/Berlin\"\nhorizon = \"5h\"\n";
            let text = format!("{clock}{head}{queue}{other}{mail}{a}{b}{c}{d}{x}{y}");
            // People who are not there at the start have nothing in hand then.
            let x_is_there = x.contains("agents = 3");
            let kept = text.lines().filter(|line| x_is_there || !line.contains("in_service"));
            let kept = kept.collect::<Vec<_>>().join("\n").replace(
                "in_service_at_start = 1",
                if text.contains("[skill_group.x.channel.chat]\nmost = 4") { "in_service_at_start = 1" } else { "in_service_at_start = 0" },
            );
            with_around(&kept, around)
        },
    )
}

fn write_files(folder: &Path) {
    let mut plan = "interval_start,x_agents,y_agents\n".to_owned();
    for quarter in 0..48_u32 {
        let heads = |salt: u32| {
            if quarter >= 24 {
                0
            } else {
                (quarter * 7 + salt) % 5
            }
        };
        let row = format!(
            "{:02}:{:02},{},{}\n",
            6 + quarter / 4,
            quarter % 4 * 15,
            heads(1),
            heads(3)
        );
        plan.push_str(&row);
    }
    std::fs::write(folder.join("plan.csv"), plan).unwrap();
    let sessions = "agent,start,end\nann,2026-03-02 07:00,2026-03-02 09:00\nann,2026-03-02 09:01,2026-03-02 12:00\nbob,2026-03-02 08:00,2026-03-02 10:00\neve,2026-03-02 07:00,2026-03-02 13:00\n";
    std::fs::write(folder.join("sessions.csv"), sessions).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_contact_ends_once_and_takes_somebodys_time(text in small_scenario(), seed in 0_u64..1_000) {
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path());
        let loaded = scenario::load_text(&text, "small.toml", folder.path(), &[])
            .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
        let inputs = compile(&loaded.centre, &loaded.report);
        let mut ledger = Ledger::default();
        simulate(&inputs, Replication { seed, index: 0 }, &mut ledger);
        prop_assert_eq!(ledger.offered, ledger.ended);
        prop_assert!(ledger.in_hand.is_empty());
        prop_assert!(ledger.found_gone <= ledger.silent);
        // All people have desks, because they serve tickets: what contacts took is what people spent.
        let tolerance = ledger.finished + 10;
        let (spent, busy) = (ledger.spent, ledger.busy_time);
        prop_assert!(spent.abs_diff(busy) <= tolerance, "{spent} µs taken, {busy} spent");
        prop_assert!(ledger.offered > 0, "nothing was offered by {}", number::count(text.len()));
    }
}
