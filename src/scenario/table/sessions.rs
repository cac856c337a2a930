//! People as they were logged in: one row a session, with the person, log-in and log-out.
//!
//! One person is at work once at a time, so sessions of one person that overlap are made one, with a
//! warning. Sessions that end before the horizon begins, or begin when nothing can happen any more
//! ([`Horizon::latest`]), are left out, which is said; a session that has begun before is cut.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::Reading;
use super::cell::{Misread, quoted};
use super::csv_row::Row;
use super::csv_table;
use super::local_clock::{LocalClock, Shown};
use super::local_time::date_and_time;
use super::repeated_hour;
use crate::model::{Horizon, Note, Session, StaffingPlan};
use crate::units::{SimTime, number};

/// More sessions than this are no staffing plan.
const MOST_SESSIONS: usize = 1_000_000;

/// Which columns hold what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SessionColumns {
    /// Who.
    pub(crate) agent: String,
    /// Date and time of log-in.
    pub(crate) start: String,
    /// Date and time of log-out.
    pub(crate) end: String,
}

impl Default for SessionColumns {
    fn default() -> Self {
        Self {
            agent: "agent".to_owned(),
            start: "start".to_owned(),
            end: "end".to_owned(),
        }
    }
}

/// Reads the sessions of the people of a group. Sessions of one person that overlap or touch become
/// one; what lies outside the horizon and the days after it is left out.
pub(crate) fn sessions(
    mut reading: Reading<'_>,
    path: &Path,
    columns: &SessionColumns,
    horizon: &Horizon,
) -> Option<StaffingPlan> {
    let reading = &mut reading;
    let mut table = csv_table::open(reading, path)?;
    let agent = table.column(reading, &columns.agent);
    let start = table.column(reading, &columns.start);
    let end = table.column(reading, &columns.end);
    let (agent, start, end) = (agent?, start?, end?);
    let clock = LocalClock::new(horizon);
    let noted = reading.problems.noted();
    let mut stays: BTreeMap<String, Vec<(SimTime, SimTime)>> = BTreeMap::new();
    let (mut rows, mut outside, mut twice) = (0_usize, 0_u64, 0_u64);
    while let Some(row) = table.next_row(reading) {
        rows += 1;
        if rows > MOST_SESSIONS {
            let misread = Misread::new("more rows", format!("at most {MOST_SESSIONS} sessions"));
            reading.refuse_cell(&row, agent, || misread);
            break;
        }
        let name = row.cell(agent);
        if name.is_empty() {
            let misread = || Misread::new(quoted(name), "the name or number of a person");
            reading.refuse_cell(&row, agent, misread);
        }
        let login = instant(reading, &row, start, &clock, None, &mut twice);
        let logout = instant(reading, &row, end, &clock, login, &mut twice);
        let (Some(login), Some(logout)) = (login, logout) else {
            continue;
        };
        if logout <= login {
            let found = format!("{}, which is not after the log-in", quoted(row.cell(end)));
            let allowed = format!("a time after `{}`", row.cell(start));
            reading.refuse_cell(&row, end, || {
                Misread::new(found, allowed)
                    .with_hint("a session past midnight ends on the next date")
            });
            continue;
        }
        let from = clock.sim_time(login).unwrap_or(SimTime::START);
        let to = clock.sim_time(logout).unwrap_or(SimTime::START);
        if to == SimTime::START || from >= horizon.latest() {
            outside += 1;
            continue;
        }
        match stays.get_mut(name) {
            Some(known) => known.push((from, to)),
            None => drop(stays.insert(name.to_owned(), vec![(from, to)])),
        }
    }
    if stays.is_empty() && reading.problems.noted() == noted {
        let found = format!(
            "no session within the horizon among {rows} rows of `{}`",
            table.file_name()
        );
        let misread = Misread::new(found, "at least one session within the horizon");
        reading.refuse(misread.with_hint("check clock.start and clock.time_zone"));
    }
    if reading.problems.noted() > noted {
        return None;
    }
    let (sessions, merged) = merge(stays);
    tell(reading, table.written(), rows, outside, &merged, twice);
    Some(StaffingPlan::Sessions(sessions))
}

/// The instant in a cell. In the hour that comes twice, log-in is the first time round, and log-out
/// the first that is after it.
fn instant(
    reading: &mut Reading<'_>,
    row: &Row<'_>,
    column: usize,
    clock: &LocalClock,
    after: Option<Timestamp>,
    twice: &mut u64,
) -> Option<Timestamp> {
    match date_and_time(row.cell(column)).and_then(|local| clock.shown(local)) {
        Ok(Shown::Once(instant)) => Some(instant),
        Ok(Shown::Twice(first, second)) => {
            *twice += 1;
            let is_past = after.is_some_and(|after| first <= after);
            Some(if is_past { second } else { first })
        }
        Err(misread) => {
            reading.refuse_cell(row, column, || misread);
            None
        }
    }
}

/// Makes one session of those that overlap or touch, and counts the overlaps by person; sessions come
/// out by log-in, then by name.
fn merge(stays: BTreeMap<String, Vec<(SimTime, SimTime)>>) -> (Vec<Session>, Vec<(String, u64)>) {
    let mut sessions = Vec::new();
    let mut merged = Vec::new();
    for (agent, mut spans) in stays {
        spans.sort_unstable();
        let mut overlaps = 0;
        let mut open: Option<Session> = None;
        for (from, to) in spans {
            match &mut open {
                Some(session) if from <= session.to => {
                    overlaps += u64::from(from < session.to);
                    session.to = session.to.max(to);
                }
                _ => {
                    let agent = agent.clone();
                    sessions.extend(open.replace(Session { agent, from, to }));
                }
            }
        }
        sessions.extend(open);
        if overlaps > 0 {
            merged.push((agent, overlaps));
        }
    }
    sessions.sort_by(|one, other| (one.from, &one.agent).cmp(&(other.from, &other.agent)));
    (sessions, merged)
}

fn tell(
    reading: &mut Reading<'_>,
    file: &str,
    rows: usize,
    outside: u64,
    merged: &[(String, u64)],
    twice: u64,
) {
    if outside > 0 {
        let rows = number::count(rows);
        let found = Note::new(
            format!(
                "{outside} of {rows} sessions in `{file}` lie outside the horizon and are left out"
            ),
            format!("`{file}`的{rows}个班次中有{outside}个在模拟时段之外，未采用"),
        );
        let advice = Note::new(
            "nothing is to be done if the file covers more days",
            "如果文件包含更多日期，则无需处理",
        );
        reading.warn(found, advice);
    }
    if let Some((agent, _)) = merged.first() {
        let overlaps: u64 = merged.iter().map(|(_, overlaps)| overlaps).sum();
        let people = merged.len();
        let found = Note::new(
            format!(
                "{overlaps} sessions in `{file}` overlap with another of the same person (of {people} \
                 people, `{agent}` first) and were made one with it"
            ),
            format!(
                "`{file}`中有{overlaps}个班次与同一人的其他班次重叠（涉及{people}人，首先是`{agent}`），已合并"
            ),
        );
        let advice = Note::new(
            "one person is at work once at a time; check the file",
            "一个人同一时间只能有一个班次；请检查文件",
        );
        reading.warn(found, advice);
    }
    if twice > 0 {
        let found = Note::new(
            format!(
                "{twice} times in `{file}` lie in an hour that the clock shows twice: log-ins were \
                 taken as the first time round, log-outs as the first after the log-in"
            ),
            format!(
                "`{file}`中有{twice}个时间落在时钟重复的一小时内：登入按第一次计，登出按登入之后的第一次计"
            ),
        );
        reading.warn(found, repeated_hour::advice());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::table::trial::Trial;
    use crate::units::Span;

    fn read(trial: &mut Trial, text: &str) -> Option<StaffingPlan> {
        let horizon = Trial::horizon("2026-10-25T00:00[Europe/Berlin]", 1);
        trial.read(text, |reading, path| {
            sessions(reading, path, &SessionColumns::default(), &horizon)
        })
    }

    fn minutes(minutes: u64) -> SimTime {
        SimTime::START + Span::MINUTE.saturating_mul(minutes)
    }

    fn session(agent: &str, from: u64, to: u64) -> Session {
        let (from, to) = (minutes(from), minutes(to));
        Session {
            agent: agent.to_owned(),
            from,
            to,
        }
    }

    #[test]
    fn sessions_are_merged_clipped_and_left_out() {
        let mut trial = Trial::default();
        let plan = read(
            &mut trial,
            "agent,start,end\n\
             Bo,2026-10-25 00:30,2026-10-25 01:30\n\
             Al,2026-10-24 22:00,2026-10-25 01:00\n\
             Bo,2026-10-25 01:15,2026-10-25 02:00\n\
             Al,2026-10-25 01:00,2026-10-25 01:30\n\
             Cy,2026-10-20 01:00,2026-10-20 01:30\n\
             Cy,2027-10-20 01:00,2027-10-20 01:30\n\
             Di,2026-10-25 02:30,2026-10-25 02:15\n",
        );
        trial.expect_sound();
        let expected = vec![
            session("Al", 0, 90),
            session("Bo", 30, 120),
            session("Di", 150, 195),
        ];
        assert_eq!(plan, Some(StaffingPlan::Sessions(expected)));
        let said: Vec<&str> = trial.warnings.iter().map(|w| w.found.en.as_str()).collect();
        assert!(said[0].starts_with("2 of 7 sessions"), "{said:?}");
        assert!(said[1].starts_with("1 sessions"), "{said:?}");
        assert!(said[2].starts_with("3 times"), "{said:?}");
    }

    #[test]
    fn mistakes_name_their_cell() {
        let mut trial = Trial::default();
        let plan = read(
            &mut trial,
            "agent,start,end\n\
             ,2026-10-25 08:00,2026-10-25 09:00\n\
             Al,2026-10-25 09:00,2026-10-25 09:00\n\
             Al,25.10.2026 09:00,2026-10-25 10:00\n\
             Al,2026-10-25 09:00\n",
        );
        assert_eq!(plan, None);
        trial.expect_problems(&[
            (2, 1, "agent", "an empty cell"),
            (3, 21, "end", "not after"),
            (4, 4, "start", "year-month-day"),
            (5, 4, "agent", "2 columns"),
        ]);
    }

    #[test]
    fn a_file_of_other_days_is_a_mistake() {
        let mut trial = Trial::default();
        let plan = read(
            &mut trial,
            "agent,start,end\nAl,2025-10-25 08:00,2025-10-25 09:00\n",
        );
        assert_eq!(plan, None);
        trial.expect_problems(&[(1, 1, "key", "no session within the horizon")]);
    }
}
