//! Which channels people serve, and how many contacts they may have in hand.

use super::{
    Channel, ChannelKind, Concurrency, ContactCentre, ContactType, ContactTypeId, DueClock,
};

impl ContactCentre {
    /// When contacts of a type are due, if they are tickets with a due time.
    pub fn due_clock(&self, contact_type: usize) -> Option<DueClock> {
        let part = &self.contact_types()[contact_type];
        match part.channel {
            Channel::Ticket(ticket) => {
                let hours = &self.queues()[part.queue.index()].opening_hours;
                Some(DueClock::new(ticket.due?, hours.clone()))
            }
            Channel::Voice | Channel::Chat(_) => None,
        }
    }

    /// Which channels a group serves, in the order of [`ChannelKind::ALL`].
    pub fn channels_of(&self, group: usize) -> [bool; 3] {
        let mut serves = [false; 3];
        for id in &self.skill_groups()[group].serves {
            serves[self.contact_types()[id.index()].channel.kind().index()] = true;
        }
        serves
    }

    /// How many contacts agents of a group may have in hand, if that is more than a plain contact at a
    /// time: if it is written, or if there are tickets or customers who leave silently.
    pub fn desks_of(&self, group: usize) -> Option<Concurrency> {
        let part = &self.skill_groups()[group];
        let is_plain = |id: &ContactTypeId| {
            let channel = &self.contact_types()[id.index()].channel;
            channel.kind() != ChannelKind::Ticket && channel.silence().is_none()
        };
        match &part.concurrency {
            Some(concurrency) => Some(concurrency.clone()),
            None if part.serves.iter().all(is_plain) => None,
            None => Some(Concurrency::one_at_a_time()),
        }
    }

    /// The most contacts that an agent of a group may have in hand at once [1..].
    pub fn most_in_hand(&self, group: usize) -> u32 {
        let desks = self.desks_of(group);
        desks.map_or(1, |desks| desks.most_in_hand(self.channels_of(group)))
    }

    /// Whether tickets wait in a queue; then nothing else does.
    pub fn holds_tickets(&self, queue: usize) -> bool {
        let mut types = self.contact_types().iter();
        types.any(|part| part.queue.index() == queue && part.channel.kind() == ChannelKind::Ticket)
    }

    /// Whether some contact type is of a channel.
    pub fn has_channel(&self, channel: ChannelKind) -> bool {
        let mut types = self.contact_types().iter();
        types.any(|part| part.channel.kind() == channel)
    }

    /// The contact types whose customers wait at the other end: all but tickets.
    pub fn live_types(&self) -> impl Iterator<Item = usize> {
        let types = self.contact_types().iter().enumerate();
        let is_live = |part: &ContactType| part.channel.kind() != ChannelKind::Ticket;
        types.filter(move |(_, part)| is_live(part)).map(|(t, _)| t)
    }

    /// Whether it has both tickets and live contacts.
    pub fn mixes_tickets(&self) -> bool {
        self.has_channel(ChannelKind::Ticket) && self.live_types().next().is_some()
    }
}
