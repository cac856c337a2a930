//! Every draw is a pure function of (seed, replication, whose, purpose).
//!
//! A [`Stream`] belongs to one (seed, replication, whose, purpose) and gives a [`Draw`] for every
//! index: the n-th output of a `SplitMix64` generator with a start and an odd step of its own (Steele,
//! Lea and Flood 2014, "Fast splittable pseudorandom number generators", figures 15 and 16). So what
//! a customer is made of hangs on who it is, not on when it is drawn: more agents, another contact
//! type or another purpose disturb nobody else's chance.

/// What a draw is for. The numbers are part of the promise of the same bytes: never change one, never
/// use one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The time from one arrival to the next.
    ArrivalGap = 1,
    /// Whether an arrival proposed at the highest rate happens at the rate of its instant.
    ArrivalThinning = 2,
    /// How long the customer waits.
    Patience = 3,
    /// Whether the customer leaves at once if it must wait.
    LeavesAtOnce = 4,
    /// Time with the customer.
    Talk = 5,
    /// Work after the customer has left.
    WrapUp = 6,
    /// Which of the free agents takes the contact.
    AgentChoice = 7,
    /// How busy a day is for a contact type, apart from what all types share.
    Busyness = 8,
    /// What all contact types share of how busy a day is.
    CommonBusyness = 9,
    /// How busy a planning interval is.
    Overdispersion = 10,
    /// Why a customer gets in touch.
    Reason = 11,
    /// Whether a customer is spared getting in touch.
    Spared = 12,
    /// Whether self-service understands.
    Understood = 13,
    /// Whether self-service contains what it understands.
    Contained = 14,
    /// Whether it does so falsely.
    FalselyContained = 15,
    /// What the customer does after failed turns.
    FailedTurn = 16,
    /// The length of a dialogue with self-service.
    Dialogue = 17,
    /// The lengths of its failed turns.
    TurnTime = 18,
    /// Whether an agent resolves the matter.
    Resolved = 19,
    /// Whether the customer gets in touch again.
    Again = 20,
    /// The time until then.
    AgainDelay = 21,
    /// Whether by another channel then.
    AgainOther = 22,
    /// Whether past self-service then.
    PastSelfService = 23,
    /// Whether an agent passes the contact on.
    PassedOn = 50,
    /// Whether to where it does not belong.
    WrongTransfer = 51,
    /// The time that two agents are busy with handing over.
    Handover = 52,
    /// How long an agent takes, compared with others.
    AgentHandling = 70,
    /// How often an agent resolves matters, compared with others.
    AgentResolution = 71,
    /// How long an agent has been there.
    AgentTenure = 72,
    /// From one beginning of an incident to the next.
    IncidentTime = 40,
    /// How large an incident is.
    IncidentSize = 41,
    /// Whether an announcement deflects the customer.
    Deflection = 42,
    /// Whether the customer leaves at once because of the wait that is announced.
    Balks = 60,
    /// Whether the customer takes a callback.
    TakesCallback = 61,
    /// Whether the customer picks up when called.
    PicksUp = 62,
    /// How long it rings if not.
    Ringing = 63,
    /// The time until the customer is called again.
    CalledAgain = 64,
    /// Whether the customer takes what self-service offers in the place of an agent.
    TakesOtherwise = 65,
    /// Whether a customer who loses patience leaves silently.
    SilentAbandonment = 73,
    /// How long an agent needs to find out that a customer has left.
    FindingOut = 74,
}

/// An odd number near 2^64 ÷ golden ratio, the step of `SplitMix64`.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of `SplitMix64` (Stafford 2011, "Better bit mixing", variant 13): a bijection in which
/// every input bit moves every output bit.
#[inline]
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The finaliser of `MurmurHash3`, another such bijection; keeps steps and starts apart.
#[inline]
const fn mix_step(mut z: u64) -> u64 {
    z = (z ^ (z >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    z = (z ^ (z >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    z ^ (z >> 33)
}

/// A number that stands for a name, the same everywhere.
///
/// ```
/// use springtide::random::streams::whose;
/// assert_ne!(whose("billing"), whose("sales"));
/// ```
pub fn whose(name: &str) -> u64 {
    let start = mix(crate::units::number::count(name.len()) ^ GOLDEN);
    name.bytes().fold(start, |hash, byte| {
        mix(hash.wrapping_add(GOLDEN) ^ u64::from(byte))
    })
}

/// All draws of one purpose of one owner in one replication.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    start: u64,
    step: u64,
}

impl Stream {
    /// The stream of a (seed, replication, whose, purpose).
    pub const fn new(seed: u64, replication: u64, whose: u64, purpose: Purpose) -> Self {
        let mut key = mix(seed.wrapping_add(GOLDEN));
        key = mix((key ^ mix_step(replication)).wrapping_add(GOLDEN));
        key = mix((key ^ whose).wrapping_add(GOLDEN));
        #[expect(
            clippy::as_conversions,
            reason = "an enum has no other way to its number"
        )]
        let purpose = purpose as u64;
        key = mix(key.wrapping_add(purpose.wrapping_mul(GOLDEN)));
        let step = mix_step(key) | 1;
        // A step with long runs of equal bits mixes badly; Steele, Lea and Flood flip every other bit.
        let flips = (step ^ (step >> 1)).count_ones();
        Self {
            start: key,
            step: if flips < 24 {
                step ^ 0xAAAA_AAAA_AAAA_AAAA
            } else {
                step
            },
        }
    }

    /// The draw at an index.
    #[inline]
    pub const fn draw(&self, index: u64) -> Draw {
        Draw {
            state: self.start.wrapping_add(index.wrapping_mul(self.step)),
            taken: 0,
        }
    }
}

/// One draw: 64 random bits, and as many more as a method of rejection may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    state: u64,
    taken: u64,
}

impl Draw {
    /// The next 64 bits.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub const fn bits(&mut self) -> u64 {
        if self.taken == 0 {
            self.taken = 1;
            return mix(self.state);
        }
        self.more_bits()
    }

    #[inline(never)]
    const fn more_bits(&mut self) -> u64 {
        if self.taken == 1 {
            // A sequence of its own behind each state, started where the indexed one never looks.
            self.state = mix_step(self.state ^ GOLDEN);
        }
        let further = self.state.wrapping_add(self.taken.wrapping_mul(GOLDEN));
        self.taken += 1;
        mix(further)
    }

    /// A draw of its own made of the next 64 bits, for a choice inside a choice.
    #[must_use]
    pub const fn further(&mut self) -> Self {
        Self {
            state: self.bits(),
            taken: 0,
        }
    }

    /// A number in the open interval (0, 1).
    #[inline]
    pub const fn unit(&mut self) -> f64 {
        crate::units::number::unit_open(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_hangs_on_nothing_but_its_key() {
        let stream = Stream::new(1, 2, whose("billing"), Purpose::Talk);
        let (mut early, mut late) = (stream.draw(7), stream.draw(7));
        let _ = stream.draw(3).bits();
        assert_eq!((early.bits(), early.bits()), (late.bits(), late.bits()));
    }

    #[test]
    fn neighbouring_keys_share_nothing() {
        let first = |seed, replication, name: &str, purpose| {
            Stream::new(seed, replication, whose(name), purpose)
                .draw(0)
                .bits()
        };
        let all = [
            first(1, 0, "a", Purpose::Talk),
            first(2, 0, "a", Purpose::Talk),
            first(1, 1, "a", Purpose::Talk),
            first(0, 1, "a", Purpose::Talk),
            first(1, 0, "b", Purpose::Talk),
            first(1, 0, "aa", Purpose::Talk),
            first(1, 0, "a", Purpose::WrapUp),
        ];
        for (i, one) in all.iter().enumerate() {
            for other in &all[i + 1..] {
                let apart = (one ^ other).count_ones();
                assert!((10..=54).contains(&apart), "{one:x} {other:x}");
            }
        }
    }

    /// Mean, variance and lag-one correlation over indices, over replications and over further bits are
    /// those of independent uniform numbers within 4.5 standard errors.
    #[test]
    fn draws_are_uniform_and_unrelated_along_every_axis() {
        type Axis = fn(u64) -> f64;
        let axes: [(&str, Axis); 4] = [
            ("index", |i| {
                Stream::new(5, 0, 77, Purpose::Talk).draw(i).unit()
            }),
            ("replication", |i| {
                Stream::new(5, i, 77, Purpose::Talk).draw(0).unit()
            }),
            ("seed", |i| {
                Stream::new(i, 0, 77, Purpose::Talk).draw(0).unit()
            }),
            ("further bits", |i| {
                let mut draw = Stream::new(5, 0, 77, Purpose::Talk).draw(i / 4);
                (0..i % 4).for_each(|_| _ = draw.bits());
                draw.unit()
            }),
        ];
        let n = 200_000_u32;
        for (name, axis) in axes {
            let values: Vec<f64> = (0..u64::from(n)).map(|i| axis(i) - 0.5).collect();
            let mean = values.iter().sum::<f64>() / f64::from(n);
            let variance = values.iter().map(|x| x * x).sum::<f64>() / f64::from(n);
            let lag = values.windows(2).map(|w| w[0] * w[1]).sum::<f64>() / f64::from(n);
            let root = f64::from(n).sqrt();
            let scores = [
                mean * root * 12.0_f64.sqrt(),
                (variance - 1.0 / 12.0) * root * 180.0_f64.sqrt(),
                lag * root * 12.0,
            ];
            assert!(scores.iter().all(|z| z.abs() < 4.5), "{name}: {scores:?}");
        }
    }
}
