//! How customers get in touch again: the `redial`, `repeat` and `return` of a contact type.

use super::catalogue;
use super::key::SectionKeys;
use super::laws::law_of;
use super::name::Names;
use super::reader::{Fault, Reader};
use super::section::Section;
use crate::model::{ComeBack, ContactTypeId, FollowUp, Redial};
use crate::units::{Share, Span};

/// Nobody tries again more often in a row, whatever the chances are.
const MOST_TRIES: u32 = 1_000;

/// Whoever tries again with a higher chance, however often, does so more than a hundred times on average.
const MOST_LATER: f64 = 0.99;

/// Who tries again after an attempt that nobody answered, if that is written.
pub(crate) fn redial(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    types: &Names<'_>,
) -> Option<Redial> {
    let section = inner(reader, contact_type, "redial", &catalogue::REDIAL)?;
    let mut share = |name| section.share(reader, name).unwrap_or_default();
    let after = [
        "after_abandoning",
        "after_blocking",
        "after_sent_away",
        "after_giving_up",
    ];
    let [
        after_abandoning,
        after_blocking,
        after_sent_away,
        after_giving_up,
    ] = after.map(&mut share);
    let later = section.share(reader, "later");
    let most = section.small_count(reader, "most", (1, MOST_TRIES));
    let chances = [
        after_abandoning,
        after_blocking,
        after_sent_away,
        after_giving_up,
    ];
    if after.iter().all(|name| section.item(name).is_none()) {
        section.refuse_missing(reader, "after_abandoning");
    }
    let is_endless = match later {
        Some(later) => later.as_f64() > MOST_LATER,
        None => chances.iter().any(|chance| chance.as_f64() > MOST_LATER),
    };
    if is_endless && section.item("most").is_none() {
        let key = if later.is_some() { "later" } else { "most" };
        let place = section.item(key).map_or(&section.place, |item| &item.place);
        let fault = Fault::new(
            "customers who try again for ever",
            "a share of at most 99% from the second time on, or a number of times",
        )
        .hint("add `most = 5`, or `later = \"60%\"`");
        reader.refuse(place, &section.path_of(key), fault);
    }
    Some(Redial {
        after_abandoning,
        after_blocking,
        after_sent_away,
        after_giving_up,
        later,
        most,
        how: how(reader, &section, types)?,
    })
}

/// Who comes back because the matter was not resolved (`repeat`) or not contained (`return`), if that
/// is written.
pub(crate) fn come_back(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    name: &str,
    keys: &'static SectionKeys,
    types: &Names<'_>,
) -> Option<ComeBack> {
    let section = inner(reader, contact_type, name, keys)?;
    let chance = section.required(reader, "chance");
    let chance = chance.and_then(|_| section.share(reader, "chance"));
    let how = how(reader, &section, types);
    Some(ComeBack {
        chance: chance?,
        how: how?,
    })
}

/// A section of a contact type, if it is written.
fn inner<'t>(
    reader: &mut Reader,
    contact_type: &Section<'t>,
    name: &str,
    keys: &'static SectionKeys,
) -> Option<Section<'t>> {
    let item = contact_type.item(name)?;
    Section::open(reader, keys, contact_type.path_of(name), item)
}

/// When and as what.
fn how(reader: &mut Reader, section: &Section<'_>, types: &Names<'_>) -> Option<FollowUp> {
    let delay = match section.required(reader, "delay") {
        Some(entry) => {
            let law = law_of(reader, section, "delay");
            law.filter(|law| {
                let is_long = law.mean() >= Span::SECOND;
                if !is_long {
                    let fault =
                        Fault::new("customers who are back at once", "a mean of 1s or more")
                            .hint("write how long they wait before they try again, say \"10min\"");
                    reader.refuse(&entry.item.place, &section.path_of("delay"), fault);
                }
                is_long
            })
        }
        None => None,
    };
    section.refuse_stray(reader, &["instead_share"], &["instead"]);
    let other = section.item("instead").and_then(|item| {
        let name = section.text(reader, "instead")?;
        types.find(reader, name, &item.place, &section.path_of("instead"))
    });
    let share = match section.item("instead_share") {
        Some(_) => section.share(reader, "instead_share"),
        None => Some(Share::ONE),
    };
    let past_self_service = section.share(reader, "past_self_service");
    Some(FollowUp {
        delay: delay?,
        other: match (other, share) {
            (Some(other), Some(share)) => Some((ContactTypeId::new(other), share)),
            _ => None,
        },
        past_self_service: past_self_service.unwrap_or_default(),
    })
}
