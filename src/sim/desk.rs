//! Desks: agents with all contacts in hand, each of which goes on at a speed of its own.
//!
//! Work is drawn once, when a contact is taken, as the time that it takes alone. While so many contacts are
//! in hand, what is left of each shrinks at the speed of its channel for that number; when the number
//! changes, what is left is kept and the instants of ending move.

use super::observer::Contact;
use crate::compile::{DeskInputs, Pace};
use crate::model::ChannelKind;
use crate::units::{SimTime, Span, number};

/// An agent with all contacts in hand.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) group: usize,
    pub(super) agent: u32,
    pub(super) tasks: Vec<Task>,
    /// How many of each channel are in hand, as the number of a mix of the group.
    pub(super) mix: u32,
    /// Whether the agent takes further contacts.
    pub(super) takes_more: bool,
    /// How many contacts in hand were announced.
    pub(super) announced: u32,
    /// Up to when work is accounted for.
    touched: SimTime,
    /// Which task ends next.
    next: usize,
}

/// A contact in hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task {
    pub(super) contact: Contact,
    /// Work left in this phase at speed 1 \[µs\].
    left: f64,
    /// The agents' time that it took so far: the time with j contacts in hand ÷ j \[µs\].
    time: f64,
    /// When it was taken for the first time.
    pub(super) taken: SimTime,
    /// The wrap-up that follows the talk.
    pub(super) wrap_up: Span,
    /// The line to which it belongs; a ticket that is laid aside waits there.
    pub(super) line: u32,
    /// The group and the agent that took it last.
    pub(super) group: u32,
    pub(super) agent: u32,
    pub(super) channel: ChannelKind,
    pub(super) phase: Phase,
}

/// For how many contacts in hand there is room from the start: for more, whatever is allowed, when they come.
const USUAL: usize = 4;

// Whoever has three chats in hand has them in five lines of a processor's cache.
const _: () = assert!(size_of::<Task>() <= 80);

/// What is being done about a contact in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The customer is there, or a ticket is worked on.
    Talk,
    /// Wrap-up.
    WrapUp,
    /// The customer of a callback is called, in vain.
    Ringing,
    /// The customer has left silently, which the agent is about to find out; it takes its time
    /// whatever else is in hand.
    FindingOut,
}

impl Task {
    pub(super) fn new(
        contact: &Contact,
        (channel, line): (ChannelKind, usize),
        phase: Phase,
        (work, wrap_up): (Span, Span),
        now: SimTime,
    ) -> Self {
        Self {
            contact: *contact,
            left: work.as_micros_f64(),
            time: 0.0,
            taken: now,
            wrap_up,
            line: number::id(line),
            group: 0,
            agent: 0,
            channel,
            phase,
        }
    }

    /// The agents' time that it took so far.
    pub(super) fn time(&self) -> Span {
        Span::from_micros_f64(self.time)
    }

    /// Wrap-up begins.
    pub(super) const fn begin_wrap_up(&mut self, work: Span) {
        self.phase = Phase::WrapUp;
        self.left = work.as_micros_f64();
    }

    /// Whether it is a live contact that counts: the end of the replication waits for it. What rings in
    /// vain is waited for as a callback.
    pub(super) fn is_waited_for(&self) -> bool {
        self.contact.is_counted()
            && self.channel != ChannelKind::Ticket
            && self.phase != Phase::Ringing
    }

    /// At which of the paces by channel work on it goes on.
    fn pace(&self, paces: &[Pace; 3]) -> Pace {
        match self.phase {
            Phase::FindingOut => Pace::FULL,
            Phase::Talk | Phase::WrapUp | Phase::Ringing => paces[self.channel.index()],
        }
    }
}

impl Desk {
    /// An agent who has just logged in.
    pub(super) fn new(group: usize, agent: u32, now: SimTime, desks: &DeskInputs) -> Self {
        Self {
            group,
            agent,
            tasks: Vec::with_capacity(desks.paces.len().min(USUAL)),
            mix: 0,
            takes_more: true,
            announced: 0,
            touched: now,
            next: 0,
        }
    }

    /// Accounts for the work up to now, and tells how long the agent has been busy with it.
    pub(super) fn progress(&mut self, now: SimTime, desks: &DeskInputs) -> Span {
        let elapsed = now - self.touched;
        self.touched = now;
        let in_hand = self.tasks.len();
        if in_hand == 0 || elapsed.is_zero() {
            return Span::ZERO;
        }
        let part = elapsed.as_micros_f64() / number::float_len(in_hand);
        let paces = desks.paces(in_hand);
        for task in &mut self.tasks {
            let done = elapsed.as_micros_f64() * task.pace(paces).speed;
            task.left = (task.left - done).max(0.0);
            task.time += part;
        }
        elapsed
    }

    /// Finds out which task ends next if nothing changes, and when; work must be accounted for.
    pub(super) fn next_end(&mut self, desks: &DeskInputs) -> Option<SimTime> {
        if self.tasks.is_empty() {
            return None;
        }
        let paces = desks.paces(self.tasks.len());
        let mut earliest = f64::INFINITY;
        for (place, task) in self.tasks.iter().enumerate() {
            let needs = task.left * task.pace(paces).slowness;
            if needs < earliest {
                (earliest, self.next) = (needs, place);
            }
        }
        Some(self.touched + Span::from_micros_f64(earliest))
    }

    /// The task that ends now.
    pub(super) fn ending(&mut self) -> &mut Task {
        &mut self.tasks[self.next]
    }

    /// Takes the task that ends now off the desk.
    pub(super) fn finish(&mut self) -> Task {
        if self.next + 1 == self.tasks.len()
            && let Some(last) = self.tasks.pop()
        {
            return last;
        }
        self.tasks.remove(self.next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ContactTypeId;

    fn desks() -> DeskInputs {
        DeskInputs {
            mixes: Vec::new(),
            rooms: Default::default(),
            rooms_most_first: Default::default(),
            rooms_beside_tickets: Default::default(),
            is_interruptible: false,
            paces: [[1.0; 3], [1.0, 0.5, 1.0], [1.0, 0.25, 1.0]]
                .map(|of| of.map(Pace::new))
                .to_vec(),
            levels: Vec::new(),
            first_list: 0,
        }
    }

    fn chat(secs: u64, now: SimTime) -> Task {
        let contact = Contact {
            contact_type: ContactTypeId::new(0),
            index: 0,
            arrived: now,
            interval: 0,
            matter: Contact::NO_MATTER,
        };
        let work = Span::from_secs(secs);
        Task::new(
            &contact,
            (ChannelKind::Chat, 0),
            Phase::Talk,
            (work, Span::ZERO),
            now,
        )
    }

    #[test]
    fn what_is_left_is_kept_when_the_number_in_hand_changes() {
        let (inputs, start) = (desks(), SimTime::START);
        let at = |secs| start + Span::from_secs(secs);
        let mut desk = Desk::new(0, 0, start, &inputs);
        desk.tasks.push(chat(100, start));
        assert_eq!(desk.next_end(&inputs), Some(at(100)));
        // After 40 s alone a second comes: both go on at half the speed.
        assert_eq!(desk.progress(at(40), &inputs), Span::from_secs(40));
        desk.tasks.push(chat(10, at(40)));
        assert_eq!(desk.next_end(&inputs), Some(at(60)));
        desk.progress(at(60), &inputs);
        let short = desk.finish();
        assert_eq!(short.time(), Span::from_secs(10));
        // The first has 100 − 40 − 10 s left, and took 40 + 10 s of the agent's time.
        assert_eq!(desk.next_end(&inputs), Some(at(110)));
        assert_eq!(desk.ending().time(), Span::from_secs(50));
        // Finding out takes its time whatever else is in hand.
        let mut gone = chat(30, at(60));
        gone.phase = Phase::FindingOut;
        desk.tasks.push(gone);
        assert_eq!(desk.next_end(&inputs), Some(at(90)));
    }
}
