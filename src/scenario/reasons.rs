//! The `[contact_type.NAME.reason.NAME]` sections.

use super::catalogue;
use super::factor::factor_above_zero_of;
use super::reader::{Fault, Reader};
use super::section::{Section, join};
use super::title;
use crate::model::Reason;
use crate::units::{Factor, Share};

/// The most reasons of a contact type.
const MOST: usize = 200;

/// How far shares may be from 100 % for rounding's sake.
const ROUNDING: f64 = 1e-6;

/// The reasons of a contact type in the order of the file.
pub(crate) fn read(reader: &mut Reader, contact_type: &Section<'_>) -> Vec<Reason> {
    let entries = contact_type.named(reader, "reason");
    let path = contact_type.path_of("reason");
    if let Some(beyond) = entries.get(MOST) {
        let fault = Fault::new(
            format!("{} reasons", entries.len()),
            format!("at most {MOST}"),
        );
        reader.refuse(&beyond.key_place, &path, fault);
        return Vec::new();
    }
    let noted = reader.problems.noted();
    let mut reasons = Vec::new();
    for entry in entries {
        let path = join(&path, &entry.key);
        let Some(section) = Section::open(reader, &catalogue::REASON, path, &entry.item) else {
            continue;
        };
        let share = match section.item("share") {
            None if entries.len() == 1 => Some(Share::ONE),
            None => {
                section.refuse_missing(reader, "share");
                None
            }
            Some(_) => section.share(reader, "share"),
        };
        reasons.push(reason(
            reader,
            &section,
            &entry.key,
            share.unwrap_or_default(),
        ));
    }
    let sum: f64 = reasons.iter().map(|reason| reason.share.as_f64()).sum();
    let is_sound = reader.problems.noted() == noted;
    if let (Some(entry), true) = (
        contact_type.entry("reason"),
        is_sound && !reasons.is_empty(),
    ) && (sum - 1.0).abs() > ROUNDING
    {
        let shown = format!("{:.4}", sum * 100.0);
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        let fault = Fault::new(
            format!("shares of reasons that add up to {shown}%"),
            "100% in all",
        )
        .hint(if sum > 1.0 {
            "lower some of them"
        } else {
            "raise some of them, or add a reason for all the others"
        });
        reader.refuse(&entry.key_place, &path, fault);
    }
    reasons
}

/// One reason; what is wrong in it has its default.
fn reason(reader: &mut Reader, section: &Section<'_>, name: &str, share: Share) -> Reason {
    let mut or = |name: &str, default: Share| section.share(reader, name).unwrap_or(default);
    let spared = or("spared", Share::ZERO);
    let understood = or("understood", Share::ONE);
    let contained = or("contained", Share::ZERO);
    let falsely_contained = or("falsely_contained", Share::ZERO);
    let resolution_factor = or("resolution_factor", Share::ONE);
    let talk_factor = (section.item("talk_factor"))
        .and_then(|item| factor_above_zero_of(reader, &section.path_of("talk_factor"), item));
    Reason {
        name: name.to_owned(),
        title: title::of(reader, section),
        share,
        spared,
        understood,
        contained,
        falsely_contained,
        at_once: false,
        talk_factor: talk_factor.unwrap_or(Factor::ONE),
        resolution_factor,
    }
}
