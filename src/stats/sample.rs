//! A small centre for tests, and the announcements of a replication of it written by hand.

use crate::model::{
    AgentChoice, AtClosing, ContactCentre, ContactChoice, ContactType, ContactTypeId, Demand,
    Distribution, Handling, Horizon, Leaving, OpeningHours, Patience, Queue, QueueId, RateCurve,
    ReportPlan, ServiceLevelRule, ServiceTarget, SkillGroup, SkillGroupId, StaffingPlan,
};
use crate::sim::{Answer, Contact, GroupState, Observer};
use crate::units::{Agents, PerHour, Share, SimTime, Span};

pub(crate) const CALLS: usize = 0;
pub(crate) const CLAIMS: usize = 1;
pub(crate) const FRONT: usize = 0;
pub(crate) const EXPERTS: usize = 1;

pub(crate) fn at(secs: u64) -> SimTime {
    SimTime::START + Span::from_secs(secs)
}

fn share(value: f64) -> Share {
    Share::new(value).unwrap()
}

/// Everything reported, with percentiles of 50 % and 95 %, answers within 30 s, waits over 100 s and
/// 1,000 s.
pub(crate) fn report() -> ReportPlan {
    ReportPlan {
        days: true,
        intervals: true,
        interval_percentiles: false,
        percentiles: vec![share(0.5), share(0.95)],
        within: vec![Span::from_secs(30)],
        waiting_over: vec![Span::from_secs(100), Span::from_secs(1_000)],
        fcr_window: Span::DAY,
        line_length: false,
        most_interval_rows: 100_000,
        charts: false,
        workbook: false,
        parquet: false,
    }
}

fn queue(
    name: &str,
    (wait, short_abandon): (u64, u64),
    rule: ServiceLevelRule,
    promised: Option<f64>,
) -> Queue {
    Queue {
        name: name.to_owned(),
        title: None,
        queue_capacity: None,
        trunks: None,
        trunk_hourly_rate: None,
        cost_per_abandoned: None,
        opening_hours: OpeningHours::Always,
        at_closing: AtClosing::WorkOff,
        relief: crate::model::Relief::default(),
        target: ServiceTarget {
            wait: Span::from_secs(wait),
            short_abandon: Span::from_secs(short_abandon),
            rule,
            share: promised.map(share),
            asa: None,
            abandonment: None,
            due_share: None,
            backlog_age: None,
            penalty: None,
        },
    }
}

fn contact_type(name: &str, queue: usize, groups: &[usize]) -> ContactType {
    let handling = Handling {
        talk: Distribution::deterministic(Span::MINUTE),
        wrap_up: None,
    };
    ContactType {
        name: name.to_owned(),
        title: None,
        channel: crate::model::Channel::Voice,
        queue: QueueId::new(queue),
        priority: 1,
        demand: Demand::Curve(RateCurve::constant(PerHour::ZERO)),
        busyness: crate::model::Busyness::default(),
        announced: crate::model::Announced::default(),
        patience: Patience::default(),
        groups: vec![
            groups
                .iter()
                .map(|group| SkillGroupId::new(*group))
                .collect(),
        ],
        choice: AgentChoice::default(),
        handling: [FRONT, EXPERTS]
            .map(|group| groups.contains(&group).then(|| handling.clone()))
            .to_vec(),
        waiting_at_start: 0,
        journey: crate::model::Journey::default(),
        urgency: crate::model::Urgency::default(),
        reserve: Vec::new(),
        in_service_at_start: vec![Agents::ZERO; 2],
    }
}

fn group(name: &str, serves: &[usize], shrinkage: f64) -> SkillGroup {
    SkillGroup {
        name: name.to_owned(),
        title: None,
        serves: serves.iter().map(|id| ContactTypeId::new(*id)).collect(),
        concurrency: None,
        takes: ContactChoice::default(),
        staffing: StaffingPlan::constant(Agents::new(3)),
        shrinkage: share(shrinkage),
        hourly_rate: None,
        cost_per_contact: None,
        people: crate::model::People::default(),
        leaving: Leaving::default(),
    }
}

/// Four half hours around midnight, the first 20 minutes of which are warm-up; calls wait in the
/// hotline, a quarter of which are promised an answer in time, claims in a queue of their own with the rule `answered_only`; `front` answers both,
/// `experts` claims only.
pub(crate) fn centre() -> ContactCentre {
    let warm_up = Span::from_secs(1_200);
    ContactCentre::new(
        "sample".to_owned(),
        Horizon::new(
            "2026-01-05T23:00[UTC]".parse().unwrap(),
            &"2026-01-06T01:00[UTC]".parse().unwrap(),
            Span::from_secs(1_800),
            warm_up,
        )
        .unwrap(),
        vec![
            contact_type("calls", 0, &[FRONT]),
            contact_type("claims", 1, &[FRONT, EXPERTS]),
        ],
        vec![
            queue(
                "hotline",
                (20, 10),
                ServiceLevelRule::AbandonsMiss,
                Some(0.25),
            ),
            queue("claims", (60, 60), ServiceLevelRule::AnsweredOnly, None),
        ],
        vec![
            group("front", &[CALLS, CLAIMS], 0.0),
            group("experts", &[CLAIMS], 0.25),
        ],
    )
    .unwrap()
}

/// A contact of the sample centre that arrives at a second.
pub(crate) fn contact(contact_type: usize, arrived: u64) -> Contact {
    let interval = if (1_200..7_200).contains(&arrived) {
        u32::try_from(arrived / 1_800).unwrap()
    } else {
        Contact::NOT_COUNTED
    };
    Contact {
        contact_type: ContactTypeId::new(contact_type),
        index: arrived,
        arrived: at(arrived),
        interval,
        matter: Contact::NO_MATTER,
    }
}

/// Announces that a contact is offered and answered at a second, after waiting if that is later.
pub(crate) fn answer(
    observer: &mut impl Observer,
    contact: &Contact,
    secs: u64,
    group: usize,
    (talk, wrap_up): (u64, u64),
) {
    let answer = Answer {
        at: at(secs),
        waited: at(secs) > contact.arrived,
        group: SkillGroupId::new(group),
        agent: 0,
        talk: Span::from_secs(talk),
        wrap_up: Span::from_secs(wrap_up),
    };
    observer.answered(contact, &answer);
}

pub(crate) fn people(observer: &mut impl Observer, group: usize, secs: u64, idle: u32, busy: u32) {
    let state = GroupState {
        idle,
        busy,
        leaving: 0,
    };
    observer.group_changed(SkillGroupId::new(group), at(secs), state);
}

/// Announces a replication in which everything happens once: see the comments for what.
pub(crate) fn play(observer: &mut impl Observer) {
    observer.interval_started(at(0), 0);
    people(observer, FRONT, 0, 3, 0);
    people(observer, EXPERTS, 0, 1, 0);
    // A call of the warm-up that waits into the time that counts.
    let early = contact(CALLS, 100);
    observer.offered(&early);
    observer.waits(&early);
    people(observer, FRONT, 1_000, 1, 2);
    let at_once = contact(CALLS, 1_300);
    observer.offered(&at_once);
    answer(observer, &at_once, 1_300, FRONT, (100, 20));
    people(observer, FRONT, 1_500, 0, 3);
    answer(observer, &early, 1_500, FRONT, (60, 0));
    let prompt = contact(CALLS, 1_700);
    observer.offered(&prompt);
    observer.waits(&prompt);
    answer(observer, &prompt, 1_715, FRONT, (200, 0));
    let patient = contact(CLAIMS, 1_750);
    observer.offered(&patient);
    observer.waits(&patient);

    observer.interval_started(at(1_800), 1);
    let refused = contact(CALLS, 2_000);
    observer.offered(&refused);
    observer.blocked(&refused);
    let closed_out = contact(CLAIMS, 2_100);
    observer.offered(&closed_out);
    observer.sent_away(&closed_out, at(2_100), false);
    let sent_home = contact(CLAIMS, 2_200);
    observer.offered(&sent_home);
    observer.waits(&sent_home);
    observer.sent_away(&sent_home, at(2_500), true);
    people(observer, FRONT, 3_000, 3, 0);
    let proud = contact(CALLS, 3_000);
    observer.offered(&proud);
    observer.abandoned(&proud, at(3_000));
    let hasty = contact(CALLS, 3_590);
    observer.offered(&hasty);
    observer.waits(&hasty);

    observer.interval_started(at(3_600), 2);
    // Announced late, in the interval after the one in which it happened.
    observer.abandoned(&hasty, at(3_598));
    let slow = contact(CALLS, 3_700);
    observer.offered(&slow);
    observer.waits(&slow);
    answer(observer, &slow, 3_760, FRONT, (30, 0));

    observer.interval_started(at(5_400), 3);
    people(observer, FRONT, 5_400, 0, 4);
    observer.abandoned(&patient, at(3_700));
    people(observer, FRONT, 6_000, 0, 2);
    let beyond = contact(CLAIMS, 7_000);
    observer.offered(&beyond);
    observer.waits(&beyond);
    let forgotten = contact(CALLS, 7_100);
    observer.offered(&forgotten);
    observer.waits(&forgotten);

    observer.horizon_ended(at(7_200));
    answer(observer, &beyond, 7_300, EXPERTS, (45, 5));
    people(observer, FRONT, 7_400, 9, 9);
    // A contact after the horizon does not count, however long it waits.
    let late = contact(CALLS, 8_000);
    observer.offered(&late);
    observer.waits(&late);
    answer(observer, &late, 8_100, FRONT, (10, 0));
    observer.still_there(&forgotten, at(10_000));
}
