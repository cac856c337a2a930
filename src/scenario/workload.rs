//! Work that arrives and people who are there, in cells of time: what advice is drawn from.

use crate::model::{
    ChannelKind, ContactCentre, ContactTypeId, Demand, ExpectedArrivals, Horizon, OpeningHours,
    SelfService, StaffingPlan, WhenOut,
};
use crate::units::{Factor, SimTime, Span, number};

/// Arrivals and work of each contact type, and people of each group, cell by cell.
#[derive(Debug)]
pub(crate) struct Workload {
    /// Edges of the cells, ascending: one more than cells. The horizon ends at an edge.
    pub(crate) edges: Vec<SimTime>,
    /// Expected first contacts that come in, self-service included, by type and cell.
    pub(crate) coming: Vec<Vec<f64>>,
    /// Expected first contacts that ask for an agent and are let in, by type and cell; fewer where nobody
    /// knows how many self-service turns away. What incidents at set times bring is in them, and what
    /// their announcements deflect is not, nor where it goes; what happens at random is left out: so many
    /// come for sure.
    pub(crate) arrivals: Vec<Vec<f64>>,
    /// The least work they make, in hours, by type and cell.
    pub(crate) work: Vec<Vec<f64>>,
    /// Hours of work that people logged in can do, by group and cell.
    pub(crate) capacity: Vec<Vec<f64>>,
}

/// The most cells of the horizon; longer ones are looked at by day.
const MOST_INTERVALS: usize = 4_000;

impl Workload {
    /// What arrives and who is there, up to the latest instant that a replication reaches.
    pub(crate) fn of(centre: &ContactCentre) -> Self {
        let edges = edges(centre.horizon());
        let mut workload = Self {
            coming: Vec::new(),
            arrivals: Vec::new(),
            work: Vec::new(),
            capacity: centre
                .skill_groups()
                .iter()
                .enumerate()
                .map(|(g, group)| {
                    // The most that can be done at once: the load is never overstated.
                    let most = centre
                        .desks_of(g)
                        .map_or(1.0, |desks| desks.most_work(centre.channels_of(g)));
                    let hours = capacity(&group.staffing, &edges).into_iter();
                    hours.map(|people| people * most).collect()
                })
                .collect(),
            edges,
        };
        for (t, part) in centre.contact_types().iter().enumerate() {
            let id = ContactTypeId::new(t);
            let harder = centre.asking_talk_factor(id);
            let handling = part.handling.iter().flatten();
            // The fastest group for everything: the load is never overstated.
            let fastest = handling.map(|handling| handling.mean_with(harder)).min();
            let fastest = fastest.unwrap_or(Span::ZERO);
            let hours = centre
                .queues()
                .get(part.queue.index())
                .filter(|_| part.channel.kind() != ChannelKind::Ticket)
                .map_or(&OpeningHours::Always, |queue| &queue.opening_hours);
            let (arrivals, work) = if let Demand::Replay(records) = &part.demand {
                let mut arrivals = vec![0.0; workload.cells()];
                let mut work = arrivals.clone();
                for record in records {
                    let (at, handling) = (record.arrived, record.handling);
                    if let Some(cell) = workload.cell_of(at).filter(|_| is_open(hours, at)) {
                        arrivals[cell] += 1.0;
                        let handling = handling.map(|recorded| recorded * harder);
                        work[cell] += handling.unwrap_or(fastest).as_hours_f64();
                    }
                }
                (arrivals, work)
            } else {
                let arrivals = expected(centre, id, hours, &workload.edges);
                let by_day = centre.special_days().handling_of(t);
                let factor = |at: SimTime| by_day.map_or(Factor::ONE, |by_day| by_day.at(at));
                let work = arrivals
                    .iter()
                    .zip(&workload.edges)
                    .map(|(contacts, from)| contacts * (fastest * factor(*from)).as_hours_f64())
                    .collect();
                (arrivals, work)
            };
            let service = centre.self_service_of(id);
            // Whoever meets self-service comes in, whether the queue is open or not.
            let always = OpeningHours::Always;
            let coming = match &part.demand {
                Demand::Replay(_) => None,
                _ => service.map(|_| expected(centre, id, &always, &workload.edges)),
            };
            let coming = coming.unwrap_or_else(|| arrivals.clone());
            let (come, asking) = (centre.coming_share(id), centre.asking_share(id));
            let let_in = workload.let_in(service);
            let asking_of = |all: Vec<f64>| {
                let parts = all.into_iter().zip(&let_in);
                parts.map(|(part, let_in)| part * asking * let_in).collect()
            };
            workload.arrivals.push(asking_of(arrivals));
            workload.work.push(asking_of(work));
            let coming = coming.into_iter().map(|part| part * come);
            workload.coming.push(coming.collect());
        }
        workload
    }

    /// The part of the first contacts in each cell that self-service certainly does not turn away.
    fn let_in(&self, service: Option<&SelfService>) -> Vec<f64> {
        let mut let_in = vec![1.0; self.cells()];
        let Some(service) = service else {
            return let_in;
        };
        if service.sessions.is_some() && service.when_full == WhenOut::TurnAway {
            return vec![0.0; self.cells()];
        }
        if service.during_outage == WhenOut::TurnAway {
            for (part, edges) in let_in.iter_mut().zip(self.edges.windows(2)) {
                let lost = service.outages.iter().map(|(from, to)| {
                    let shared = edges[1].min(*to).since(edges[0].max(*from));
                    shared.as_hours_f64()
                });
                *part -= lost.sum::<f64>() / edges[1].since(edges[0]).as_hours_f64();
            }
        }
        let_in
    }

    /// How many cells there are.
    pub(crate) fn cells(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The cell of an instant; `None` past the last edge.
    fn cell_of(&self, instant: SimTime) -> Option<usize> {
        let next = self.edges.partition_point(|edge| *edge <= instant);
        next.checked_sub(1).filter(|cell| *cell < self.cells())
    }
}

/// Planning intervals (or days, if there are very many), then hours until the latest instant.
fn edges(horizon: &Horizon) -> Vec<SimTime> {
    let mut edges: Vec<SimTime> = if horizon.intervals().len() <= MOST_INTERVALS {
        horizon.intervals().iter().map(|cell| cell.from).collect()
    } else {
        horizon.days().iter().map(|day| day.from).collect()
    };
    let mut edge = horizon.end();
    while edge <= horizon.latest() {
        edges.push(edge);
        edge = edge + Span::HOUR;
    }
    edges
}

/// The sum, cell by cell, of the hours of some parts.
pub(crate) fn hours_of(
    parts: &[Vec<f64>],
    wanted: impl Fn(usize) -> bool,
    cells: usize,
) -> Vec<f64> {
    let mut sums = vec![0.0; cells];
    for (_, part) in parts.iter().enumerate().filter(|(i, _)| wanted(*i)) {
        for (sum, hours) in sums.iter_mut().zip(part) {
            *sum += hours;
        }
    }
    sums
}

/// Whether contacts are let in at an instant.
pub(crate) fn is_open(hours: &OpeningHours, instant: SimTime) -> bool {
    match hours {
        OpeningHours::Always => true,
        OpeningHours::Spans(spans) => {
            let next = spans.partition_point(|(from, _)| *from <= instant);
            next.checked_sub(1).is_some_and(|i| instant < spans[i].1)
        }
    }
}

/// Expected contacts of a type in each cell, of those that come while the queue is open and no announcement
/// deflects.
fn expected(
    centre: &ContactCentre,
    contact_type: ContactTypeId,
    hours: &OpeningHours,
    edges: &[SimTime],
) -> Vec<f64> {
    let until = ExpectedArrivals::sure_of_type(centre, contact_type);
    let mut cells = let_in(&until, hours, edges);
    for incident in centre.incidents() {
        let Some(announcement) = incident.announcement else {
            continue;
        };
        if incident.weight_of(contact_type) <= 0.0 {
            continue;
        }
        for (from, to) in incident
            .set_times()
            .iter()
            .filter_map(|at| incident.announced(*at))
        {
            let first = edges
                .partition_point(|edge| *edge <= from)
                .saturating_sub(1);
            for (cell, pair) in edges.windows(2).enumerate().skip(first) {
                let within = [from.max(pair[0]), to.min(pair[1])];
                if pair[0] >= to {
                    break;
                }
                let told: f64 = let_in(&until, hours, &within).iter().sum();
                cells[cell] = (cells[cell] - announcement.deflects.as_f64() * told).max(0.0);
            }
        }
    }
    cells
}

/// Expected contacts in each cell, of those that come while the queue is open.
fn let_in(until: &ExpectedArrivals<'_>, hours: &OpeningHours, edges: &[SimTime]) -> Vec<f64> {
    let mut cells = Vec::with_capacity(edges.len());
    let mut first = 0;
    for pair in edges.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        cells.push(match hours {
            OpeningHours::Always => until.between(from, to),
            OpeningHours::Spans(spans) => {
                first += spans[first..].partition_point(|span| span.1 <= from);
                spans[first..]
                    .iter()
                    .take_while(|span| span.0 < to)
                    .map(|span| until.between(span.0.max(from), span.1.min(to)))
                    .sum()
            }
        });
    }
    cells
}

/// Hours that people are logged in, in each cell.
fn capacity(plan: &StaffingPlan, edges: &[SimTime]) -> Vec<f64> {
    let mut cells = vec![0.0; edges.len().saturating_sub(1)];
    let mut add = |from: SimTime, to: SimTime, people: f64| {
        let first = edges
            .partition_point(|edge| *edge <= from)
            .saturating_sub(1);
        for (cell, pair) in edges.windows(2).enumerate().skip(first) {
            if pair[0] >= to {
                break;
            }
            let shared = to.min(pair[1]).since(from.max(pair[0]));
            cells[cell] += people * shared.as_hours_f64();
        }
    };
    match plan {
        StaffingPlan::Steps(steps) => {
            for (i, (from, agents)) in steps.iter().enumerate() {
                let to = steps.get(i + 1).map_or(SimTime::NEVER, |next| next.0);
                add(*from, to, number::float(u64::from(agents.as_u32())));
            }
        }
        StaffingPlan::Sessions(sessions) => {
            for session in sessions {
                add(session.from, session.to, 1.0);
            }
        }
    }
    cells
}
