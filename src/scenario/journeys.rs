//! What a contact type and its groups say together about what follows from a contact.

use super::contact_types::Written as WrittenType;
use super::skill_groups::Written as WrittenGroup;
use crate::model::Journey;
use crate::units::Share;

/// The journey of a contact type's customers, without the self-service that they meet first.
pub(crate) fn of_type(written: &WrittenType<'_>, groups: &[WrittenGroup<'_>]) -> Journey {
    let resolution = (groups.iter().enumerate()).map(|(g, group)| {
        let own = written.by_group.iter().find(|own| own.group == g);
        own.and_then(|own| own.resolution)
            .or(group.resolution)
            .or(written.resolution)
            .unwrap_or(Share::ONE)
    });
    let resolution: Vec<Share> = resolution.collect();
    let is_certain = resolution.iter().all(|chance| *chance == Share::ONE);
    Journey {
        self_service: None,
        reasons: written.reasons.clone(),
        resolution: if is_certain { Vec::new() } else { resolution },
        redial: written.redial.clone(),
        transfer: written.transfer.clone(),
        repeat: written.repeat.clone(),
        comes_back: written.comes_back.clone(),
    }
}
