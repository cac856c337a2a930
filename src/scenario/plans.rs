//! The `[replication]` and `[report]` sections.

use super::catalogue;
use super::defaults;
use super::key::SectionKeys;
use super::quantity::{duration_of, share_of};
use super::reader::{Fault, Reader};
use super::section::Section;
use super::toml_tree::Item;
use super::value::list_of;
use crate::model::{ReplicationPlan, ReportPlan};
use crate::units::Share;

/// The most replications; a result of so many would be exact beyond any use.
pub(crate) const MOST_REPLICATIONS: u64 = 10_000_000;

/// The largest seed: what a whole number of a TOML file holds.
const LARGEST_SEED: u64 = (1 << 63) - 1;

/// The most entries of a list of percentiles or waits.
const MOST_ENTRIES: usize = 50;

/// A section of the file, or its absence.
fn open<'t>(
    reader: &mut Reader,
    root: &Section<'t>,
    name: &'static str,
    keys: &'static SectionKeys,
) -> Section<'t> {
    let section = match root.item(name) {
        Some(item) => Section::open(reader, keys, name.to_owned(), item),
        None => None,
    };
    section.unwrap_or_else(|| Section::absent(keys, name, &root.place))
}

/// How often the horizon is simulated.
pub(crate) fn replication(reader: &mut Reader, root: &Section<'_>) -> ReplicationPlan {
    let section = open(reader, root, "replication", &catalogue::REPLICATION);
    let confidence = section.share(reader, "confidence");
    if let (Some(share), Some(item)) = (confidence, section.item("confidence"))
        && !(0.5..=0.999_9).contains(&share.as_f64())
    {
        let fault = Fault::new(
            format!(
                "a confidence of {}",
                crate::units::quantity_text::write_share(share)
            ),
            "from \"50%\" to \"99.99%\"",
        );
        reader.refuse(&item.place, &section.path_of("confidence"), fault);
    }
    ReplicationPlan {
        replications: section
            .count(reader, "replications", (1, MOST_REPLICATIONS))
            .unwrap_or(defaults::REPLICATIONS),
        seed: section
            .count(reader, "seed", (0, LARGEST_SEED))
            .unwrap_or(defaults::SEED),
        confidence: confidence.unwrap_or_else(|| defaults::percent(defaults::CONFIDENCE_PERCENT)),
    }
}

/// What is measured.
pub(crate) fn report(reader: &mut Reader, root: &Section<'_>) -> ReportPlan {
    let section = open(reader, root, "report", &catalogue::REPORT);
    let mut percentiles = several(reader, &section, "percentiles", share_of)
        .unwrap_or_else(|| defaults::PERCENTILES.map(defaults::percent).to_vec());
    percentiles.sort_by(|a, b| a.as_f64().total_cmp(&b.as_f64()));
    percentiles.dedup();
    if let (Some(item), Some(share)) = (
        section.item("percentiles"),
        percentiles
            .iter()
            .find(|share| **share == Share::ZERO || **share == Share::ONE),
    ) {
        let share = crate::units::quantity_text::write_share(*share);
        let fault = Fault::new(
            format!("the percentile {share}"),
            "percentiles above 0% and below 100%",
        );
        reader.refuse(&item.place, &section.path_of("percentiles"), fault);
    }
    let mut waits = |name: &str, default: &[crate::units::Span]| {
        let mut waits =
            several(reader, &section, name, duration_of).unwrap_or_else(|| default.to_vec());
        waits.sort_unstable();
        waits.dedup();
        waits
    };
    let within = waits("within", &[]);
    let waiting_over = waits("waiting_over", &[defaults::WAITING_OVER]);
    let fcr_window = section
        .duration(reader, "fcr_window")
        .unwrap_or(defaults::FCR_WINDOW);
    let mut switch = |name: &str, default: bool| section.switch(reader, name).unwrap_or(default);
    ReportPlan {
        days: switch("days", defaults::DAYS),
        intervals: switch("intervals", defaults::INTERVALS),
        interval_percentiles: switch("interval_percentiles", defaults::INTERVAL_PERCENTILES),
        percentiles,
        within,
        waiting_over,
        fcr_window,
        line_length: switch("line_length", defaults::LINE_LENGTH),
        most_interval_rows: section
            .count(reader, "most_interval_rows", (1, 1_000_000_000))
            .unwrap_or(defaults::MOST_INTERVAL_ROWS),
        charts: section.switch(reader, "charts").unwrap_or(defaults::CHARTS),
        workbook: (section.switch(reader, "workbook")).unwrap_or(defaults::WORKBOOK),
        parquet: false,
    }
}

/// A list of quantities.
fn several<T>(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
    one: fn(&mut Reader, &str, &Item) -> Option<T>,
) -> Option<Vec<T>> {
    let item = section.item(name)?;
    let path = section.path_of(name);
    let items = list_of(reader, &path, item, MOST_ENTRIES, "quantities with units")?;
    let read: Vec<Option<T>> = items
        .iter()
        .enumerate()
        .map(|(i, item)| one(reader, &format!("{path}.{}", i + 1), item))
        .collect();
    read.into_iter().collect()
}
