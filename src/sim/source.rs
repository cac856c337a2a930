//! Where contacts come from, and what each customer is made of.

use super::Replication;
use super::busyness::strayed;
use super::observer::Contact;
use crate::compile::arrivals::Arrivals;
use crate::compile::{HandlingSampler, SimInputs, TypeInputs};
use crate::random::{ArrivalLaw, ArrivalProcess, Draw, Purpose, Stream};
use crate::units::{SimTime, Span, number};

/// The contacts of a type, one after the other.
#[derive(Debug)]
pub(super) struct Source {
    process: ArrivalProcess,
    /// The rate of this replication, where volume strays from what was foreseen.
    strayed: Option<ArrivalLaw>,
    /// Contacts that have arrived.
    arrived: u64,
    patience: Stream,
    leaves_at_once: Stream,
    talk: Stream,
    wrap_up: Stream,
    choice: Stream,
}

/// Contacts that were there before the horizon are numbered from here, far from those that arrive.
const BACKLOG: u64 = 1 << 62;

impl Source {
    pub(super) fn new(part: &TypeInputs, replication: Replication) -> Self {
        let Replication { seed, index } = replication;
        Self {
            process: ArrivalProcess::new(
                Stream::new(seed, index, part.whose, Purpose::ArrivalGap),
                Stream::new(seed, index, part.whose, Purpose::ArrivalThinning),
            ),
            strayed: match (&part.busyness, &part.arrivals) {
                (Some(busyness), Arrivals::Drawn(ArrivalLaw::Pieces(pieces))) => {
                    let pieces = strayed(pieces, busyness, part.whose, replication);
                    Some(ArrivalLaw::Pieces(pieces))
                }
                _ => None,
            },
            arrived: 0,
            patience: Stream::new(seed, index, part.whose, Purpose::Patience),
            leaves_at_once: Stream::new(seed, index, part.whose, Purpose::LeavesAtOnce),
            talk: Stream::new(seed, index, part.whose, Purpose::Talk),
            wrap_up: Stream::new(seed, index, part.whose, Purpose::WrapUp),
            choice: Stream::new(seed, index, part.whose, Purpose::AgentChoice),
        }
    }

    /// The number of the contact that arrives now.
    #[inline]
    pub(super) const fn count_arrival(&mut self) -> u64 {
        self.arrived += 1;
        self.arrived - 1
    }

    /// The number of a contact that was there before the horizon.
    pub(super) const fn backlog_number(place: u64) -> u64 {
        BACKLOG + place
    }

    /// When the next contact arrives.
    #[inline(always)]
    pub(super) fn next_arrival(&mut self, part: &TypeInputs, inputs: &SimInputs) -> SimTime {
        match &part.arrivals {
            Arrivals::Drawn(law) => {
                let law = self.strayed.as_ref().unwrap_or(law);
                self.process.next(law, &inputs.exponential, inputs.latest)
            }
            Arrivals::Recorded(records) => records
                .get(number::index_wide(self.arrived))
                .map_or(SimTime::NEVER, |record| record.arrived),
        }
    }

    /// How long a customer waits; [`Span::MAX`]: for ever.
    #[inline(always)]
    pub(super) fn patience(
        &self,
        part: &TypeInputs,
        inputs: &SimInputs,
        contact: &Contact,
    ) -> Span {
        let drawn = match &part.patience {
            _ if self.leaves_at_once(part, contact.index) => return Span::ZERO,
            Some(law) => law.draw(&inputs.exponential, self.patience.draw(contact.index)),
            None => return Span::MAX,
        };
        match &part.patience_by_time {
            None => drawn,
            // By the instant of arrival: the same customer has the same patience under every plan.
            Some(factors) => drawn * factors.at(contact.arrived),
        }
    }

    #[inline]
    fn leaves_at_once(&self, part: &TypeInputs, index: u64) -> bool {
        part.leaves_at_once > 0.0 && self.leaves_at_once.draw(index).unit() < part.leaves_at_once
    }

    /// Talk and wrap-up of a contact: as recorded, or drawn.
    #[inline(always)]
    pub(super) fn handling(
        &self,
        part: &TypeInputs,
        law: &HandlingSampler,
        inputs: &SimInputs,
        contact: &Contact,
    ) -> (Span, Span) {
        if let Arrivals::Recorded(records) = &part.arrivals
            && let Some(recorded) = records
                .get(number::index_wide(contact.index))
                .and_then(|record| record.handling)
        {
            return (recorded, Span::ZERO);
        }
        let talk = law
            .talk
            .draw(&inputs.exponential, self.talk.draw(contact.index));
        let wrap_up = law.wrap_up.as_ref().map_or(Span::ZERO, |law| {
            law.draw(&inputs.exponential, self.wrap_up.draw(contact.index))
        });
        match &part.handling_by_day {
            None => (talk, wrap_up),
            // By the day of arrival: the same customer brings the same work under every plan.
            Some(factors) => {
                let factor = factors.at(contact.arrived);
                (talk * factor, wrap_up * factor)
            }
        }
    }

    /// The draw for a choice among agents.
    pub(super) const fn choice(&self, index: u64) -> Draw {
        self.choice.draw(index)
    }
}
