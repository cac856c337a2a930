//! The flagship: what the header of `scenarios/spring-festival.toml` says of normal days, of the peaks and of
//! the remedies.

use springtide::compile::compile;
use springtide::experiment::{Estimates, Period, Scope};
use springtide::model::ChannelKind;
use springtide::scenario::{self, Plan};

use crate::aloud::say;
use crate::promises;
use crate::scenarios::folder;
use crate::small::simulated;

/// The file, in `scenarios/`.
pub(crate) const FILE: &str = "spring-festival.toml";

/// Days before the festival on which nothing is special, counted from the first.
const NORMAL_DAYS: std::ops::Range<usize> = 0..5;

/// New Year's Eve, and the day on which work begins again.
const EVE: usize = 7;
const BACK: usize = 15;

/// A plan with what was found of it.
struct Found<'a> {
    plan: &'a Plan,
    estimates: &'a Estimates,
}

impl Found<'_> {
    fn get(&self, measure: &str, scope: Scope, period: Period) -> f64 {
        let estimate = self.estimates.get(measure, scope, period);
        estimate
            .and_then(|estimate| estimate.value())
            .unwrap_or(0.0)
    }

    fn of_centre(&self, measure: &str, period: Period) -> f64 {
        self.get(measure, Scope::Centre, period)
    }

    /// The contact types of a channel.
    fn of_channel(&self, channel: ChannelKind) -> Vec<Scope> {
        let centre = &self.plan.scenario.centre;
        let is_of_it = |scope: &Scope| match scope {
            Scope::Type(id) => centre.contact_types()[id.index()].channel.kind() == channel,
            _ => false,
        };
        Scope::all(centre).into_iter().filter(is_of_it).collect()
    }

    /// The contact types of chat and phone.
    fn live(&self) -> Vec<Scope> {
        [ChannelKind::Chat, ChannelKind::Voice]
            .into_iter()
            .flat_map(|channel| self.of_channel(channel))
            .collect()
    }

    /// The mean wait \[min\] of all who arrive by chat and phone from an hour of a day on, for so many hours.
    fn mean_wait(&self, day: usize, hour: usize, hours: usize) -> f64 {
        self.mean_wait_in(&self.live(), (day, hour), hours)
    }

    /// The same of some contact types.
    fn mean_wait_in(&self, types: &[Scope], (day, hour): (usize, usize), hours: usize) -> f64 {
        let first = (24 * day + hour) * 2;
        let (mut waits, mut contacts) = (0.0, 0.0);
        for scope in types.iter().copied() {
            for interval in (first..first + 2 * hours).map(Period::Interval) {
                let let_in = ["blocked", "sent_away", "callbacks", "overflowed"]
                    .iter()
                    .fold(self.get("offered", scope, interval), |left, name| {
                        left - self.get(name, scope, interval)
                    });
                waits += let_in * self.get("wait_mean", scope, interval);
                contacts += let_in;
            }
        }
        waits / contacts / 60.0
    }

    /// The share of those who reach chat and phone because a bot contained them falsely, or because they were
    /// passed on wrongly.
    fn needless_share(&self) -> f64 {
        let sum = |names: &[&str]| -> f64 {
            let scopes = self.live();
            let all = scopes.iter().flat_map(|scope| {
                names
                    .iter()
                    .map(|name| self.get(name, *scope, Period::Horizon))
            });
            all.sum()
        };
        sum(&["offered_falsely_contained", "offered_wrong_transfer"]) / sum(&["offered"])
    }
}

#[test]
fn the_header_says_what_happens() {
    let text = std::fs::read_to_string(folder().join(FILE)).unwrap();
    let changes = ["report.percentiles=[]", "report.charts=false"].map(str::to_owned);
    let mut plans = scenario::load_plans(&folder().join(FILE), &changes, &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    // Millions of contacts a replication: two are enough.
    for plan in &mut plans {
        plan.scenario.replication.replications = if cfg!(debug_assertions) { 1 } else { 2 };
    }
    let estimates: Vec<Estimates> = (plans.iter())
        .map(|plan| {
            let inputs = compile(&plan.scenario.centre, &plan.scenario.report);
            simulated(&plan.scenario, &inputs, None)
        })
        .collect();
    let found: Vec<Found<'_>> = (plans.iter().zip(&estimates))
        .map(|(plan, estimates)| Found { plan, estimates })
        .collect();
    for found in &found {
        say(format!(
            "{}: eve {:.1} min, back {:.1} min, needless {:.3}",
            found.plan.name,
            found.mean_wait(EVE, 20, 5),
            found.mean_wait(BACK, 10, 12),
            found.needless_share()
        ));
    }
    as_it_stands(&found[0]);
    remedies(&found);
    promises::are_kept(FILE, &promises::of(FILE, &text), &plans, &estimates);
}

/// What is said of the company as it is.
fn as_it_stands(base: &Found<'_>) {
    let normal = NORMAL_DAYS.map(|day| base.of_centre("arrived", Period::Day(day)));
    let normal: f64 = normal.sum::<f64>() / 5.0;
    assert!((145_000.0..160_000.0).contains(&normal), "{normal}");
    let eve = base.of_centre("arrived", Period::Day(EVE)) / normal;
    assert!((3.0..=4.0).contains(&eve), "{eve}");
    let types = base.plan.scenario.centre.contact_types();
    for scope in base.live() {
        let Scope::Type(id) = scope else { continue };
        let queue = types[id.index()].queue.index();
        let Some(promised) = base.plan.scenario.centre.queues()[queue].target.share else {
            continue;
        };
        for day in NORMAL_DAYS {
            let level = base.get("service_level", scope, Period::Day(day));
            assert!(
                level >= promised.as_f64(),
                "{scope:?} on day {day}: {level}"
            );
        }
    }
    let waits = base.mean_wait(EVE, 20, 5);
    assert!(waits > 30.0, "{waits}");
    let back = base.mean_wait(BACK, 10, 12);
    assert!(back > 10.0, "{back}");
    let needless = base.needless_share();
    assert!(needless >= 1.0 / 3.0, "{needless}");
    let centre = &base.plan.scenario.centre;
    let peak = (0..48)
        .map(|half_hour| {
            // Tuesday of the first week.
            let interval = Period::Interval(48 + half_hour);
            let groups = Scope::all(centre).into_iter();
            let groups = groups.filter(|scope| matches!(scope, Scope::Group(_)));
            groups
                .map(|group| base.get("logged_in", group, interval))
                .sum::<f64>()
        })
        .fold(0.0, f64::max);
    assert!((900.0..1_100.0).contains(&peak), "{peak}");
}

/// What is said of the remedies.
fn remedies(found: &[Found<'_>]) {
    let of = |name: &str| {
        let found = found.iter().find(|found| found.plan.name == name);
        found.unwrap_or_else(|| panic!("there is no plan {name}"))
    };
    let eve = |name: &str| of(name).mean_wait(EVE, 20, 5);
    let level = |name: &str| of(name).of_centre("service_level", Period::Horizon);
    let cost = |name: &str| of(name).of_centre("cost", Period::Horizon);
    let base = found[0].plan.name.as_str();
    for better in [
        "more-agents",
        "better-trained",
        "pooled-with-context",
        "better-bot",
        "honest-announcement",
        "fix-top-reason",
    ] {
        assert!(eve(better) < eve(base), "{better}");
        assert!(level(better) > level(base), "{better}");
    }
    for other in ["better-trained", "better-bot", "more-agents"] {
        assert!(level("pooled-with-context") > level(other), "{other}");
        assert!(cost("pooled-with-context") < cost(other), "{other}");
    }
    let resolution = |name: &str| of(name).of_centre("resolution", Period::Horizon);
    assert!(resolution("better-bot") > resolution("pooled-with-context"));
    assert!(eve("honest-announcement") < 0.6 * eve(base));
    let back = |name: &str| of(name).mean_wait(BACK, 10, 12);
    assert!(eve("early-escalation") > eve(base) && back("early-escalation") > back(base));
    assert!(level("early-escalation") < level(base));
    let by = |name: &str, channel: ChannelKind| {
        let found = of(name);
        found.mean_wait_in(&found.of_channel(channel), (EVE, 20), 5)
    };
    let [phone, chat] = [ChannelKind::Voice, ChannelKind::Chat]
        .map(|channel| by("callbacks", channel) / by(base, channel));
    assert!((0.4..0.6).contains(&phone), "{phone}");
    assert!((0.95..1.05).contains(&chat), "{chat}");
    // Of all tickets, late ones among those due: the centre's share is that of its ticket queues.
    let late = |name: &str| 1.0 - of(name).of_centre("in_due_time", Period::Horizon);
    assert!(
        late("more-agents") > 1.5 * late(base),
        "{}",
        late("more-agents")
    );
    assert!(late("better-trained") < 0.02, "{}", late("better-trained"));
    assert!(eve("best-within-budget") < 0.55 * eve(base));
    assert!(eve("everything") < eve("best-within-budget") / 2.0);
    let abandoned = |name: &str| of(name).of_centre("abandoned", Period::Horizon);
    assert!(abandoned("best-within-budget") < abandoned(base) / 4.0);
    let budget = of("best-within-budget").plan.fixed_cost.unwrap().as_f64();
    assert!(budget <= 1_400_000.0, "{budget}");
    assert!(budget < cost(base) / 10.0);
    let needless = of("everything").needless_share();
    assert!(needless < 0.25, "{needless}");
}
