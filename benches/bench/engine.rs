//! The event core alone: the time of one step where everything that rings is set anew.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use springtide::engine::{Agenda, Clocks, Ring};
use springtide::random::{Purpose, StandardExponential, Stream};
use springtide::units::{SimTime, Span, number};

/// Steps an iteration.
const STEPS: u64 = 10_000;

/// Exponential spans with a mean of five minutes; drawing them is no part of what is timed.
fn spans() -> Vec<Span> {
    let law = StandardExponential::new();
    let stream = Stream::new(1, 0, 0, Purpose::Talk);
    (0..STEPS)
        .map(|index| Span::from_micros_f64(300e6 * law.draw(stream.draw(index))))
        .collect()
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let spans = spans();
    let mut group = criterion.benchmark_group("engine");
    group
        .throughput(Throughput::Elements(STEPS))
        .warm_up_time(Duration::from_secs(1));
    for count in [100_u32, 1_000, 10_000] {
        let mut clocks = Clocks::new(number::index(count));
        let first = clocks.next_instant();
        for clock in 0..count {
            let span = spans[number::index(clock) % spans.len()];
            clocks.set(clock, SimTime::START + span);
        }
        assert!(clocks.next_instant() < first);
        group.bench_function(BenchmarkId::new("clocks", count), |bencher| {
            bencher.iter(|| {
                for span in &spans {
                    let now = clocks.next_instant();
                    clocks.set(clocks.next_clock(), now + *span);
                }
            });
        });
    }
    for count in [16_usize, 1_024] {
        let mut agenda = Agenda::new();
        for (number, span) in spans.iter().take(count).enumerate() {
            agenda.post(SimTime::START + *span, 0, number);
        }
        group.bench_function(BenchmarkId::new("agenda", count), |bencher| {
            bencher.iter(|| {
                for span in &spans {
                    if let Some((now, event)) = agenda.take_next() {
                        agenda.post(now + *span, 0, event);
                    }
                }
            });
        });
    }
    group.bench_function("ring", |bencher| {
        let mut ring = Ring::new();
        bencher.iter(|| {
            for span in &spans {
                ring.push(span.as_micros());
                if span.as_micros() % 2 == 0 {
                    let _ = ring.pop();
                    let _ = ring.pop();
                }
            }
        });
    });
    group.finish();
}
