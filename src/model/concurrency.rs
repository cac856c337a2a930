//! How many contacts an agent may have in hand at once, by channel.

use super::ChannelKind;
use crate::units::{Share, number};

/// How many contacts an agent may have in hand at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Concurrency {
    /// By channel, in the order of [`ChannelKind::ALL`].
    pub rules: [ChannelRule; 3],
    /// Whether tickets are laid aside for a live contact that finds no free agent, and gone on with
    /// later.
    pub interruptible: bool,
}

/// What an agent may have in hand of one channel.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelRule {
    /// The most contacts of the channel at once [1..=[`Concurrency::MOST`]].
    pub most: u32,
    /// What one of them takes of an agent [0..=1].
    pub weight: Share,
    /// The speed of work on each of them with 1, 2, … contacts in hand, of whatever channel; the last
    /// holds for more [each above 0].
    pub speeds: Vec<f64>,
}

impl ChannelRule {
    /// One contact, which takes the whole agent.
    pub fn alone() -> Self {
        Self {
            most: 1,
            weight: Share::ONE,
            speeds: vec![1.0],
        }
    }

    /// The speed of work on each contact of the channel with so many contacts in hand [1..].
    pub fn speed(&self, in_hand: usize) -> f64 {
        let place = in_hand.saturating_sub(1);
        let last = self.speeds.last().copied().unwrap_or(1.0);
        self.speeds.get(place).copied().unwrap_or(last)
    }

    /// The speeds 1 / (1 + α (j − 1)) for j = 1 … most.
    pub fn slowed_down(most: u32, alpha: f64) -> Vec<f64> {
        let others = (0..most).map(f64::from);
        others.map(|others| 1.0 / (1.0 + alpha * others)).collect()
    }
}

impl Concurrency {
    /// The most contacts of one channel that an agent may have in hand.
    pub const MOST: u32 = 20;

    /// How far weights may add up beyond the whole agent: three times 33.3333 % and 0.0001 % fit.
    pub const TOLERANCE: f64 = 1e-6;

    /// One contact at a time, of whatever channel.
    pub fn one_at_a_time() -> Self {
        Self {
            rules: [(); 3].map(|()| ChannelRule::alone()),
            interruptible: false,
        }
    }

    /// What is said of a channel.
    pub const fn rule(&self, channel: ChannelKind) -> &ChannelRule {
        &self.rules[channel.index()]
    }

    /// Whether an agent may have so many contacts of each channel in hand.
    pub fn allows(&self, in_hand: [u32; 3]) -> bool {
        let parts = self.rules.iter().zip(in_hand);
        let weights: f64 = parts
            .clone()
            .map(|(rule, count)| f64::from(count) * rule.weight.as_f64())
            .sum();
        weights <= 1.0 + Self::TOLERANCE && parts.into_iter().all(|(rule, n)| n <= rule.most)
    }

    /// Every number of contacts of each channel that an agent may have in hand if channels that are
    /// not served have none; first no contact at all.
    pub fn allowed(&self, serves: [bool; 3]) -> Vec<[u32; 3]> {
        let most = |channel: usize| {
            if serves[channel] {
                self.rules[channel].most
            } else {
                0
            }
        };
        let mut allowed = Vec::new();
        for voice in 0..=most(0) {
            for chat in 0..=most(1) {
                for ticket in 0..=most(2) {
                    let in_hand = [voice, chat, ticket];
                    if self.allows(in_hand) {
                        allowed.push(in_hand);
                    }
                }
            }
        }
        allowed
    }

    /// The most contacts in hand, of all channels that are served together.
    pub fn most_in_hand(&self, serves: [bool; 3]) -> u32 {
        let totals = self.allowed(serves).into_iter();
        totals.map(|n| n.iter().sum()).max().unwrap_or(0)
    }

    /// The most work that an agent does in a unit of time: the largest sum of the speeds of what may be
    /// in hand.
    pub fn most_work(&self, serves: [bool; 3]) -> f64 {
        let work = |in_hand: [u32; 3]| -> f64 {
            let all: u32 = in_hand.iter().sum();
            let parts = self.rules.iter().zip(in_hand);
            parts
                .map(|(rule, count)| f64::from(count) * rule.speed(number::index(all)))
                .sum()
        };
        let all = self.allowed(serves).into_iter();
        all.map(work).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(value: f64) -> Share {
        Share::new(value).unwrap()
    }

    fn blended() -> Concurrency {
        let mut blended = Concurrency::one_at_a_time();
        blended.rules[1] = ChannelRule {
            most: 3,
            weight: share(1.0 / 3.0),
            speeds: vec![1.0, 0.8, 0.65],
        };
        blended.rules[2].weight = share(0.5);
        blended
    }

    #[test]
    fn weights_and_numbers_limit_what_is_in_hand() {
        let rules = blended();
        assert!(rules.allows([0, 3, 0]) && rules.allows([1, 0, 0]) && rules.allows([0, 1, 1]));
        assert!(!rules.allows([1, 1, 0]) && !rules.allows([0, 2, 1]) && !rules.allows([0, 0, 2]));
        let allowed = rules.allowed([true; 3]);
        assert_eq!(allowed[0], [0, 0, 0]);
        assert_eq!(allowed.len(), 7);
        assert_eq!(rules.allowed([false, true, false]).len(), 4);
        assert_eq!(rules.most_in_hand([true; 3]), 3);
    }

    #[test]
    fn the_most_work_is_that_of_the_best_mix() {
        let rules = blended();
        assert!((rules.most_work([true; 3]) - 3.0 * 0.65).abs() < 1e-12);
        assert!((rules.most_work([true, false, false]) - 1.0).abs() < 1e-12);
        assert_eq!(ChannelRule::slowed_down(3, 0.5), [1.0, 1.0 / 1.5, 0.5]);
        assert!((rules.rule(ChannelKind::Chat).speed(9) - 0.65).abs() < 1e-12);
    }
}
