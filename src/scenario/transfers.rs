//! How agents pass contacts on: the `transfer` of a contact type.

use super::catalogue;
use super::factor::factor_above_zero_of;
use super::laws::law_of;
use super::name::Names;
use super::reader::{Fault, Reader};
use super::section::Section;
use crate::model::{ContactTypeId, Transfer};
use crate::units::{Factor, Share};

/// How agents pass on contacts of a type, if that is written.
pub(crate) fn read(
    reader: &mut Reader,
    contact_type: &Section<'_>,
    types: &Names<'_>,
) -> Option<Transfer> {
    let item = contact_type.item("transfer")?;
    let path = contact_type.path_of("transfer");
    let section = Section::open(reader, &catalogue::TRANSFER, path, item)?;
    let chance = section.required(reader, "chance");
    let chance = chance.and_then(|_| section.share(reader, "chance"));
    section.required(reader, "to");
    let to = named_type(reader, &section, "to", types);
    let wrong = section.share(reader, "wrong").unwrap_or_default();
    if wrong > Share::ZERO {
        section.required(reader, "wrong_to");
    }
    let wrong_to = named_type(reader, &section, "wrong_to", types);
    if let (Some(item), true) = (section.item("wrong_to"), to.is_some() && to == wrong_to)
        && wrong > Share::ZERO
    {
        let fault = Fault::new(
            "a wrong transfer to where the contact belongs",
            "another contact type than `to`",
        )
        .hint("name the type of the team that such contacts reach by mistake");
        reader.refuse(&item.place, &section.path_of("wrong_to"), fault);
    }
    let mut factor = |name| {
        let item = section.item(name)?;
        factor_above_zero_of(reader, &section.path_of(name), item)
    };
    let talk_factor = factor("talk_factor").unwrap_or(Factor::ONE);
    let wrong_talk_factor = factor("wrong_talk_factor").unwrap_or(Factor::ONE);
    let handover = law_of(reader, &section, "handover");
    Some(Transfer {
        chance: chance?,
        to: ContactTypeId::new(to?),
        wrong: (wrong_to.filter(|_| wrong > Share::ZERO))
            .map(|wrong_to| (ContactTypeId::new(wrong_to), wrong)),
        handover,
        talk_factor,
        wrong_talk_factor,
    })
}

/// The contact type that a key names.
fn named_type(
    reader: &mut Reader,
    section: &Section<'_>,
    key: &str,
    types: &Names<'_>,
) -> Option<usize> {
    let item = section.item(key)?;
    let name = section.text(reader, key)?;
    types.find(reader, name, &item.place, &section.path_of(key))
}
