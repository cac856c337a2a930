//! What happens around contacts, counted.

use super::Layout;
use crate::model::{Cause, ContactTypeId};
use crate::sim::{Contact, MatterState, SessionEnd};
use crate::units::{SimTime, Span, number};

/// What happened around the contacts of a type that came in in a cell, and around the matters that
/// began with such a contact there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JourneyCell {
    /// Contacts that came in, by cause.
    pub arrived: [u64; Cause::ALL.len()],
    /// Contacts that asked for an agent, by cause.
    pub asked: [u64; Cause::ALL.len()],
    /// Contacts that went past a self-service that could not take them.
    pub bypassed: u64,
    /// Contacts turned away by a self-service that could not take them.
    pub turned_away: u64,
    /// Dialogues begun.
    pub dialogues: u64,
    /// Dialogues that ended with the matter solved.
    pub contained: u64,
    /// Dialogues that ended as if so.
    pub falsely_contained: u64,
    /// Dialogues that ended with nothing.
    pub given_up: u64,
    /// Dialogues that ended with the customer passed on to the agents.
    pub escalated: u64,
    /// Failed turns of dialogues that ended.
    pub failed_turns: u64,
    /// Their length \[µs\].
    pub dialogue_time: u128,
    /// Contacts that agents passed on.
    pub transfers: u64,
    /// Of these to where they do not belong.
    pub wrong_transfers: u64,
    /// Matters begun.
    pub matters: u64,
    /// Matters resolved.
    pub resolved: u64,
    /// Of these by self-service, and no agent was asked.
    pub resolved_alone: u64,
    /// Matters over and not resolved.
    pub let_be: u64,
    /// Contacts of the resolved.
    pub contacts_of_resolved: u64,
    /// Time from the first contact to the resolution \[µs\].
    pub time_to_resolution: u128,
    /// Matters that an agent has handled.
    pub handled: u64,
    /// Of these not resolved by the first agent who handled them, and back within the window of FCR.
    pub repeated: u64,
}

impl JourneyCell {
    /// Nothing happened.
    pub const NOTHING: Self = Self {
        arrived: [0; Cause::ALL.len()],
        asked: [0; Cause::ALL.len()],
        bypassed: 0,
        turned_away: 0,
        dialogues: 0,
        contained: 0,
        falsely_contained: 0,
        given_up: 0,
        escalated: 0,
        failed_turns: 0,
        dialogue_time: 0,
        transfers: 0,
        wrong_transfers: 0,
        matters: 0,
        resolved: 0,
        resolved_alone: 0,
        let_be: 0,
        contacts_of_resolved: 0,
        time_to_resolution: 0,
        handled: 0,
        repeated: 0,
    };
}

/// Counts what happens around contacts: by cell × contact type; empty where matters are not followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journeys {
    cells: Vec<JourneyCell>,
}

impl Journeys {
    pub(super) fn new(layout: &Layout) -> Self {
        let cells = if layout.follows_matters() {
            layout.cells().len() * layout.types()
        } else {
            0
        };
        Self {
            cells: vec![JourneyCell::NOTHING; cells],
        }
    }

    pub(super) fn clear(&mut self) {
        self.cells.fill(JourneyCell::NOTHING);
    }

    /// What happened in a cell; nothing where matters are not followed.
    pub fn at(&self, place: usize) -> &JourneyCell {
        self.cells.get(place).unwrap_or(&JourneyCell::NOTHING)
    }

    fn of(&mut self, layout: &Layout, contact: &Contact) -> Option<&mut JourneyCell> {
        let is_counted = contact.is_counted();
        is_counted.then(|| &mut self.cells[layout.place_of(contact)])
    }

    fn of_matter(&mut self, layout: &Layout, matter: &MatterState) -> Option<&mut JourneyCell> {
        self.of(layout, &first_contact(matter))
    }

    pub(super) fn matter_began(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.matters += 1;
        }
    }

    pub(super) fn arrived(&mut self, layout: &Layout, contact: &Contact, cause: Cause) {
        if let Some(cell) = self.of(layout, contact) {
            cell.arrived[cause.index()] += 1;
        }
    }

    pub(super) fn asked(&mut self, layout: &Layout, contact: &Contact, cause: Cause) {
        if let Some(cell) = self.of(layout, contact) {
            cell.asked[cause.index()] += 1;
        }
    }

    pub(super) fn bypasses(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.bypassed += 1;
        }
    }

    pub(super) fn turned_away(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.turned_away += 1;
        }
    }

    pub(super) fn dialogue_begins(&mut self, layout: &Layout, contact: &Contact) {
        if let Some(cell) = self.of(layout, contact) {
            cell.dialogues += 1;
        }
    }

    pub(super) fn dialogue_ended(
        &mut self,
        layout: &Layout,
        contact: &Contact,
        end: SessionEnd,
        length: Span,
        failed_turns: u32,
    ) {
        let Some(cell) = self.of(layout, contact) else {
            return;
        };
        match end {
            SessionEnd::Contained => cell.contained += 1,
            SessionEnd::FalselyContained => cell.falsely_contained += 1,
            SessionEnd::GivenUp => cell.given_up += 1,
            SessionEnd::Escalated => cell.escalated += 1,
        }
        cell.failed_turns += number::count(number::index(failed_turns));
        cell.dialogue_time += u128::from(length.as_micros());
    }

    pub(super) fn handled(
        &mut self,
        layout: &Layout,
        matter: &MatterState,
        comes_back: Option<Span>,
    ) {
        if matter.is_handled {
            return;
        }
        let window = layout.fcr_window();
        if let Some(cell) = self.of_matter(layout, matter) {
            cell.handled += 1;
            cell.repeated += u64::from(comes_back.is_some_and(|after| after <= window));
        }
    }

    pub(super) fn transferred(&mut self, layout: &Layout, contact: &Contact, cause: Cause) {
        if let Some(cell) = self.of(layout, contact) {
            cell.transfers += 1;
            cell.wrong_transfers += u64::from(cause == Cause::WrongTransfer);
        }
    }

    pub(super) fn resolved(
        &mut self,
        layout: &Layout,
        matter: &MatterState,
        at: SimTime,
        by_agent: bool,
    ) {
        if let Some(cell) = self.of_matter(layout, matter) {
            cell.resolved += 1;
            cell.resolved_alone += u64::from(!by_agent && !matter.is_asked);
            cell.contacts_of_resolved += number::count(number::index(matter.contacts));
            cell.time_to_resolution += u128::from((at - matter.began).as_micros());
        }
    }

    pub(super) fn given_up(&mut self, layout: &Layout, matter: &MatterState) {
        if let Some(cell) = self.of_matter(layout, matter) {
            cell.let_be += 1;
        }
    }
}

/// The first contact of a matter, as far as counting goes.
fn first_contact(matter: &MatterState) -> Contact {
    let contact_type: ContactTypeId = matter.contact_type;
    Contact {
        contact_type,
        index: matter.index,
        arrived: matter.began,
        interval: matter.interval,
        matter: Contact::NO_MATTER,
    }
}
