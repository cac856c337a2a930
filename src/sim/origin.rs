//! What a contact's number says about where it comes from.

use std::fmt;

use super::observer::Contact;
use super::source::Source;

/// Where a contact comes from, read off its number; it names the contact among those of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It would have come anyway; the place among these [0..].
    Demand(u64),
    /// It was there from the start; the place among these [0..].
    Backlog(u64),
    /// An incident brought it.
    Incident {
        /// The incident's number [0..512].
        incident: u64,
        /// The place among what it brought [0..].
        place: u64,
    },
    /// It follows another contact, as which it arrives elsewhere or again.
    FollowUp {
        /// The other's type, by its place in the centre.
        contact_type: u64,
        /// The other's number, in 36 bits.
        number: u64,
        /// Which attempt it is, where there are several.
        attempt: u64,
    },
}

impl Origin {
    /// Where a contact comes from.
    pub const fn of(contact: &Contact) -> Self {
        Source::origin_of(contact.index)
    }
}

/// `17`; `b0` of those there from the start; `i3.17` of those that an incident brought; `17<2` of those that
/// follow contact 17 of the type at place 2, `17<2/1` at the first attempt.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Demand(place) => write!(f, "{place}"),
            Self::Backlog(place) => write!(f, "b{place}"),
            Self::Incident { incident, place } => write!(f, "i{incident}.{place}"),
            Self::FollowUp {
                contact_type,
                number,
                attempt,
            } => {
                let followed = Source::origin_of(*number);
                write!(f, "{followed}<{contact_type}")?;
                match attempt {
                    0 => Ok(()),
                    attempt => write!(f, "/{attempt}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ContactTypeId;
    use crate::sim::source::{deflected_index, follow_up_index};
    use crate::units::SimTime;

    fn contact(index: u64) -> Contact {
        Contact {
            contact_type: ContactTypeId::new(2),
            index,
            arrived: SimTime::START,
            interval: Contact::NOT_COUNTED,
            matter: Contact::NO_MATTER,
        }
    }

    #[test]
    fn a_number_says_where_a_contact_comes_from() {
        let shown = |index| Origin::of(&contact(index)).to_string();
        assert_eq!(shown(17), "17");
        assert_eq!(shown(Source::backlog_number(4)), "b4");
        let of_incident = Source::incident_number(511, 67_108_863);
        assert_eq!(shown(of_incident), "i511.67108863");
        let again = follow_up_index(of_incident, ContactTypeId::new(1_000), 3);
        assert_eq!(shown(again), "i511.67108863<1000/3");
        let of_backlog = deflected_index(&contact(Source::backlog_number(4)));
        assert_eq!(shown(of_backlog), "b4<2");
        let deflected = deflected_index(&contact(9_999_999_999));
        assert_eq!(shown(deflected), "9999999999<2");
        // Deflected once more it keeps its number, and its first type with it.
        assert_eq!(deflected_index(&contact(deflected)), deflected);
    }
}
