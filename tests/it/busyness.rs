//! How far volume strays: each coefficient of variation and each correlation is as stated.

use std::path::Path;

use springtide::compile::compile;
use springtide::scenario::load_text;
use springtide::sim::{Contact, Observer, Replication, simulate};
use springtide::units::{SimTime, Span, number};

const REPLICATIONS: u64 = 100;
const DAYS: usize = 10;
const TYPES: usize = 4;
const PER_DAY: f64 = 20_000.0;
const HALF_HOURS: usize = 48;

/// Three types whose days go together, and one whose half hours stray on their own. Nobody is let in,
/// so that only arrivals cost time.
const SCENARIO: &str = r#"
[clock]
start = "2026-03-02"
time_zone = "UTC"
horizon = "10 days"
interval = "30min"

[busyness]
between_types = 0.5
day_to_day = 0.4

[queue.door]
queue_capacity = 0

[contact_type.first]
demand = { rate = "20000/day", busyness_cv = 0.2 }
talk = { law = "deterministic", value = "300days" }

[contact_type.second]
demand = { rate = "20000/day", busyness_cv = 0.2 }
talk = { law = "deterministic", value = "300days" }

[contact_type.wild]
demand = { rate = "20000/day", busyness_cv = 0.5 }
talk = { law = "deterministic", value = "300days" }

[contact_type.ragged]
demand = { rate = "20000/day", overdispersion_cv = 0.3 }
talk = { law = "deterministic", value = "300days" }

[skill_group.nobody]
agents = 1
"#;

/// Contacts of each type by day, and of the last type by half hour.
#[derive(Clone, Default)]
struct Counts {
    days: [[f64; TYPES]; DAYS],
    half_hours: Vec<f64>,
}

impl Observer for Counts {
    fn offered(&mut self, contact: &Contact) {
        let half_hour = number::index_wide(
            contact.arrived.since(SimTime::START).as_micros() / Span::from_secs(1_800).as_micros(),
        );
        let contact_type = contact.contact_type.index();
        if let Some(day) = self.days.get_mut(half_hour / HALF_HOURS) {
            day[contact_type] += 1.0;
            if contact_type == TYPES - 1 {
                self.half_hours[half_hour] += 1.0;
            }
        }
    }
}

fn counted() -> Vec<Counts> {
    let scenario = load_text(SCENARIO, "busyness.toml", Path::new(""), &[]).unwrap();
    let inputs = compile(&scenario.centre, &scenario.report);
    let replications = (0..REPLICATIONS).map(|index| {
        let mut counts = Counts {
            half_hours: vec![0.0; DAYS * HALF_HOURS],
            ..Counts::default()
        };
        simulate(&inputs, Replication { seed: 5, index }, &mut counts);
        counts
    });
    replications.collect()
}

/// The mean over replications of a number of each, with its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let n = number::float_len(values.len());
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

/// Fails unless a stated number lies within three standard errors of the mean.
fn holds(what: &str, values: &[f64], stated: f64) {
    let (found, error) = mean(values);
    let z = (found - stated) / error;
    crate::aloud::say(format!("{what}: {found:.4} for {stated:.4}, z = {z:.2}"));
    assert!(z.abs() < 3.0, "{what}: {found} is not {stated}, z = {z}");
    assert!(
        error < 0.2 * stated.abs().max(0.01),
        "{what} says nothing: ± {error}"
    );
}

/// Over 1,000 days: the chance of single arrivals adds 1 ÷ mean to a squared coefficient of variation,
/// and nothing to a covariance.
#[test]
fn a_thousand_days_stray_as_stated() {
    let counts = counted();
    // The expected volume is known, so that products need no estimate of it.
    let excess = |count: f64, expected: f64| count / expected - 1.0;
    let mean_over_days = |of: &dyn Fn(&Counts, usize) -> f64, days: usize| -> Vec<f64> {
        (counts.iter())
            .map(|one| (0..days).map(|day| of(one, day)).sum::<f64>() / number::float_len(days))
            .collect()
    };
    let day = |one: &Counts, day: usize, t: usize| excess(one.days[day][t], PER_DAY);
    for (t, cv) in [0.2, 0.2, 0.5_f64].into_iter().enumerate() {
        let values = mean_over_days(&|one, d| day(one, d, t), DAYS);
        let (found, error) = mean(&values);
        assert!(
            (found / error).abs() < 3.0,
            "type {t} is busier than foreseen: {found}"
        );
        let values = mean_over_days(
            &|one, d| day(one, d, t) * day(one, d, t) - 1.0 / PER_DAY,
            DAYS,
        );
        holds(&format!("squared variation of type {t}"), &values, cv * cv);
        let values = mean_over_days(&|one, d| day(one, d, t) * day(one, d + 1, t), DAYS - 1);
        holds(&format!("day to day of type {t}"), &values, 0.4 * cv * cv);
    }
    for (one, other, product) in [(0, 1, 0.2 * 0.2), (0, 2, 0.2 * 0.5), (1, 2, 0.2 * 0.5)] {
        let values = mean_over_days(
            &|counts, d| day(counts, d, one) * day(counts, d, other),
            DAYS,
        );
        holds(&format!("types {one} and {other}"), &values, 0.5 * product);
    }
    let half_hour = PER_DAY / number::float_len(HALF_HOURS);
    let ragged: Vec<f64> = (counts.iter())
        .map(|one| {
            let squares = one.half_hours.iter().map(|n| excess(*n, half_hour));
            squares.map(|x| x * x).sum::<f64>() / number::float_len(DAYS * HALF_HOURS)
                - 1.0 / half_hour
        })
        .collect();
    holds("squared variation of half hours", &ragged, 0.3 * 0.3);
}

/// What a type draws hangs on no other type, and a type that strays by nothing is as if nothing had been
/// said.
#[test]
fn types_do_not_disturb_each_other() {
    let arrivals = |text: &str| {
        struct First(Vec<SimTime>);
        impl Observer for First {
            fn offered(&mut self, contact: &Contact) {
                if contact.contact_type.index() == 0 {
                    self.0.push(contact.arrived);
                }
            }
        }
        let scenario = load_text(text, "busyness.toml", Path::new(""), &[]).unwrap();
        let inputs = compile(&scenario.centre, &scenario.report);
        let mut first = First(Vec::new());
        simulate(&inputs, Replication { seed: 1, index: 0 }, &mut first);
        first.0
    };
    let all = arrivals(SCENARIO);
    let second = SCENARIO.find("[contact_type.second]").unwrap();
    let wild = SCENARIO.find("[contact_type.wild]").unwrap();
    let without_second = format!("{}{}", &SCENARIO[..second], &SCENARIO[wild..]);
    assert!(all.len() > 100_000);
    assert!(
        all == arrivals(&without_second),
        "one type less moved another"
    );
    let calm = SCENARIO.replace(", busyness_cv = 0.2", "");
    let zero = SCENARIO.replace("busyness_cv = 0.2", "busyness_cv = 0");
    assert!(arrivals(&calm) == arrivals(&zero), "nothing is something");
    assert!(arrivals(&calm) != all, "something is nothing");
}
