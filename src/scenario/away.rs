//! How many customers may be in self-service, or away and about to be back, at once: each takes memory.

use super::workload::Workload;
use crate::model::{ContactCentre, Distribution, FactorCurve, Journey, SelfService};
use crate::units::{Factor, Share, Span};

/// About the most customers at once who are in self-service or will be back: those of the busiest hour for
/// as long as a matter may take, and no more than come at all.
pub(crate) fn most(centre: &ContactCentre, workload: &Workload) -> f64 {
    if !centre.follows_matters() {
        return 0.0;
    }
    let most_hours = (centre.contact_types().iter())
        .map(|part| hours_away(&part.journey, centre.self_services()))
        .fold(0.0, f64::max);
    let of_type = |coming: &Vec<f64>| {
        let edges = workload.edges.windows(2);
        let per_hour = (coming.iter().zip(edges))
            .map(|(contacts, edges)| contacts / edges[1].since(edges[0]).as_hours_f64());
        let all: f64 = coming.iter().sum();
        all.min(per_hour.fold(0.0, f64::max) * most_hours)
    };
    workload.coming.iter().map(of_type).sum()
}

/// The hours on average that a matter spends in self-service and between contacts, at most about; for ever
/// if customers always come back.
fn hours_away(journey: &Journey, services: &[SelfService]) -> f64 {
    let service = journey
        .self_service
        .map(|id| session(&services[id.index()]));
    let session = service.unwrap_or(Span::ZERO).as_hours_f64();
    let least =
        |shares: &mut dyn Iterator<Item = Share>| shares.map(Share::as_f64).fold(1.0, f64::min);
    let resolved = least(&mut journey.resolution.iter().copied())
        * least(
            &mut journey
                .reasons
                .iter()
                .map(|reason| reason.resolution_factor),
        );
    let falsely = journey
        .reasons
        .iter()
        .map(|reason| reason.falsely_contained.as_f64());
    let falsely = falsely.fold(0.0, f64::max);
    let mut contacts = 1.0;
    let mut away = 0.0;
    // One who comes back with this chance each time; or so after the first time.
    let mut comes_back = |first: f64, again: f64, most: f64, delay: Span| {
        if first > 0.0 {
            let times = (first / (1.0 - again)).min(most);
            contacts += times;
            away += times * delay.as_hours_f64();
        }
    };
    if let Some(redial) = &journey.redial {
        let first = [
            redial.after_abandoning,
            redial.after_blocking,
            redial.after_sent_away,
            redial.after_giving_up,
        ];
        let first = first.map(Share::as_f64).into_iter().fold(0.0, f64::max);
        let later = redial.later.map_or(first, Share::as_f64);
        let most = redial.most.map_or(f64::INFINITY, f64::from);
        comes_back(first, later, most, redial.how.delay.mean());
    }
    if let Some(repeat) = &journey.repeat {
        let again = repeat.chance.as_f64() * (1.0 - resolved);
        comes_back(again, again, f64::INFINITY, repeat.how.delay.mean());
    }
    if let Some(back) = &journey.comes_back {
        let again = back.chance.as_f64() * falsely;
        comes_back(again, again, f64::INFINITY, back.how.delay.mean());
    }
    if session > 0.0 {
        away + contacts * session
    } else {
        away
    }
}

/// The longest kind of session, on average.
fn session(service: &SelfService) -> Span {
    let times = [
        &service.contained_time,
        &service.escalated_time,
        &service.given_up_time,
    ];
    let longest = times.map(Distribution::mean);
    let longest = longest.into_iter().max().unwrap_or(Span::ZERO);
    let turns = service.escalation.after_failed_turns;
    let turns = u64::from(turns.unwrap_or(SelfService::MOST_FAILED_TURNS));
    let turn = service.failed_turn.as_ref();
    let turns = turn.map_or(Span::ZERO, |law| law.mean().saturating_mul(turns));
    let slowest = service
        .slow
        .as_ref()
        .map_or(Factor::ONE, FactorCurve::largest);
    (longest + turns) * slowest
}
