//! Watches a centre in balance: how many are in it, and how the number busy varies.

use springtide::model::{Horizon, SkillGroupId};
use springtide::sim::{Answer, Contact, GroupState, Observer};
use springtide::units::SimTime;

use super::{Bottom, Number, Watch};

/// Time integrals over what counts of the horizon; for one skill group.
pub(super) struct Balance {
    from: SimTime,
    to: SimTime,
    busy_now: f64,
    since: SimTime,
    busy: f64,
    busy_squared: f64,
    waiting: f64,
}

impl Balance {
    pub(super) fn new(horizon: &Horizon) -> Self {
        Self {
            from: horizon.counted_from(),
            to: horizon.end(),
            busy_now: 0.0,
            since: SimTime::START,
            busy: 0.0,
            busy_squared: 0.0,
            waiting: 0.0,
        }
    }

    /// The seconds of a stretch that count.
    fn counted(&self, from: SimTime, to: SimTime) -> f64 {
        to.min(self.to).since(from.max(self.from)).as_secs_f64()
    }

    fn settle(&mut self, at: SimTime) {
        let seconds = self.counted(self.since, at);
        self.busy += self.busy_now * seconds;
        self.busy_squared += self.busy_now * self.busy_now * seconds;
        self.since = at;
    }
}

impl Watch for Balance {
    fn names(&self) -> Vec<String> {
        vec!["mean_in_system".to_owned(), "var_busy".to_owned()]
    }

    fn numbers(&self) -> Vec<Number> {
        let length = self.counted(self.from, self.to);
        vec![
            Number {
                top: (self.busy + self.waiting) / length,
                bottom: Bottom::Nothing,
            },
            Number {
                top: self.busy_squared / length,
                bottom: Bottom::Mean(self.busy / length),
            },
        ]
    }
}

impl Observer for Balance {
    fn group_changed(&mut self, group: SkillGroupId, at: SimTime, state: GroupState) {
        assert_eq!(group.index(), 0, "only one group is watched");
        self.settle(at);
        self.busy_now = f64::from(state.busy);
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.waiting += self.counted(contact.arrived, answer.at);
    }

    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.waiting += self.counted(contact.arrived, at);
    }

    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.waiting += self.counted(contact.arrived, at);
    }

    fn horizon_ended(&mut self, at: SimTime) {
        self.settle(at);
    }
}

#[test]
fn only_counted_time_counts() {
    let start: jiff::Zoned = "2026-01-05T00:00[UTC]".parse().unwrap();
    let end: jiff::Zoned = "2026-01-05T01:00[UTC]".parse().unwrap();
    let second = springtide::units::Span::SECOND;
    let quarter = second.saturating_mul(900);
    let horizon = Horizon::new(start, &end, quarter, quarter).unwrap();
    let mut balance = Balance::new(&horizon);
    let at = |seconds: u64| SimTime::START + second.saturating_mul(seconds);
    let state = |busy: u32| GroupState {
        busy,
        ..GroupState::default()
    };
    let group = SkillGroupId::new(0);
    balance.group_changed(group, at(0), state(4));
    balance.group_changed(group, at(1_800), state(1));
    balance.horizon_ended(at(3_600));
    balance.group_changed(group, at(4_000), state(9));
    let numbers = balance.numbers();
    // 900 s with 4 busy, then 1,800 s with 1.
    assert!((numbers[0].top - 2.0).abs() < 1e-12);
    assert!((numbers[1].top - (16.0 * 900.0 + 1_800.0) / 2_700.0).abs() < 1e-12);
}
