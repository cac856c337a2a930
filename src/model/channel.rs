//! Channels: how a contact reaches the centre, and what follows from it.

use super::{Distribution, OpeningHours};
use crate::units::{Share, SimTime, Span};

/// The channel of a contact type, with what only contacts of that channel have.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Channel {
    /// Talk on a line.
    #[default]
    Voice,
    /// Messages to and fro while the customer stays.
    Chat(Chat),
    /// Deferred work: nobody waits at the other end.
    Ticket(Ticket),
}

/// What only chats have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    /// Which agent with room takes a new chat.
    pub choice: ChatChoice,
    /// Customers who leave the line without a word, if there are any.
    pub silence: Option<Silence>,
}

/// Which of the agents with room for one more takes a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChatChoice {
    /// Those with the fewest contacts in hand come first.
    #[default]
    FewestFirst,
    /// Those with the most contacts in hand come first.
    MostFirst,
}

/// Silent abandonment (Castellanos, Yom-Tov and Goldberg 2022, "Silent abandonment in text-based
/// contact centers"): the customer has left, nobody knows, and an agent finds out.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// Share of those who lose patience in line that leave silently [0..=1].
    pub share: Share,
    /// How long an agent who takes such a chat needs to find out.
    pub finding_out: Distribution,
}

/// What only tickets have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// How long after it came in a ticket is to be finished, counted in opening hours of its queue;
    /// `None`: it has no due time.
    pub due: Option<Span>,
}

/// A channel by name alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChannelKind {
    /// Talk on a line.
    #[default]
    Voice,
    /// Messages while the customer stays.
    Chat,
    /// Deferred work.
    Ticket,
}

impl Channel {
    /// The channel without what only its contacts have.
    pub const fn kind(&self) -> ChannelKind {
        match self {
            Self::Voice => ChannelKind::Voice,
            Self::Chat(_) => ChannelKind::Chat,
            Self::Ticket(_) => ChannelKind::Ticket,
        }
    }

    /// Customers who leave without a word, if there are any.
    pub const fn silence(&self) -> Option<&Silence> {
        match self {
            Self::Chat(chat) => chat.silence.as_ref(),
            Self::Voice | Self::Ticket(_) => None,
        }
    }
}

impl ChannelKind {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Voice, Self::Chat, Self::Ticket];

    /// The channel's name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Chat => "chat",
            Self::Ticket => "ticket",
        }
    }

    /// Its place among [`ChannelKind::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Self::Voice => 0,
            Self::Chat => 1,
            Self::Ticket => 2,
        }
    }
}

/// When tickets are due: so long after they came in, counted while a queue is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueClock {
    due: Span,
    hours: OpeningHours,
}

impl DueClock {
    /// Due so long after coming in, counted in these hours.
    pub const fn new(due: Span, hours: OpeningHours) -> Self {
        Self { due, hours }
    }

    /// When a ticket that came in at an instant is due; never, if the hours do not reach so far.
    ///
    /// ```
    /// use springtide::model::{DueClock, OpeningHours};
    /// use springtide::units::{SimTime, Span};
    /// let hour = |n| SimTime::START + Span::HOUR.saturating_mul(n);
    /// let hours = OpeningHours::Spans(vec![(hour(8), hour(18)), (hour(32), hour(42))]);
    /// let clock = DueClock::new(Span::HOUR.saturating_mul(4), hours);
    /// assert_eq!(clock.due_at(hour(9)), hour(13));
    /// assert_eq!(clock.due_at(hour(16)), hour(34)); // two hours today, two tomorrow
    /// assert_eq!(clock.due_at(hour(20)), hour(36)); // the clock stands still until it opens
    /// assert_eq!(clock.due_at(hour(14)), hour(18));
    /// assert_eq!(clock.due_at(hour(41)), SimTime::NEVER);
    /// ```
    pub fn due_at(&self, came_in: SimTime) -> SimTime {
        let spans = match &self.hours {
            OpeningHours::Always => return came_in + self.due,
            OpeningHours::Spans(spans) => spans,
        };
        let mut left = self.due;
        let first = spans.partition_point(|span| span.1 <= came_in);
        for (from, to) in &spans[first..] {
            let from = came_in.max(*from);
            let open = to.since(from);
            if left <= open {
                return from + left;
            }
            left = left.saturating_sub(open);
        }
        SimTime::NEVER
    }
}
