//! Recurrence rules (RFC 5545, 3.3.10) of whole days.
//!
//! A rule is a question asked of a date, not a generator: whether it hits a date hangs on the date and
//! on the start alone, so that an unbounded rule costs no more than the days that are looked at.

use jiff::civil::{Date, Weekday};

/// The most dates that are looked at for all rules of a file.
pub(super) const MOST_STEPS: u64 = 5_000_000;

const UNDERSTOOD: &str = "FREQ=YEARLY, MONTHLY, WEEKLY or DAILY with INTERVAL, COUNT, UNTIL, BYMONTH, \
                          BYMONTHDAY, BYDAY and WKST";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A rule that is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: i32,
    count: Option<u32>,
    until: Option<Date>,
    months: Vec<i8>,
    /// Days of the month; negative ones from its end.
    month_days: Vec<i8>,
    /// Weekdays with their place in the month or year: 0 each, negative from the end.
    week_days: Vec<(i16, Weekday)>,
    week_start: Weekday,
}

/// What is wrong with a rule: what was found, and what is allowed.
pub(super) type Misread = (String, String);

impl Rule {
    /// Reads a rule.
    pub(super) fn read(text: &str) -> Result<Self, Misread> {
        let refuse = |found: String| (found, UNDERSTOOD.to_owned());
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            month_days: Vec::new(),
            week_days: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut seen: Vec<String> = Vec::new();
        for part in text.trim_end_matches(';').split(';') {
            let (name, value) = part
                .split_once('=')
                .ok_or_else(|| refuse(format!("`{part}` in a rule")))?;
            let (name, value) = (name.to_ascii_uppercase(), value.to_ascii_uppercase());
            if seen.contains(&name) {
                return Err(refuse(format!("{name} twice in a rule")));
            }
            let is_read = rule.read_part(&name, &value);
            seen.push(name);
            if !is_read {
                return Err(refuse(format!("`{part}` in a rule")));
            }
        }
        let has = |name: &str| seen.iter().any(|seen| seen == name);
        if !has("FREQ") {
            return Err(refuse("a rule without FREQ".to_owned()));
        }
        if has("COUNT") && has("UNTIL") {
            return Err(refuse("a rule with both COUNT and UNTIL".to_owned()));
        }
        let ordinal = rule.week_days.iter().any(|(place, _)| *place != 0);
        let is_sensible = match rule.frequency {
            Frequency::Daily => !ordinal,
            Frequency::Weekly => !ordinal && rule.month_days.is_empty(),
            Frequency::Monthly | Frequency::Yearly => true,
        };
        if is_sensible {
            Ok(rule)
        } else {
            Err(refuse(format!("`{text}`, whose parts do not go together")))
        }
    }

    /// Reads one part; false if it is not understood.
    fn read_part(&mut self, name: &str, value: &str) -> bool {
        let numbers = |most: i8, may_be_negative: bool| -> Option<Vec<i8>> {
            let fits = |number: &i8| {
                (1..=most).contains(&number.abs()) && (may_be_negative || *number > 0)
            };
            let list: Option<Vec<i8>> = value
                .split(',')
                .map(|number| number.parse().ok().filter(fits))
                .collect();
            list.filter(|list| list.len() <= 366)
        };
        match name {
            "FREQ" => {
                self.frequency = match value {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => return false,
                };
                true
            }
            "INTERVAL" => set(&mut self.interval, within(value, 1, 10_000)),
            "COUNT" => {
                self.count = within(value, 1, 1_000_000).and_then(|count| count.try_into().ok());
                self.count.is_some()
            }
            "UNTIL" => {
                self.until = date(value);
                self.until.is_some()
            }
            "BYMONTH" => set(&mut self.months, numbers(12, false)),
            "BYMONTHDAY" => set(&mut self.month_days, numbers(31, true)),
            "BYDAY" => {
                let days: Option<Vec<(i16, Weekday)>> = value.split(',').map(placed).collect();
                set(&mut self.week_days, days.filter(|days| days.len() <= 400))
            }
            "WKST" => set(&mut self.week_start, weekday(value)),
            _ => false,
        }
    }

    /// Whether the rule, from its start on, hits a date.
    pub(super) fn hits(&self, start: Date, date: Date) -> bool {
        let apart = match self.frequency {
            Frequency::Daily => days_between(start, date),
            Frequency::Weekly => days_between(self.week_of(start), self.week_of(date)) / 7,
            Frequency::Monthly => months(date) - months(start),
            Frequency::Yearly => i32::from(date.year()) - i32::from(start.year()),
        };
        if apart % self.interval != 0
            || !self.months.is_empty() && !self.months.contains(&date.month())
        {
            return false;
        }
        let from_end = date.day() - date.days_in_month() - 1;
        let by_month_day = self.month_days.is_empty()
            || self.month_days.contains(&date.day())
            || self.month_days.contains(&from_end);
        let by_week_day = self.week_days.is_empty()
            || self
                .week_days
                .iter()
                .any(|(place, day)| *day == date.weekday() && self.is_at(*place, date));
        let is_unsaid = self.month_days.is_empty() && self.week_days.is_empty();
        let by_start = !is_unsaid
            || match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => date.weekday() == start.weekday(),
                Frequency::Monthly => date.day() == start.day(),
                Frequency::Yearly => {
                    date.day() == start.day()
                        && (!self.months.is_empty() || date.month() == start.month())
                }
            };
        by_month_day && by_week_day && by_start
    }

    /// Whether a date is the weekday of that place in its month, or in its year.
    fn is_at(&self, place: i16, date: Date) -> bool {
        let in_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (day, days) = if in_year {
            (date.day_of_year(), date.days_in_year())
        } else {
            (i16::from(date.day()), i16::from(date.days_in_month()))
        };
        match place {
            0 => true,
            1.. => (day - 1) / 7 + 1 == place,
            _ => (days - day) / 7 + 1 == -place,
        }
    }

    /// The first day of the week of a date.
    fn week_of(&self, date: Date) -> Date {
        let past = date.weekday().since(self.week_start);
        date.saturating_sub(jiff::Span::new().days(past))
    }

    /// The dates from `window.0` to `window.1` that the rule hits; `steps` counts down the dates that may
    /// be looked at, and `None` says that they are used up.
    pub(super) fn dates(
        &self,
        start: Date,
        window: (Date, Date),
        steps: &mut u64,
    ) -> Option<Vec<Date>> {
        let last = self.until.map_or(window.1, |until| until.min(window.1));
        // Only a rule that counts must be followed from its start.
        let mut date = match self.count {
            Some(_) => start,
            None => start.max(window.0),
        };
        let mut left = self.count;
        let mut dates = Vec::new();
        while date <= last && left != Some(0) {
            *steps = steps.checked_sub(1)?;
            if self.hits(start, date) {
                left = left.map(|left| left - 1);
                if date >= window.0 {
                    dates.push(date);
                }
            }
            let Ok(next) = date.tomorrow() else {
                break;
            };
            date = next;
        }
        Some(dates)
    }
}

/// Takes a value if there is one.
fn set<T>(place: &mut T, value: Option<T>) -> bool {
    let is_there = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_there
}

fn within(text: &str, least: i32, most: i32) -> Option<i32> {
    let value = text.parse().ok()?;
    (least..=most).contains(&value).then_some(value)
}

/// A date as iCalendar writes it: `20260217`, in the years 1900 to 2200.
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = text[..4]
        .parse()
        .ok()
        .filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

/// `MO`, `2MO`, `-1SU`: a weekday and its place.
fn placed(text: &str) -> Option<(i16, Weekday)> {
    let (place, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let place = match place {
        "" => 0,
        place => place
            .parse()
            .ok()
            .filter(|place: &i16| *place != 0 && place.abs() <= 53)?,
    };
    Some((place, weekday(day)?))
}

fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}

fn days_between(from: Date, to: Date) -> i32 {
    let hours = to.duration_since(from).as_hours();
    i32::try_from(hours / 24).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn dates(rule: &str, start: Date) -> Vec<String> {
        let window = (day(2026, 1, 1), day(2027, 12, 31));
        let rule = Rule::read(rule).unwrap();
        let dates = rule.dates(start, window, &mut 1_000_000).unwrap();
        dates.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rules_hit_the_dates_that_people_mean() {
        let yearly = dates("FREQ=YEARLY", day(2019, 10, 3));
        assert_eq!(yearly, ["2026-10-03", "2027-10-03"]);
        let leap = dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", day(2024, 2, 29));
        assert_eq!(leap, ["2026-02-28", "2027-02-28"]);
        let thanksgiving = dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", day(2020, 11, 26));
        assert_eq!(thanksgiving, ["2026-11-26", "2027-11-25"]);
        let last_friday = dates("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", day(2026, 10, 30));
        assert_eq!(last_friday, ["2026-10-30", "2026-11-27", "2026-12-25"]);
        let payday = dates(
            "FREQ=MONTHLY;BYMONTHDAY=10;UNTIL=20260310",
            day(2020, 1, 10),
        );
        assert_eq!(payday, ["2026-01-10", "2026-02-10", "2026-03-10"]);
        let friday_13 = dates("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", day(2026, 2, 13));
        assert_eq!(
            friday_13,
            ["2026-02-13", "2026-03-13", "2026-11-13", "2027-08-13"]
        );
        let fortnight = dates(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4",
            day(2026, 3, 2),
        );
        assert_eq!(
            fortnight,
            ["2026-03-02", "2026-03-06", "2026-03-16", "2026-03-20"]
        );
        let daily = dates("FREQ=DAILY;INTERVAL=10;COUNT=40", day(2025, 1, 1));
        assert_eq!(daily[0], "2026-01-06");
        assert_eq!(daily.len(), 3);
        let day_31 = dates("FREQ=MONTHLY;COUNT=3", day(2026, 1, 31));
        assert_eq!(day_31, ["2026-01-31", "2026-03-31", "2026-05-31"]);
        let of_year = dates("FREQ=YEARLY;BYDAY=1MO;COUNT=1", day(2026, 1, 5));
        assert_eq!(of_year, ["2026-01-05"]);
    }

    #[test]
    fn weeks_begin_where_the_rule_says() {
        // The example of RFC 5545, 3.8.5.3, in which the start of the week makes the difference.
        let start = day(2026, 8, 4);
        let monday = dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start);
        assert_eq!(
            monday,
            ["2026-08-04", "2026-08-09", "2026-08-18", "2026-08-23"]
        );
        let sunday = dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start);
        assert_eq!(
            sunday,
            ["2026-08-04", "2026-08-16", "2026-08-18", "2026-08-30"]
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for rule in [
            "",
            "FREQ=HOURLY",
            "FREQ=DAILY;FREQ=DAILY",
            "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=1;UNTIL=20260101",
            "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO",
            "FREQ=YEARLY;BYWEEKNO=20",
            "FREQ=WEEKLY;BYDAY=2MO",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;BYDAY=99MO",
            "FREQ=YEARLY;UNTIL=20260101T000000Z",
            "FREQ",
        ] {
            assert!(Rule::read(rule).is_err(), "{rule}");
        }
    }

    #[test]
    fn rules_that_never_end_cost_what_is_looked_at() {
        let rule = Rule::read("FREQ=DAILY").unwrap();
        let window = (day(2026, 1, 1), day(2026, 1, 31));
        let mut steps = 40;
        assert_eq!(
            rule.dates(day(1900, 1, 1), window, &mut steps)
                .unwrap()
                .len(),
            31
        );
        let rule = Rule::read("FREQ=DAILY;COUNT=1000000").unwrap();
        assert_eq!(rule.dates(day(1900, 1, 1), window, &mut steps), None);
    }
}
