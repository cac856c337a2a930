//! What relieves a line, ready to be decided on.

use super::inputs::GroupInputs;
use super::lines::LinePlan;
use super::samplers::sampler;
use crate::model::{
    CallbackOffer, CallbackTime, ContactCentre, ContactType, OverflowTo, OverflowWhen, Queue,
    WaitAnnouncement,
};
use crate::random::Sampler;
use crate::units::{Span, number};

/// What happens in a queue to contacts that cannot be answered at once.
#[derive(Clone, Debug)]
pub struct ReliefInputs {
    /// What customers are told.
    pub announcement: Option<WaitAnnouncement>,
    /// Who is called back.
    pub callback: Option<CallbackInputs>,
    /// Overflows that are looked at as a contact would join the line, in order.
    pub overflows: Vec<(OverflowWhen, Destination)>,
    /// Whether any of this reads the expected wait.
    pub reads_expected: bool,
    /// Lines of the queue, those of callbacks that are due left out.
    pub lines: Vec<usize>,
}

/// A callback, compiled.
#[derive(Clone, Debug)]
pub struct CallbackInputs {
    /// The least expected wait with which it is offered.
    pub above: Option<Span>,
    /// Share who take it.
    pub acceptance: f64,
    /// When the customer is called.
    pub time: CallbackTime,
    /// Chance that the customer picks up.
    pub picks_up: f64,
    /// Time of the agent if not.
    pub ringing: Sampler,
    /// How often the customer is called at most.
    pub tries: u32,
    /// The time from one try to the next.
    pub again_after: Sampler,
}

/// Where an overflow leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Another contact type.
    Type(usize),
    /// A group too.
    Group {
        /// The group.
        group: usize,
        /// The bit of the rule in the numbers of lines.
        bit: usize,
    },
    /// A callback.
    Callback,
}

/// An overflow that applies to those in a line who have waited for some time.
#[derive(Clone, Copy, Debug)]
pub struct TimerInputs {
    /// The line.
    pub line: usize,
    /// How long they have waited.
    pub after: Span,
    /// Where it leads.
    pub to: Destination,
}

/// The relief of a queue; `None` if there is none.
pub fn relief(queue: &Queue, q: usize, plan: &LinePlan) -> Option<ReliefInputs> {
    let relief = &queue.relief;
    if relief.is_none() {
        return None;
    }
    let lines = plan.lines.iter().enumerate();
    let at_joining =
        destinations(queue).filter(|(when, _)| !matches!(when, OverflowWhen::After(_)));
    let overflows: Vec<(OverflowWhen, Destination)> = at_joining.collect();
    let is_expected = |when: &OverflowWhen| matches!(when, OverflowWhen::ExpectedAbove(_));
    Some(ReliefInputs {
        announcement: relief.announcement,
        callback: relief.callback.as_ref().map(callback),
        reads_expected: relief.announcement.is_some()
            || (relief.callback.as_ref()).is_some_and(|callback| callback.above.is_some())
            || overflows.iter().any(|(when, _)| is_expected(when)),
        overflows,
        lines: lines
            .filter(|(_, line)| line.queue == q && !line.is_due)
            .map(|(line, _)| line)
            .collect(),
    })
}

fn callback(offer: &CallbackOffer) -> CallbackInputs {
    CallbackInputs {
        above: offer.above,
        acceptance: offer.acceptance.as_f64(),
        time: offer.time,
        picks_up: offer.picks_up.as_f64(),
        ringing: sampler(&offer.ringing),
        tries: offer.tries,
        again_after: sampler(&offer.again_after),
    }
}

/// When each overflow of a queue applies, and where it leads, in order.
fn destinations(queue: &Queue) -> impl Iterator<Item = (OverflowWhen, Destination)> + '_ {
    let mut bits = 0;
    queue.relief.overflows.iter().map(move |overflow| {
        let to = match overflow.to {
            OverflowTo::Type(other) => Destination::Type(other.index()),
            OverflowTo::Callback => Destination::Callback,
            OverflowTo::Group(group) => {
                bits += 1;
                Destination::Group {
                    group: group.index(),
                    bit: 1 << (bits - 1),
                }
            }
        };
        (overflow.when, to)
    })
}

/// The timers of all lines.
///
/// Who waits in a line has got there at once, or by the latest of the timers that led to it: only later
/// ones are still ahead.
pub fn timers(centre: &ContactCentre, plan: &LinePlan) -> Vec<TimerInputs> {
    let mut timers = Vec::new();
    for (line, key) in plan.lines.iter().enumerate().filter(|(_, key)| !key.is_due) {
        let all: Vec<_> = destinations(&centre.queues()[key.queue]).collect();
        let is_open = |group: usize| {
            let leads = |to: &Destination| matches!(*to, Destination::Group { group: other, bit } if other == group && key.mask & bit != 0);
            all.iter().any(|(_, to)| leads(to))
        };
        let passed = (all.iter()).filter_map(|(when, to)| match (when, to) {
            (OverflowWhen::After(after), Destination::Group { bit, .. }) if key.mask & bit != 0 => {
                Some(*after)
            }
            _ => None,
        });
        let passed = passed.max().unwrap_or(Span::ZERO);
        for (when, to) in &all {
            let OverflowWhen::After(after) = *when else {
                continue;
            };
            let leads_on = match *to {
                Destination::Group { group, .. } => !is_open(group),
                Destination::Type(_) | Destination::Callback => true,
            };
            if after > passed && leads_on {
                timers.push(TimerInputs {
                    line,
                    after,
                    to: *to,
                });
            }
        }
    }
    timers
}

/// At which pace the people of each group handle contacts of a type, with as many in hand as they may
/// have of its channel [contacts a microsecond and person]; groups that only overflow leads to are left
/// out.
pub fn paces(part: &ContactType, queue: &Queue, groups: &[GroupInputs]) -> Vec<(u32, f64)> {
    let channel = part.channel.kind();
    let answering = part.groups.iter().flatten();
    (answering.filter(|group| !queue.relief.is_by_overflow(**group)))
        .filter_map(|group| {
            let mean = part.handling[group.index()].as_ref()?.mean();
            // Nobody is quicker than a microsecond.
            let mean = mean.as_micros_f64().max(1.0);
            let desks = groups[group.index()].desks.as_ref();
            let at_once = desks.map_or(1.0, |desks| desks.full_pace(channel));
            Some((number::id(group.index()), at_once / mean))
        })
        .collect()
}
