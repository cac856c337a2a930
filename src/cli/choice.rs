//! By what the best plan is chosen.

use super::Failure;
use super::args::CompareArguments;
use crate::experiment::{Criterion, Scope, Zone};
use crate::measures::{Better, Catalogue, Measure, ScopeKind, Unit};
use crate::report::columns::listed;
use crate::scenario::{Plan, did_you_mean};
use crate::units::quantity_text::{read_duration, read_points, read_share};
use crate::units::{Share, Span};

/// The zone where none is given: of shares, and of everything else as a part of the base's value.
const USUAL_ZONE: (f64, f64) = (0.01, 0.02);

/// The confidence of a comparison: the scenario's, unless the arguments say otherwise.
///
/// # Errors
/// Refuses what is no share between one half and nearly one.
pub(super) fn confidence(argument: Option<&str>, usual: Share) -> Result<Share, Failure> {
    let Some(text) = argument else {
        return Ok(usual);
    };
    read_share(text)
        .ok()
        .filter(|share| (0.5..=0.999_9).contains(&share.as_f64()))
        .ok_or_else(|| Failure::Argument {
            argument: "--confidence",
            found: format!("\"{text}\""),
            allowed: "from 50% to 99.99%".to_owned(),
            hint: None,
        })
}

/// By what the best plan is chosen, if that is asked.
///
/// # Errors
/// Refuses a measure that a plan does not have, or of which no direction is better, a part of the centre
/// that is not there, and a zone that is none.
pub(super) fn criterion(
    arguments: &CompareArguments,
    plans: &[Plan],
    confidence: Share,
) -> Result<Option<Criterion>, Failure> {
    let Some(name) = &arguments.best else {
        return Ok(None);
    };
    let scopes = scopes(arguments.of.as_deref(), plans)?;
    let kind = scopes[0].kind();
    let mut of_all = Vec::new();
    for plan in plans {
        let scenario = &plan.scenario;
        let catalogue = Catalogue::new(&scenario.centre, &scenario.report);
        of_all.push(measure(name, kind, plan, &catalogue)?);
    }
    let Some(first) = of_all.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(Criterion {
        indifference: zone(arguments.indifference.as_deref(), &first)?,
        measure: first.name,
        scopes,
        better: first.better,
        confidence,
        most_replications: arguments.most_replications,
    }))
}

/// The measure of a plan.
fn measure(
    name: &str,
    kind: ScopeKind,
    plan: &Plan,
    catalogue: &Catalogue,
) -> Result<Measure, Failure> {
    let suits = |measure: &&Measure| {
        measure.is_of(kind) && measure.is_of_days() && measure.better != Better::Neither
    };
    let names = || {
        catalogue
            .measures()
            .iter()
            .filter(suits)
            .map(|one| one.name.as_str())
    };
    let refuse = |found: String, hint: Option<String>| Failure::Argument {
        argument: "--best",
        found,
        allowed: format!(
            "a measure of the {} of which one way is better: {}",
            kind.name(),
            listed(names())
        ),
        hint,
    };
    match catalogue.find(name) {
        Some(measure) if suits(&measure) => Ok(measure.clone()),
        Some(measure) if measure.better == Better::Neither => Err(refuse(
            format!("of {name} neither more nor less is better"),
            None,
        )),
        Some(_) => Err(refuse(
            format!(
                "{name} is no measure of the {} over the horizon",
                kind.name()
            ),
            None,
        )),
        None => Err(refuse(
            format!("the plan {} does not measure \"{name}\"", plan.name),
            did_you_mean(name, names()),
        )),
    }
}

/// The part of the centre that is named, by plan.
fn scopes(of: Option<&str>, plans: &[Plan]) -> Result<Vec<Scope>, Failure> {
    let Some(written) = of else {
        return Ok(vec![Scope::Centre; plans.len()]);
    };
    let key = |kind: ScopeKind| match kind {
        ScopeKind::Centre => "centre",
        ScopeKind::Type => "contact_type",
        ScopeKind::Queue => "queue",
        ScopeKind::Group => "skill_group",
    };
    let of_plan = |plan: &Plan| {
        let centre = &plan.scenario.centre;
        let written_as = Scope::all(centre).into_iter().map(|scope| {
            let name = format!("{}.{}", key(scope.kind()), scope.name(centre));
            (scope, name)
        });
        let known: Vec<(Scope, String)> = written_as
            .filter(|(scope, _)| *scope != Scope::Centre)
            .collect();
        let found = known.iter().find(|(_, name)| name == written);
        found.map(|(scope, _)| *scope).ok_or_else(|| {
            let names = || known.iter().map(|(_, name)| name.as_str());
            Failure::Argument {
                argument: "--of",
                found: format!("the plan {} has no \"{written}\"", plan.name),
                allowed: format!("one of {}", listed(names())),
                hint: did_you_mean(written, names()),
            }
        })
    };
    plans.iter().map(of_plan).collect()
}

/// The difference that does not matter.
fn zone(written: Option<&str>, measure: &Measure) -> Result<Zone, Failure> {
    let (of_share, of_others) = USUAL_ZONE;
    let Some(text) = written else {
        return Ok(match measure.unit {
            Unit::Share => Zone::Absolute(of_share),
            _ => Zone::Relative(of_others),
        });
    };
    let percent = || read_share(text).ok().map(Share::as_f64);
    let (zone, allowed) = match measure.unit {
        Unit::Share => (
            percent()
                .or_else(|| read_points(text).ok().map(Share::as_f64))
                .map(Zone::Absolute),
            "percentage points, as in 1%",
        ),
        Unit::Seconds => (
            percent().map(Zone::Relative).or_else(|| {
                let span = read_duration(text).ok();
                span.map(Span::as_secs_f64).map(Zone::Absolute)
            }),
            "a time, as in 5s, or a part of the base's value, as in 2%",
        ),
        _ => (
            percent().map(Zone::Relative).or_else(|| {
                let number = text.trim().replace('_', "").parse::<f64>().ok();
                number.filter(|one| one.is_finite()).map(Zone::Absolute)
            }),
            "a number, as in 5, or a part of the base's value, as in 2%",
        ),
    };
    let is_sound = |zone: &Zone| match zone {
        Zone::Absolute(zone) => *zone > 0.0,
        Zone::Relative(part) => *part > 0.0 && *part < 1.0,
    };
    zone.filter(is_sound).ok_or_else(|| Failure::Argument {
        argument: "--indifference",
        found: format!("\"{text}\" for {}", measure.name),
        allowed: format!("above nothing: {allowed}"),
        hint: None,
    })
}
