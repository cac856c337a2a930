//! An `Observer` that writes one line a contact, for people who want to look.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{ContactCentre, ContactTypeId, SkillGroupId};
use crate::sim::{Answer, Contact, Customer, Observer, Origin};
use crate::units::{SimTime, Span};

/// How many finished lines wait at most for an earlier contact to finish.
const MOST_HELD: usize = 250_000;

/// Writes one CSV line a contact, in the order of arrival.
///
/// The columns up to `wrap_up_s` say who the customer is and are the same under every plan (but for
/// talk and wrap-up where another group with another law answers); the columns after it say what
/// became of the contact. `arrived_s` counts seconds from the start of the horizon. `talk_s` and
/// `wrap_up_s` of a contact that nobody answered are those that the first group of its list would
/// have needed. `patience_s` is empty where customers wait for ever.
///
/// Contacts that arrive after the horizon, while the last lines are worked off, are left out: how
/// many there are depends on the plan. Memory is bounded: a contact that is overtaken by more than
/// 250,000 later ones is written out of order, once it is known what became of it.
#[derive(Debug)]
pub struct Trace<'a, W: Write> {
    out: csv::Writer<W>,
    centre: &'a ContactCentre,
    replication: u64,
    /// Lines not yet written, by the order in which their contacts were offered.
    lines: BTreeMap<u64, Line>,
    /// Where the line of each unfinished contact is.
    places: BTreeMap<(ContactTypeId, u64), u64>,
    offered: u64,
    held: usize,
    failed: io::Result<()>,
}

/// What is known of a contact.
#[derive(Clone, Copy, Debug)]
struct Line {
    contact: Contact,
    customer: Option<Customer>,
    end: Option<End>,
}

/// What became of a contact.
#[derive(Clone, Copy, Debug)]
struct End {
    outcome: &'static str,
    wait: Option<Span>,
    agent: Option<(SkillGroupId, u32)>,
    handling: Option<(Span, Span)>,
}

/// The names of the columns.
pub const COLUMNS: [&str; 13] = [
    "replication",
    "contact_type",
    "index",
    "arrived_s",
    "arrived",
    "counted",
    "patience_s",
    "talk_s",
    "wrap_up_s",
    "outcome",
    "wait_s",
    "group",
    "agent",
];

impl<'a, W: Write> Trace<'a, W> {
    /// A trace that begins with the names of the columns.
    ///
    /// # Errors
    /// Fails if `out` does.
    pub fn new(out: W, centre: &'a ContactCentre) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(COLUMNS).map_err(as_io)?;
        Ok(Self {
            out,
            centre,
            replication: 0,
            lines: BTreeMap::new(),
            places: BTreeMap::new(),
            offered: 0,
            held: 0,
            failed: Ok(()),
        })
    }

    /// Writes what is left of the last replication, and takes what follows for another one.
    ///
    /// # Errors
    /// Fails if writing failed since the last call.
    pub fn begin(&mut self, replication: u64) -> io::Result<()> {
        self.flush()?;
        self.replication = replication;
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Fails if writing failed since the last call.
    pub fn flush(&mut self) -> io::Result<()> {
        for (_, line) in std::mem::take(&mut self.lines) {
            self.write(&line);
        }
        self.places.clear();
        self.held = 0;
        std::mem::replace(&mut self.failed, Ok(()))?;
        self.out.flush()
    }

    fn settle(&mut self, contact: &Contact, end: End) {
        if self.is_after_horizon(contact) {
            return;
        }
        let line = Line {
            contact: *contact,
            customer: None,
            end: Some(end),
        };
        let place = self.places.remove(&(contact.contact_type, contact.index));
        match place.and_then(|place| self.lines.get_mut(&place)) {
            Some(line) => line.end = Some(end),
            // In service from the start: taken without being offered.
            None => return self.write(&line),
        }
        self.held += 1;
        while let Some(first) = self.lines.first_entry() {
            if first.get().end.is_none() {
                break;
            }
            let line = first.remove();
            self.held -= 1;
            self.write(&line);
        }
        if self.held > MOST_HELD {
            let finished = self.lines.extract_if(.., |_, line| line.end.is_some());
            for (_, line) in finished.collect::<Vec<_>>() {
                self.write(&line);
            }
            self.held = 0;
        }
    }

    /// Whether a contact came in after the horizon: who was in self-service as it ended came in before.
    fn is_after_horizon(&self, contact: &Contact) -> bool {
        !contact.is_counted() && contact.arrived >= self.centre.horizon().end()
    }

    fn write(&mut self, line: &Line) {
        if self.failed.is_ok() {
            self.failed = self.write_line(line);
        }
    }

    fn write_line(&mut self, line: &Line) -> io::Result<()> {
        let Line {
            contact,
            customer,
            end,
        } = line;
        let contact_type = &self.centre.contact_types()[contact.contact_type.index()].name;
        let handling = end
            .and_then(|end| end.handling)
            .or(customer.map(|customer| (customer.talk, customer.wrap_up)));
        let patience = customer.and_then(|customer| customer.patience);
        let agent = end.and_then(|end| end.agent);
        let group = agent.map(|(group, _)| self.centre.skill_groups()[group.index()].name.as_str());
        let optional = |span: Option<Span>| span.map_or_else(String::new, seconds);
        let written = self.out.write_record([
            self.replication.to_string().as_str(),
            contact_type,
            &number_of(contact),
            &seconds(contact.arrived.since_start()),
            &self.centre.horizon().text_at(contact.arrived),
            if contact.is_counted() { "yes" } else { "no" },
            &optional(patience),
            &optional(handling.map(|(talk, _)| talk)),
            &optional(handling.map(|(_, wrap_up)| wrap_up)),
            end.map_or("", |end| end.outcome),
            &optional(end.and_then(|end| end.wait)),
            group.unwrap_or_default(),
            &agent.map_or_else(String::new, |(_, agent)| agent.to_string()),
        ]);
        written.map_err(as_io)
    }
}

impl<W: Write> Observer for Trace<'_, W> {
    const FOLLOWS_CUSTOMERS: bool = true;

    fn deflected(&mut self, contact: &Contact) {
        if !self.is_after_horizon(contact) {
            let line = Line {
                contact: *contact,
                customer: None,
                end: Some(End::unanswered("deflected", None)),
            };
            // Who it is follows; then it is written with the next that is settled.
            self.lines.insert(self.offered, line);
            let who = (contact.contact_type, contact.index);
            self.places.insert(who, self.offered);
            self.offered += 1;
            self.held += 1;
        }
    }

    fn offered(&mut self, contact: &Contact) {
        if !self.is_after_horizon(contact) {
            let line = Line {
                contact: *contact,
                customer: None,
                end: None,
            };
            self.lines.insert(self.offered, line);
            let who = (contact.contact_type, contact.index);
            self.places.insert(who, self.offered);
            self.offered += 1;
        }
    }

    fn customer(&mut self, contact: &Contact, customer: &Customer) {
        let who = (contact.contact_type, contact.index);
        let place = self.places.get(&who);
        if let Some(line) = place.and_then(|place| self.lines.get_mut(place)) {
            line.customer = Some(*customer);
            if line.end.is_some() {
                // Deflected: nothing more becomes of it.
                self.places.remove(&who);
            }
        }
    }

    fn blocked(&mut self, contact: &Contact) {
        self.settle(contact, End::unanswered("blocked", None));
    }

    fn sent_away(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        let wait = waited.then(|| at.since(contact.arrived));
        self.settle(contact, End::unanswered("sent_away", wait));
    }

    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        let end = End {
            outcome: "answered",
            wait: Some(answer.at.since(contact.arrived)),
            agent: Some((answer.group, answer.agent)),
            handling: Some((answer.talk, answer.wrap_up)),
        };
        self.settle(contact, end);
    }

    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        let wait = Some(at.since(contact.arrived));
        self.settle(contact, End::unanswered("abandoned", wait));
    }

    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        let wait = waited.then(|| at.since(contact.arrived));
        self.settle(contact, End::unanswered("overflowed", wait));
    }

    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        let wait = waited.then(|| at.since(contact.arrived));
        self.settle(contact, End::unanswered("callback", wait));
    }

    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        let wait = Some(at.since(contact.arrived));
        self.settle(contact, End::unanswered("still_there", wait));
    }
}

impl End {
    const fn unanswered(outcome: &'static str, wait: Option<Span>) -> Self {
        Self {
            outcome,
            wait,
            agent: None,
            handling: None,
        }
    }
}

/// The error of the output itself, whose kind tells a closed pipe from a full disk.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The number of a contact among those of its type; `b0`, `b1`, … for those there from the start.
fn number_of(contact: &Contact) -> String {
    Origin::of(contact).to_string()
}

/// Seconds, exact to the microsecond.
fn seconds(span: Span) -> String {
    let micros = span.as_micros();
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

#[cfg(test)]
mod tests;
