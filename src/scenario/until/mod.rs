//! `replication.until`: how exactly numbers are to be known before replications end.
//!
//! What stands there on its own is read with the other sections; whether the scenario measures it can
//! be said only of a centre that is sound.

mod half_width;
#[cfg(test)]
mod tests;

use super::catalogue::REPLICATION;
use super::defaults;
use super::inner_keys::UNTIL;
use super::name::Names;
use super::plans::MOST_REPLICATIONS;
use super::problem::Place;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::Section;
use super::toml_tree::{Entry, Item, Value, shortened};
use super::value::{grouped, list_of, text_of};
use crate::measures::{Catalogue, Estimator, Measure, Precision, Promised, Scope, StoppingRule};
use crate::model::{
    ContactCentre, ContactTypeId, Note, QueueId, ReplicationPlan, ReportPlan, SkillGroupId,
};

/// The most conditions.
const MOST_CONDITIONS: usize = 50;

/// The parts of the centre that a condition may name.
#[derive(Debug)]
pub(crate) struct Parts<'a, 't> {
    pub(crate) queues: &'a Names<'t>,
    pub(crate) contact_types: &'a Names<'t>,
    pub(crate) skill_groups: &'a Names<'t>,
}

/// The conditions as they are written.
#[derive(Debug)]
pub(crate) struct Written<'t> {
    conditions: Vec<Condition<'t>>,
    most_replications: u64,
}

#[derive(Debug)]
struct Condition<'t> {
    section: Section<'t>,
    measure: (&'t str, &'t Place),
    scope: Scope,
    half_width: &'t Entry,
}

/// Reads the conditions; `None` if there are none, or a problem was noted.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    root: &Section<'t>,
    plan: &ReplicationPlan,
    parts: &Parts<'_, 't>,
) -> Option<Written<'t>> {
    let item = root.item("replication")?;
    let Value::Table(table) = &item.value else {
        return None;
    };
    let path = "replication".to_owned();
    let section = Section::over(&REPLICATION, path, item.place.clone(), table);
    let most = section.count(reader, "most_replications", (1, MOST_REPLICATIONS));
    let Some(until) = section.item("until") else {
        if let Some(entry) = section.entry("most_replications") {
            let advice = Note::new(
                "write what is to be known in `until`, or remove this key",
                "请在`until`中写明需要达到的精度，或删除该键",
            );
            let found = Note::new(
                "nothing ends the replications before their number",
                "没有使模拟提前结束的条件",
            );
            let key = section.path_of("most_replications");
            reader.warn(&entry.key_place, &key, found, advice);
        }
        return None;
    };
    let conditions = conditions(reader, &section.path_of("until"), until, parts)?;
    if conditions.is_empty() {
        return None;
    }
    check_first_look(reader, &section, plan, most);
    Some(Written {
        conditions,
        most_replications: most.unwrap_or(defaults::MOST_REPLICATIONS),
    })
}

/// Each condition; a single one may stand without a list around it.
fn conditions<'t>(
    reader: &mut Reader,
    path: &str,
    until: &'t Item,
    parts: &Parts<'_, 't>,
) -> Option<Vec<Condition<'t>>> {
    if matches!(until.value, Value::Table(_)) {
        return Some(vec![condition(reader, path.to_owned(), until, parts)?]);
    }
    let of = "conditions: [{ measure = \"asa\", half_width = \"5s\" }]";
    if let Value::Text(_) = until.value {
        let fault = Fault::new(until.describe(), format!("a list of {of}"))
            .hint("write what is to be known: `[{ measure = \"asa\", half_width = \"5s\" }]`");
        reader.refuse(&until.place, path, fault);
        return None;
    }
    let items = list_of(reader, path, until, MOST_CONDITIONS, of)?;
    let read: Vec<Option<Condition<'_>>> = (items.iter().enumerate())
        .map(|(i, item)| condition(reader, format!("{path}.{}", i + 1), item, parts))
        .collect();
    read.into_iter().collect()
}

fn condition<'t>(
    reader: &mut Reader,
    path: String,
    item: &'t Item,
    parts: &Parts<'_, 't>,
) -> Option<Condition<'t>> {
    let section = Section::open(reader, &UNTIL, path, item)?;
    let measure = section.required(reader, "measure").and_then(|entry| {
        let text = text_of(reader, &section.path_of("measure"), &entry.item)?;
        Some((text, &entry.item.place))
    });
    let scope = scope(reader, &section, parts);
    let half_width = section.exactly_one_of(reader, &["half_width", "relative_half_width"]);
    Some(Condition {
        measure: measure?,
        scope: scope?,
        half_width: half_width?,
        section,
    })
}

/// Of which part of the centre the number is.
fn scope(reader: &mut Reader, section: &Section<'_>, parts: &Parts<'_, '_>) -> Option<Scope> {
    let kinds = [
        ("queue", parts.queues),
        ("contact_type", parts.contact_types),
        ("skill_group", parts.skill_groups),
    ];
    let mut written =
        (kinds.into_iter()).filter_map(|(key, names)| Some((section.entry(key)?, names)));
    let Some((entry, names)) = written.next() else {
        return Some(Scope::Centre);
    };
    if let Some((other, _)) = written.next() {
        let allowed = "one of queue, contact_type, skill_group; none: the whole centre";
        section.refuse_both(reader, entry, other, allowed);
        return None;
    }
    let path = section.path_of(&entry.key);
    let name = text_of(reader, &path, &entry.item)?;
    let place = names.find(reader, name, &entry.item.place, &path)?;
    Some(match entry.key.as_str() {
        "queue" => Scope::Queue(QueueId::new(place)),
        "contact_type" => Scope::Type(ContactTypeId::new(place)),
        _ => Scope::Group(SkillGroupId::new(place)),
    })
}

/// The first look must come neither too early nor after the last one.
fn check_first_look(
    reader: &mut Reader,
    section: &Section<'_>,
    plan: &ReplicationPlan,
    most: Option<u64>,
) {
    let first = plan.replications;
    let look = |first: u64| format!("a first look after {} replications", grouped(first));
    if let Some(item) = section.item("replications")
        && first < StoppingRule::LEAST_FIRST_LOOK
    {
        let least = grouped(StoppingRule::LEAST_FIRST_LOOK);
        let fault = Fault::new(look(first), format!("with `until` at least {least}")).hint(
            "replications that may end earlier often end where the spread is underestimated, and \
             their intervals are too narrow",
        );
        reader.refuse(&item.place, &section.path_of("replications"), fault);
    }
    let most_or_usual = most.unwrap_or(defaults::MOST_REPLICATIONS);
    let item = section.item("most_replications");
    let item = item.or_else(|| section.item("replications"));
    if let Some(item) = item
        && most_or_usual < first
    {
        let found = format!(
            "at most {} replications, but {}",
            grouped(most_or_usual),
            look(first)
        );
        let fault = Fault::new(found, "at least as many as `replications`");
        reader.refuse(&item.place, &section.path_of("most_replications"), fault);
    }
}

impl Written<'_> {
    /// The rule, if the scenario measures all of it.
    pub(crate) fn resolved(
        self,
        reader: &mut Reader,
        centre: &ContactCentre,
        report: &ReportPlan,
    ) -> Option<StoppingRule> {
        let catalogue = Catalogue::new(centre, report);
        let resolved: Vec<Option<Precision>> = (self.conditions.iter())
            .map(|condition| condition.resolved(reader, centre, &catalogue))
            .collect();
        Some(StoppingRule {
            conditions: resolved.into_iter().collect::<Option<_>>()?,
            most_replications: self.most_replications,
        })
    }
}

impl Condition<'_> {
    fn resolved(
        &self,
        reader: &mut Reader,
        centre: &ContactCentre,
        catalogue: &Catalogue,
    ) -> Option<Precision> {
        let measure = match self.known(centre, catalogue) {
            Ok(measure) => measure,
            Err(fault) => {
                let path = self.section.path_of("measure");
                reader.refuse(self.measure.1, &path, fault);
                return None;
            }
        };
        Some(Precision {
            measure: measure.name.clone(),
            scope: self.scope,
            half_width: half_width::read(reader, &self.section, self.half_width, measure)?,
        })
    }

    /// The measure, if it exists over the horizon of the scope.
    fn known<'c>(
        &self,
        centre: &ContactCentre,
        catalogue: &'c Catalogue,
    ) -> Result<&'c Measure, Fault> {
        let (name, _) = self.measure;
        let over_horizon = || {
            let measures = catalogue.measures().iter();
            measures.filter(|measure| measure.is_of_days())
        };
        let names = || over_horizon().map(|measure| measure.name.as_str());
        let allowed = "a measure of this scenario, as measures.csv names it";
        let Some(measure) = catalogue.find(name) else {
            let fault = Fault::new(
                format!("the scenario has no measure \"{}\"", shortened(name)),
                allowed,
            );
            return Err(fault.maybe(did_you_mean(name, names())));
        };
        if !measure.is_of_days() {
            let found = format!("\"{name}\", which has no number of the horizon");
            return Err(Fault::new(found, allowed).maybe(did_you_mean(name, names())));
        }
        if !measure.is_of(self.scope.kind()) {
            let kinds = measure.scopes.iter().map(|kind| kind.name());
            return Err(Fault::new(
                format!("\"{name}\" of a {}", self.scope.kind().name()),
                format!("\"{name}\" of one of: {}", listed(kinds)),
            ));
        }
        let is_there = match (measure.estimator, self.scope) {
            (Estimator::HandledBy(group), Scope::Type(id)) => {
                let groups = &centre.contact_types()[id.index()].groups;
                groups.iter().flatten().any(|known| *known == group)
            }
            (Estimator::ChanceMet(promised), Scope::Queue(id)) => {
                promised.is_of(&centre.queues()[id.index()].target)
            }
            (Estimator::DaysMet, Scope::Queue(id)) => {
                Promised::Target.is_in(&centre.queues()[id.index()].target)
            }
            _ => true,
        };
        if is_there {
            Ok(measure)
        } else {
            let part = self.scope.name(centre);
            let found = format!("\"{name}\", which \"{}\" does not have", shortened(part));
            Err(Fault::new(found, allowed))
        }
    }
}
