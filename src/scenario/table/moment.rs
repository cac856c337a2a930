//! A date and time of the local clock that a scenario writes itself.

use super::cell::Misread;
use super::local_clock::{LocalClock, Shown, shown_text};
use super::local_time::date_and_time;
use crate::model::Horizon;
use crate::scenario::reader::Fault;
use crate::units::SimTime;

/// The instant that a text names; `None` before the start of the horizon.
///
/// # Errors
/// Refuses what is no date and time, what the local clock never shows, and what it shows twice unless the
/// offset is written.
pub(crate) fn moment(text: &str, horizon: &Horizon) -> Result<Option<SimTime>, Fault> {
    let clock = LocalClock::new(horizon);
    let local = date_and_time(text.trim()).map_err(fault)?;
    match clock.shown(local).map_err(fault)? {
        Shown::Once(instant) => Ok(clock.sim_time(instant)),
        Shown::Twice(..) => {
            let shown = shown_text(local.civil);
            let zone = horizon.start().time_zone();
            let offsets = zone.to_ambiguous_zoned(local.civil);
            let fault = Fault::new(
                format!("{shown}, which the clock shows twice that night"),
                "a time with its offset",
            );
            Err(match (offsets.clone().earlier(), offsets.later()) {
                (Ok(one), Ok(other)) => fault.hint(format!(
                    "write \"{shown}{}\" or \"{shown}{}\"",
                    one.strftime("%:z"),
                    other.strftime("%:z")
                )),
                _ => fault,
            })
        }
    }
}

fn fault(misread: Misread) -> Fault {
    Fault::new(misread.found, misread.allowed).maybe(misread.hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    #[test]
    fn an_hour_that_comes_twice_needs_its_offset() {
        let end: jiff::Zoned = "2026-10-26T00:00[Europe/Berlin]".parse().unwrap();
        let start = "2026-10-25T00:00[Europe/Berlin]".parse().unwrap();
        let horizon = Horizon::new(start, &end, Span::HOUR, Span::ZERO).unwrap();
        let at = |text: &str| moment(text, &horizon).map_err(|fault| fault.hint);
        let hours = |hours: u64| Ok(Some(SimTime::START + Span::HOUR.saturating_mul(hours)));
        assert_eq!(at("2026-10-25 01:00"), hours(1));
        assert_eq!(at("2026-10-25 02:00+01:00"), hours(3));
        assert_eq!(at("2026-10-25 04:00"), hours(5));
        assert_eq!(at("2026-10-24 23:00"), Ok(None));
        assert_eq!(
            at("2026-10-25 02:30").unwrap_err().unwrap(),
            "write \"2026-10-25 02:30+02:00\" or \"2026-10-25 02:30+01:00\""
        );
    }
}
