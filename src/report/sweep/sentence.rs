//! The answer of a sweep in one sentence.

use super::{First, Swept};
use crate::measures::{ScopeKind, Unit};
use crate::model::Language;
use crate::report::verdict::Promise;
use crate::report::{number, table};

/// How many promises the sentence spells out.
pub(super) const MOST_TOLD: usize = 6;

/// From which value on each target is met, without a full stop.
pub fn sentence(swept: &Swept<'_>) -> String {
    let firsts = swept.firsts();
    if firsts.is_empty() {
        return "no target is promised, so there is none to meet".to_owned();
    }
    let told = firsts
        .iter()
        .take(MOST_TOLD)
        .map(|first| clause(swept, first));
    let told: Vec<String> = told.collect();
    let rest = firsts.len() - told.len();
    let more = if rest > 0 {
        format!("; and {rest} more in summary.json")
    } else {
        String::new()
    };
    format!("{}{more}", told.join("; "))
}

/// Where one promise begins to be kept.
pub(super) fn clause(swept: &Swept<'_>, first: &First<'_>) -> String {
    let key = &swept.axes[0].key;
    let of = |place: usize| &swept.axes[0].values[place];
    let second = first.second.and_then(|place| {
        let axis = swept.axes.get(1)?;
        Some(format!(" at {} = {}", axis.key, axis.values[place]))
    });
    let second = second.unwrap_or_default();
    let promise = promise(first);
    let queue = swept.title_of(ScopeKind::Queue, first.queue, Language::English);
    let confidence = number::as_written(Unit::Share, swept.confidence().as_f64());
    let (Some(value), Some(kept)) = (first.value, first.kept) else {
        return format!("{queue}{second}: no value of {key} surely meets {promise}");
    };
    let found = kept.estimate.value().map_or_else(String::new, |found| {
        number::people_against(
            first.promise.unit(),
            found,
            kept.estimate.interval(),
            first.promise.value(),
        )
    });
    let chance = kept.chance.map_or_else(String::new, |chance| {
        format!(
            ", and the horizon meets the target with a chance of {}",
            table::estimate_text(Unit::Share, &chance)
        )
    });
    let but = first.but_not_at.map_or_else(String::new, |place| {
        format!(" (but not surely at {})", of(place))
    });
    format!(
        "{queue}{second}: {key} = {} is the first to meet {promise} with {confidence} confidence: {found}{chance}{but}",
        of(value)
    )
}

fn promise(first: &First<'_>) -> String {
    let value = number::as_written(first.promise.unit(), first.promise.value());
    match first.promise {
        Promise::Share(_) => format!("the service level of {value}"),
        Promise::Asa(_) => format!("the ASA of at most {value}"),
        Promise::Abandonment(_) => format!("the abandonment of at most {value}"),
        Promise::InDueTime(_) => format!("the share finished in due time of {value}"),
        Promise::BacklogAge(_) => format!("the mean age of the backlog of at most {value}"),
    }
}
