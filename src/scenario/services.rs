//! Who serves what: contact types list groups, groups list contact types, and both must agree.

use super::contact_types::Written as WrittenType;
use super::reader::{Fault, Reader};
use super::skill_groups::Written as WrittenGroup;

/// The two sides of who serves what, by place in the file's order.
#[derive(Debug, Default)]
pub(crate) struct Services {
    /// For each contact type the groups that may answer, in ranks.
    pub(crate) groups: Vec<Vec<Vec<usize>>>,
    /// For each group the contact types it serves, in the order of its preference.
    pub(crate) serves: Vec<Vec<usize>>,
}

impl Services {
    /// What both sides say. A side that is silent takes over what the other says; where both are
    /// silent they belong together if there is only one contact type or only one group.
    pub(crate) fn agreed(
        reader: &mut Reader,
        types: &[WrittenType<'_>],
        groups: &[WrittenGroup<'_>],
    ) -> Self {
        refuse_one_sided(reader, types, groups);
        let alone = types.len() == 1 || groups.len() == 1;
        let lists = |t: usize, g: usize| {
            let ranks = types[t].groups.as_ref();
            ranks.map(|ranks| ranks.iter().flatten().any(|(group, _)| *group == g))
        };
        let names = |g: usize, t: usize| {
            let served = groups[g].serves.as_ref();
            served.map(|served| served.iter().any(|(other, _)| *other == t))
        };
        let services = Self {
            groups: (0..types.len())
                .map(|t| match &types[t].groups {
                    Some(ranks) => ranks
                        .iter()
                        .map(|rank| rank.iter().map(|(group, _)| *group).collect())
                        .collect(),
                    None => (0..groups.len())
                        .filter(|g| names(*g, t).unwrap_or(alone))
                        .map(|g| vec![g])
                        .collect(),
                })
                .collect(),
            serves: (0..groups.len())
                .map(|g| match &groups[g].serves {
                    Some(served) => served.iter().map(|(other, _)| *other).collect(),
                    None => (0..types.len())
                        .filter(|t| lists(*t, g).unwrap_or(alone))
                        .collect(),
                })
                .collect(),
        };
        services.refuse_idle(reader, types, groups);
        services
    }

    /// Reports types that nobody serves, and groups that serve nothing.
    fn refuse_idle(
        &self,
        reader: &mut Reader,
        types: &[WrittenType<'_>],
        groups: &[WrittenGroup<'_>],
    ) {
        for (written, ranks) in types.iter().zip(&self.groups) {
            if ranks.is_empty()
                && written.groups.is_none()
                && !reader.doubt.may_hold(&written.section.place, &["groups"])
                && !reader.doubt.may_name(&["serves", "skill_group"])
            {
                let fault = Fault::new(
                    format!("no skill group serves \"{}\"", written.name),
                    "at least one group",
                )
                .hint(format!(
                    "add `groups = [\"…\"]` here, or \"{}\" to the `serves` of a group",
                    written.name
                ));
                reader.refuse(
                    &written.section.place,
                    &written.section.path_of("groups"),
                    fault,
                );
            }
        }
        for (written, served) in groups.iter().zip(&self.serves) {
            if served.is_empty()
                && written.serves.is_none()
                && !types.is_empty()
                && !reader.doubt.may_hold(&written.section.place, &["serves"])
                && !reader.doubt.may_name(&["groups", "contact_type"])
            {
                let fault = Fault::new(
                    format!("the group \"{}\" serves nothing", written.name),
                    "at least one contact type",
                )
                .hint(format!(
                    "add `serves = [\"…\"]` here, or \"{}\" to the `groups` of a contact type",
                    written.name
                ));
                reader.refuse(
                    &written.section.place,
                    &written.section.path_of("serves"),
                    fault,
                );
            }
        }
    }
}

/// Where both sides are written, each must name the other.
fn refuse_one_sided(reader: &mut Reader, types: &[WrittenType<'_>], groups: &[WrittenGroup<'_>]) {
    for (t, written) in types.iter().enumerate() {
        for (g, place) in written.groups.iter().flatten().flatten() {
            let Some(group) = groups.get(*g) else {
                continue;
            };
            let Some(served) = &group.serves else {
                continue;
            };
            if group.is_whole && !served.iter().any(|(other, _)| *other == t) {
                let fault = Fault::new(
                    format!(
                        "the group \"{}\" does not serve \"{}\"",
                        group.name, written.name
                    ),
                    format!("groups with \"{}\" in their `serves`", written.name),
                )
                .hint(format!(
                    "add \"{}\" to `{}`, or take the group out here",
                    written.name,
                    group.section.path_of("serves")
                ));
                reader.refuse(place, &written.section.path_of("groups"), fault);
            }
        }
    }
    for (g, group) in groups.iter().enumerate() {
        for (t, place) in group.serves.iter().flatten() {
            let Some(ranks) = types.get(*t).and_then(|written| written.groups.as_ref()) else {
                continue;
            };
            let written = &types[*t];
            if written.is_whole && !ranks.iter().flatten().any(|(other, _)| *other == g) {
                let fault = Fault::new(
                    format!(
                        "\"{}\" does not list the group \"{}\"",
                        written.name, group.name
                    ),
                    format!("contact types with \"{}\" in their `groups`", group.name),
                )
                .hint(format!(
                    "add \"{}\" to `{}`, or take the type out here",
                    group.name,
                    written.section.path_of("groups")
                ));
                reader.refuse(place, &group.section.path_of("serves"), fault);
            }
        }
    }
}
