//! What relieves a line: customers are told how long it takes, are called back, or go elsewhere.

use super::{ContactTypeId, Distribution, SkillGroupId};
use crate::units::{Factor, Share, Span};

/// What happens in a queue to contacts that cannot be answered at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relief {
    /// How the wait that is to be expected is estimated.
    pub estimator: WaitEstimator,
    /// What customers are told of it.
    pub announcement: Option<WaitAnnouncement>,
    /// Who is offered a callback, and how it goes.
    pub callback: Option<CallbackOffer>,
    /// Where contacts go when the line is too long, in the order in which the rules are looked at.
    pub overflows: Vec<Overflow>,
}

/// How the wait that is to be expected is estimated (Ibrahim and Whitt 2009, "Real-time delay estimation
/// in overloaded multiserver queues with abandonments", Management Science 55(10), section 3).
///
/// Who would be answered at once has nothing to expect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitEstimator {
    /// By the queue's length (QL): those in line and one more, divided by the rate at which the people
    /// logged in would handle contacts of the type if they did nothing else.
    #[default]
    QueueLength,
    /// The wait so far of the contact at the head of the line (HOL); zero if nobody waits.
    HeadOfLine,
    /// The wait of the contact that was answered last (LES: last to enter service).
    LastAnswered,
}

/// What customers are told who must wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitAnnouncement {
    /// Only those are told whose expected wait is at least this.
    pub above: Span,
    /// The wait is rounded up to a whole number of these \[> 0\].
    pub rounds_to: Span,
}

/// What an announcement does to the customers of a contact type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// Share who leave at once if told at least so long a wait; both ascending.
    pub balks: Vec<(Span, Share)>,
    /// Factor on the patience of the others who were told a wait \[> 0\].
    pub patience_factor: Factor,
}

/// A callback instead of waiting in line.
#[derive(Clone, Debug, PartialEq)]
pub struct CallbackOffer {
    /// It is offered to those who must wait and whose expected wait is at least this; `None`: to nobody,
    /// but for overflows and self-service that lead to it.
    pub above: Option<Span>,
    /// Share of those offered it who take it [0..=1].
    pub acceptance: Share,
    /// When the customer is called.
    pub time: CallbackTime,
    /// Chance that the customer picks up, at each try [0..=1].
    pub picks_up: Share,
    /// Time of the agent if nobody does.
    pub ringing: Distribution,
    /// How often the customer is called at most \[1..\].
    pub tries: u32,
    /// The time from one try to the next.
    pub again_after: Distribution,
}

/// When the customer is called who has taken a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackTime {
    /// When it is their turn: they keep their place in line.
    KeptPlace,
    /// So long after they took it, and then before those who wait.
    TimeSlot(Span),
}

/// A way out of a line that is too long.
#[derive(Clone, Debug, PartialEq)]
pub struct Overflow {
    /// Its name, unique in the queue.
    pub name: String,
    /// When it applies.
    pub when: OverflowWhen,
    /// Where it leads.
    pub to: OverflowTo,
}

/// When an overflow applies to a contact that cannot be answered at once. All but the last are looked at
/// once, as the contact would join the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverflowWhen {
    /// So many wait already; with the contact the line would be longer than this.
    LineAbove(u32),
    /// The oldest contact of the queue has waited at least so long.
    OldestAbove(Span),
    /// The contact's expected wait is at least this.
    ExpectedAbove(Span),
    /// The contact has waited so long itself.
    After(Span),
}

/// Where an overflow leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverflowTo {
    /// The contact leaves the line and asks for an agent as a contact of another type.
    Type(ContactTypeId),
    /// The contact stays, and this group may take it too; it takes contacts of the queue in no other
    /// way.
    Group(SkillGroupId),
    /// The customer is offered a callback.
    Callback,
}

impl Relief {
    /// The most overflows of a queue that lead to groups: each doubles its lines.
    pub const MOST_TO_GROUPS: usize = 3;

    /// Whether a contact that cannot be answered at once meets anything but the line.
    pub const fn is_none(&self) -> bool {
        self.announcement.is_none() && self.callback.is_none() && self.overflows.is_empty()
    }

    /// Whether a group takes contacts of the queue by an overflow only.
    pub fn is_by_overflow(&self, group: SkillGroupId) -> bool {
        (self.overflows.iter()).any(|overflow| overflow.to == OverflowTo::Group(group))
    }

    /// The groups to which overflows lead, in the order of the rules.
    pub fn overflow_groups(&self) -> impl Iterator<Item = SkillGroupId> + '_ {
        (self.overflows.iter()).filter_map(|overflow| match overflow.to {
            OverflowTo::Group(group) => Some(group),
            _ => None,
        })
    }
}

impl Announced {
    /// The share who leave at once if told a wait [0..=1].
    pub fn balking(&self, told: Span) -> Share {
        let reached = self.balks.iter().rev().find(|(above, _)| told >= *above);
        reached.map_or(Share::ZERO, |(_, share)| *share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_hears_a_longer_wait_leaves_rather() {
        let share = |value| Share::new(value).unwrap();
        let minutes = |count| Span::MINUTE.saturating_mul(count);
        let announced = Announced {
            balks: vec![(minutes(5), share(0.2)), (minutes(15), share(0.5))],
            ..Announced::default()
        };
        for (told, balking) in [
            (0, 0.0),
            (4, 0.0),
            (5, 0.2),
            (14, 0.2),
            (15, 0.5),
            (99, 0.5),
        ] {
            assert_eq!(announced.balking(minutes(told)), share(balking), "{told}");
        }
    }
}
