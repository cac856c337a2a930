//! Incidents, ready to happen.

use crate::model::{ContactCentre, ContactTypeId, ExtraContacts, IncidentStart};
use crate::random::burst::BurstForm;
use crate::random::streams;
use crate::units::{SimTime, number};

/// All that incidents do.
#[derive(Clone, Debug, Default)]
pub struct IncidentInputs {
    /// By incident.
    pub incidents: Vec<Incident>,
    /// The extra contacts of each incident and contact type that it affects.
    pub extras: Vec<Extra>,
    /// By contact type: what its customers may be told.
    pub announcements: Vec<Vec<Announced>>,
}

/// An incident, compiled.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Stands for its name in the keys of its chance.
    pub whose: u64,
    /// When it begins.
    pub begins: Begins,
    /// The shape of the gamma law of its size; `None`: as stated.
    pub size_shape: Option<f64>,
    /// How it rises and falls.
    pub form: BurstForm,
    /// From when after its beginning until when customers are told \[µs\], if they are.
    pub announced: Option<(f64, f64)>,
}

/// When an incident begins, in microseconds.
#[derive(Clone, Debug)]
pub enum Begins {
    /// Then, ascending.
    At(Vec<f64>),
    /// A Poisson process.
    Random {
        /// Beginnings per microsecond.
        rate: f64,
        /// The first instant at which it may begin.
        from: f64,
        /// The first at which it no longer may.
        to: f64,
    },
}

/// The extra contacts that an incident brings to a contact type.
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    /// The incident.
    pub incident: usize,
    /// The type.
    pub contact_type: usize,
    /// Stands for both names in the keys of their chance.
    pub whose: u64,
    /// The incident's place among those whose contacts are numbered [0..512].
    pub number: u64,
    /// How many at its top.
    pub size: ExtraSize,
}

/// How many extra contacts there are at the top of an incident.
#[derive(Clone, Copy, Debug)]
pub enum ExtraSize {
    /// So many times the type's rate.
    Times(f64),
    /// So many per microsecond.
    PerMicro(f64),
}

/// What customers of a contact type are told during an incident.
#[derive(Clone, Copy, Debug)]
pub struct Announced {
    /// The incident.
    pub incident: usize,
    /// Stands for incident and type in the keys of who is deflected.
    pub whose: u64,
    /// The chance to be deflected [0..=1].
    pub chance: f64,
    /// Where to; `None`: nowhere.
    pub to: Option<usize>,
}

/// Numbers for incidents, from 0.
pub const NUMBERS: u64 = 512;

/// The incidents of a centre.
pub fn incidents(centre: &ContactCentre) -> IncidentInputs {
    let types = centre.contact_types();
    let mut inputs = IncidentInputs {
        announcements: vec![Vec::new(); types.len()],
        ..IncidentInputs::default()
    };
    let micros = |instant: SimTime| number::float(instant.as_micros());
    let mut taken: Vec<u64> = Vec::new();
    for (i, incident) in centre.incidents().iter().enumerate() {
        let number = number_of(&incident.name, &mut taken);
        inputs.incidents.push(Incident {
            whose: streams::whose(&incident.name),
            begins: match &incident.begins {
                IncidentStart::At(instants) => {
                    Begins::At(instants.iter().map(|instant| micros(*instant)).collect())
                }
                IncidentStart::Random { rate, from, to } => Begins::Random {
                    rate: rate.per_micro(),
                    from: micros(*from),
                    to: micros(*to),
                },
            },
            size_shape: (incident.size_cv > 0.0)
                .then(|| 1.0 / (incident.size_cv * incident.size_cv)),
            form: BurstForm {
                ramp: incident.ramp.as_micros_f64(),
                lasts: incident.lasts.as_micros_f64(),
                decay: incident.decay.as_micros_f64(),
            },
            announced: (incident.announced(SimTime::START))
                .map(|(from, to)| (micros(from), micros(to))),
        });
        for (id, _) in &incident.affects {
            let whose = whose(&incident.name, centre, *id);
            let size = match incident.extra_of(*id) {
                ExtraContacts::Times(times) => ExtraSize::Times(times),
                ExtraContacts::Rate(rate) => ExtraSize::PerMicro(rate.per_micro()),
            };
            inputs.extras.push(Extra {
                incident: i,
                contact_type: id.index(),
                whose,
                number,
                size,
            });
            if let Some(announcement) = incident.announcement {
                inputs.announcements[id.index()].push(Announced {
                    incident: i,
                    whose,
                    chance: announcement.deflects.as_f64(),
                    to: announcement.to.map(ContactTypeId::index),
                });
            }
        }
    }
    inputs
}

/// Stands for an incident and a contact type: no name holds what is between them.
fn whose(incident: &str, centre: &ContactCentre, contact_type: ContactTypeId) -> u64 {
    let contact_type = &centre.contact_types()[contact_type.index()].name;
    streams::whose(&format!("{incident}\n{contact_type}"))
}

/// A number that hangs on the incident's name, so that another incident does not change it, unless an
/// earlier one has it already.
fn number_of(name: &str, taken: &mut Vec<u64>) -> u64 {
    let mut number = streams::whose(name) % NUMBERS;
    while taken.contains(&number) && number::float_len(taken.len()) < number::float(NUMBERS) {
        number = (number + 1) % NUMBERS;
    }
    taken.push(number);
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_differ_and_hang_on_names() {
        let names: Vec<String> = (0..100).map(|i| format!("incident {i}")).collect();
        let mut taken = Vec::new();
        let numbers: Vec<u64> = names
            .iter()
            .map(|name| number_of(name, &mut taken))
            .collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len());
        assert_eq!(number_of("incident 7", &mut Vec::new()), numbers[7]);
    }
}
