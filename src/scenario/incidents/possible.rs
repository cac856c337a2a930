//! Whether an incident can be: that it lasts, and brings no more contacts than can be counted.

use super::{Known, MOST_CONTACTS, Written, whole};
use crate::model::{Demand, ExtraContacts, Horizon, Note};
use crate::scenario::contact_types::Written as WrittenType;
use crate::scenario::demand::Asked;
use crate::scenario::reader::{Fault, Reader};
use crate::scenario::section::Section;
use crate::units::PerHour;

/// Refuses an incident without any length, and one too large; says which announcement is never made.
pub(super) fn is_possible(
    reader: &mut Reader,
    section: &Section<'_>,
    written: &Written,
    known: &Known<'_, '_>,
    horizon: &Horizon,
) -> bool {
    let incident = &written.incident;
    if incident.length().is_zero() {
        let fault = Fault::new(
            "an incident that is over as it begins",
            "at least one of ramp, lasts and decay",
        )
        .hint("add, say, `lasts = \"1h\"`");
        reader.refuse(&written.place, &section.path_of("lasts"), fault);
        return false;
    }
    if let Some(announcement) = &incident.announcement
        && announcement.after >= incident.length()
    {
        let place = section.item("announcement").map(|item| &item.place);
        reader.warn(
            place.unwrap_or(&written.place),
            &section.path_of("announcement.after"),
            Note::new(
                "the announcement is never made: the incident is over before",
                "公告从未发布：事件在此之前已经结束",
            ),
            Note::new("write a shorter `after`", "请缩短 `after`"),
        );
    }
    // Ten standard deviations are beyond chance.
    let spread = 1.0 + 10.0 * incident.size_cv;
    for (id, _) in &incident.affects {
        let highest = known
            .types
            .get(id.index())
            .map_or(0.0, |of| highest(of, horizon));
        let at_top = match incident.extra_of(*id) {
            ExtraContacts::Times(times) => times * highest,
            ExtraContacts::Rate(rate) => rate.as_f64(),
        };
        let each = at_top * incident.time_at_top().as_hours_f64();
        let contacts = each * incident.expected_times() * spread;
        if contacts > MOST_CONTACTS {
            let fault = Fault::new(
                format!(
                    "an incident that may bring {} contacts of one contact type",
                    whole(contacts)
                ),
                format!("at most {}", whole(MOST_CONTACTS)),
            )
            .hint("look at the size, at how often it begins and at the units of its lengths");
            let key = ["size", "contacts"]
                .into_iter()
                .find_map(|key| section.entry(key));
            let place = key.map_or(&written.place, |entry| &entry.item.place);
            reader.refuse(place, &written.path, fault);
            return false;
        }
    }
    true
}

/// The highest rate of a contact type, per hour.
fn highest(written: &WrittenType<'_>, horizon: &Horizon) -> f64 {
    match &written.demand {
        Some(Asked::Here(Demand::Curve(curve))) => {
            let within = curve.pieces().iter();
            let within = within.take_while(|piece| piece.from < horizon.latest());
            let rates = within.flat_map(|piece| [piece.rate, piece.rate_at_end]);
            rates.map(PerHour::as_f64).fold(0.0, f64::max)
        }
        Some(Asked::Here(Demand::Sinusoid {
            mean, amplitude, ..
        })) => mean.as_f64() + amplitude.as_f64(),
        _ => 0.0,
    }
}
