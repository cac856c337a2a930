//! Contacts of a matter that are followed by others for ever.

use super::advice::Places;
use super::idle_keys::{warn_at, written};
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use crate::model::{ComeBack, ContactCentre, Journey};
use crate::units::Share;

/// A matter that goes on with a higher chance each time takes more than a hundred contacts on average.
const MOST_AGAIN: f64 = 0.99;

/// Refuses matters that go on for ever, and tells of contacts that are passed on for ever.
pub(crate) fn refuse(reader: &mut Reader, centre: &ContactCentre, places: &Places<'_, '_>) {
    for (t, part) in centre.contact_types().iter().enumerate() {
        let section = &places.types[t].section;
        repeats_for_ever(reader, &part.journey, section);
        returns_for_ever(reader, &part.journey, section);
        transfers_for_ever(reader, centre, t, section);
    }
}

/// Repeats where hardly anybody is resolved and hardly anybody lets the matter be.
fn repeats_for_ever(reader: &mut Reader, journey: &Journey, section: &Section<'_>) {
    let Some(repeat) = &journey.repeat else {
        return;
    };
    let resolved = journey.resolution.iter().map(|chance| chance.as_f64());
    let most = resolved.reduce(f64::max).unwrap_or(1.0);
    if comes_again(repeat, 1.0 - most) > MOST_AGAIN {
        let found = "customers who come back for ever: hardly anybody is resolved here";
        let hint = "write a `resolution` above 1%, or a `chance` below 99%";
        refuse_circle(reader, section, "repeat", found, hint);
    }
}

/// Returns where self-service contains nearly everybody falsely and hardly anybody lets the matter be.
fn returns_for_ever(reader: &mut Reader, journey: &Journey, section: &Section<'_>) {
    let (Some(back), Some(_)) = (&journey.comes_back, journey.self_service) else {
        return;
    };
    let falsely = journey.reasons.iter().map(|reason| {
        let shares = [
            reason.understood,
            reason.contained,
            reason.falsely_contained,
        ];
        shares.map(Share::as_f64).iter().product::<f64>()
    });
    let falsely = falsely.fold(0.0, f64::max);
    let meets_it_again = 1.0 - back.how.past_self_service.as_f64();
    if comes_again(back, falsely) * meets_it_again > MOST_AGAIN {
        let found =
            "customers who come back for ever: self-service contains them falsely each time";
        let hint = "write a `falsely_contained` below 99%, or a `chance` below 99%";
        refuse_circle(reader, section, "return", found, hint);
    }
}

/// The chance that a contact that ends so with a chance is followed by another of its type.
fn comes_again(back: &ComeBack, chance: f64) -> f64 {
    let other = back.how.other.map_or(0.0, |(_, share)| share.as_f64());
    chance * back.chance.as_f64() * (1.0 - other)
}

fn refuse_circle(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    found: &'static str,
    hint: &'static str,
) {
    let place = written(section, &[name, "chance"]).map_or(&section.place, |item| &item.place);
    let key = join(&join(&section.path, name), "chance");
    let fault = Fault::new(found, "a hundred contacts of a matter at most, on average");
    reader.refuse(place, &key, fault.hint(hint));
}

/// Transfers by which nobody ever comes to somebody who resolves anything.
fn transfers_for_ever(
    reader: &mut Reader,
    centre: &ContactCentre,
    first: usize,
    section: &Section<'_>,
) {
    let types = centre.contact_types();
    let next = |t: usize| {
        let journey = &types[t].journey;
        let is_never = |chance: &Share| *chance == Share::ZERO;
        let is_hopeless = !journey.resolution.is_empty() && journey.resolution.iter().all(is_never);
        let transfer = journey.transfer.as_ref()?;
        (is_hopeless && transfer.chance == Share::ONE).then_some(transfer.to.index())
    };
    let mut at = first;
    for _ in 0..types.len() {
        match next(at) {
            Some(to) if to == first => {
                let found = (
                    "these contacts are passed on for ever: nobody on their way resolves anything",
                    "这些联络会被无休止地转接：途中没有任何人能够解决问题",
                );
                let advice = (
                    "write a `resolution` above 0% somewhere on the way, or a `chance` below 100%",
                    "请在途中某处把`resolution`写得高于0%，或把`chance`写得低于100%",
                );
                return warn_at(reader, section, &["transfer"], found, advice);
            }
            Some(to) => at = to,
            None => return,
        }
    }
}
