//! Erlang A in the long run: Poisson arrivals, exponential work, exponential patience.

use springtide::units::number;

/// The line is cut where its chance is beyond any reckoning.
const PLACES: usize = 4_000;

/// A group of agents with its line in the long run.
pub(crate) struct ErlangA {
    agents: usize,
    /// Per second.
    arrivals: f64,
    service: f64,
    departures: f64,
    /// The chance of each number of customers in the centre.
    chances: Vec<f64>,
}

impl ErlangA {
    /// Arrivals a second, mean work and mean patience \[s\].
    pub(crate) fn new(agents: usize, arrivals: f64, work: f64, patience: f64) -> Self {
        let (service, departures) = (1.0 / work, 1.0 / patience);
        let states = agents + PLACES;
        let mut logs = vec![0.0; states];
        for n in 1..states {
            let busy = number::float_len(n.min(agents));
            let line = number::float_len(n.saturating_sub(agents));
            let down = busy * service + line * departures;
            logs[n] = logs[n - 1] + libm::log(arrivals / down);
        }
        let most = logs.iter().copied().fold(f64::MIN, f64::max);
        let weights: Vec<f64> = logs.iter().map(|log| libm::exp(log - most)).collect();
        let sum: f64 = weights.iter().sum();
        Self {
            agents,
            arrivals,
            service,
            departures,
            chances: weights.iter().map(|weight| weight / sum).collect(),
        }
    }

    /// Customers in line on average.
    pub(crate) fn line(&self) -> f64 {
        let lines = self.chances[self.agents..].iter().enumerate();
        lines
            .map(|(line, chance)| number::float_len(line) * chance)
            .sum()
    }

    /// The share of customers who abandon: those who leave a second ÷ those who arrive.
    pub(crate) fn abandonment(&self) -> f64 {
        self.departures * self.line() / self.arrivals
    }

    /// The mean wait of all \[s\] (Little's law).
    pub(crate) fn wait_mean(&self) -> f64 {
        self.line() / self.arrivals
    }

    /// The share of customers who find all agents busy.
    pub(crate) fn waiting(&self) -> f64 {
        self.chances[self.agents..].iter().sum()
    }

    /// The share of customers who are answered within a time \[s\].
    ///
    /// Who comes with k others in line is answered when k + 1 of those ahead, agents' customers among them,
    /// have gone; the chain of those still ahead, or gone oneself, is solved by uniformisation.
    pub(crate) fn within(&self, time: f64) -> f64 {
        1.0 - self.waiting() + self.after(time)[0]
    }

    /// The wait \[s\] that a share of all customers does not exceed, whether answered or gone by then.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        let (mut low, mut high) = (0.0, 3600.0);
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if self.after(middle)[1] > 1.0 - share {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }

    /// The shares of customers who, a time \[s\] after they had to wait, have been answered, and still wait.
    fn after(&self, time: f64) -> [f64; 2] {
        let last = (self.chances[self.agents..].iter())
            .rposition(|chance| *chance > 1e-18)
            .unwrap_or(0);
        let all_busy = number::float_len(self.agents) * self.service;
        let down = |ahead: usize| all_busy + number::float_len(ahead) * self.departures;
        let rate = down(last) + self.departures;
        // `left[k]`: in line with k ahead.
        let mut left: Vec<f64> = self.chances[self.agents..=self.agents + last].to_vec();
        let (mut answered, mut sums) = (0.0, [0.0; 2]);
        // The chance of so many jumps, and what has been answered by then.
        let mut log_jumps = -rate * time;
        let steps = rate * time + 12.0 * (rate * time).sqrt() + 30.0;
        let mut jump = 0.0;
        while jump <= steps {
            let chance = libm::exp(log_jumps);
            sums[0] += chance * answered;
            sums[1] += chance * left.iter().sum::<f64>();
            answered += left[0] * down(0) / rate;
            for ahead in 0..=last {
                let goes = (down(ahead) + self.departures) / rate;
                let next = left
                    .get(ahead + 1)
                    .map_or(0.0, |more| more * down(ahead + 1) / rate);
                left[ahead] = left[ahead] * (1.0 - goes) + next;
            }
            jump += 1.0;
            log_jumps += libm::log(rate * time / jump);
        }
        sums
    }
}

/// The reference tables were made by another program.
#[test]
fn it_is_that_of_the_reference_tables() {
    let table = include_str!("../reference/f01c_erlang_a.csv");
    let mut lines = table.lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut rows = 0;
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let of = |head: &str| -> f64 {
            let column = heads.iter().position(|one| *one == head).unwrap();
            cells[column].parse().unwrap()
        };
        let agents = cells[1].parse().unwrap();
        let rate = of("arrival_rate_per_hour") / 3600.0;
        let exact = ErlangA::new(agents, rate, of("aht_mean_s"), of("patience_mean_s"));
        for (head, found) in [
            ("p_wait", exact.waiting()),
            ("p_abandon", exact.abandonment()),
            ("mean_queue", exact.line()),
            ("mean_wait_all_s", exact.wait_mean()),
            ("sl_offered_T20", exact.within(20.0)),
            ("sl_offered_T60", exact.within(60.0)),
        ] {
            let off = (found - of(head)).abs();
            assert!(
                off <= 1e-8 * of(head).abs().max(1e-3),
                "{line}: {head}: {found}"
            );
        }
        rows += 1;
    }
    assert!(rows > 50);
}
