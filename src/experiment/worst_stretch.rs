//! When customers wait longest.

use std::ops::Range;

use super::{Estimate, Estimates, Period, Scope};
use crate::model::QueueId;

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

/// The mean wait of an interval: its place in the horizon, the value, and what it surely reaches.
#[derive(Clone, Copy, Debug)]
struct Known {
    interval: usize,
    value: f64,
    surely: f64,
}

impl Estimates {
    /// The run of intervals with the longest waits of any queue that holds no tickets: around the peak, all neighbouring
    /// intervals whose mean wait is at least half that of the peak.
    ///
    /// The mean wait is `wait_mean`, of contacts let in, by the interval in which they arrived. The
    /// peak is the interval with the highest lower end of its confidence interval, so that a few
    /// unlucky contacts at night make no peak; where there are no confidence intervals it is the
    /// highest value. `None` where nobody waits, and where intervals are not measured.
    pub fn worst_stretch(&self) -> Option<WorstStretch> {
        let scopes = self.blueprint.scopes.iter().copied();
        let is_live = |queue: QueueId| !self.blueprint.holds_tickets[queue.index()];
        let queues = scopes.filter(|scope| matches!(scope, Scope::Queue(id) if is_live(*id)));
        let mut worst: Option<(Scope, Known)> = None;
        for scope in queues {
            for known in self.known_waits(scope) {
                if known.surely > worst.map_or(0.0, |(_, peak)| peak.surely) {
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
        let measure = self.catalogue().find("wait_mean");
        let intervals = self.blueprint.intervals.iter();
        intervals.filter_map(move |interval| {
            let view = self.view(scope, Period::Interval(*interval));
            let estimate = view.estimate(measure?)?;
            let value = estimate.value()?;
            Some(Known {
                interval: *interval,
                value,
                surely: estimate.interval().map_or(value, |(low, _)| low),
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
        };
        let around = |peak: usize| around(known(values[peak]), values.into_iter().map(known));
        assert_eq!(around(5), 4..8);
        assert_eq!(around(0), 0..3, "2.5 is enough");
        assert_eq!(around(8), 9..10, "nobody in between is known to wait long");
        assert_eq!(around(1), 0..3);
    }

    #[test]
    fn a_run_at_the_start_begins_at_the_start() {
        let known = |interval| Known {
            interval,
            value: 1.0,
            surely: 1.0,
        };
        assert_eq!(around(known(3), (0..5).map(known)), 0..5);
        assert_eq!(around(known(3), (2..5).map(known)), 2..5);
    }
}
