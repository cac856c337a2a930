use super::*;
use crate::units::Currency;

#[test]
fn files_get_plain_decimals() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0 / 3.0, "0.33333333"),
        (9.999_999_99, "10"),
        (1e-9 / 3.0, "0.000000000333"),
        (1e-13, "0"),
        (0.000_012_345_678_9, "0.000012345679"),
        (1_234.567_891_234, "1234.5679"),
        (1e15, "1000000000000000"),
        (-2.5, "-2.5"),
        (f64::NAN, ""),
        (f64::INFINITY, ""),
    ];
    for (value, text) in cases {
        assert_eq!(file(value), text, "{value}");
    }
    assert_eq!(json(f64::NAN), serde_json::Value::Null);
    assert_eq!(json(0.5).to_string(), "0.5");
}

#[test]
fn decimals_follow_the_half_width() {
    let share = |value, low, high| people_with_interval(Unit::Share, value, Some((low, high)));
    assert_eq!(share(0.61, 0.59, 0.63), "61 % (59–63)");
    assert_eq!(share(0.6123, 0.6093, 0.6153), "61.2 % (60.9–61.5)");
    assert_eq!(share(0.61234, 0.61231, 0.61237), "61.23 % (61.23–61.24)");
    assert_eq!(share(0.002, -0.01, 0.014), "0.2 % (0.0–1.4)");
    assert_eq!(
        people_with_interval(Unit::Contacts, 2_400.4, Some((2_390.0, 2_411.0))),
        "2,400 (2,390–2,411)"
    );
}

#[test]
fn what_was_promised_is_not_rounded() {
    let cases = [
        (Unit::Share, 0.999_5, "99.95 %"),
        (Unit::Share, 0.972_5, "97.25 %"),
        (Unit::Share, 0.07, "7 %"),
        (Unit::Share, 1.0, "100 %"),
        (Unit::Share, 0.999_999, "99.9999 %"),
        (Unit::Seconds, 6.55, "6.55 s"),
        (Unit::Seconds, 0.000_001, "0.000001 s"),
        (Unit::Seconds, 59.99, "59.99 s"),
        (Unit::Seconds, 60.0, "1 min"),
        (Unit::Seconds, 90.0, "1:30 min"),
        (Unit::Seconds, 75.25, "1:15.25 min"),
        (Unit::Seconds, 3_661.5, "1:01:01.5 h"),
    ];
    for (unit, value, text) in cases {
        assert_eq!(as_written(unit, value), text, "{value}");
    }
}

#[test]
fn times_are_read_off_a_clock() {
    let time = |value| people(Unit::Seconds, value);
    assert_eq!(time(17.26), "17.3 s");
    assert_eq!(time(59.97), "1 min");
    assert_eq!(time(600.0), "10 min");
    assert_eq!(time(3_599.7), "1 h");
    assert_eq!(time(5_400.0), "1:30:00 h");
    assert_eq!(time(36_000_000.0), "10,000 h");
    assert_eq!(people_with_interval(Unit::Seconds, 60.0, None), "1:00 min");
    assert_eq!(
        people_with_interval(Unit::Seconds, 58.0, Some((54.0, 62.0))),
        "0:58 min (0:54–1:02)"
    );
}

#[test]
fn a_near_miss_does_not_look_like_a_hit() {
    let shown = people_against(Unit::Share, 0.796, Some((0.785, 0.807)), 0.8);
    assert_eq!(shown, "79.6 % (78.5–80.7)");
    let shown = people_against(Unit::Share, 0.799_96, Some((0.799_93, 0.799_99)), 0.8);
    assert_eq!(shown, "79.996 % (79.993–79.999)");
    assert_eq!(people_against(Unit::Share, 0.8, None, 0.8), "80 %");
    assert_eq!(people_against(Unit::Share, 0.07, None, 0.07), "7 %");
    // Against a promise that is said with more digits than the interval bears.
    let against = |value, low, high| people_against(Unit::Share, value, Some((low, high)), 0.9725);
    assert_eq!(against(0.9721, 0.9719, 0.9723), "97.21 % (97.19–97.23)");
    assert_eq!(against(0.972, 0.970, 0.974), "97.2 % (97.0–97.4)");
    assert_eq!(against(0.98, 0.973, 0.987), "98.0 % (97.3–98.7)");
    let shown = people_against(Unit::Seconds, 90.3, Some((90.1, 90.4)), 90.5);
    assert_eq!(shown, "1:30 min (1:30–1:30)");
}

#[test]
fn a_mean_wait_in_a_sentence_is_no_finer_than_it_is_sure() {
    let wait = |value, low, high| mean_wait(value, Some((low, high)));
    assert_eq!(wait(2_290.0, 2_170.0, 2_410.0), "38 min on average (36–40)");
    assert_eq!(wait(75.0, 70.0, 80.0), "1:15 min on average (1:10–1:20)");
    assert_eq!(
        wait(5_900.0, 5_400.0, 6_400.0),
        "1:38 h on average (1:30–1:47)"
    );
    assert_eq!(wait(12.34, 11.9, 12.7), "12.3 s on average (11.9–12.7)");
    assert_eq!(mean_wait(754.0, None), "13 min on average");
}

#[test]
fn words_have_two_parts_at_most() {
    let cases = [
        (0.0, "0 s"),
        (40.0, "40 s"),
        (90.0, "1 min 30 s"),
        (720.0, "12 min"),
        (86_400.0, "1 day"),
        (190_800.0, "2 days 5 h"),
        (3_601.0, "1 h 1 s"),
    ];
    for (seconds, text) in cases {
        assert_eq!(in_words(seconds), text);
    }
}

#[test]
fn money_has_no_decimals_or_two() {
    let yuan = Unit::Money(Currency::of("CNY").unwrap());
    assert_eq!(people(yuan, 1_234_567.0), "1,234,567 CNY");
    assert_eq!(people(yuan, 12.5), "12.50 CNY");
    assert_eq!(people(yuan, -20_000.0), "-20,000 CNY");
    let shown = |value, low, high| people_with_interval(yuan, value, Some((low, high)));
    assert_eq!(
        shown(12_345.678, 12_340.0, 12_351.0),
        "12,346 CNY (12,340–12,351)"
    );
    assert_eq!(shown(12.345, 12.0, 12.69), "12.35 CNY (12.00–12.69)");
    assert_eq!(shown(-5.0, -7.0, -3.0), "-5 CNY (-7–-3)");
    assert_eq!(half_width(yuan, 1_234.0), "1,300 CNY");
}
