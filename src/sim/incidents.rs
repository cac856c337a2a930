//! Incidents bring extra contacts, and announcements deflect some of all who come.
//!
//! The extra contacts are a process of their own for each incident and contact type, with a clock behind
//! those of the types and numbers of their own: nobody who would have come anyway is moved by them, and one
//! more incident changes no other's contacts.

use super::Replication;
use super::observer::{Contact, Observer};
use super::source::{Source, deflected_index};
use super::world::World;
use crate::compile::SimInputs;
use crate::compile::incidents::{Announced, Begins, Extra, ExtraSize, Incident, IncidentInputs};
use crate::random::burst::{BurstProcess, BurstRate, Course};
use crate::random::{Purpose, StandardExponential, Stream, gamma_law};
use crate::units::{SimTime, number};

/// The incidents of a replication.
#[derive(Debug, Default)]
pub(super) struct Incidents {
    /// How far each incident has risen, over time.
    courses: Vec<Course>,
    /// By incident: from when until when customers are told, ascending.
    told: Vec<Vec<(SimTime, SimTime)>>,
    /// By extra.
    processes: Vec<(BurstProcess, u64)>,
    /// By contact type and announcement: who is deflected.
    deflections: Vec<Vec<Stream>>,
}

impl Incidents {
    /// What happens in a replication.
    pub(super) fn new(inputs: &SimInputs, replication: Replication) -> Self {
        let IncidentInputs {
            incidents,
            extras,
            announcements,
        } = &inputs.incidents;
        if incidents.is_empty() {
            return Self::default();
        }
        let Replication { seed, index } = replication;
        let stream = |whose, purpose| Stream::new(seed, index, whose, purpose);
        let begun: Vec<Vec<f64>> = (incidents.iter())
            .map(|incident| {
                let times = stream(incident.whose, Purpose::IncidentTime);
                beginnings(&incident.begins, times, &inputs.laws.exponential)
            })
            .collect();
        let course = |(incident, begun): (&Incident, &Vec<f64>)| {
            let sizes = stream(incident.whose, Purpose::IncidentSize);
            let size = |time: usize| {
                incident.size_shape.map_or(1.0, |shape| {
                    let normal = &inputs.laws.normal;
                    gamma_law::draw(shape, normal, &mut sizes.draw(number::count(time))) / shape
                })
            };
            let bursts = (begun.iter().enumerate()).map(|(time, at)| (*at, size(time)));
            Course::of(incident.form, &bursts.collect::<Vec<_>>())
        };
        let process = |extra: &Extra| {
            let gaps = stream(extra.whose, Purpose::ArrivalGap);
            let thinning = stream(extra.whose, Purpose::ArrivalThinning);
            (BurstProcess::new(gaps, thinning), 0)
        };
        let deflections = |all: &Vec<Announced>| {
            let of = |announced: &Announced| stream(announced.whose, Purpose::Deflection);
            all.iter().map(of).collect()
        };
        Self {
            courses: incidents.iter().zip(&begun).map(course).collect(),
            told: incidents.iter().zip(&begun).map(told).collect(),
            processes: extras.iter().map(process).collect(),
            deflections: announcements.iter().map(deflections).collect(),
        }
    }

    /// When the next contact of an extra arrives.
    fn next_arrival(&mut self, inputs: &SimInputs, e: usize, source: &Source) -> SimTime {
        let extra = &inputs.incidents.extras[e];
        let rate = match extra.size {
            ExtraSize::PerMicro(rate) => BurstRate::PerMicro(rate),
            ExtraSize::Times(times) => {
                match source.rate(&inputs.contact_types[extra.contact_type]) {
                    Some(law) => BurstRate::Times(times, law),
                    None => BurstRate::PerMicro(0.0),
                }
            }
        };
        let (process, arrived) = &mut self.processes[e];
        if *arrived >= Source::MOST_OF_INCIDENT {
            return SimTime::NEVER;
        }
        let course = &self.courses[extra.incident];
        process.next(course, rate, &inputs.laws.exponential, inputs.latest)
    }

    /// The announcement that deflects a contact, by its place among those of the contact's type.
    fn deflecting(&self, inputs: &SimInputs, contact: &Contact) -> Option<usize> {
        let t = contact.contact_type.index();
        let announced = inputs.incidents.announcements[t].iter();
        let mut announced = announced.zip(&self.deflections[t]);
        announced.position(|(announced, stream)| {
            let told = &self.told[announced.incident];
            let next = told.partition_point(|(from, _)| *from <= contact.arrived);
            let is_told = next
                .checked_sub(1)
                .is_some_and(|i| contact.arrived < told[i].1);
            is_told && stream.draw(contact.index).unit() < announced.chance
        })
    }
}

/// When an incident begins in a replication, ascending \[µs\].
fn beginnings(begins: &Begins, times: Stream, exponential: &StandardExponential) -> Vec<f64> {
    match begins {
        Begins::At(instants) => instants.clone(),
        Begins::Random { rate, from, to } => {
            let mut all = Vec::new();
            let mut at = *from;
            if *rate > 0.0 {
                loop {
                    let gap = exponential.draw(times.draw(number::count(all.len())));
                    at += gap / rate;
                    if at >= *to {
                        break;
                    }
                    all.push(at);
                }
            }
            all
        }
    }
}

/// From when until when customers are told of an incident; where it is on twice at once, they are told
/// without a break.
fn told((incident, begun): (&Incident, &Vec<f64>)) -> Vec<(SimTime, SimTime)> {
    let Some((after, until)) = incident.announced else {
        return Vec::new();
    };
    let instant = |micros: f64| SimTime::from_micros(number::floor(micros));
    let mut told: Vec<(SimTime, SimTime)> = Vec::new();
    for at in begun {
        let (from, to) = (instant(at + after), instant(at + until));
        match told.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => told.push((from, to)),
        }
    }
    told
}

impl<O: Observer> World<'_, O> {
    /// Sets the clocks of the extra contacts.
    pub(super) fn prepare_incidents(&mut self) {
        for e in 0..self.inputs.incidents.extras.len() {
            self.next_extra(e);
        }
    }

    fn next_extra(&mut self, e: usize) {
        let source = &self.sources[self.inputs.incidents.extras[e].contact_type];
        let next = self.incidents.next_arrival(self.inputs, e, source);
        let clock = self.inputs.contact_types.len() + e;
        self.arrivals.set(number::id(clock), next);
    }

    /// A contact that an incident brings arrives; its clock is behind those of the contact types.
    #[cold]
    #[inline(never)]
    pub(super) fn extra_contact_arrives(&mut self, clock: usize) {
        let e = clock - self.inputs.contact_types.len();
        let extra = &self.inputs.incidents.extras[e];
        let (_, arrived) = &mut self.incidents.processes[e];
        let index = Source::incident_number(extra.number, *arrived);
        *arrived += 1;
        self.next_extra(e);
        self.comes_in_apart(extra.contact_type, index);
    }

    /// Whether an announcement deflects a contact; then it is announced, and arrives where it is deflected
    /// to, if anywhere.
    #[inline(never)]
    pub(super) fn is_deflected(&mut self, contact: &Contact) -> bool {
        let Some(to) = self.deflection(contact) else {
            return false;
        };
        if let Some(to) = to {
            self.comes_in_apart(to, deflected_index(contact));
        }
        true
    }

    /// The contact type to which an announcement deflects a contact, or no other; then it is announced.
    /// `None` if none deflects it.
    #[expect(
        clippy::option_option,
        reason = "who is not deflected and who is deflected to nowhere are told apart"
    )]
    pub(super) fn deflection(&mut self, contact: &Contact) -> Option<Option<usize>> {
        let place = self.incidents.deflecting(self.inputs, contact)?;
        self.observer.deflected(contact);
        if O::FOLLOWS_CUSTOMERS {
            self.announce_customer(contact);
        }
        let t = contact.contact_type.index();
        Some(self.inputs.incidents.announcements[t][place].to)
    }
}
