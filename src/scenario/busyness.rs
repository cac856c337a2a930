//! What a scenario says about busyness: how far volume strays, and what goes together.

use super::catalogue;
use super::plain_number::plain_number;
use super::reader::{Fault, Reader};
use super::section::Section;
use crate::model::{Busyness, BusynessCorrelation};

/// The keys of a demand section about busyness.
const KEYS: [&str; 2] = ["busyness_cv", "overdispersion_cv"];

/// How far the volume of a contact type strays; `is_known` if its arrivals are recorded or its rate is
/// a sinusoid, which do not stray.
pub(crate) fn of_type(reader: &mut Reader, demand: &Section<'_>, is_known: bool) -> Busyness {
    let found = KEYS.map(|name| {
        let item = demand.item(name)?;
        if is_known {
            let fault = Fault::new(
                format!("`{name}` with `replay` or `sinusoid`"),
                "with rate, curve or daily_volume only",
            )
            .hint(format!("remove `{name}`"));
            reader.refuse(&item.place, &demand.path_of(name), fault);
            return None;
        }
        let allowed =
            "a coefficient of variation (standard deviation / mean): a number from 0 to 3";
        plain_number(reader, &demand.path_of(name), item, allowed, |cv| {
            (0.0..=Busyness::MOST_CV).contains(&cv)
        })
    });
    let [day_cv, interval_cv] = found.map(Option::unwrap_or_default);
    Busyness {
        day_cv,
        interval_cv,
    }
}

/// The `[busyness]` section.
pub(crate) fn correlation(reader: &mut Reader, root: &Section<'_>) -> BusynessCorrelation {
    let section = root
        .item("busyness")
        .and_then(|item| Section::open(reader, &catalogue::BUSYNESS, "busyness".to_owned(), item));
    let Some(section) = section else {
        return BusynessCorrelation::default();
    };
    let mut read = |name: &str| {
        let item = section.item(name)?;
        let allowed = "a correlation: a number from 0 to 0.999";
        // What is nearer to 1 than this is one and the same for every purpose.
        plain_number(reader, &section.path_of(name), item, allowed, |value| {
            (0.0..=0.999).contains(&value)
        })
    };
    BusynessCorrelation {
        between_types: read("between_types").unwrap_or_default(),
        day_to_day: read("day_to_day").unwrap_or_default(),
    }
}
