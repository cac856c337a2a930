//! Where contacts come from, and what each customer is made of.

use super::Replication;
use super::busyness::strayed;
use super::observer::Contact;
use super::origin::Origin;
use crate::compile::arrivals::Arrivals;
use crate::compile::{HandlingSampler, SimInputs, TypeInputs};
use crate::model::ContactTypeId;
use crate::random::{ArrivalLaw, ArrivalProcess, Draw, Purpose, StandardLaws, Stream};
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

/// Contacts that an incident brings have this bit, then nine of the incident's number and 26 of their own.
const OF_INCIDENT: u64 = 1 << 35;
const INCIDENT_BITS: u32 = 26;

/// Contacts that follow another one, as which they have its number and more, have this bit.
const FOLLOW_UP: u64 = 1 << 46;

/// The number of a contact that follows another of a type: the other's number in 36 bits (who arrives has
/// no larger one, but who was there before has the mark of that too), its type in ten, and in those from the 47th on which attempt it is, where there are
/// several [0..=32767].
pub(super) const fn follow_up_index(number: u64, contact_type: ContactTypeId, attempt: u64) -> u64 {
    let contact_type = number::count(contact_type.index()) & 0x3ff;
    number & (BACKLOG | ((1 << 36) - 1)) | contact_type << 36 | FOLLOW_UP | (attempt & 0x7fff) << 47
}

/// The number of a contact of a type once it is deflected elsewhere, or has moved on to another queue: one
/// that follows another already keeps its own, which nobody else has there.
pub(super) const fn deflected_index(contact: &Contact) -> u64 {
    if contact.index & FOLLOW_UP == 0 {
        follow_up_index(contact.index, contact.contact_type, 0)
    } else {
        contact.index
    }
}

impl Source {
    pub(super) fn new(part: &TypeInputs, laws: &StandardLaws, replication: Replication) -> Self {
        let Replication { seed, index } = replication;
        Self {
            process: ArrivalProcess::new(
                Stream::new(seed, index, part.whose, Purpose::ArrivalGap),
                Stream::new(seed, index, part.whose, Purpose::ArrivalThinning),
            ),
            strayed: match (&part.busyness, &part.arrivals) {
                (Some(busyness), Arrivals::Drawn(ArrivalLaw::Pieces(pieces))) => {
                    let pieces = strayed(pieces, busyness, &laws.normal, part.whose, replication);
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

    /// The most contacts that an incident can bring to a contact type in a replication; more than a
    /// scenario may ask for.
    pub(super) const MOST_OF_INCIDENT: u64 = 1 << INCIDENT_BITS;

    /// The number of a contact that an incident brings: those of an incident are numbered apart, so that
    /// they are the same whatever else happens.
    pub(super) const fn incident_number(incident: u64, place: u64) -> u64 {
        OF_INCIDENT | incident << INCIDENT_BITS | place
    }

    /// What a number says.
    pub(super) const fn origin_of(index: u64) -> Origin {
        if index & FOLLOW_UP != 0 {
            Origin::FollowUp {
                contact_type: index >> 36 & 0x3ff,
                number: index & (BACKLOG | ((1 << 36) - 1)),
                attempt: index >> 47 & 0x7fff,
            }
        } else if index >= BACKLOG {
            Origin::Backlog(index - BACKLOG)
        } else if index & OF_INCIDENT != 0 {
            Origin::Incident {
                incident: index >> INCIDENT_BITS & 0x1ff,
                place: index & ((1 << INCIDENT_BITS) - 1),
            }
        } else {
            Origin::Demand(index)
        }
    }

    /// The rate of this replication; `None` where contacts are recorded.
    pub(super) fn rate<'a>(&'a self, part: &'a TypeInputs) -> Option<&'a ArrivalLaw> {
        match &part.arrivals {
            Arrivals::Drawn(law) => Some(self.strayed.as_ref().unwrap_or(law)),
            Arrivals::Recorded(_) => None,
        }
    }

    /// The number of a contact that was there before the horizon.
    pub(super) const fn backlog_number(place: u64) -> u64 {
        BACKLOG + place
    }

    /// Whether the number is that of a contact which was there before the horizon.
    pub(super) const fn is_of_backlog(index: u64) -> bool {
        index >= BACKLOG
    }

    /// When the next contact arrives.
    #[inline(always)]
    pub(super) fn next_arrival(&mut self, part: &TypeInputs, inputs: &SimInputs) -> SimTime {
        match &part.arrivals {
            Arrivals::Drawn(law) => {
                let law = self.strayed.as_ref().unwrap_or(law);
                self.process
                    .next(law, &inputs.laws.exponential, inputs.latest)
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
            Some(law) => law.draw(&inputs.laws, self.patience.draw(contact.index)),
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
        let talk = law.talk.draw(&inputs.laws, self.talk.draw(contact.index));
        let wrap_up = law.wrap_up.as_ref().map_or(Span::ZERO, |law| {
            law.draw(&inputs.laws, self.wrap_up.draw(contact.index))
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
