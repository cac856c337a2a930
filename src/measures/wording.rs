//! Waits and shares inside the names and definitions of measures.

use crate::units::{Share, Span};

/// A length of time in its largest whole unit: `10s`, `90s`, `30min`, `2h`.
pub fn span(span: Span) -> String {
    let micros = span.as_micros();
    let units: [(u64, &str); 4] = [
        (3_600_000_000, "h"),
        (60_000_000, "min"),
        (1_000_000, "s"),
        (1_000, "ms"),
    ];
    units
        .into_iter()
        .find(|(unit, _)| micros >= *unit && micros.is_multiple_of(*unit))
        .map_or_else(
            || format!("{micros}us"),
            |(unit, name)| format!("{}{name}", micros / unit),
        )
}

/// A share as percent without superfluous digits: `95`, `99.9`.
pub fn percent(share: Share) -> String {
    let text = format!("{:.6}", share.as_f64() * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_keep_the_unit_in_which_people_say_them() {
        assert_eq!(span(Span::from_secs(20)), "20s");
        assert_eq!(span(Span::from_secs(90)), "90s");
        assert_eq!(span(Span::from_secs(1_800)), "30min");
        assert_eq!(span(Span::from_secs(172_800)), "48h");
        assert_eq!(span(Span::from_millis(2_500)), "2500ms");
        assert_eq!(span(Span::ZERO), "0us");
    }

    #[test]
    fn percents_have_no_superfluous_digits() {
        assert_eq!(percent(Share::new(0.95).unwrap()), "95");
        assert_eq!(percent(Share::new(0.999).unwrap()), "99.9");
        assert_eq!(percent(Share::new(0.1).unwrap()), "10");
    }
}
