//! By what the best plan is chosen.

use super::Failure;
use super::args::CompareArguments;
use super::unmeasured::{self, COSTS};
use crate::experiment::{Criterion, Scope, Zone};
use crate::measures::{Better, Catalogue, Measure, ScopeKind, Unit};
use crate::report::columns::listed;
use crate::scenario::{Plan, did_you_mean};
use crate::units::quantity_text::{read_duration, read_points, read_share};
use crate::units::{Currency, Share, Span};

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
    let indifference = zone(arguments.indifference.as_deref(), &first)?;
    refuse_without_costs(&first, &scopes, plans, indifference)?;
    Ok(Some(Criterion {
        indifference,
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
            unmeasured::hint(name, plan.scenario.centre.money().is_some(), names()),
        )),
    }
}

/// Refuses to choose by costs that nobody stated: of any plan, or of the base where the zone is a part of
/// its cost.
fn refuse_without_costs(
    measure: &Measure,
    scopes: &[Scope],
    plans: &[Plan],
    zone: Zone,
) -> Result<(), Failure> {
    let Unit::Money(currency) = measure.unit else {
        return Ok(());
    };
    let has_cost = |(plan, scope): (&Plan, &Scope)| {
        let centre = &plan.scenario.centre;
        let groups = centre.skill_groups();
        let has_rate = match scope {
            Scope::Group(id) => groups[id.index()].hourly_rate.is_some(),
            _ => groups.iter().any(|group| group.hourly_rate.is_some()),
        };
        let fixed = centre
            .money()
            .map_or(0.0, |money| money.fixed_cost.as_f64());
        let is_fixed = fixed.abs() > 0.0 && *scope == Scope::Centre;
        match measure.name.as_str() {
            "cost_staff" => has_rate,
            "cost_fixed" => is_fixed,
            _ => has_rate || is_fixed,
        }
    };
    let mut costs = plans.iter().zip(scopes).map(has_cost);
    let base = costs.next().unwrap_or(true);
    let (found, hint) = if !base && !costs.any(|has_cost| has_cost) {
        (
            format!("{}, but no plan costs anything", measure.name),
            format!("write {COSTS}"),
        )
    } else if !base && matches!(zone, Zone::Relative(_)) {
        (
            format!("{}, of which the base has none", measure.name),
            format!(
                "write {COSTS}; or state a difference that does not matter as an amount, as in \
                 --indifference \"100 {}\"",
                currency.code()
            ),
        )
    } else {
        return Ok(());
    };
    Err(Failure::Argument {
        argument: "--best",
        found,
        allowed: "a measure that some plan has".to_owned(),
        hint: Some(hint),
    })
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
        Unit::Money(currency) => {
            let amount = money(text, currency, &measure.name)?;
            (
                percent().map(Zone::Relative).or(amount.map(Zone::Absolute)),
                "an amount, as in 100, with the scenario's currency behind it or not, or a part of the \
                 base's value, as in 2%",
            )
        }
        _ => (
            percent()
                .map(Zone::Relative)
                .or_else(|| number_of(text).map(Zone::Absolute)),
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

fn number_of(text: &str) -> Option<f64> {
    let number = text.trim().replace('_', "").parse::<f64>().ok();
    number.filter(|one| one.is_finite())
}

/// An amount in the scenario's currency, which may be named before or after it; `None` if it is no amount.
///
/// # Errors
/// Refuses an amount of another currency.
fn money(text: &str, currency: Currency, measure: &str) -> Result<Option<f64>, Failure> {
    let is_of_amount = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_');
    let text = text.trim();
    let amount = text.trim_matches(|c: char| !is_of_amount(c));
    let Some((before, after)) = text.split_once(amount).filter(|_| !amount.is_empty()) else {
        return Ok(None);
    };
    let written = match (before.trim(), after.trim()) {
        ("", "") => return Ok(number_of(text)),
        (word, "") | ("", word) => word,
        _ => return Ok(None),
    };
    let amount = number_of(amount);
    let code = currency.code();
    if written.to_uppercase() == code {
        return Ok(amount);
    }
    match (Currency::of(&written.to_uppercase()), amount) {
        (Some(_), Some(amount)) => Err(Failure::Argument {
            argument: "--indifference",
            found: format!("\"{text}\" for {measure}, which is in {code}"),
            allowed: format!("an amount in {code}, the scenario's currency"),
            hint: Some(format!(
                "write \"{amount} {code}\" with the amount in {code}"
            )),
        }),
        _ => Ok(None),
    }
}
