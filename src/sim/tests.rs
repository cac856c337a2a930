//! Small centres whose every step is known: recorded arrivals with recorded handling, and what was
//! announced, line by line.

use super::*;
use crate::model::{
    AgentChoice, ArrivalRecord, AtClosing, ContactCentre, ContactChoice, ContactType,
    ContactTypeId, Demand, Distribution, Handling, Horizon, Leaving, OpeningHours, Patience, Queue,
    QueueId, ReportPlan, ServiceLevelRule, ServiceTarget, Session, SkillGroup, SkillGroupId,
    StaffingPlan,
};
use crate::units::{Agents, Share, SimTime, Span};

/// Writes every announcement as a line: seconds, what, and who (type letter and number).
#[derive(Default)]
struct Journal {
    lines: Vec<String>,
    groups: Vec<String>,
}

fn secs(at: SimTime) -> u64 {
    at.as_micros() / 1_000_000
}

impl Journal {
    fn note(&mut self, at: SimTime, what: &str, contact: &Contact) {
        let letter = ["a", "b", "c"][contact.contact_type.index()];
        let number = contact.index & 0xFF;
        let mark = if contact.is_counted() { "" } else { "*" };
        self.lines
            .push(format!("{} {what} {letter}{number}{mark}", secs(at)));
    }

    fn of(&self, what: &str) -> Vec<String> {
        self.lines
            .iter()
            .filter(|line| line.split(' ').nth(1) == Some(what))
            .cloned()
            .collect()
    }
}

impl Observer for Journal {
    fn blocked(&mut self, contact: &Contact) {
        self.note(contact.arrived, "blocked", contact);
    }
    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note(
            at,
            if waited {
                "sent-from-line"
            } else {
                "sent-from-door"
            },
            contact,
        );
    }
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        assert_eq!(
            answer.waited,
            self.lines
                .iter()
                .any(|line| line.ends_with(&format!("waits {}", {
                    let letter = ["a", "b", "c"][contact.contact_type.index()];
                    let mark = if contact.is_counted() { "" } else { "*" };
                    format!("{letter}{}{mark}", contact.index & 0xFF)
                })))
        );
        self.note(answer.at, &format!("agent{}", answer.agent), contact);
    }
    fn waits(&mut self, contact: &Contact) {
        self.note(contact.arrived, "waits", contact);
    }
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.note(at, "abandoned", contact);
    }
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.note(at, "still-there", contact);
    }
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        let GroupState {
            idle,
            busy,
            leaving,
        } = state;
        self.groups.push(format!(
            "{} g{} {idle}/{busy}/{leaving}",
            secs(at),
            group.index()
        ));
    }
}

/// Arrivals as (second, handling seconds).
fn replay(records: &[(u64, u64)]) -> Demand {
    let record = |(at, handling): &(u64, u64)| ArrivalRecord {
        arrived: SimTime::START + Span::from_secs(*at),
        handling: Some(Span::from_secs(*handling)),
    };
    Demand::Replay(records.iter().map(record).collect())
}

fn always(secs: u64) -> Distribution {
    Distribution::deterministic(Span::from_secs(secs))
}

fn steps(plan: &[(u64, u32)]) -> StaffingPlan {
    let step =
        |(at, heads): &(u64, u32)| (SimTime::START + Span::from_secs(*at), Agents::new(*heads));
    StaffingPlan::Steps(plan.iter().map(step).collect())
}

/// A centre to be changed before it is run.
struct Draft {
    types: Vec<ContactType>,
    queues: Vec<Queue>,
    groups: Vec<SkillGroup>,
    warm_up: Span,
    line_length: bool,
}

impl Draft {
    /// One type, one queue, one group; patience of 1,000 s.
    fn simple(records: &[(u64, u64)], plan: StaffingPlan) -> Self {
        let target = ServiceTarget {
            wait: Span::from_secs(20),
            short_abandon: Span::from_secs(20),
            rule: ServiceLevelRule::AbandonsMiss,
            share: None,
            asa: None,
            abandonment: None,
            due_share: None,
            backlog_age: None,
            penalty: None,
        };
        let queue = Queue {
            name: "q".to_owned(),
            title: None,
            queue_capacity: None,
            trunks: None,
            trunk_hourly_rate: None,
            cost_per_abandoned: None,
            opening_hours: OpeningHours::Always,
            at_closing: AtClosing::WorkOff,
            relief: crate::model::Relief::default(),
            target,
        };
        let mut draft = Self {
            types: vec![],
            queues: vec![queue],
            groups: vec![],
            warm_up: Span::ZERO,
            line_length: false,
        };
        draft.add_group(plan, &[]);
        draft.add_type(records, &[0]);
        draft
    }

    fn add_group(&mut self, staffing: StaffingPlan, serves: &[usize]) {
        self.groups.push(SkillGroup {
            name: format!("g{}", self.groups.len()),
            title: None,
            serves: serves.iter().map(|t| ContactTypeId::new(*t)).collect(),
            concurrency: None,
            takes: ContactChoice::LongestWaiting,
            staffing,
            shrinkage: Share::ZERO,
            hourly_rate: None,
            cost_per_contact: None,
            people: crate::model::People::default(),
            leaving: Leaving::Named,
        });
    }

    /// A type served by groups, each a tier of its own.
    fn add_type(&mut self, records: &[(u64, u64)], groups: &[usize]) {
        let id = ContactTypeId::new(self.types.len());
        for group in groups {
            self.groups[*group].serves.push(id);
        }
        self.types.push(ContactType {
            name: format!("t{}", self.types.len()),
            title: None,
            channel: crate::model::Channel::Voice,
            queue: QueueId::new(0),
            priority: 1,
            demand: replay(records),
            busyness: crate::model::Busyness::default(),
            announced: crate::model::Announced::default(),
            patience: Patience {
                by_time: None,
                law: Some(always(1_000)),
                leaves_at_once: Share::ZERO,
            },
            groups: groups
                .iter()
                .map(|group| vec![SkillGroupId::new(*group)])
                .collect(),
            choice: AgentChoice::LongestIdle,
            handling: vec![],
            waiting_at_start: 0,
            journey: crate::model::Journey::default(),
            urgency: crate::model::Urgency::default(),
            reserve: Vec::new(),
            in_service_at_start: vec![],
        });
    }

    fn run(self) -> Journal {
        let mut journal = Journal::default();
        self.run_with(&mut journal);
        journal
    }

    fn run_with(mut self, observer: &mut impl Observer) {
        for part in &mut self.types {
            for g in part.handling.len()..self.groups.len() {
                let serves = part.groups.iter().flatten().any(|group| group.index() == g);
                part.handling.push(serves.then(|| Handling {
                    talk: always(10),
                    wrap_up: None,
                }));
            }
            part.in_service_at_start
                .resize(self.groups.len(), Agents::ZERO);
        }
        let start: jiff::Zoned = "2026-01-05T00:00[UTC]".parse().unwrap();
        let end: jiff::Zoned = "2026-01-05T01:00[UTC]".parse().unwrap();
        let horizon = Horizon::new(start, &end, Span::from_secs(900), self.warm_up).unwrap();
        let centre = ContactCentre::new(
            "c".to_owned(),
            horizon,
            self.types,
            self.queues,
            self.groups,
        )
        .unwrap();
        let report = ReportPlan {
            days: false,
            intervals: false,
            interval_percentiles: false,
            percentiles: vec![],
            within: vec![],
            waiting_over: vec![],
            fcr_window: Span::DAY,
            line_length: self.line_length,
            most_interval_rows: 1,
            charts: false,
            workbook: false,
            parquet: false,
        };
        let inputs = crate::compile::compile(&centre, &report);
        simulate(&inputs, Replication { seed: 1, index: 0 }, observer);
    }
}

#[test]
fn first_come_is_first_served_and_the_impatient_leave() {
    for line_length in [false, true] {
        let mut draft = Draft::simple(&[(0, 100), (10, 50), (20, 50), (30, 50)], steps(&[(0, 1)]));
        draft.types[0].patience.law = Some(always(95));
        draft.line_length = line_length;
        let mut lines = draft.run().lines;
        lines.sort();
        // a1 is taken at 100; a2 leaves at 115 and a3 at 125, before the agent is free again at 150.
        let expected = [
            "0 agent0 a0",
            "10 waits a1",
            "100 agent0 a1",
            "115 abandoned a2",
            "125 abandoned a3",
            "20 waits a2",
            "30 waits a3",
        ];
        assert_eq!(lines, expected, "live: {line_length}");
    }
}

#[test]
fn who_waits_to_the_very_instant_of_the_answer_is_answered() {
    for line_length in [false, true] {
        let mut draft = Draft::simple(&[(0, 100), (10, 50)], steps(&[(0, 1)]));
        draft.types[0].patience.law = Some(always(90));
        draft.line_length = line_length;
        assert_eq!(draft.run().of("abandoned"), [""; 0]);
    }
}

#[test]
fn no_patience_at_all_leaves_at_once() {
    let mut draft = Draft::simple(&[(0, 100), (10, 50)], steps(&[(0, 1)]));
    draft.types[0].patience.leaves_at_once = Share::ONE;
    assert_eq!(draft.run().lines, ["0 agent0 a0", "10 abandoned a1"]);
}

#[test]
fn a_full_queue_blocks() {
    let mut draft = Draft::simple(&[(0, 100), (10, 50), (20, 50), (120, 10)], steps(&[(0, 1)]));
    draft.queues[0].queue_capacity = Some(1);
    let journal = draft.run();
    assert_eq!(journal.of("blocked"), ["20 blocked a2"]);
    assert_eq!(
        journal.of("agent0"),
        ["0 agent0 a0", "100 agent0 a1", "150 agent0 a3"]
    );
}

#[test]
fn who_has_left_makes_room_in_a_full_queue() {
    let mut draft = Draft::simple(&[(0, 500), (10, 50), (20, 50), (40, 50)], steps(&[(0, 1)]));
    draft.queues[0].queue_capacity = Some(1);
    draft.types[0].patience.law = Some(always(20));
    let journal = draft.run();
    assert_eq!(journal.of("blocked"), ["20 blocked a2"]);
    assert_eq!(
        journal.of("abandoned"),
        ["30 abandoned a1", "60 abandoned a3"]
    );
}

#[test]
fn a_trunk_is_held_while_waiting_and_talking_but_not_in_wrap_up() {
    // Without records the law is drawn: talk 10 s, wrap-up 100 s.
    let at = |s: u64| ArrivalRecord {
        arrived: SimTime::START + Span::from_secs(s),
        handling: None,
    };
    let mut draft = Draft::simple(&[], steps(&[(0, 1), (5, 0), (300, 1)]));
    draft.types[0].demand = Demand::Replay(vec![at(0), at(2), at(4), at(11), at(12)]);
    draft.types[0].handling = vec![Some(Handling {
        talk: always(10),
        wrap_up: Some(always(100)),
    })];
    draft.queues[0].trunks = Some(2);
    let journal = draft.run();
    // a0 talks until 10 and a1 waits, so a2 is blocked; then one trunk is free for a3, none for a4.
    assert_eq!(journal.of("blocked"), ["4 blocked a2", "12 blocked a4"]);
    // The agent was to leave at 5 and goes after wrap-up, at 110.
    assert!(
        journal.groups.contains(&"110 g0 0/0/0".to_owned()),
        "{:?}",
        journal.groups
    );
    assert_eq!(
        journal.of("agent0"),
        ["0 agent0 a0", "300 agent0 a1", "410 agent0 a3"]
    );
}

#[test]
fn named_people_leave_after_the_contact_in_hand_and_others_go_on() {
    let draft = Draft::simple(
        &[(0, 100), (1, 200), (2, 50), (3, 50)],
        steps(&[(0, 2), (60, 1), (150, 2)]),
    );
    let journal = draft.run();
    // Agent 0 and 1 logged in together; agent 0 is chosen and finishes a0 at 100, taking nobody. New
    // people come at 150.
    assert_eq!(
        journal.of("agent0"),
        ["0 agent0 a0", "150 agent0 a2", "200 agent0 a3"]
    );
    assert_eq!(journal.of("agent1"), ["1 agent1 a1"]);
    assert!(
        journal.groups.contains(&"60 g0 0/2/1".to_owned()),
        "{:?}",
        journal.groups
    );
    assert!(
        journal.groups.contains(&"100 g0 0/1/0".to_owned()),
        "{:?}",
        journal.groups
    );
}

#[test]
fn under_a_cap_whoever_ends_next_takes_nobody() {
    let mut draft = Draft::simple(
        &[(0, 300), (1, 100), (2, 50), (3, 50)],
        steps(&[(0, 2), (60, 1), (150, 2)]),
    );
    draft.groups[0].leaving = Leaving::Any;
    let journal = draft.run();
    // Agent 1 ends first, at 101, and leaves; the cap rises at 150.
    assert_eq!(journal.of("agent0"), ["0 agent0 a0"]);
    assert_eq!(
        journal.of("agent1"),
        ["1 agent1 a1", "150 agent1 a2", "200 agent1 a3"]
    );
    assert!(
        journal.groups.contains(&"101 g0 0/1/0".to_owned()),
        "{:?}",
        journal.groups
    );
}

#[test]
fn a_cap_that_rises_again_undoes_departures() {
    let mut draft = Draft::simple(
        &[(0, 100), (1, 200), (2, 50)],
        steps(&[(0, 2), (60, 1), (80, 2)]),
    );
    draft.groups[0].leaving = Leaving::Any;
    assert_eq!(draft.run().of("agent0"), ["0 agent0 a0", "100 agent0 a2"]);
}

#[test]
fn people_with_names_keep_to_their_sessions() {
    let session = |agent: &str, from, to| Session {
        agent: agent.to_owned(),
        from: SimTime::START + Span::from_secs(from),
        to: SimTime::START + Span::from_secs(to),
    };
    let plan = StaffingPlan::Sessions(vec![
        session("ann", 0, 50),
        session("bob", 20, 300),
        session("ann", 120, 400),
    ]);
    let journal = Draft::simple(&[(0, 100), (10, 60), (30, 40), (90, 500)], plan).run();
    // Ann (0) finishes a0 at 100 though her session ends at 50, and is back at 120; Bob (1) takes a1 at
    // 20, a2 at 80; a3 waits for Ann or Bob: both are there at 120, and she comes first.
    assert_eq!(journal.of("agent0"), ["0 agent0 a0"]);
    assert_eq!(
        journal.of("agent1"),
        ["20 agent1 a1", "80 agent1 a2", "120 agent1 a3"]
    );
    assert!(
        journal.groups.contains(&"50 g0 0/2/1".to_owned()),
        "{:?}",
        journal.groups
    );
}

#[test]
fn a_person_who_is_back_before_the_last_contact_ends_simply_stays() {
    let session = |from, to| Session {
        agent: "ann".to_owned(),
        from: SimTime::START + Span::from_secs(from),
        to: SimTime::START + Span::from_secs(to),
    };
    let plan = StaffingPlan::Sessions(vec![session(0, 50), session(80, 200)]);
    let journal = Draft::simple(&[(0, 100), (10, 30)], plan).run();
    assert_eq!(journal.of("agent0"), ["0 agent0 a0", "100 agent0 a1"]);
}

#[test]
fn a_closed_queue_is_worked_off_by_those_who_should_have_left() {
    let mut draft = Draft::simple(
        &[(0, 100), (10, 50), (20, 50), (70, 5)],
        steps(&[(0, 1), (60, 0)]),
    );
    let at = |s| SimTime::START + Span::from_secs(s);
    draft.queues[0].opening_hours = OpeningHours::Spans(vec![(at(0), at(60))]);
    let journal = draft.run();
    assert_eq!(journal.of("sent-from-door"), ["70 sent-from-door a3"]);
    assert_eq!(
        journal.of("agent0"),
        ["0 agent0 a0", "100 agent0 a1", "150 agent0 a2"]
    );
    assert_eq!(
        journal.groups.last().map(String::as_str),
        Some("200 g0 0/0/0")
    );
}

#[test]
fn a_queue_that_closes_hard_sends_its_line_away() {
    for line_length in [false, true] {
        let mut draft = Draft::simple(&[(0, 100), (10, 50), (20, 50)], steps(&[(0, 1)]));
        let at = |s| SimTime::START + Span::from_secs(s);
        draft.queues[0].opening_hours =
            OpeningHours::Spans(vec![(at(0), at(60)), (at(500), at(600))]);
        draft.queues[0].at_closing = AtClosing::SendAway;
        draft.line_length = line_length;
        let journal = draft.run();
        assert_eq!(
            journal.of("sent-from-line"),
            ["60 sent-from-line a1", "60 sent-from-line a2"]
        );
        assert_eq!(journal.of("agent0"), ["0 agent0 a0"]);
    }
}

#[test]
fn higher_priority_goes_first_and_within_it_who_came_first() {
    let mut draft = Draft::simple(&[(0, 100), (10, 50), (20, 50)], steps(&[(0, 1)]));
    draft.add_type(&[(15, 50), (30, 50)], &[0]);
    draft.types[1].priority = 1;
    draft.types[0].priority = 2;
    let order = draft.run().of("agent0");
    assert_eq!(
        order,
        [
            "0 agent0 a0",
            "100 agent0 b0",
            "150 agent0 b1",
            "200 agent0 a1",
            "250 agent0 a2"
        ]
    );
}

#[test]
fn a_ranked_group_takes_its_first_choice_and_others_the_longest_wait() {
    for (takes, order) in [
        (
            ContactChoice::Ranked,
            [
                "0 agent0 a0",
                "100 agent0 b0",
                "150 agent0 b1",
                "200 agent0 a1",
            ],
        ),
        (
            ContactChoice::LongestWaiting,
            [
                "0 agent0 a0",
                "100 agent0 a1",
                "150 agent0 b0",
                "200 agent0 b1",
            ],
        ),
    ] {
        let mut draft = Draft::simple(&[(0, 100), (10, 50)], steps(&[(0, 1)]));
        draft.add_type(&[(15, 50), (30, 50)], &[0]);
        draft.groups[0].serves.reverse();
        draft.groups[0].takes = takes;
        assert_eq!(draft.run().of("agent0"), order, "{takes:?}");
    }
}

#[test]
fn contacts_try_groups_in_order_and_free_agents_by_rule() {
    let arrivals = [(0, 10), (20, 10), (40, 500), (60, 10)];
    let agents = |choice, tiers: Vec<Vec<usize>>| {
        let mut draft = Draft::simple(&arrivals, steps(&[(0, 1)]));
        draft.add_group(steps(&[(0, 2)]), &[0]);
        draft.types[0].groups = tiers
            .into_iter()
            .map(|tier| tier.into_iter().map(SkillGroupId::new).collect())
            .collect();
        draft.types[0].choice = choice;
        let slow = Handling {
            talk: always(20),
            wrap_up: None,
        };
        let quick = Handling {
            talk: always(5),
            wrap_up: None,
        };
        draft.types[0].handling = vec![Some(slow), Some(quick)];
        let journal = draft.run();
        let taken = journal
            .lines
            .iter()
            .map(|line| line.split(' ').nth(1).unwrap().replace("agent", ""));
        taken.collect::<String>()
    };
    assert_eq!(
        agents(AgentChoice::LongestIdle, vec![vec![0], vec![1]]),
        "0001"
    );
    assert_eq!(
        agents(AgentChoice::LongestIdle, vec![vec![1], vec![0]]),
        "1212"
    );
    assert_eq!(agents(AgentChoice::LongestIdle, vec![vec![0, 1]]), "0120");
    assert_eq!(agents(AgentChoice::Fastest, vec![vec![0, 1]]), "1212");
    assert_eq!(agents(AgentChoice::LeastOccupied, vec![vec![0, 1]]), "0120");
}

#[test]
fn a_random_choice_reaches_everybody_equally() {
    let arrivals: Vec<(u64, u64)> = (0..3_000).map(|s| (s, 0)).collect();
    let mut draft = Draft::simple(&arrivals, steps(&[(0, 2)]));
    draft.add_group(steps(&[(0, 1)]), &[0]);
    draft.types[0].groups = vec![vec![SkillGroupId::new(0), SkillGroupId::new(1)]];
    draft.types[0].choice = AgentChoice::Random;
    let journal = draft.run();
    for agent in ["agent0", "agent1", "agent2"] {
        let times = journal.of(agent).len();
        assert!((880..=1_120).contains(&times), "{agent}: {times}");
    }
}

#[test]
fn least_occupied_is_by_share_of_time_since_logging_in() {
    // Agent 0 works 100 of its first 200 s; agent 1 logs in at 180 and works 15 of 20 s.
    let mut draft = Draft::simple(&[(0, 100), (181, 15), (200, 5)], steps(&[(0, 1)]));
    draft.add_group(steps(&[(180, 1)]), &[0]);
    draft.types[0].groups = vec![vec![SkillGroupId::new(1), SkillGroupId::new(0)]];
    draft.types[0].choice = AgentChoice::LeastOccupied;
    assert_eq!(draft.run().of("agent0"), ["0 agent0 a0", "200 agent0 a2"]);
}

#[test]
fn what_was_there_before_loads_the_centre_and_is_not_counted() {
    let mut draft = Draft::simple(&[(5, 10)], steps(&[(0, 2)]));
    draft.types[0].in_service_at_start = vec![Agents::new(1)];
    draft.types[0].waiting_at_start = 2;
    let journal = draft.run();
    // Two are served for 10 s each by law, one waits; a0 comes after it.
    let expected = [
        "0 agent0 a0*",
        "0 agent1 a1*",
        "0 waits a2*",
        "5 waits a0",
        "10 agent0 a2*",
        "10 agent1 a0",
    ];
    assert_eq!(journal.lines, expected);
}

#[test]
fn the_warm_up_and_the_run_off_are_not_counted() {
    let mut draft = Draft::simple(
        &[(0, 10), (1_000, 10), (3_590, 100), (3_599, 50), (3_650, 10)],
        steps(&[(0, 1)]),
    );
    draft.warm_up = Span::from_secs(950);
    let journal = draft.run();
    // The replication ends when the last counted contact, a3, leaves the line.
    let expected = [
        "0 agent0 a0*",
        "1000 agent0 a1",
        "3590 agent0 a2",
        "3599 waits a3",
        "3650 waits a4*",
        "3690 agent0 a3",
        "3690 still-there a4*",
    ];
    assert_eq!(journal.lines, expected);
}

#[test]
fn who_is_never_answered_is_still_there_after_seven_days() {
    let mut draft = Draft::simple(&[(0, 10)], steps(&[(0, 0)]));
    draft.types[0].patience.law = None;
    assert_eq!(
        draft.run().of("still-there"),
        [format!("{} still-there a0", 3_600 + 7 * 86_400)]
    );
}

#[test]
fn departures_from_a_live_line_take_no_lasting_room() {
    // One customer never leaves; behind it, thousands come and go.
    let mut arrivals = vec![(0, 10)];
    arrivals.extend((0..3_000).map(|s| (s + 1, 10)));
    let mut draft = Draft::simple(&[(0, 10)], steps(&[(0, 0), (3_500, 1)]));
    draft.types[0].patience.law = None;
    draft.add_type(&arrivals[1..], &[0]);
    draft.types[1].patience.law = Some(always(20));
    draft.line_length = true;
    let journal = draft.run();
    assert_eq!(journal.of("abandoned").len(), 3_000);
    assert_eq!(journal.of("abandoned")[2_999], "3020 abandoned b183");
    assert_eq!(journal.of("agent0"), ["3500 agent0 a0"]);
}

#[test]
fn what_ends_at_the_edge_of_an_interval_belongs_to_the_next() {
    #[derive(Default)]
    struct Edges(Vec<String>);
    impl Observer for Edges {
        fn interval_started(&mut self, at: SimTime, interval: u32) {
            self.0.push(format!("{} interval {interval}", secs(at)));
        }
        fn answered(&mut self, contact: &Contact, answer: &Answer) {
            self.0
                .push(format!("{} answered {}", secs(answer.at), contact.index));
        }
    }
    let draft = Draft::simple(&[(0, 900), (10, 50)], steps(&[(0, 1)]));
    let mut edges = Edges::default();
    draft.run_with(&mut edges);
    assert_eq!(
        edges.0[..4],
        [
            "0 interval 0",
            "0 answered 0",
            "900 interval 1",
            "900 answered 1"
        ]
    );
}
