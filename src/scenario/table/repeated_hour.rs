//! Rows in the hour that comes twice in autumn, told apart by their order in the file.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::Reading;
use crate::model::Note;

/// Which of its two times a row means when the clock shows it twice.
///
/// Rows are taken as the first time round until the file goes back in time, and as the second from
/// then on.
#[derive(Debug, Default)]
pub(super) struct RepeatedHour {
    days: BTreeMap<Date, Passes>,
}

#[derive(Debug)]
struct Passes {
    last: DateTime,
    first: u64,
    second: u64,
}

impl RepeatedHour {
    /// Chooses between the two instants of a row.
    pub(super) fn choose(
        &mut self,
        civil: DateTime,
        first: Timestamp,
        second: Timestamp,
    ) -> Timestamp {
        let passes = self.days.entry(civil.date()).or_insert(Passes {
            last: civil,
            first: 0,
            second: 0,
        });
        let is_second = passes.second > 0 || civil < passes.last;
        passes.last = civil;
        if is_second {
            passes.second += 1;
            second
        } else {
            passes.first += 1;
            first
        }
    }

    /// Says what was chosen, day by day.
    pub(super) fn warn(&self, reading: &mut Reading<'_>) {
        for (date, passes) in &self.days {
            let rows = passes.first + passes.second;
            let (first, second) = (passes.first, passes.second);
            let found = Note::new(
                format!(
                    "{rows} times lie in the hour that comes twice on {date}: by the order of the \
                     file, {first} were taken as the first time round and {second} as the second"
                ),
                format!(
                    "{rows}个时间落在{date}重复的一小时内：按文件中的顺序，{first}个计为第一次，{second}个计为第二次"
                ),
            );
            reading.warn(found, advice());
        }
    }
}
/// What to do if times in an hour that comes twice were taken wrongly.
pub(super) fn advice() -> Note {
    Note::new(
        "write the offset from UTC after these times if that is wrong",
        "如果不对，请在这些时间后写明与UTC的时差",
    )
}
