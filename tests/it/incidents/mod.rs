//! Incidents: they bring as many contacts as stated when stated, move nobody else, and announcements deflect
//! as many as stated.

mod mistakes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use springtide::compile::compile;
use springtide::experiment::{Period, Scope};
use springtide::measures::Catalogue;
use springtide::model::{ContactTypeId, Demand, ExpectedArrivals};
use springtide::scenario::{Scenario, load_plans_text, load_text};
use springtide::sim::{Contact, Observer, Origin, Replication, simulate};
use springtide::units::{SimTime, Span, number};

use crate::small::simulated;

/// Nobody is let in, so that only arrivals cost time.
const HEAD: &str = r#"
[clock]
start = "2026-02-16 12:00"
time_zone = "Asia/Shanghai"
horizon = "12h"
interval = "30min"

[queue.door]
queue_capacity = 0

[skill_group.nobody]
agents = 0
"#;

const HALF_HOURS: usize = 24;

/// A contact type that arrives so.
fn contact_type(name: &str, demand: &str) -> String {
    format!(
        "[contact_type.{name}]\ndemand = {{ {demand} }}\n\
         talk = {{ law = \"exponential\", mean = \"5min\" }}\n"
    )
}

fn load(text: &str) -> Scenario {
    load_text(text, "incidents.toml", Path::new(""), &[])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// Who a contact is: its type and its number.
type Who = (usize, u64);

/// Everybody who arrives in the horizon, and when.
#[derive(Clone, Debug, Default, PartialEq)]
struct Register {
    offered: BTreeMap<Who, SimTime>,
    deflected: BTreeMap<Who, SimTime>,
    ended: BTreeSet<Who>,
    has_ended: bool,
}

impl Register {
    fn ends(&mut self, contact: &Contact) {
        let is_new = self
            .ended
            .insert((contact.contact_type.index(), contact.index));
        assert!(is_new, "{contact:?} ends twice");
    }

    /// Everybody, deflected or not.
    fn arrived(&self) -> BTreeMap<Who, SimTime> {
        let both = self.offered.iter().chain(&self.deflected);
        both.map(|(who, at)| (*who, *at)).collect()
    }

    fn of_type(&self, t: usize) -> impl Iterator<Item = SimTime> {
        let of_type = self.offered.iter().filter(move |((of, _), _)| *of == t);
        of_type.map(|(_, at)| *at)
    }
}

impl Observer for Register {
    fn horizon_ended(&mut self, _: SimTime) {
        self.has_ended = true;
    }
    fn deflected(&mut self, contact: &Contact) {
        if !self.has_ended {
            let who = (contact.contact_type.index(), contact.index);
            let before = self.deflected.insert(who, contact.arrived);
            assert!(before.is_none() && !self.offered.contains_key(&who));
        }
    }
    fn offered(&mut self, contact: &Contact) {
        if !self.has_ended {
            let who = (contact.contact_type.index(), contact.index);
            let before = self.offered.insert(who, contact.arrived);
            assert!(before.is_none() && !self.deflected.contains_key(&who));
        }
    }
    fn blocked(&mut self, contact: &Contact) {
        self.ends(contact);
    }
    fn sent_away(&mut self, contact: &Contact, _: SimTime, _: bool) {
        self.ends(contact);
    }
    fn answered(&mut self, contact: &Contact, _: &springtide::sim::Answer) {
        self.ends(contact);
    }
    fn abandoned(&mut self, contact: &Contact, _: SimTime) {
        self.ends(contact);
    }
    fn still_there(&mut self, contact: &Contact, _: SimTime) {
        self.ends(contact);
    }
}

fn register(scenario: &Scenario, index: u64) -> Register {
    let inputs = compile(&scenario.centre, &scenario.report);
    let mut register = Register::default();
    simulate(&inputs, Replication { seed: 3, index }, &mut register);
    register
}

fn registers(scenario: &Scenario, replications: u64) -> Vec<Register> {
    let inputs = compile(&scenario.centre, &scenario.report);
    let replications = (0..replications).map(|index| {
        let mut register = Register::default();
        simulate(&inputs, Replication { seed: 3, index }, &mut register);
        register
    });
    replications.collect()
}

fn is_of_incident(who: &Who, at: SimTime) -> bool {
    let contact = Contact {
        contact_type: ContactTypeId::new(who.0),
        index: who.1,
        arrived: at,
        interval: 0,
        matter: Contact::NO_MATTER,
    };
    matches!(Origin::of(&contact), Origin::Incident { .. })
}

/// The instant so many minutes after noon.
fn minutes(minutes: u64) -> SimTime {
    SimTime::START + Span::from_secs(60 * minutes)
}

/// Fails unless a count lies within 4.5 standard errors of its mean over replications of a Poisson law.
fn holds(what: &str, found: f64, mean: f64, replications: f64) {
    let expected = mean * replications;
    let z = (found - expected) / expected.max(1.0).sqrt();
    crate::aloud::say(format!("{what}: {found} for {expected:.1}, z = {z:.2}"));
    assert!(z.abs() < 4.5, "{what}: {found} for {expected}, z = {z}");
}

/// Half-hours of types whose own rate is constant, goes by slopes, and swings, in steps of a second; for the
/// first type over the whole horizon also by hand.
#[test]
fn extra_contacts_are_the_integral_of_course_times_rate() {
    const REPLICATIONS: u64 = 400;
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..24).map(|row| {
        let (hour, minute) = (12 + row / 2, 30 * (row % 2));
        format!("{hour}:{minute:02},{}\n", 20 + row * 37 % 50)
    });
    let curve = format!(
        "interval_start,sloping_per_hour\n{}",
        rows.collect::<String>()
    );
    std::fs::write(folder.path().join("curve.csv"), curve).unwrap();
    let text = [
        HEAD,
        &contact_type("even", "rate = \"30/h\""),
        &contact_type("sloping", "curve = \"curve.csv\", shape = \"linear\""),
        &contact_type(
            "swinging",
            "sinusoid = { mean = \"40/h\", amplitude = \"30/h\", period = \"3h\", phase = \"10min\" }",
        ),
        &contact_type("calm", "rate = \"10/h\""),
        r#"
[incident.outage]
at = "2026-02-16 18:10"
contact_types = { even = 1, sloping = 2, swinging = 0.5 }
size = 4
ramp = "20min"
lasts = "1h"
decay = "80min"

[incident.gone]
at = ["2026-02-16 13:00", "2026-02-16 13:20"]
contact_types = { even = 1, calm = 3 }
contacts = 80
lasts = "30min"
"#,
    ]
    .concat();
    let scenario = load_text(&text, "incidents.toml", folder.path(), &[]).unwrap();
    let mut counts = vec![[0.0; HALF_HOURS]; 4];
    for register in registers(&scenario, REPLICATIONS) {
        for ((t, _), at) in &register.offered {
            let half_hour = at.as_micros() / Span::from_secs(1_800).as_micros();
            counts[*t][number::index_wide(half_hour)] += 1.0;
        }
    }
    // The level of the outage so many seconds after noon.
    let level = |second: f64| {
        let after = second - 370.0 * 60.0;
        let falling = 1.0 - (after - 4_800.0) / 4_800.0;
        (after / 1_200.0).min(1.0).min(falling).max(0.0)
    };
    let Demand::Curve(sloping) = &scenario.centre.contact_types()[1].demand else {
        panic!("no curve");
    };
    assert!(
        sloping
            .pieces()
            .iter()
            .any(|piece| piece.rate != piece.rate_at_end)
    );
    let slope = |second: f64| {
        let instant = SimTime::START + Span::from_secs_f64(second);
        sloping.at(instant).as_f64()
    };
    let swing =
        |second: f64| 40.0 + 30.0 * libm::sin(std::f64::consts::TAU * (second + 600.0) / 10_800.0);
    let gone = |second: f64| {
        let on = |from: f64| f64::from(u8::from((from..from + 1_800.0).contains(&second)));
        on(3_600.0) + on(4_800.0)
    };
    let rates: [&dyn Fn(f64) -> f64; 4] = [
        // 80 contacts in half an hour are 160 an hour, a quarter of them for this type.
        &|second| 30.0 * (1.0 + 4.0 * level(second)) + 40.0 * gone(second),
        &|second| slope(second) * (1.0 + 8.0 * level(second)),
        &|second| swing(second) * (1.0 + 2.0 * level(second)),
        &|second| 10.0 + 120.0 * gone(second),
    ];
    for (t, rate) in rates.into_iter().enumerate() {
        let id = ContactTypeId::new(t);
        let expected = ExpectedArrivals::of_type(&scenario.centre, id);
        for (half_hour, found) in counts[t].iter().enumerate() {
            let from = number::float_len(half_hour) * 1_800.0;
            let seconds = (0..1_800).map(|second| rate(from + f64::from(second) + 0.5));
            let mean = seconds.sum::<f64>() / 3_600.0;
            let place = number::count(half_hour);
            let of_model = expected.between(minutes(30 * place), minutes(30 * place + 30));
            assert!(
                (of_model - mean).abs() < 1e-3 * mean,
                "type {t}, half-hour {half_hour}: {of_model} is not {mean}"
            );
            let what = format!("type {t}, half-hour {half_hour}");
            holds(&what, *found, mean, number::float(REPLICATIONS));
        }
    }
    // By hand: 4 × 30/h over 1 h 50 min at the top, and a quarter of twice 80.
    let even = ExpectedArrivals::of_type(&scenario.centre, ContactTypeId::new(0));
    let whole = even.until(scenario.centre.horizon().end());
    assert!((whole - (360.0 + 220.0 + 40.0)).abs() < 1e-6, "{whole}");
}

/// A Poisson number N of incidents with mean λ, each with a Poisson number of contacts whose mean is c times
/// a gamma factor of variance v, brings λ c on average with the variance λ c + λ c² (1 + v).
#[test]
fn incidents_at_random_times_are_as_frequent_and_as_large_as_stated() {
    const REPLICATIONS: u64 = 4_000;
    let text = |size_cv: f64| {
        [
            HEAD,
            &contact_type("calls", "rate = \"0/h\""),
            &format!(
                "[incident.outage]\nrate = \"9.6/day\"\nfrom = \"2026-02-16 13:00\"\n\
                 to = \"2026-02-16 18:00\"\ncontact_types = [\"calls\"]\ncontacts = 12\n\
                 size_cv = {size_cv}\nramp = \"10min\"\nlasts = \"20min\"\ndecay = \"1h\"\n"
            ),
        ]
        .concat()
    };
    for size_cv in [0.0, 0.7] {
        let scenario = load(&text(size_cv));
        let counts: Vec<f64> = (registers(&scenario, REPLICATIONS).iter())
            .map(|register| {
                let first = register.offered.values().min();
                assert!(first.is_none_or(|at| *at >= minutes(60)));
                let last = register.offered.values().max();
                assert!(last.is_none_or(|at| *at < minutes(450)));
                number::float_len(register.offered.len())
            })
            .collect();
        let n = number::float(REPLICATIONS);
        let mean = counts.iter().sum::<f64>() / n;
        let deviations = || counts.iter().map(|count| (count - mean) * (count - mean));
        let variance = deviations().sum::<f64>() / (n - 1.0);
        let fourth = deviations().map(|square| square * square).sum::<f64>() / n;
        // 9.6 a day for five hours: two.
        let expected = 24.0 + 288.0 * (1.0 + size_cv * size_cv);
        let z = (mean - 24.0) / (expected / n).sqrt();
        let z_variance = (variance - expected) / ((fourth - variance * variance) / n).sqrt();
        crate::aloud::say(format!(
            "mean {mean:.2} (z = {z:.2}), variance {variance:.1} for {expected:.1} (z = {z_variance:.2})"
        ));
        assert!(z.abs() < 4.0 && z_variance.abs() < 4.0, "{z} {z_variance}");
        // The mean that `check` and the page tell.
        let of_model = ExpectedArrivals::of_type(&scenario.centre, ContactTypeId::new(0));
        let whole = of_model.until(scenario.centre.horizon().end());
        assert!((whole - 24.0).abs() < 1e-6, "{whole}");
        let sure = ExpectedArrivals::sure_of_type(&scenario.centre, ContactTypeId::new(0));
        assert!(sure.until(scenario.centre.horizon().end()).abs() < 1e-12);
    }
}

/// Three types, two of which an outage affects.
fn outage(announcement: &str) -> String {
    let stray = "rate = \"60/h\", busyness_cv = 0.3, overdispersion_cv = 0.1";
    [
        HEAD,
        &contact_type("payments", stray),
        &contact_type("games", "rate = \"40/h\""),
        &contact_type("mail", "rate = \"5/h\""),
        "[incident.outage]\nat = \"2026-02-16 18:00\"\ncontact_types = [\"payments\", \"games\"]\n\
         size = 2\nramp = \"10min\"\nlasts = \"1h\"\ndecay = \"50min\"\n",
        announcement,
    ]
    .concat()
}

#[test]
fn an_incident_moves_nobody_who_would_have_come_anyway() {
    let with = outage("");
    let without = &with[..with.find("[incident").unwrap()];
    let more = with.clone()
        + "[incident.another]\nrate = \"3/day\"\ncontact_types = [\"payments\"]\nsize = 1\nlasts = \"1h\"\n";
    let longer = with.replace("lasts = \"1h\"", "lasts = \"3h\"");
    for replication in 0..5 {
        let of = |text: &str| register(&load(text), replication).offered;
        let (calm, with, more, longer) = (of(without), of(&with), of(&more), of(&longer));
        let anyway = |all: &BTreeMap<Who, SimTime>| -> BTreeMap<Who, SimTime> {
            let all = all.iter().filter(|(who, at)| !is_of_incident(who, **at));
            all.map(|(who, at)| (*who, *at)).collect()
        };
        assert!(calm.len() > 600);
        assert!(with.len() > calm.len() + 150);
        for all in [&with, &more, &longer] {
            assert_eq!(anyway(all), calm, "others moved");
        }
        // What one incident brings hangs on no other.
        assert!(with.iter().all(|(who, at)| more.get(who) == Some(at)));
        assert!(longer.len() > with.len());
    }
}

#[test]
fn announcements_deflect_all_or_nobody_exactly() {
    let told = |deflects: &str, rest: &str| {
        outage(&format!(
            "[incident.outage.announcement]\nafter = \"15min\"\ndeflects = \"{deflects}\"\n{rest}"
        ))
    };
    for replication in 0..3 {
        let of = |text: &str| register(&load(text), replication);
        let silent = of(&outage(""));
        // Nobody: as if nothing were announced, and another share moves nobody either.
        assert_eq!(of(&told("0%", "")), silent);
        assert_eq!(of(&told("35%", "")).arrived(), silent.offered);
        // Everybody who arrives with an affected type while it is announced, and nobody else.
        let is_told = |((t, _), at): (&Who, &SimTime), from: u64, to: u64| {
            *t < 2 && (minutes(from)..minutes(to)).contains(at)
        };
        for (rest, from, to) in [("", 375, 480), ("lasts = \"20min\"\n", 375, 395)] {
            let all = of(&told("100%", rest));
            assert_eq!(all.arrived(), silent.offered);
            assert!(all.deflected.len() > 40);
            assert!(all.deflected.iter().all(|one| is_told(one, from, to)));
            assert!(!all.offered.iter().any(|one| is_told(one, from, to)));
        }
        // To another type: they arrive there at the same instant, and those who come there anyway stay.
        let moved = of(&told("100%", "to = \"mail\"\n"));
        let mut mail: Vec<SimTime> = silent.of_type(2).collect();
        mail.extend(moved.deflected.values());
        mail.sort_unstable();
        let mut found: Vec<SimTime> = moved.of_type(2).collect();
        found.sort_unstable();
        assert_eq!(found, mail);
        assert!(
            silent
                .offered
                .iter()
                .all(|(who, at)| who.0 < 2 || moved.offered[who] == *at)
        );
    }
}

#[test]
fn announcements_deflect_the_share_that_is_stated() {
    let scenario = load(&outage(
        "[incident.outage.announcement]\ndeflects = \"35%\"\n",
    ));
    let (mut deflected, mut told) = (0.0, 0.0);
    for register in registers(&scenario, 100) {
        deflected += number::float_len(register.deflected.len());
        let during = register.arrived().into_iter();
        let during =
            during.filter(|((t, _), at)| *t < 2 && (minutes(360)..minutes(480)).contains(at));
        told += number::float_len(during.count());
    }
    let z = (deflected - 0.35 * told) / (0.35 * 0.65 * told).sqrt();
    assert!(
        told > 30_000.0 && z.abs() < 4.0,
        "{deflected} of {told}, z = {z}"
    );
}

/// Of those whom one announcement lets pass, another deflects its own share.
#[test]
fn announcements_of_two_incidents_are_heard_apart() {
    let text = outage("[incident.outage.announcement]\ndeflects = \"35%\"\n")
        + "[incident.slow]\nat = \"2026-02-16 18:00\"\ncontact_types = [\"games\"]\nsize = 0\n\
           lasts = \"2h\"\n[incident.slow.announcement]\ndeflects = \"50%\"\nto = \"mail\"\n";
    let (mut deflected, mut told, mut moved) = (0.0, 0.0, 0.0);
    for register in registers(&load(&text), 100) {
        let is_told =
            |((t, _), at): &(&Who, &SimTime)| *t == 1 && (minutes(360)..minutes(480)).contains(*at);
        deflected += number::float_len(register.deflected.iter().filter(is_told).count());
        told += number::float_len(register.arrived().iter().filter(is_told).count());
        moved += number::float_len(register.of_type(2).count()) - 60.0;
    }
    for (what, found, share) in [("deflected", deflected, 0.675), ("moved", moved, 0.325)] {
        // What comes by mail anyway strays too.
        let error = (share * (1.0 - share) * told + 6_000.0).sqrt();
        let z = (found - share * told) / error;
        assert!(z.abs() < 4.0, "{what}: {found} of {told}, z = {z}");
    }
    assert!(told > 10_000.0);
}

#[test]
fn what_is_announced_is_measured() {
    let text = outage(
        "[incident.outage.announcement]\nafter = \"15min\"\ndeflects = \"35%\"\nto = \"mail\"\n",
    ) + "[replication]\nreplications = 20\n";
    let scenario = load(&text);
    let inputs = compile(&scenario.centre, &scenario.report);
    let estimates = simulated(&scenario, &inputs, None);
    let horizon = scenario.centre.horizon();
    let periods = std::iter::once(Period::Horizon)
        .chain((0..horizon.days().len()).map(Period::Day))
        .chain((0..horizon.intervals().len()).map(Period::Interval));
    let mut deflected = 0.0;
    for period in periods {
        for scope in Scope::all(&scenario.centre) {
            let value = |measure: &str| {
                let estimate = estimates.get(measure, scope, period)?;
                estimate.value()
            };
            let (Some(arrived), Some(offered), Some(away)) =
                (value("arrived"), value("offered"), value("deflected"))
            else {
                assert_eq!(scope.kind().name(), "group");
                continue;
            };
            assert!(
                (arrived - offered - away).abs() < 1e-9,
                "{period:?} {scope:?}"
            );
            match value("deflection") {
                Some(share) => assert!((share * arrived - away).abs() < 1e-9),
                None => assert!(arrived.abs() < 1e-12),
            }
            deflected += away;
        }
    }
    assert!(deflected > 100.0);
    let names = |text: &str| {
        let scenario = load(text);
        let catalogue = Catalogue::new(&scenario.centre, &scenario.report);
        ["arrived", "deflected", "deflection"].map(|name| catalogue.find(name).is_some())
    };
    assert_eq!(names(&text), [true; 3]);
    // A plan without an announcement is held against one with it.
    assert_eq!(names(&outage("")), [true; 3]);
    let calm = outage("");
    assert_eq!(names(&calm[..calm.find("[incident").unwrap()]), [false; 3]);
}

#[test]
fn variants_change_incidents() {
    let text = outage("[incident.outage.announcement]\ndeflects = \"35%\"\n")
        + r#"
[variant.calm]
remove = ["incident"]
[variant.silent]
remove = ["incident.outage.announcement"]
[variant.at-random]
change.incident.outage = { rate = "1/week", contacts = 90 }
[variant.two]
change.incident.second = { at = "2026-02-16 20:00", contact_types = { mail = 1 }, contacts = 7, lasts = "1h" }
[variant.slip]
change.incident.outag.size = 3
"#;
    let plans = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        load_plans_text(&text, "incidents.toml", Path::new(""), &[], &names)
    };
    let sound = plans(&["calm", "silent", "at-random", "two"]).unwrap();
    let expected = |plan: usize| {
        let centre = &sound[plan].scenario.centre;
        let of = |t| ExpectedArrivals::of_type(centre, ContactTypeId::new(t));
        [0, 1, 2].map(|t| number::nearest(of(t).until(centre.horizon().end())))
    };
    let has_announcement = |plan: usize| sound[plan].scenario.centre.has_announcements();
    assert_eq!(expected(0), [720 + 180, 480 + 120, 60]);
    assert_eq!(expected(1), [720, 480, 60]);
    assert_eq!(expected(2), expected(0));
    assert_eq!(expected(4), [720 + 180, 480 + 120, 67]);
    // Half a day of a week, twice 45 contacts, but for what comes after the end.
    assert_eq!(expected(3)[0], 723);
    assert_eq!(
        [0, 1, 2, 3, 4].map(has_announcement),
        [true, false, false, true, true]
    );
    let problems = plans(&["slip"]).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.found, "there is no incident \"outag\"");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `outage`?"));
}

/// What is sure to come and cannot be served is said; what is deflected, or may not happen, is not.
#[test]
fn warnings_count_what_is_sure_to_come() {
    let text = |incident: &str| {
        format!(
            "[clock]\nstart = \"2026-02-16 12:00\"\ntime_zone = \"Asia/Shanghai\"\nhorizon = \"12h\"\n\
             [queue.door]\n[contact_type.calls]\ndemand.rate = \"60/h\"\n\
             talk = {{ law = \"exponential\", mean = \"5min\" }}\n\
             patience = {{ law = \"exponential\", mean = \"5min\" }}\n\
             [skill_group.front]\nagents = 8\n[incident.outage]\n{incident}\n\
             contact_types = [\"calls\"]\nsize = 3\nlasts = \"3h\"\n"
        )
    };
    let told = |text: &str| {
        let warnings = load(text).warnings;
        warnings.iter().any(|warning| {
            warning
                .found
                .en
                .starts_with("from 2026-02-16 18:00 to 2026-02-16 21:")
                && warning.found.en.contains("must leave")
        })
    };
    let at = text("at = \"2026-02-16 18:00\"");
    assert!(told(&at));
    assert!(!told(&text("rate = \"1/day\"")));
    assert!(!told(
        &(at.clone() + "[incident.outage.announcement]\ndeflects = \"70%\"\n")
    ));
    assert!(told(
        &(at + "[incident.outage.announcement]\ndeflects = \"10%\"\n")
    ));
}

fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

fn small_incident(
    name: &'static str,
    to: &'static [&'static str],
) -> impl Strategy<Value = String> {
    (
        any_of(&[
            "at = \"2026-02-16 12:00\"",
            "at = [\"2026-02-16 13:10\", \"2026-02-16 13:50\", \"2026-02-16 23:59\"]",
            "rate = \"8/day\"",
            "rate = \"2/h\"\nfrom = \"2026-02-16 20:00\"",
        ]),
        any_of(&["size = 2.5", "contacts = 40\nsize_cv = 0.5", "size = 0"]),
        any_of(&[
            "ramp = \"30min\"",
            "lasts = \"1h\"",
            "decay = \"2h\"",
            "ramp = \"5min\"\nlasts = \"0s\"\ndecay = \"5min\"",
        ]),
        any_of(&["\"30%\"", "\"0%\"", "\"100%\""]),
        any_of(&[
            "",
            "after = \"5min\"\n",
            "lasts = \"7min\"\n",
            "after = \"1h\"\nlasts = \"1h\"\n",
        ]),
        any_of(to),
    )
        .prop_map(move |(begins, size, form, deflects, told, to)| {
            format!(
                "[incident.{name}]\n{begins}\n{size}\n{form}\ncontact_types = [\"{name}\"]\n\
                 [incident.{name}.announcement]\ndeflects = {deflects}\n{told}{to}"
            )
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Everybody arrives once under a number of its own, is deflected or offered, and who is offered ends
    /// once; who is deflected to a type arrives there at the same instant, perhaps to be deflected again.
    #[test]
    fn nobody_is_lost(
        one in small_incident("one", &["", "to = \"two\"\n", "to = \"three\"\n"]),
        two in small_incident("two", &["", "to = \"three\"\n"]),
        agents in 0_u32..6,
        seed in 0_u64..1_000,
    ) {
        let types = ["one", "two", "three"].map(|name| contact_type(name, "rate = \"20/h\"") + "patience = { law = \"exponential\", mean = \"4min\" }\n");
        let head = HEAD.replace("queue_capacity = 0", "").replace("agents = 0", &format!("agents = {agents}"));
        let text = [head, types.concat(), one, two].concat();
        let scenario = load(&text);
        let inputs = compile(&scenario.centre, &scenario.report);
        let mut register = Register::default();
        simulate(&inputs, Replication { seed, index: 0 }, &mut register);
        for who in register.offered.keys() {
            prop_assert!(register.ended.contains(who), "{:?} never ends\n{}", who, text);
        }
        for who in register.deflected.keys() {
            prop_assert!(!register.ended.contains(who), "{:?} ends\n{}", who, text);
        }
        for (t, incident) in scenario.centre.incidents().iter().enumerate() {
            let Some(to) = incident.announcement.and_then(|announcement| announcement.to) else {
                continue;
            };
            let arrived = register.arrived();
            for ((of, index), at) in &register.deflected {
                if *of == t {
                    let there = |((of, _), other): (&Who, &SimTime)| *of == to.index() && other == at;
                    prop_assert!(arrived.iter().any(there), "{} is lost\n{}", index, text);
                }
            }
        }
    }
}
