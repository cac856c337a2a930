//! When customers wait longest.

use std::ops::Range;

use super::{Estimate, Estimates, Period, Scope};
use crate::model::QueueId;
use crate::units::number;

/// A run of intervals in which the customers of a queue wait longest.
#[derive(Clone, Debug, PartialEq)]
pub struct WorstStretch {
    /// The queue.
    pub queue: QueueId,
    /// The intervals, by their places in the horizon.
    pub intervals: Range<usize>,
    /// The mean wait of those who arrive in these intervals and are let in \[s\].
    pub wait: Estimate,
}

/// In an interval with fewer contacts, in all replications together, the few may have been unlucky.
const FEW: f64 = 30.0;

/// The mean wait of an interval: its place in the horizon, the value, what it surely reaches, and how many
/// contacts came in, in all replications together.
#[derive(Clone, Copy, Debug)]
struct Known {
    interval: usize,
    value: f64,
    surely: f64,
    contacts: f64,
}

impl Known {
    /// What makes an interval the peak: more than a few contacts, then what their wait surely reaches.
    fn rank(&self) -> (bool, f64) {
        (self.contacts >= FEW, self.surely)
    }
}

impl Estimates {
    /// The run of intervals with the longest waits of any queue that holds no tickets: around the peak, all neighbouring
    /// intervals whose mean wait is at least half that of the peak.
    ///
    /// The mean wait is `wait_mean`, of contacts let in, by the interval in which they arrived. The
    /// peak is the interval with the highest lower end of its confidence interval, of those with at least 30
    /// contacts if there are any, so that a few unlucky contacts at night make no peak; where there
    /// are no confidence intervals it is the highest value. `None` where nobody waits, and where intervals are not measured.
    pub fn worst_stretch(&self) -> Option<WorstStretch> {
        let scopes = self.blueprint.scopes.iter().copied();
        let is_live = |queue: QueueId| !self.blueprint.holds_tickets[queue.index()];
        let queues = scopes.filter(|scope| matches!(scope, Scope::Queue(id) if is_live(*id)));
        let mut worst: Option<(Scope, Known)> = None;
        for scope in queues {
            for known in self.known_waits(scope) {
                if known.rank() > worst.map_or((false, 0.0), |(_, peak)| peak.rank()) {
                    worst = Some((scope, known));
                }
            }
        }
        let (Scope::Queue(queue), peak) = worst? else {
            return None;
        };
        let intervals = around(peak, self.known_waits(Scope::Queue(queue)));
        let wait = self.mean_wait_over(queue, intervals.clone())?;
        Some(WorstStretch {
            queue,
            intervals,
            wait,
        })
    }

    /// The mean waits of a queue in the intervals in which anybody was let in.
    fn known_waits(&self, scope: Scope) -> impl Iterator<Item = Known> {
        let [wait, offered] = ["wait_mean", "offered"].map(|name| self.catalogue().find(name));
        let replications = number::float(self.replications());
        let intervals = self.blueprint.intervals.iter();
        intervals.filter_map(move |interval| {
            let view = self.view(scope, Period::Interval(*interval));
            let estimate = view.estimate(wait?)?;
            let value = estimate.value()?;
            let contacts = view.estimate(offered?)?.value()? * replications;
            Some(Known {
                interval: *interval,
                value,
                surely: estimate.interval().map_or(value, |(low, _)| low),
                contacts,
            })
        })
    }
}

/// The run of intervals around the peak with at least half its wait.
fn around(peak: Known, waits: impl Iterator<Item = Known>) -> Range<usize> {
    let mut run = 0..0;
    for known in waits.filter(|known| known.value >= peak.value / 2.0) {
        if known.interval == run.end {
            run.end += 1;
        } else if known.interval > peak.interval {
            break;
        } else {
            run = known.interval..known.interval + 1;
        }
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_goes_on_while_waits_are_half_the_peak() {
        let values = [
            (0, 5.0),
            (1, 6.0),
            (2, 4.9),
            (4, 5.0),
            (5, 9.0),
            (6, 10.0),
            (7, 7.0),
            (8, 1.0),
            (9, 20.0),
        ];
        let known = |(interval, value): (usize, f64)| Known {
            interval,
            value,
            surely: value,
            contacts: FEW,
        };
        let around = |peak: usize| around(known(values[peak]), values.into_iter().map(known));
        assert_eq!(around(5), 4..8);
        assert_eq!(around(0), 0..3, "2.5 is enough");
        assert_eq!(around(8), 9..10, "nobody in between is known to wait long");
        assert_eq!(around(1), 0..3);
    }

    #[test]
    fn a_few_unlucky_contacts_make_no_peak() {
        let known = |contacts, surely| Known {
            interval: 0,
            value: surely,
            surely,
            contacts,
        };
        assert!(known(30.0, 5.0).rank() > known(29.0, 50.0).rank());
        assert!(known(30.0, 5.0).rank() < known(31.0, 6.0).rank());
        assert!(
            known(3.0, 5.0).rank() < known(1.0, 6.0).rank(),
            "there are no others"
        );
    }

    #[test]
    fn a_run_at_the_start_begins_at_the_start() {
        let known = |interval| Known {
            interval,
            value: 1.0,
            surely: 1.0,
            contacts: FEW,
        };
        assert_eq!(around(known(3), (0..5).map(known)), 0..5);
        assert_eq!(around(known(3), (2..5).map(known)), 2..5);
    }
}
