//! speed
use springtide::model::*;
use springtide::sim::*;
use springtide::units::*;
#[derive(Default)]
struct Count {
    n: u64,
    ans: u64,
    ab: u64,
    wait: u64,
    sl: u64,
}
impl Observer for Count {
    fn offered(&mut self, c: &Contact) {
        if c.is_counted() {
            self.n += 1;
        }
    }
    fn answered(&mut self, c: &Contact, a: &Answer) {
        if c.is_counted() {
            self.ans += 1;
            let w = (a.at - c.arrived).as_micros();
            self.wait += w;
            self.sl += u64::from(w <= 20_000_000);
        }
    }
    fn abandoned(&mut self, c: &Contact, at: SimTime) {
        if c.is_counted() {
            self.ab += 1;
            self.wait += (at - c.arrived).as_micros();
        }
    }
}
fn exp(s: u64) -> Distribution {
    Distribution::exponential(Span::from_secs(s)).unwrap()
}
fn main() {
    let w = std::env::args().nth(1).unwrap();
    let n: f64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let types: Vec<(f64, u64, Option<u64>, Vec<usize>)> = match w.as_str() {
        "W1" => vec![(95., 60, None, vec![0])],
        "W2" => vec![(100., 300, Some(120), vec![0])],
        "W3" => vec![
            (60., 300, Some(180), vec![0, 1]),
            (40., 360, Some(180), vec![1]),
        ],
        "OV" => vec![(2. * 1000. / 5., 300, Some(3600), vec![0])],
        _ => panic!(),
    };
    let groups: Vec<(u32, Vec<usize>)> = match w.as_str() {
        "W1" => vec![(100, vec![0])],
        "W2" => vec![(490, vec![0])],
        "W3" => vec![(280, vec![0]), (240, vec![1, 0])],
        _ => vec![(1000, vec![0])],
    };
    let rate: f64 = types.iter().map(|t| t.0).sum();
    let secs = n / rate * 60.;
    let start: jiff::Zoned = "2026-03-02T00:00[UTC]".parse().unwrap();
    let end = start.saturating_add(jiff::SignedDuration::from_secs(secs as i64));
    let horizon = Horizon::new(start, &end, Span::from_secs(900), Span::ZERO).unwrap();
    let target = ServiceTarget {
        wait: Span::from_secs(20),
        short_abandon: Span::from_secs(20),
        rule: ServiceLevelRule::AbandonsMiss,
        share: None,
        asa: None,
        abandonment: None,
    };
    let ct = types
        .iter()
        .enumerate()
        .map(|(i, t)| ContactType {
            name: format!("t{i}"),
            queue: QueueId::new(0),
            priority: 1,
            demand: Demand::Curve(RateCurve::constant(PerHour::new(t.0 * 60.).unwrap())),
            patience: Patience {
                law: t.2.map(exp),
                leaves_at_once: Share::ZERO,
            },
            groups: t.3.iter().map(|g| vec![SkillGroupId::new(*g)]).collect(),
            choice: AgentChoice::LongestIdle,
            handling: (0..groups.len())
                .map(|g| {
                    t.3.contains(&g).then(|| Handling {
                        talk: exp(t.1),
                        wrap_up: None,
                    })
                })
                .collect(),
            waiting_at_start: 0,
            in_service_at_start: vec![Agents::ZERO; groups.len()],
        })
        .collect();
    let gr = groups
        .iter()
        .enumerate()
        .map(|(i, g)| SkillGroup {
            name: format!("g{i}"),
            serves: g.1.iter().map(|t| ContactTypeId::new(*t)).collect(),
            takes: ContactChoice::Ranked,
            staffing: StaffingPlan::constant(Agents::new(g.0)),
            shrinkage: Share::ZERO,
            leaving: Leaving::Named,
        })
        .collect();
    let q = vec![Queue {
        name: "q".into(),
        queue_capacity: None,
        trunks: None,
        opening_hours: OpeningHours::Always,
        at_closing: AtClosing::WorkOff,
        target,
    }];
    let c = ContactCentre::new("w".into(), horizon, ct, q, gr).unwrap();
    let rp = ReportPlan {
        days: false,
        intervals: false,
        interval_percentiles: false,
        percentiles: vec![],
        within: vec![],
        waiting_over: vec![],
        line_length: false,
        most_interval_rows: 1,
    };
    let inputs = springtide::compile::compile(&c, &rp);
    let mut o = Count::default();
    let t = std::time::Instant::now();
    simulate(&inputs, Replication { seed: 1, index: 0 }, &mut o);
    let dt = t.elapsed().as_secs_f64();
    println!(
        "{w} n={} {:.2} ns {:.2} M/s wait_min={:.6} sl={:.5} ab={:.5}",
        o.n,
        dt * 1e9 / o.n as f64,
        o.n as f64 / dt / 1e6,
        o.wait as f64 / o.n as f64 / 60e6,
        o.sl as f64 / o.n as f64,
        o.ab as f64 / o.n as f64
    );
}
