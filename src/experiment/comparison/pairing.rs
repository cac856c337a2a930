//! What two plans have in common.

use super::addresses::Addresses;
use crate::experiment::blueprint::Blueprint;
use crate::experiment::{Period, Scope};
use crate::measures::{Measure, ScopeKind};
use crate::model::ContactCentre;

/// What the base and another plan have in common: parts of the centre by name, days by date, measures by
/// name and unit.
#[derive(Clone, Debug)]
pub(super) struct Pairing {
    /// The scopes of the base with those of the other.
    scopes: Vec<(Scope, Scope)>,
    /// The periods of the base with those of the other.
    periods: Vec<(Period, Period)>,
}

impl Pairing {
    pub(super) fn new(
        base: (&ContactCentre, &Blueprint),
        other: (&ContactCentre, &Blueprint),
    ) -> Self {
        let all = Scope::all(other.0);
        let same = |scope: &Scope| {
            let is_same = |other_scope: &&Scope| {
                other_scope.kind() == scope.kind()
                    && (scope.kind() == ScopeKind::Centre
                        || other_scope.name(other.0) == scope.name(base.0))
            };
            Some((*scope, *all.iter().find(is_same)?))
        };
        let date = |centre: &ContactCentre, period: Period| match period {
            Period::Day(day) => Some(centre.horizon().days()[day].date),
            _ => None,
        };
        let periods: Vec<Period> = other.1.reported().collect();
        let same_period = |period: Period| {
            let wanted = date(base.0, period);
            let found = periods.iter().find(|one| date(other.0, **one) == wanted);
            Some((period, *found?))
        };
        Self {
            scopes: base.1.scopes.iter().filter_map(same).collect(),
            periods: base.1.reported().filter_map(same_period).collect(),
        }
    }

    /// The other plan's scope for one of the base.
    pub(super) fn scope(&self, scope: Scope) -> Option<Scope> {
        let found = self.scopes.iter().find(|(base, _)| *base == scope);
        found.map(|(_, other)| *other)
    }

    /// The other plan's period for one of the base.
    pub(super) fn period(&self, period: Period) -> Option<Period> {
        let found = self.periods.iter().find(|(base, _)| *base == period);
        found.map(|(_, other)| *other)
    }

    /// The scopes of the base that both have, in order.
    pub(super) fn scopes(&self) -> impl Iterator<Item = Scope> + Clone {
        self.scopes.iter().map(|(base, _)| *base)
    }

    /// The periods of the base that both have, in order.
    pub(super) fn periods(&self) -> impl Iterator<Item = Period> + Clone {
        self.periods.iter().map(|(base, _)| *base)
    }

    /// The other plan's measure for one of the base.
    pub(super) fn measure<'a>(measure: &Measure, other: &'a Blueprint) -> Option<&'a Measure> {
        let same = other.catalogue.find(&measure.name)?;
        (same.unit == measure.unit && same.is_of_days()).then_some(same)
    }

    /// The products that the differences of all measures need, ascending.
    pub(super) fn products(
        &self,
        base: (&Blueprint, &Addresses),
        other: (&Blueprint, &Addresses),
    ) -> Vec<(usize, usize)> {
        let mut products = Vec::new();
        for (scope, others) in &self.scopes {
            for (period, theirs) in &self.periods {
                for measure in base.0.catalogue.measures() {
                    let of_other = Self::measure(measure, other.0)
                        .and_then(|measure| (other.1).of(other.0, measure, *others, *theirs));
                    let of_base = base.1.of(base.0, measure, *scope, *period);
                    if let (Some(of_base), Some(of_other)) = (of_base, of_other) {
                        for a in of_base {
                            products.extend(of_other.iter().map(|b| (a, *b)));
                        }
                    }
                }
            }
        }
        products.sort_unstable();
        products.dedup();
        products
    }

    /// How many products there are at most, without listing them.
    pub(super) fn most_products(&self, base: &Blueprint) -> u64 {
        let widths = base.catalogue.measures().iter().map(|measure| {
            let width = measure.estimator.quantities().len().max(2);
            crate::units::number::count(width * width)
        });
        let parts = self.scopes.len().saturating_mul(self.periods.len());
        widths
            .sum::<u64>()
            .saturating_mul(crate::units::number::count(parts))
    }
}
