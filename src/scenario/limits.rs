//! What would be too much to simulate: refused here, before memory or patience runs out.

use super::advice::Places;
use super::away;
use super::problem::Place;
use super::reader::{Fault, Reader};
use super::value::grouped;
use super::workload::Workload;
use crate::model::{ContactCentre, FactorCurve, Note, ReplicationPlan};
use crate::units::{Factor, Span, number};

/// The most contacts of one replication; a centre that large does not exist.
const MOST_CONTACTS: f64 = 1e10;

/// So many contacts over all replications take an hour or so.
const MANY_CONTACTS: f64 = 2e10;

/// The most people of a centre.
const MOST_PEOPLE: usize = 2_000_000;

/// The most contacts in line at once, over all queues; each takes memory as long as it waits.
const MOST_IN_LINE: f64 = 10_000_000.0;

/// Refuses what is too large; says what will take very long.
pub(crate) fn check(
    reader: &mut Reader,
    centre: &ContactCentre,
    plan: &ReplicationPlan,
    workload: &Workload,
    places: &Places<'_, '_>,
) {
    let place_of = |key: &str| -> Place {
        let item = places.root.item(key);
        item.map_or(&places.root.place, |item| &item.place).clone()
    };
    let within = |cell: &usize| workload.edges[*cell] < centre.horizon().end();
    let contacts: f64 = workload
        .coming
        .iter()
        .flat_map(|cells| (0..cells.len()).filter(within).map(|cell| cells[cell]))
        .sum();
    if contacts > MOST_CONTACTS {
        let found = format!("{} contacts in one horizon", whole(contacts));
        let fault =
            Fault::new(found, "at most 10,000,000,000").hint("look at the units of the rates");
        reader.refuse(&place_of("clock"), "clock.horizon", fault);
    } else if contacts * number::float(plan.replications) > MANY_CONTACTS {
        let replications = grouped(plan.replications);
        reader.warn(
            &place_of("clock"),
            "replication.replications",
            Note::new(
                format!(
                    "{} contacts in each of {replications} replications",
                    whole(contacts)
                ),
                format!("{replications}次模拟，每次{}个联络", whole(contacts)),
            ),
            Note::new(
                "this takes hours: fewer replications of so long a horizon are exact enough",
                "需要数小时：模拟时段这么长，较少的次数已足够精确",
            ),
        );
    }
    let people = centre.people();
    if people > MOST_PEOPLE {
        let found = format!("{} people in all", grouped(number::count(people)));
        let fault = Fault::new(
            found,
            format!("at most {}", grouped(number::count(MOST_PEOPLE))),
        );
        reader.refuse(&place_of("skill_group"), "skill_group", fault);
    }
    let in_line = longest_line(centre, workload);
    if in_line > MOST_IN_LINE {
        let found = format!("a line of {} contacts", whole(in_line));
        let fault = Fault::new(found, format!("at most {}", whole(MOST_IN_LINE))).hint(
            "look at the units of the rates, add agents, or write `patience` or `queue_capacity`",
        );
        reader.refuse(&place_of("contact_type"), "contact_type", fault);
    }
    let away = away::most(centre, workload);
    if away > MOST_IN_LINE {
        let found = format!(
            "{} customers at once in self-service or about to come back",
            whole(away)
        );
        let fault = Fault::new(found, format!("at most {}", whole(MOST_IN_LINE)))
            .hint("look at the units of the rates and delays, or write smaller chances");
        reader.refuse(&place_of("contact_type"), "contact_type", fault);
    }
}

/// A large number for a message.
fn whole(count: f64) -> String {
    grouped(number::nearest(count))
}

/// About the most contacts in line at once: what the agents leave over, taken as a fluid, but no more
/// than come while customers wait and than the queues hold.
fn longest_line(centre: &ContactCentre, workload: &Workload) -> f64 {
    let cells = workload.cells();
    let mut in_all = vec![0.0; cells];
    let mut lines = 0.0;
    for (t, part) in centre.contact_types().iter().enumerate() {
        let arrivals = &workload.arrivals[t];
        let mut capacity = vec![0.0; cells];
        for group in part.groups.iter().flatten() {
            for (sum, hours) in capacity.iter_mut().zip(&workload.capacity[group.index()]) {
                *sum += hours;
            }
        }
        let at_start = f64::from(part.waiting_at_start);
        let left_over = most_left_over(arrivals, &workload.work[t], &capacity, at_start);
        let bound = bound(centre, workload, t);
        lines += left_over.min(bound);
        if bound >= MOST_IN_LINE {
            for (sum, contacts) in in_all.iter_mut().zip(arrivals) {
                *sum += contacts;
            }
        }
    }
    // Types that share their groups each seem to have all of them; together they do not.
    let mut work = vec![0.0; cells];
    let mut capacity = vec![0.0; cells];
    for (t, of_type) in workload.work.iter().enumerate() {
        if bound(centre, workload, t) >= MOST_IN_LINE {
            for (sum, hours) in work.iter_mut().zip(of_type) {
                *sum += hours;
            }
        }
    }
    for of_group in &workload.capacity {
        for (sum, hours) in capacity.iter_mut().zip(of_group) {
            *sum += hours;
        }
    }
    lines.max(most_left_over(&in_all, &work, &capacity, 0.0))
}

/// The most contacts that can be in line of one type: those that come while one customer waits, and
/// as many as the queue holds.
pub(crate) fn bound(centre: &ContactCentre, workload: &Workload, t: usize) -> f64 {
    let part = &centre.contact_types()[t];
    let places = centre.queues().get(part.queue.index()).and_then(|queue| {
        let places = [queue.queue_capacity, queue.trunks];
        places.into_iter().flatten().min()
    });
    let places = places.map_or(f64::INFINITY, f64::from);
    let longest = (part.patience.by_time.as_ref()).map_or(Factor::ONE, FactorCurve::largest);
    let patience = (part.patience.law.as_ref()).map(|law| law.mean() * longest);
    let come = patience.map_or(f64::INFINITY, |patience: Span| {
        let mut most_per_hour = 0.0_f64;
        for (contacts, edges) in workload.arrivals[t].iter().zip(workload.edges.windows(2)) {
            most_per_hour = most_per_hour.max(contacts / edges[1].since(edges[0]).as_hours_f64());
        }
        most_per_hour * patience.as_hours_f64()
    });
    places.min(come)
}

/// The most contacts that a fluid line holds.
fn most_left_over(arrivals: &[f64], work: &[f64], capacity: &[f64], at_start: f64) -> f64 {
    let (mut line, mut most) = (at_start, at_start);
    for ((contacts, hours), people) in arrivals.iter().zip(work).zip(capacity) {
        line += contacts;
        // What is answered of so much work by so many people; work of no length needs somebody only.
        let answered = if *people <= 0.0 {
            0.0
        } else if *hours > 0.0 {
            contacts * people / hours
        } else {
            line
        };
        line = (line - answered).max(0.0);
        most = most.max(line);
    }
    most
}
