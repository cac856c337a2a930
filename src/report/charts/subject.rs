//! What a chart is about: the plans, the days with a name, and the language.

use super::heading;
use super::style::{self, Pen};
use super::words::{Which, Words};
use crate::experiment::{Estimate, Period, Scope};
use crate::measures::ScopeKind;
use crate::model::{Language, ServiceTarget};
use crate::report::columns::printable;
use crate::report::{Findings, MarkedDay, plan_names};

/// The most plans whose curves share a panel.
pub(super) const MOST_CURVES: usize = 6;

/// What a chart is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    /// What was found of each plan, the base first \[at least one\].
    pub(super) plans: &'a [Findings<'a>],
    /// The first of them.
    pub(super) base: &'a Findings<'a>,
    /// Days that are set off.
    pub(super) marked: &'a [MarkedDay],
    /// The words.
    pub(super) words: Words,
    /// Whether curves carry their numbers for readers who point at them.
    pub(super) hover: bool,
}

/// A part of a centre that several plans may have, known by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    kind: ScopeKind,
    name: &'a str,
}

impl<'a> Subject<'a> {
    /// Whether there is one plan only.
    pub(super) const fn is_one(&self) -> bool {
        self.plans.len() == 1
    }

    /// The plans whose curves are shown: all of them, or the base and those with the shortest mean wait.
    pub(super) fn shown(&self) -> Vec<usize> {
        let mut others: Vec<usize> = (1..self.plans.len()).collect();
        if self.plans.len() > MOST_CURVES {
            let wait = |plan: &usize| {
                let wait = self.plans[*plan].over_horizon("wait_mean", Scope::Centre);
                wait.and_then(|wait| wait.value()).unwrap_or(f64::INFINITY)
            };
            others.sort_by(|a, b| wait(a).total_cmp(&wait(b)));
            others.truncate(MOST_CURVES - 1);
            others.sort_unstable();
        }
        std::iter::once(0).chain(others).collect()
    }

    /// Said where some plans are not shown.
    pub(super) fn plans_left_out(&self) -> Option<String> {
        let all = self.plans.len();
        (all > MOST_CURVES).then(|| self.words.shown_of(MOST_CURVES, all, Which::Plans))
    }

    /// The name of a plan in data; none where there is only one.
    pub(super) fn plan_name(&self, plan: usize) -> Option<&'a str> {
        (!self.is_one()).then(|| self.plans[plan].variant)
    }

    /// What a plan is called before people, cut to a usual length.
    pub(super) fn plan_title(&self, plan: usize) -> String {
        heading::shortened(&self.whole_plan_title(plan))
    }

    /// What a plan is called before people.
    pub(super) fn whole_plan_title(&self, plan: usize) -> String {
        printable(&plan_names::name(self.plans, plan, self.words.language))
    }

    /// What the base is called inside a sentence.
    pub(super) fn base_in_sentence(&self) -> String {
        if plan_names::is_plain_base(self.base) {
            return self.words.pick("the base plan", "基准方案").to_owned();
        }
        self.plan_title(0)
    }

    /// How a plan is drawn where several share a panel: those whose curves are shown have pens of their
    /// own.
    pub(super) fn plan_pen(&self, plan: usize) -> Pen {
        let shown = self.shown();
        let others = (0..plan).filter(|other| !shown.contains(other)).count();
        let place = shown.iter().position(|other| *other == plan);
        style::plan(place.unwrap_or(shown.len() + others))
    }

    /// The parts of a kind that any plan has, in the order of the base, then of the others.
    pub(super) fn parts(&self, kind: ScopeKind) -> Vec<Part<'a>> {
        let mut parts: Vec<Part<'a>> = Vec::new();
        for findings in self.plans {
            for scope in Scope::all(findings.centre) {
                let part = Part {
                    kind,
                    name: scope.name(findings.centre),
                };
                if scope.kind() == kind && !parts.contains(&part) {
                    parts.push(part);
                }
            }
        }
        parts
    }

    /// The whole centre of each plan.
    pub(super) const CENTRE: Part<'static> = Part {
        kind: ScopeKind::Centre,
        name: "",
    };

    /// Whose waits and service levels those of the whole centre are, as a clause; nothing where they are
    /// everybody's.
    pub(super) fn live_alone(&self) -> &'static str {
        if self.base.centre.mixes_tickets() {
            self.words.pick(", live contacts alone", "（仅计实时联络）")
        } else {
            ""
        }
    }

    /// What a part is called before people.
    pub(super) fn part_title(&self, part: Part<'_>) -> String {
        let titles =
            (self.plans.iter()).filter_map(|findings| Some((part.of(findings)?, findings.centre)));
        match titles.into_iter().next() {
            Some((scope, centre)) if scope != Scope::Centre => {
                heading::shortened(scope.title_in(centre, self.words.language))
            }
            _ => self.words.pick("whole centre", "整个客服中心").to_owned(),
        }
    }

    /// Whether a part is a queue of tickets, which nobody waits for.
    pub(super) fn holds_tickets(&self, part: Part<'_>) -> bool {
        self.plans.iter().any(|findings| match part.of(findings) {
            Some(Scope::Queue(id)) => findings.centre.holds_tickets(id.index()),
            _ => false,
        })
    }

    /// What the customers of a queue were promised, if all plans that have it promise the same; of tickets
    /// only what is written.
    pub(super) fn target(&self, part: Part<'_>) -> Option<&'a ServiceTarget> {
        let mut targets = self.plans.iter().filter_map(|findings| {
            let Scope::Queue(id) = part.of(findings)? else {
                return None;
            };
            Some(&findings.centre.queues()[id.index()].target)
        });
        let first = targets.next()?;
        let is_said = first.share.is_some() || !self.holds_tickets(part);
        (is_said && targets.all(|target| target == first)).then_some(first)
    }

    /// Whether anybody contacted a part of any plan's centre.
    pub(super) fn has_contacts(&self, part: Part<'_>) -> bool {
        self.largest("offered", part) > 0.0
    }

    /// The largest value of a measure over the horizon, among plans.
    pub(super) fn largest(&self, measure: &str, part: Part<'_>) -> f64 {
        let values = self.plans.iter().filter_map(|findings| {
            let estimate = findings.over_horizon(measure, part.of(findings)?);
            estimate.as_ref().and_then(Estimate::value)
        });
        values.fold(-1.0, f64::max)
    }

    /// A number of a plan.
    pub(super) fn get(
        &self,
        plan: usize,
        measure: &str,
        part: Part<'_>,
        period: Period,
    ) -> Option<Estimate> {
        let findings = &self.plans[plan];
        let scope = part.of(findings)?;
        findings.estimates.get(measure, scope, period)
    }

    /// The language.
    pub(super) const fn language(&self) -> Language {
        self.words.language
    }
}

impl Part<'_> {
    /// The part of a plan's centre; `None` if it has none of this name.
    pub(super) fn of(self, findings: &Findings<'_>) -> Option<Scope> {
        if self.kind == ScopeKind::Centre {
            return Some(Scope::Centre);
        }
        let scopes = Scope::all(findings.centre).into_iter();
        scopes
            .filter(|scope| scope.kind() == self.kind)
            .find(|scope| scope.name(findings.centre) == self.name)
    }
}
