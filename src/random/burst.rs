//! Extra arrivals for a while, on top of a rate that varies in time itself.
//!
//! They are a Poisson process of their own, so that those who would have come anyway come as they would
//! have: the sum of two such processes is one whose rate is the sum (Kingman 1993, "Poisson processes",
//! section 2.2). Arrivals are proposed at the highest rate of the stretch ahead and thinned to the rate
//! of their instant (Lewis and Shedler 1979, "Simulation of nonhomogeneous Poisson processes by
//! thinning", algorithm 1).

use super::{ArrivalLaw, StandardExponential, Stream};
use crate::units::{SimTime, number};

/// How far bursts have risen over time: linear by pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    stretches: Vec<Stretch>,
}

/// A stretch of a course in which it is linear.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    /// Where it begins and ends \[µs\].
    from: f64,
    until: f64,
    /// How high it is at both ends [0..].
    level: f64,
    level_at_end: f64,
}

/// The form of a burst: it rises evenly, stays, and falls evenly. Lengths are in microseconds [0..].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstForm {
    /// From its beginning to its top.
    pub ramp: f64,
    /// How long it stays there.
    pub lasts: f64,
    /// From the end of its top to its end.
    pub decay: f64,
}

/// A place where a course jumps or bends.
#[derive(Clone, Copy, Debug)]
struct Bend {
    at: f64,
    jump: f64,
    /// Change of the slope, per microsecond.
    slope: f64,
    /// How many bursts begin there, less those that end.
    begun: i32,
}

impl BurstForm {
    /// From its beginning to its end \[µs\].
    pub const fn length(self) -> f64 {
        self.ramp + self.lasts + self.decay
    }

    /// Where a burst of a size that begins at an instant jumps or bends.
    fn bends(self, at: f64, size: f64) -> [Bend; 4] {
        let bend = |at, slope, begun| Bend {
            at,
            jump: 0.0,
            slope,
            begun,
        };
        let jump = |at, jump, begun| Bend {
            at,
            jump,
            slope: 0.0,
            begun,
        };
        let top = at + self.ramp;
        let falls = top + self.lasts;
        let end = at + self.length();
        let (begins, rises) = if self.ramp > 0.0 {
            let slope = size / self.ramp;
            (bend(at, slope, 1), bend(top, -slope, 0))
        } else {
            (jump(at, size, 1), jump(top, 0.0, 0))
        };
        let (fades, ends) = if self.decay > 0.0 {
            let slope = size / self.decay;
            (bend(falls, -slope, 0), bend(end, slope, -1))
        } else {
            (jump(falls, 0.0, 0), jump(end, -size, -1))
        };
        [begins, rises, fades, ends]
    }
}

impl Course {
    /// The sum of bursts of one form, each with its beginning \[µs\] and its size \[0..\].
    pub fn of(form: BurstForm, bursts: &[(f64, f64)]) -> Self {
        let bends = bursts.iter().flat_map(|(at, size)| form.bends(*at, *size));
        let mut bends: Vec<Bend> = bends.collect();
        bends.sort_by(|one, other| one.at.total_cmp(&other.at));
        let mut stretches = Vec::with_capacity(bends.len());
        let (mut level, mut slope, mut running) = (0.0_f64, 0.0_f64, 0);
        for (i, bend) in bends.iter().enumerate() {
            level += bend.jump;
            slope += bend.slope;
            running += bend.begun;
            if running == 0 {
                // What rounding left over.
                (level, slope) = (0.0, 0.0);
            }
            level = level.max(0.0);
            let Some(next) = bends.get(i + 1) else {
                break;
            };
            let length = next.at - bend.at;
            if length <= 0.0 {
                continue;
            }
            let level_at_end = (level + slope * length).max(0.0);
            if running > 0 && level.max(level_at_end) > 0.0 {
                stretches.push(Stretch {
                    from: bend.at,
                    until: next.at,
                    level,
                    level_at_end,
                });
            }
            level = level_at_end;
        }
        Self { stretches }
    }
}

impl Stretch {
    /// How high it is at an instant inside.
    fn at(&self, instant: f64) -> f64 {
        let part = (instant - self.from) / (self.until - self.from);
        self.level + part * (self.level_at_end - self.level)
    }
}

/// What a course is multiplied by.
#[derive(Clone, Copy, Debug)]
pub enum BurstRate<'a> {
    /// So many times the rate of a law.
    Times(f64, &'a ArrivalLaw),
    /// A rate per microsecond.
    PerMicro(f64),
}

/// Where the process of extra arrivals stands.
#[derive(Clone, Copy, Debug)]
pub struct BurstProcess {
    gaps: Stream,
    thinning: Stream,
    /// The last instant looked at, in microseconds.
    at: f64,
    stretch: usize,
    /// The piece of the law.
    piece: usize,
    drawn: u64,
}

impl BurstProcess {
    /// A process at the start of the horizon.
    pub const fn new(gaps: Stream, thinning: Stream) -> Self {
        Self {
            gaps,
            thinning,
            at: 0.0,
            stretch: 0,
            piece: 0,
            drawn: 0,
        }
    }

    /// The next arrival, not after `latest`; [`SimTime::NEVER`] if there is none.
    pub fn next(
        &mut self,
        course: &Course,
        rate: BurstRate<'_>,
        exponential: &StandardExponential,
        latest: SimTime,
    ) -> SimTime {
        let end = number::float(latest.as_micros());
        while let Some(stretch) = course.stretches.get(self.stretch) {
            self.at = self.at.max(stretch.from);
            if self.at > end {
                break;
            }
            if self.at >= stretch.until {
                self.stretch += 1;
                continue;
            }
            let (until, highest) = self.ahead(rate, stretch.until);
            let bound = stretch.at(self.at).max(stretch.at(until)) * highest;
            if bound <= 0.0 {
                self.at = until;
                continue;
            }
            let gap = exponential.draw(self.gaps.draw(self.drawn)) / bound;
            let height = self.thinning.draw(self.drawn).unit() * bound;
            self.drawn += 1;
            self.at += gap;
            if self.at >= until {
                // The process has no memory: from there on it is drawn anew.
                self.at = until;
            } else if height < stretch.at(self.at) * self.rate_at(rate) {
                return SimTime::from_micros(number::floor(self.at));
            }
        }
        SimTime::NEVER
    }

    /// Until when the rate is monotone, at most until an instant, and the highest that it is until then.
    fn ahead(&mut self, rate: BurstRate<'_>, until: f64) -> (f64, f64) {
        match rate {
            BurstRate::PerMicro(rate) => (until, rate),
            BurstRate::Times(
                times,
                ArrivalLaw::Sinusoid {
                    mean, amplitude, ..
                },
            ) => (until, times * (mean + amplitude)),
            BurstRate::Times(times, ArrivalLaw::Pieces(pieces)) => {
                while pieces
                    .get(self.piece)
                    .is_some_and(|piece| piece.until <= self.at)
                {
                    self.piece += 1;
                }
                let Some(piece) = pieces.get(self.piece) else {
                    return (until, 0.0);
                };
                let until = until.min(piece.until);
                let highest = piece.at(self.at).max(piece.at(until));
                (until, times * highest)
            }
        }
    }

    /// The rate at the present instant.
    fn rate_at(&self, rate: BurstRate<'_>) -> f64 {
        match rate {
            BurstRate::PerMicro(rate) => rate,
            BurstRate::Times(
                times,
                ArrivalLaw::Sinusoid {
                    mean,
                    amplitude,
                    angle,
                    phase,
                },
            ) => times * (mean + amplitude * libm::sin(angle * (self.at + phase))),
            BurstRate::Times(times, ArrivalLaw::Pieces(pieces)) => {
                let piece = pieces.get(self.piece);
                times * piece.map_or(0.0, |piece| piece.at(self.at))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::counted::{self, HOUR, piece};

    fn levels(course: &Course, hours: &[f64]) -> Vec<f64> {
        let at = |hour: &f64| {
            let instant = hour * HOUR;
            let of = |stretch: &&Stretch| stretch.from <= instant && instant < stretch.until;
            course
                .stretches
                .iter()
                .find(of)
                .map_or(0.0, |stretch| stretch.at(instant))
        };
        hours.iter().map(at).collect()
    }

    #[test]
    fn courses_add_up() {
        let form = BurstForm {
            ramp: HOUR,
            lasts: 2.0 * HOUR,
            decay: 4.0 * HOUR,
        };
        let course = Course::of(form, &[(HOUR, 1.0), (3.0 * HOUR, 2.0)]);
        let found = levels(&course, &[0.5, 1.5, 2.5, 3.5, 4.5, 6.0, 7.9, 9.0, 10.5]);
        let expected = [0.0, 0.5, 1.0, 2.0, 2.875, 2.5, 1.075, 0.5, 0.0];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
        }
        let sudden = BurstForm {
            ramp: 0.0,
            lasts: HOUR,
            decay: 0.0,
        };
        let course = Course::of(sudden, &[(HOUR, 3.0), (1.5 * HOUR, 1.0)]);
        assert_eq!(
            levels(&course, &[0.9, 1.1, 1.6, 2.1, 2.6]),
            [0.0, 3.0, 4.0, 1.0, 0.0]
        );
        assert_eq!(Course::of(sudden, &[]), Course::default());
        assert_eq!(Course::of(sudden, &[(HOUR, 0.0)]), Course::default());
    }

    /// Counts by hour over many days against the integral of course × rate.
    fn check(course: &Course, rate: BurstRate<'_>, means: &[f64]) {
        const DAYS: u32 = 3_000;
        let exponential = StandardExponential::new();
        let next =
            |process: &mut BurstProcess, latest| process.next(course, rate, &exponential, latest);
        let counts = counted::by_hour(means.len(), DAYS, (4, 7), BurstProcess::new, next);
        counted::check(&counts, means, DAYS);
    }

    #[test]
    fn counts_follow_course_times_rate() {
        let form = BurstForm {
            ramp: HOUR,
            lasts: HOUR,
            decay: 2.0 * HOUR,
        };
        let course = Course::of(form, &[(HOUR, 2.0)]);
        check(
            &course,
            BurstRate::PerMicro(30.0 / HOUR),
            &[0.0, 30.0, 60.0, 45.0, 15.0, 0.0],
        );
        let law = ArrivalLaw::Pieces(vec![
            piece(0.0, 2.0 * HOUR, 10.0, 30.0),
            piece(2.0 * HOUR, 3.5 * HOUR, 0.0, 0.0),
            piece(3.5 * HOUR, f64::INFINITY, 20.0, 20.0),
        ]);
        // Hour 1: the integral of 2 u × (20 + 10 u); hour 3: its second half, 20 × ¼ … ; hour 4: 20 × ½.
        check(
            &course,
            BurstRate::Times(1.0, &law),
            &[0.0, 20.0 + 20.0 / 3.0, 0.0, 20.0 * 0.625, 10.0, 0.0],
        );
        let law = ArrivalLaw::Sinusoid {
            mean: 40.0 / HOUR,
            amplitude: 20.0 / HOUR,
            angle: 2.0 * std::f64::consts::PI / (4.0 * HOUR),
            phase: 0.0,
        };
        // At the top, hour 2 of a period of four: 40 − 20 × 2 / π, twice.
        let sudden = BurstForm {
            ramp: 0.0,
            lasts: HOUR,
            decay: 0.0,
        };
        let course = Course::of(sudden, &[(2.0 * HOUR, 1.0)]);
        let mean = 2.0 * (40.0 - 40.0 / std::f64::consts::PI);
        check(&course, BurstRate::Times(2.0, &law), &[0.0, 0.0, mean, 0.0]);
    }
}
