//! What a page is about: the plans, how they differ, and the language.

use super::words::Words;
use crate::experiment::{Comparison, Difference, Estimate, Period, Scope, Selection};
use crate::measures::{Measure, ScopeKind};
use crate::model::Language;
use crate::report::comparison::Compared;
use crate::report::verdict::{self, Judgement};
use crate::report::{Findings, plan_names};

/// What a page is about.
#[derive(Clone, Copy)]
pub(in crate::report) struct Subject<'a> {
    /// The plans, the base first \[at least one\].
    pub(in crate::report) plans: &'a [Findings<'a>],
    /// How they differ; of one plan there is nothing to compare.
    pub(in crate::report) comparison: Option<&'a Comparison>,
    /// Which of them is best, if that was asked.
    pub(in crate::report) selection: Option<&'a Selection>,
    pub(in crate::report) words: Words,
}

impl<'a> Subject<'a> {
    /// One plan alone.
    pub(in crate::report) const fn of_run(findings: &'a Findings<'a>, language: Language) -> Self {
        Self {
            plans: std::slice::from_ref(findings),
            comparison: None,
            selection: None,
            words: Words(language),
        }
    }

    /// Plans that were compared.
    pub(in crate::report) const fn of_plans(compared: &Compared<'a>, language: Language) -> Self {
        Self {
            plans: compared.plans,
            comparison: Some(compared.comparison),
            selection: compared.selection,
            words: Words(language),
        }
    }

    /// The plan that the others are held against.
    pub(in crate::report) fn base(&self) -> &'a Findings<'a> {
        &self.plans[0]
    }

    /// A measure of the base, or of another plan if only that has it.
    pub(in crate::report) fn measure(&self, name: &str) -> Option<&'a Measure> {
        let catalogues = self.plans.iter().map(|plan| plan.estimates.catalogue());
        catalogues
            .into_iter()
            .find_map(|catalogue| catalogue.find(name))
    }

    /// The parts of a kind that the base has.
    pub(in crate::report) fn scopes(&self, kind: ScopeKind) -> Vec<Scope> {
        let all = Scope::all(self.base().centre).into_iter();
        all.filter(|scope| scope.kind() == kind).collect()
    }

    /// The part of the base of a name.
    pub(in crate::report) fn scope_named(&self, kind: ScopeKind, name: &str) -> Option<Scope> {
        let scopes = self.scopes(kind).into_iter();
        let centre = self.base().centre;
        scopes.into_iter().find(|scope| scope.name(centre) == name)
    }

    /// The part of a plan that is called as a part of the base.
    pub(in crate::report) fn scope_in(&self, plan: usize, of_base: Scope) -> Option<Scope> {
        if of_base == Scope::Centre {
            return Some(of_base);
        }
        let (base, other) = (self.base().centre, self.plans[plan].centre);
        let all = Scope::all(other).into_iter();
        all.filter(|scope| scope.kind() == of_base.kind())
            .find(|scope| scope.name(other) == of_base.name(base))
    }

    /// A number of a plan over the horizon, for a part of the base.
    pub(in crate::report) fn estimate(
        &self,
        plan: usize,
        measure: &str,
        of_base: Scope,
    ) -> Option<Estimate> {
        let scope = self.scope_in(plan, of_base)?;
        self.plans[plan].over_horizon(measure, scope)
    }

    /// Whether any plan has more than nothing of a measure in the whole centre.
    pub(in crate::report) fn is_ever_above_zero(&self, measure: &Measure) -> bool {
        (0..self.plans.len()).any(|plan| {
            let estimate = self.estimate(plan, &measure.name, Scope::Centre);
            let value = estimate.and_then(|estimate| estimate.value());
            value.is_some_and(|value| value > 0.0)
        })
    }

    /// What became of a promise of a plan, if the measure of the part is promised.
    pub(in crate::report) fn judgement(
        &self,
        plan: usize,
        measure: &str,
        of_base: Scope,
    ) -> Option<Judgement> {
        let Some(Scope::Queue(queue)) = self.scope_in(plan, of_base) else {
            return None;
        };
        let judgements = verdict::judgements(&self.plans[plan]).into_iter();
        judgements
            .into_iter()
            .find(|one| one.queue == queue && one.promise.measure() == measure)
    }

    /// How a plan differs from the base.
    pub(in crate::report) fn difference(
        &self,
        plan: usize,
        measure: &str,
        of_base: Scope,
    ) -> Option<Difference> {
        let comparison = self.comparison.filter(|_| plan > 0)?;
        comparison.difference(plan, measure, of_base, Period::Horizon)
    }

    /// What a plan is called before people.
    pub(in crate::report) fn plan(&self, plan: usize) -> String {
        plan_names::name(self.plans, plan, self.words.0)
    }

    /// The same inside a sentence.
    pub(in crate::report) fn named(&self, plan: usize) -> String {
        if plan_names::is_plain_base(&self.plans[plan]) {
            return self.words.pick("the base plan", "基准方案").to_owned();
        }
        format!("“{}”", self.plan(plan))
    }

    /// Whether there is one plan only.
    pub(in crate::report) const fn is_one(&self) -> bool {
        self.plans.len() == 1
    }
}
