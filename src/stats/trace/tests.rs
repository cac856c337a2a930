//! The order of the lines, and what they say.

use super::*;
use crate::model::{
    AgentChoice, AtClosing, ContactChoice, ContactType, Demand, Distribution, Handling, Horizon,
    Leaving, OpeningHours, Patience, Queue, QueueId, RateCurve, ServiceLevelRule, ServiceTarget,
    SkillGroup, StaffingPlan,
};
use crate::units::{Agents, PerHour, Share};

fn centre() -> ContactCentre {
    let start: jiff::Zoned = "2026-10-25T00:00[Europe/Berlin]".parse().unwrap();
    let end = start.checked_add(jiff::Span::new().days(1)).unwrap();
    let horizon = Horizon::new(start, &end, Span::from_secs(900), Span::ZERO).unwrap();
    let wait = Span::from_secs(20);
    let target = ServiceTarget {
        wait,
        short_abandon: wait,
        rule: ServiceLevelRule::AbandonsMiss,
        share: None,
        asa: None,
        abandonment: None,
        due_share: None,
        backlog_age: None,
        penalty: None,
    };
    let queue = Queue {
        name: "hotline".to_owned(),
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
    let contact_type = ContactType {
        name: "calls, all".to_owned(),
        title: None,
        channel: crate::model::Channel::Voice,
        queue: QueueId::new(0),
        priority: 1,
        demand: Demand::Curve(RateCurve::constant(PerHour::ZERO)),
        busyness: crate::model::Busyness::default(),
        announced: crate::model::Announced::default(),
        patience: Patience::default(),
        groups: vec![vec![SkillGroupId::new(0)]],
        choice: AgentChoice::LongestIdle,
        handling: vec![Some(Handling {
            talk: Distribution::Deterministic {
                value: Span::MINUTE,
            },
            wrap_up: None,
        })],
        waiting_at_start: 0,
        journey: crate::model::Journey::default(),
        urgency: crate::model::Urgency::default(),
        reserve: Vec::new(),
        in_service_at_start: vec![Agents::ZERO],
    };
    let group = SkillGroup {
        name: "front".to_owned(),
        title: None,
        serves: vec![ContactTypeId::new(0)],
        concurrency: None,
        takes: ContactChoice::LongestWaiting,
        staffing: StaffingPlan::constant(Agents::new(1)),
        shrinkage: Share::ZERO,
        hourly_rate: None,
        cost_per_contact: None,
        people: crate::model::People::default(),
        leaving: Leaving::Named,
    };
    let name = "test".to_owned();
    ContactCentre::new(name, horizon, vec![contact_type], vec![queue], vec![group]).unwrap()
}

fn contact(index: u64, arrived: u64) -> Contact {
    Contact {
        contact_type: ContactTypeId::new(0),
        index,
        arrived: SimTime::START + Span::from_secs(arrived),
        interval: 0,
        matter: Contact::NO_MATTER,
    }
}

fn answer(at: u64) -> Answer {
    Answer {
        at: SimTime::START + Span::from_secs(at),
        waited: at > 0,
        group: SkillGroupId::new(0),
        agent: 3,
        talk: Span::from_millis(61_500),
        wrap_up: Span::ZERO,
    }
}

fn traced(announce: impl FnOnce(&mut Trace<&mut Vec<u8>>)) -> Vec<String> {
    let centre = centre();
    let mut bytes = Vec::new();
    let mut trace = Trace::new(&mut bytes, &centre).unwrap();
    announce(&mut trace);
    trace.flush().unwrap();
    drop(trace);
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn lines_come_in_the_order_of_arrival() {
    let lines = traced(|trace| {
        trace.begin(7).unwrap();
        let contacts = [contact(0, 0), contact(1, 10), contact(2, 8_000)];
        for contact in &contacts {
            trace.offered(contact);
        }
        let customer = Customer {
            patience: Some(Span::from_secs(25)),
            talk: Span::MINUTE,
            wrap_up: Span::SECOND,
        };
        trace.customer(&contacts[1], &customer);
        trace.blocked(&contacts[2]);
        trace.abandoned(&contacts[1], SimTime::START + Span::from_secs(35));
        trace.answered(&contacts[0], &answer(40));
    });
    assert_eq!(
        lines,
        [
            COLUMNS.join(",").as_str(),
            "7,\"calls, all\",0,0.000000,2026-10-25T00:00:00+02:00,yes,,61.500000,0.000000,answered,40.000000,front,3",
            "7,\"calls, all\",1,10.000000,2026-10-25T00:00:10+02:00,yes,25.000000,60.000000,1.000000,abandoned,25.000000,,",
            "7,\"calls, all\",2,8000.000000,2026-10-25T02:13:20+02:00,yes,,,,blocked,,,",
        ]
    );
}

/// Who came in before and asks for an agent only then counts to the interval of coming in.
#[test]
fn what_arrives_after_the_horizon_is_left_out() {
    let traced_of = |contact: Contact| {
        traced(|trace| {
            trace.offered(&contact);
            trace.answered(&contact, &answer(25 * 3_600));
        })
    };
    let asks_late = contact(0, 25 * 3_600);
    let comes_late = Contact {
        interval: Contact::NOT_COUNTED,
        ..asks_late
    };
    assert_eq!(traced_of(comes_late).len(), 1);
    assert_eq!(traced_of(asks_late).len(), 2);
}

#[test]
fn one_forgotten_contact_does_not_hold_the_rest_in_memory() {
    let many = u64::try_from(MOST_HELD).unwrap() + 10;
    let lines = traced(|trace| {
        trace.offered(&contact(0, 0));
        for index in 1..=many {
            trace.offered(&contact(index, 1));
            trace.answered(&contact(index, 1), &answer(1));
        }
        assert!(trace.lines.len() < 20);
        trace.still_there(&contact(0, 0), SimTime::START + Span::HOUR);
    });
    assert_eq!(lines.len(), 1 + 1 + usize::try_from(many).unwrap());
    assert!(
        lines
            .iter()
            .any(|line| line.contains("still_there,3600.000000"))
    );
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from(io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let centre = centre();
    let mut trace = Trace::new(Full, &centre).unwrap();
    for index in 0..1_000 {
        trace.offered(&contact(index, 0));
        trace.answered(&contact(index, 0), &answer(0));
    }
    assert!(trace.flush().is_err());
}
