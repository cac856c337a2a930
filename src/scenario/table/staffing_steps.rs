//! People planned over time: whole people, a row an interval.

use std::path::Path;

use super::Reading;
use super::cell::{Misread, number, quoted};
use super::csv_table;
use super::interval_table::IntervalTable;
use super::local_clock::LocalClock;
use crate::model::{Horizon, StaffingPlan};
use crate::units::{Agents, number as convert};

const MOST_AGENTS: u32 = 1_000_000;
const ALLOWED: &str = "a whole number of people from 0 to 1,000,000";

/// Reads the people planned in a skill group; `column` is by default `<group>_agents`.
pub(crate) fn staffing_steps(
    mut reading: Reading<'_>,
    path: &Path,
    column: Option<&str>,
    group_name: &str,
    horizon: &Horizon,
) -> Option<StaffingPlan> {
    let reading = &mut reading;
    let table = csv_table::open(reading, path)?;
    let default = format!("{group_name}_agents");
    let name = column.unwrap_or(&default);
    let column = table.column(reading, name)?;
    if !name.ends_with("_agents") {
        let found = format!("column `{name}`, which does not say that it counts people");
        let misread = Misread::new(found, "a column whose name ends in _agents");
        reading.refuse(misread.with_hint(format!("rename it `{name}_agents`")));
        return None;
    }
    let clock = LocalClock::new(horizon);
    let table = IntervalTable::read(reading, table, column, &clock, people, Agents::ZERO)?;
    table.warn_of_ends(reading, horizon, ("zero", "零"));
    let steps = table.steps(reading, horizon, &clock, Agents::ZERO)?;
    Some(StaffingPlan::Steps(steps))
}

/// A number of people: whole, though it may be written `12.0`.
fn people(text: &str) -> Result<Agents, Misread> {
    let value = number(text, ALLOWED)?;
    if value > f64::from(MOST_AGENTS) {
        let found = format!("{}, which is too many", quoted(text));
        return Err(Misread::new(found, ALLOWED));
    }
    let whole = convert::floor(value);
    if convert::float(whole) < value {
        let misread = Misread::new(format!("{}, a part of a person", quoted(text)), ALLOWED);
        return Err(misread.with_hint(format!("write `{whole}` or `{}`", whole + 1)));
    }
    Ok(Agents::new(convert::low_half(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::table::trial::Trial;
    use crate::units::{SimTime, Span};

    fn hours(hours: u64) -> SimTime {
        SimTime::START + Span::HOUR.saturating_mul(hours)
    }

    fn read(trial: &mut Trial, text: &str) -> Option<StaffingPlan> {
        let horizon = Trial::horizon("2026-03-28T00:00[Europe/Berlin]", 2);
        trial.read(text, |reading, path| {
            staffing_steps(reading, path, None, "front", &horizon)
        })
    }

    #[test]
    fn people_go_home_when_the_rows_end() {
        let mut trial = Trial::default();
        let plan = read(
            &mut trial,
            "interval_start,front_agents\n08:00,5\n09:00,5\n10:00,7.0\n",
        );
        trial.expect_sound();
        let plan = plan.unwrap();
        assert_eq!(plan.at(hours(0)), Agents::ZERO);
        assert_eq!(plan.at(hours(8)), Agents::new(5));
        assert_eq!(plan.at(hours(10)), Agents::new(7));
        assert_eq!(plan.at(hours(11)), Agents::ZERO);
        // On the second day the clock is an hour ahead.
        assert_eq!(plan.at(hours(24 + 6)), Agents::ZERO);
        assert_eq!(plan.at(hours(24 + 7)), Agents::new(5));
        let StaffingPlan::Steps(steps) = plan else {
            unreachable!()
        };
        assert_eq!(
            steps.len(),
            1 + 3 * 9,
            "the first, and three a day up to a week later"
        );
    }

    #[test]
    fn people_are_whole_and_few_enough() {
        let mut trial = Trial::default();
        let plan = read(
            &mut trial,
            "interval_start,front_agents\n08:00,5.5\n09:00,-1\n10:00,1000001\n11:00,3 people\n",
        );
        assert_eq!(plan, None);
        trial.expect_problems(&[
            (2, 7, "front_agents", "part of a person"),
            (3, 7, "front_agents", "negative"),
            (4, 7, "front_agents", "too many"),
            (5, 7, "front_agents", "`3 people`"),
        ]);
    }
}
