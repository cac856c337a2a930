//! How many extra contacts incidents are expected to bring until an instant.

use super::{ContactTypeId, Demand, ExtraContacts, Incident, IncidentStart};
use crate::units::{SimTime, Span, number};

/// Parts of the period of a sinusoid in which it is integrated: 3e-8 of the mean is the largest error.
const PARTS_OF_PERIOD: u64 = 64;

/// The running total of the extra contacts that incidents are expected to bring to a contact type.
#[derive(Clone, Debug)]
pub(super) struct ExpectedExtra<'a> {
    demand: &'a Demand,
    waves: Vec<Wave<'a>>,
    /// Where the rate, or its slope, changes, ascending.
    knots: Vec<SimTime>,
    /// The total at each of them.
    totals: Vec<f64>,
}

/// What one beginning of an incident, or one stretch of beginnings at random, brings.
#[derive(Clone, Copy, Debug)]
struct Wave<'a> {
    incident: &'a Incident,
    extra: ExtraContacts,
    /// How often it begins per hour between two instants; `None`: once, at the first.
    at_random: Option<f64>,
    from: SimTime,
    to: SimTime,
}

impl<'a> ExpectedExtra<'a> {
    /// The running total of a type with a demand; `None` where no incident brings anything. Of incidents
    /// at random times it is the mean; `with_random` leaves them out where it is false.
    pub(super) fn of(
        contact_type: ContactTypeId,
        demand: &'a Demand,
        incidents: &'a [Incident],
        with_random: bool,
    ) -> Option<Self> {
        let mut waves = Vec::new();
        for incident in incidents {
            if incident.weight_of(contact_type) <= 0.0 {
                continue;
            }
            let wave = |at_random, from, to| Wave {
                incident,
                extra: incident.extra_of(contact_type),
                at_random,
                from,
                to,
            };
            match &incident.begins {
                IncidentStart::At(instants) => {
                    waves.extend(instants.iter().map(|at| wave(None, *at, *at)));
                }
                IncidentStart::Random { rate, from, to } if with_random => {
                    waves.push(wave(Some(rate.as_f64()), *from, *to));
                }
                IncidentStart::Random { .. } => {}
            }
        }
        if waves.is_empty() {
            return None;
        }
        let knots = knots(demand, &waves);
        let mut extra = Self {
            demand,
            waves,
            totals: Vec::with_capacity(knots.len()),
            knots: Vec::new(),
        };
        let mut total = 0.0;
        for (i, knot) in knots.iter().enumerate() {
            if let Some(before) = i.checked_sub(1).and_then(|i| knots.get(i)) {
                total += extra.integral(*before, *knot);
            }
            extra.totals.push(total);
        }
        extra.knots = knots;
        Some(extra)
    }

    /// Expected extra contacts from the start until an instant.
    pub(super) fn until(&self, instant: SimTime) -> f64 {
        let next = self.knots.partition_point(|knot| *knot <= instant);
        let Some(before) = next.checked_sub(1) else {
            return 0.0;
        };
        self.totals[before] + self.integral(self.knots[before], instant)
    }

    /// Between instants without a knot inside, by the two points of Gauss and Legendre, which are exact for
    /// cubic polynomials (Abramowitz and Stegun 1964, 25.4.30): a linear rate times a course that is at
    /// most quadratic.
    fn integral(&self, from: SimTime, to: SimTime) -> f64 {
        let length = to.since(from);
        let offset = 0.5 / 3.0_f64.sqrt();
        let at = |part: f64| {
            let after = Span::from_micros_f64(length.as_micros_f64() * part);
            self.rate(from + after)
        };
        0.5 * (at(0.5 - offset) + at(0.5 + offset)) * length.as_hours_f64()
    }

    /// The rate of extra contacts at an instant, per hour.
    fn rate(&self, instant: SimTime) -> f64 {
        let mut rate = 0.0;
        let mut own = None;
        for wave in &self.waves {
            let level = wave.level(instant);
            if level > 0.0 {
                rate += level
                    * match wave.extra {
                        ExtraContacts::Times(times) => {
                            times * *own.get_or_insert_with(|| own_rate(self.demand, instant))
                        }
                        ExtraContacts::Rate(rate) => rate.as_f64(),
                    };
            }
        }
        rate
    }
}

impl Wave<'_> {
    /// How far the incident has risen at an instant, on average.
    fn level(&self, instant: SimTime) -> f64 {
        if instant < self.from || instant >= self.to + self.incident.length() {
            return 0.0;
        }
        let after = instant.since(self.from);
        let Some(per_hour) = self.at_random else {
            return self.incident.level(after);
        };
        // Over all that may have begun between the first instant and this one, or the last.
        let latest = if instant < self.to {
            Span::ZERO
        } else {
            instant.since(self.to)
        };
        per_hour * (hours_up_to(self.incident, after) - hours_up_to(self.incident, latest))
    }
}

/// The integral of an incident's level over the time until so long after its beginning, in hours.
fn hours_up_to(incident: &Incident, after: Span) -> f64 {
    let top = incident.ramp + incident.lasts;
    let within = |from: Span, to: Span| after.min(to).saturating_sub(from).as_hours_f64();
    let rising = within(Span::ZERO, incident.ramp);
    let falling = within(top, incident.length());
    let half_square = |hours: f64, of: Span| {
        if hours > 0.0 {
            0.5 * hours * hours / of.as_hours_f64()
        } else {
            0.0
        }
    };
    half_square(rising, incident.ramp) + within(incident.ramp, top) + falling
        - half_square(falling, incident.decay)
}

/// Where a course or the rate beneath it bends.
fn knots(demand: &Demand, waves: &[Wave<'_>]) -> Vec<SimTime> {
    let mut knots = Vec::new();
    for wave in waves {
        let incident = wave.incident;
        let bends = [
            Span::ZERO,
            incident.ramp,
            incident.ramp + incident.lasts,
            incident.length(),
        ];
        for bend in bends {
            knots.extend([wave.from + bend, wave.to + bend]);
        }
        let end = wave.to + incident.length();
        match demand {
            Demand::Curve(curve) => {
                let first = curve
                    .pieces()
                    .partition_point(|piece| piece.from <= wave.from);
                let inside = curve.pieces()[first..].iter().map(|piece| piece.from);
                knots.extend(inside.take_while(|from| *from < end));
            }
            Demand::Sinusoid { period, .. } => {
                let step = Span::from_micros((period.as_micros() / PARTS_OF_PERIOD).max(1));
                // A swing far faster than the incident evens out.
                let step = step.max(Span::from_micros(end.since(wave.from).as_micros() >> 14));
                let mut at = wave.from;
                while at < end {
                    knots.push(at);
                    at = at + step;
                }
            }
            Demand::Replay(_) => {}
        }
    }
    knots.sort_unstable();
    knots.dedup();
    knots
}

/// The rate of a demand at an instant, per hour; recorded contacts have none.
fn own_rate(demand: &Demand, instant: SimTime) -> f64 {
    match demand {
        Demand::Curve(curve) => curve.at(instant).as_f64(),
        Demand::Sinusoid {
            mean,
            amplitude,
            period,
            phase,
        } => {
            let turn = std::f64::consts::TAU / period.as_micros_f64();
            let at = number::float(instant.as_micros()) + phase.as_micros_f64();
            mean.as_f64() + amplitude.as_f64() * libm::sin(turn * at)
        }
        Demand::Replay(_) => 0.0,
    }
}
