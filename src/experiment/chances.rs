//! How often the periods of a replication keep what was promised.
//!
//! Each replication says of each period, also of each planning interval, whether it met a target; the chance is the share of those that
//! did, with the interval of Wilson (JASA 22, 1927) for a proportion. Near 0 and 1 it stays inside the
//! possible and, unlike the usual interval, does not shrink to a point when all replications agree; it
//! covers 95 % on average over all chances, where that of Clopper and Pearson (1934) covers more and is
//! wider (Brown, Cai and `DasGupta`, Statistical Science 16, 2001).

use super::blueprint::Blueprint;
use super::room::SideRoom;
use super::side::Side;
use super::totals::DayMean;
use super::view::View;
use super::{Estimate, Period, Scope, student_t};
use crate::measures::promised::{Evidence, Kept};
use crate::measures::{Contacts, Promised, Quantity};
use crate::model::{ContactCentre, QueueId, ServiceTarget};
use crate::random::normal;
use crate::units::number;

/// What is judged, and of whom.
#[derive(Debug)]
pub(super) struct Judges {
    queues: Vec<Judged>,
    /// What is counted: a queue's promises [the place among `queues`], or those of all queues.
    counted: Vec<(Scope, Promised, Option<usize>)>,
    /// By what is counted: its place in the table of intervals, if it has one.
    interval_places: Vec<Option<usize>>,
    /// The quantities of the evidence, as places among the customers' quantities; those of tickets are
    /// there only with tickets.
    places: [Option<usize>; 10],
}

/// A queue with a promise.
#[derive(Debug)]
struct Judged {
    block: usize,
    target: ServiceTarget,
}

/// Counts of replications, and means over days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chances {
    /// By what is counted × period.
    counts: Vec<Count>,
    /// By what is counted and has rows of intervals × interval.
    intervals: Vec<Count>,
    /// By what is counted: the share of days, in units of 2⁻⁴⁰.
    days: Vec<DayMean>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    /// Replications with something to judge.
    judged: u64,
    met: u64,
}

impl Count {
    fn add(&mut self, kept: Kept) {
        self.judged += u64::from(kept != Kept::Nothing);
        self.met += u64::from(kept == Kept::Met);
    }

    fn merge(&mut self, other: Self) {
        self.judged += other.judged;
        self.met += other.met;
    }
}

/// Room for the days of one replication, by what is counted.
#[derive(Clone, Debug)]
pub(super) struct ChanceRoom(Vec<Count>);

impl Judges {
    pub(super) fn new(centre: &ContactCentre, customers: &Side) -> Self {
        let mut queues = Vec::new();
        let mut counted = vec![(Scope::Centre, Promised::Target, None)];
        for (q, queue) in centre.queues().iter().enumerate() {
            let scope = Scope::Queue(QueueId::new(q));
            let Some(block) = customers.customers_of(scope, Contacts::All) else {
                continue;
            };
            let all = std::iter::once(Promised::Target).chain(Promised::EACH);
            let own = all.filter(|promised| promised.is_of(&queue.target));
            counted.extend(own.map(|promised| (scope, promised, Some(queues.len()))));
            if Promised::Target.is_in(&queue.target) {
                queues.push(Judged {
                    block,
                    target: queue.target,
                });
            }
        }
        if queues.is_empty() {
            counted.clear();
        }
        let quantities = [
            Quantity::MetOwn,
            Quantity::DueOwn,
            Quantity::Answered,
            Quantity::WaitAnswered,
            Quantity::Offered,
            Quantity::Abandoned,
            Quantity::DueByEnd,
            Quantity::InDueTime,
            Quantity::Backlog,
            Quantity::BacklogAges,
        ];
        Self {
            queues,
            interval_places: vec![None; counted.len()],
            counted,
            places: quantities.map(|quantity| customers.place_of(quantity)),
        }
    }

    /// Gives a place in the table of intervals to what is counted of these scopes.
    pub(super) fn keep_intervals(&mut self, scopes: &[Scope]) {
        let mut places = 0..;
        let counted = self.counted.iter().zip(&mut self.interval_places);
        for ((scope, ..), place) in counted {
            *place = scopes.contains(scope).then(|| places.next()).flatten();
        }
    }

    /// How much that is counted has a place in the table of intervals.
    fn interval_rows(&self) -> usize {
        self.interval_places.iter().flatten().count()
    }

    /// What the queues with a promise promised.
    pub(super) fn targets(&self) -> impl Iterator<Item = &ServiceTarget> {
        self.queues.iter().map(|queue| &queue.target)
    }

    /// The places of the queues whose promises a period of one replication broke.
    pub(super) fn broken<'a>(
        &'a self,
        customers: &'a Side,
        values: &'a [u128],
    ) -> impl Iterator<Item = usize> + 'a {
        let judged = self.counted.iter().zip(self.judge(customers, values));
        judged.filter_map(|((_, promised, queue), kept)| {
            queue.filter(|_| *promised == Promised::Target && kept == Kept::Missed)
        })
    }

    /// The memory of the counts \[bytes\].
    pub(super) fn bytes(&self, periods: usize, intervals: usize) -> u64 {
        let each = periods * size_of::<Count>() + size_of::<DayMean>() + size_of::<Count>();
        let of_intervals = self.interval_rows() * intervals * size_of::<Count>();
        number::count(self.counted.len().saturating_mul(each) + of_intervals)
    }

    pub(super) fn room(&self) -> ChanceRoom {
        ChanceRoom(vec![Count::default(); self.counted.len()])
    }

    pub(super) fn place_of(&self, scope: Scope, promised: Promised) -> Option<usize> {
        let wanted = (scope, promised);
        (self.counted.iter()).position(|(scope, promised, _)| (*scope, *promised) == wanted)
    }

    /// How much is counted.
    pub(super) fn len(&self) -> usize {
        self.counted.len()
    }

    /// The place of a scope whose days are counted.
    pub(super) fn place_of_all(&self, scope: Scope) -> Option<usize> {
        self.place_of(scope, Promised::Target)
    }

    /// What became of what is counted, by the numbers of a period of one replication.
    fn judge<'a>(
        &'a self,
        customers: &'a Side,
        values: &'a [u128],
    ) -> impl Iterator<Item = Kept> + 'a {
        let kept = move |queue: &Judged, promised: Promised| {
            let values = SideRoom::block(customers, values, queue.block);
            let [
                met,
                due,
                answered,
                wait_answered,
                offered,
                abandoned,
                tickets_due,
                in_due_time,
                backlog,
                backlog_ages,
            ] = (self.places).map(|place| place.map_or(0, |place| values[place]));
            let evidence = Evidence {
                met,
                due,
                answered,
                wait_answered,
                offered,
                abandoned,
                tickets_due,
                in_due_time,
                backlog,
                backlog_ages,
            };
            promised.judge(&queue.target, &evidence)
        };
        (self.counted.iter()).map(move |(_, promised, queue)| match queue {
            Some(queue) => kept(&self.queues[*queue], *promised),
            None => Kept::all(self.queues.iter().map(|queue| kept(queue, *promised))),
        })
    }
}

impl Chances {
    pub(super) fn new(judges: &Judges, periods: usize, intervals: usize) -> Self {
        Self {
            counts: vec![Count::default(); judges.counted.len() * periods],
            intervals: vec![Count::default(); judges.interval_rows() * intervals],
            days: vec![DayMean::default(); judges.counted.len()],
        }
    }

    /// By what is counted × period: in how many replications it was met, and judged.
    pub(super) fn counts(&self) -> impl Iterator<Item = [u64; 2]> {
        self.counts.iter().map(|count| [count.met, count.judged])
    }

    /// By what is counted: the shares of days.
    pub(super) fn days(&self) -> impl Iterator<Item = &DayMean> {
        self.days.iter()
    }

    /// Takes an interval of a replication, by its place among those with rows.
    pub(super) fn add_interval(&mut self, blueprint: &Blueprint, interval: usize, values: &[u128]) {
        if self.intervals.is_empty() {
            return;
        }
        let kept = blueprint.intervals_kept();
        let judged = blueprint.judges.judge(&blueprint.customers, values);
        for (place, kept_promises) in blueprint.judges.interval_places.iter().zip(judged) {
            if let Some(place) = place {
                self.intervals[place * kept + interval].add(kept_promises);
            }
        }
    }

    /// Takes a day of a replication, which has a period of its own or not.
    pub(super) fn end_day(
        &mut self,
        blueprint: &Blueprint,
        period: Option<usize>,
        values: &[u128],
        room: &mut ChanceRoom,
    ) {
        let periods = blueprint.periods.len();
        let judged = blueprint.judges.judge(&blueprint.customers, values);
        for (place, (kept, days)) in judged.zip(&mut room.0).enumerate() {
            days.add(kept);
            if let Some(period) = period {
                self.counts[place * periods + period].add(kept);
            }
        }
    }

    /// Takes the horizon of a replication, and leaves the room empty.
    pub(super) fn end_horizon(
        &mut self,
        blueprint: &Blueprint,
        values: &[u128],
        room: &mut ChanceRoom,
    ) {
        let periods = blueprint.periods.len();
        let judged = blueprint.judges.judge(&blueprint.customers, values);
        for (place, (kept, days)) in judged.zip(&mut room.0).enumerate() {
            self.counts[place * periods].add(kept);
            let met = u128::from(days.met) << DayMean::FRACTION_BITS;
            if let Some(share) = met.checked_div(u128::from(days.judged)) {
                self.days[place].add(share);
            }
            *days = Count::default();
        }
    }

    /// Adds what other replications left.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.counts, &other.counts),
            (&mut self.intervals, &other.intervals),
        ] {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.merge(*theirs);
            }
        }
        for (mine, theirs) in self.days.iter_mut().zip(&other.days) {
            mine.merge(theirs);
        }
    }
}

impl View<'_> {
    /// In how many replications the period keeps promises, and can be judged.
    fn count_of(&self, promised: Promised) -> Option<Count> {
        let (blueprint, chances) = (self.blueprint, &self.sums.chances);
        let counted = blueprint.judges.place_of(self.scope, promised)?;
        if let Period::Interval(interval) = self.period {
            let row = blueprint.judges.interval_places[counted]?;
            let place = row * blueprint.intervals_kept() + blueprint.kept_interval(interval)?;
            return Some(chances.intervals[place]);
        }
        let period = blueprint.place_of(self.period)?;
        Some(chances.counts[counted * blueprint.periods.len() + period])
    }

    /// The chance that a period keeps promises.
    pub(super) fn chance_met(&self, promised: Promised) -> Option<Estimate> {
        let Count { judged, met } = self.count_of(promised)?;
        if judged == 0 {
            return Some(Estimate::undefined(0));
        }
        let multiple = normal::quantile(self.chance);
        let interval = (judged > 1).then(|| wilson(met, judged, multiple));
        let value = number::float(met) / number::float(judged);
        Some(Estimate::with_interval(value, interval, multiple, judged))
    }

    /// The shares of days that keep all promises, as they are added up.
    pub(super) fn days(&self) -> Option<DayMean> {
        let judged = self.blueprint.judges.place_of_all(self.scope)?;
        self.sums.chances.days.get(judged).copied()
    }

    /// The share of days that keep all promises.
    pub(super) fn days_met(&self) -> Option<Estimate> {
        if self.period != Period::Horizon {
            return None;
        }
        let days = self.days()?;
        let replications = days.replications;
        // Where all replications agree on all or none, a spread of nothing is no certainty: a share of
        // days is no more uncertain than a yes or no, which has this interval.
        let all = u128::from(replications) << DayMean::FRACTION_BITS;
        if replications > 1 && (days.sum == 0 || days.sum == all) {
            let met = if days.sum == 0 { 0 } else { replications };
            let multiple = normal::quantile(self.chance);
            let interval = wilson(met, replications, multiple);
            let value = if met == 0 { 0.0 } else { 1.0 };
            let interval = Some(interval);
            return Some(Estimate::with_interval(
                value,
                interval,
                multiple,
                replications,
            ));
        }
        let degrees = replications.saturating_sub(1);
        Some(days.estimate(student_t::quantile(self.chance, degrees)))
    }
}

/// The interval of Wilson (1927) for a proportion, `z` being the quantile of the normal law.
pub(super) fn wilson(met: u64, of: u64, z: f64) -> (f64, f64) {
    let n = number::float(of);
    let share = number::float(met) / n;
    let square = z * z / n;
    let middle = share + square / 2.0;
    let reach = z * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    let bound = |end: f64| (end / (1.0 + square)).clamp(0.0, 1.0);
    // Where all agree the bound is exact; rounding must not move it.
    let low = if met == 0 { 0.0 } else { bound(middle - reach) };
    let high = if met == of {
        1.0
    } else {
        bound(middle + reach)
    };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_proportion_is_wilsons() {
        let z = normal::quantile(0.975);
        // By the quadratic (p − p̂)² = z² p (1 − p) / n, solved by hand.
        for (met, of) in [(0, 10), (10, 10), (3, 10), (81, 100), (1, 2)] {
            let (low, high) = wilson(met, of, z);
            let (n, share) = (number::float(of), number::float(met) / number::float(of));
            assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            for end in [low, high] {
                let off = (end - share) * (end - share) - z * z * end * (1.0 - end) / n;
                assert!(off.abs() < 1e-12, "{met} of {of}: {end}");
            }
        }
        // 81 of 263 as in Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        let (low, high) = wilson(81, 263, z);
        assert!(
            (low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5,
            "{low} {high}"
        );
    }

    #[test]
    fn agreement_of_all_is_not_certainty() {
        let (low, high) = wilson(0, 100, 1.96);
        assert!(low <= 0.0 && (0.03..0.04).contains(&high));
    }
}
