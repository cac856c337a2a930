//! Keys of the file itself, and of what is said once: clock, replications, report and log.

use super::key::{Key, SectionKeys};

/// The file itself.
pub(crate) const ROOT: SectionKeys = SectionKeys {
    path: "",
    about: "",
    keys: &[
        Key::new(
            "name",
            "\"template\"",
            "the scenario's name in headings and files; missing: the file's own name, by which its folder under output/ goes",
        ),
        Key::new(
            "title",
            "{ en = \"The hotline in March\", zh = \"三月热线\" }",
            "what people are shown instead of the name, in both languages or in one",
        )
        .others(&["\"The hotline in March\""])
        .comment(),
        Key::new(
            "language",
            "\"en\"",
            "language of pages unless another is asked for: English (en) or Chinese (zh)",
        )
        .or("\"en\"")
        .others(&["\"zh\""]),
        Key::new(
            "currency",
            "\"CNY\"",
            "currency of hourly rates and fixed costs, by its code of ISO 4217; missing: costs are not measured",
        ),
        Key::section("clock"),
        Key::section("replication"),
        Key::section("report"),
        Key::section("calendar"),
        Key::section("special_day"),
        Key::section("busyness"),
        Key::section("queue"),
        Key::section("contact_type"),
        Key::section("self_service"),
        Key::section("skill_group"),
        Key::section("incident"),
        Key::section("log"),
        Key::section("variant"),
    ],
};

/// `[clock]`.
pub(crate) const CLOCK: SectionKeys = SectionKeys {
    path: "clock",
    about: "which days are simulated",
    keys: &[
        Key::new(
            "start",
            "\"2026-03-02 00:00\"",
            "first instant, local time; a date alone is its midnight",
        ),
        Key::new(
            "time_zone",
            "\"Europe/Berlin\"",
            "IANA name of the zone, which knows about daylight saving",
        ),
        Key::new(
            "horizon",
            "\"1 day\"",
            "how long: calendar days (\"7 days\") or an exact length (\"8h\")",
        ),
        Key::new(
            "interval",
            "\"15min\"",
            "planning interval; a whole number of them makes a day",
        )
        .or("\"15min\""),
        Key::new(
            "warm_up",
            "\"0s\"",
            "beginning of the horizon that loads the centre but is not counted",
        )
        .or("\"0s\""),
    ],
};

/// `[replication]`.
pub(crate) const REPLICATION: SectionKeys = SectionKeys {
    path: "replication",
    about: "how often, and from which chance",
    keys: &[
        Key::new(
            "replications",
            "100",
            "how many independent horizons; more of them narrow the confidence intervals; with until: how many before the first look",
        )
        .or("100"),
        Key::new(
            "until",
            "[{ measure = \"service_level\", queue = \"hotline\", half_width = \"1 point\" }]",
            "go on until these numbers of the horizon are known so exactly, all of them; a half-width in the measure's own unit (\"1 point\" of a share, \"5s\", 20 contacts) or as a part of the value",
        )
        .others(&[
            "[{ measure = \"asa\", contact_type = \"calls\", half_width = \"2s\" }, { measure = \"busy\", skill_group = \"front\", relative_half_width = \"2%\" }]",
        ])
        .comment(),
        Key::new(
            "most_replications",
            "10_000",
            "with until: the most replications, whatever is known by then",
        )
        .or("10_000")
        .comment(),
        Key::new(
            "seed",
            "1",
            "where chance starts; the same seed gives the same customers",
        )
        .or("1"),
        Key::new(
            "confidence",
            "\"95%\"",
            "how sure the confidence intervals are",
        )
        .or("\"95%\""),
    ],
};

/// `[busyness]`.
pub(crate) const BUSYNESS: SectionKeys = SectionKeys {
    path: "busyness",
    about: "how the busyness of days goes together, of contact types that have a busyness_cv",
    keys: &[
        Key::new(
            "between_types",
            "0.5",
            "correlation of any two contact types on one day, from 0 to 0.999",
        )
        .or("0"),
        Key::new(
            "day_to_day",
            "0.3",
            "correlation of neighbouring days, from 0 to 0.999",
        )
        .or("0"),
    ],
};

/// `[report]`.
pub(crate) const REPORT: SectionKeys = SectionKeys {
    path: "report",
    about: "what is measured beyond what always is",
    keys: &[
        Key::new("days", "true", "measure each local day").or("true"),
        Key::new("intervals", "true", "measure each planning interval").or("true"),
        Key::new(
            "interval_percentiles",
            "false",
            "percentiles of waits in each interval too",
        )
        .or("false"),
        Key::new(
            "percentiles",
            "[\"50%\", \"80%\", \"90%\", \"95%\", \"99%\"]",
            "which percentiles of waits",
        )
        .or("[\"50%\", \"80%\", \"90%\", \"95%\", \"99%\"]"),
        Key::new(
            "within",
            "[\"10s\", \"1min\"]",
            "further waits within which answers are counted, beside each queue's target wait",
        )
        .or("[]"),
        Key::new(
            "waiting_over",
            "[\"30min\"]",
            "waits beyond which customers are counted",
        )
        .or("[\"30min\"]"),
        Key::new(
            "fcr_window",
            "\"7 days\"",
            "first contact resolution (FCR): a customer who is back with the same matter within this time counts against it",
        )
        .or("\"7 days\""),
        Key::new(
            "line_length",
            "false",
            "measure the longest line, and the line at each interval's start; costs time",
        )
        .or("false"),
        Key::new(
            "most_interval_rows",
            "100_000",
            "the most rows of intervals.csv",
        )
        .or("100_000"),
        Key::new("charts", "true", "draw charts").or("true"),
        Key::new(
            "workbook",
            "true",
            "write measures.xlsx, for Excel and its like",
        )
        .or("true"),
    ],
};

/// `[log]`.
pub(crate) const LOG: SectionKeys = SectionKeys {
    path: "log",
    about: "the contact log, if any type replays it: a CSV file with a row a contact",
    keys: &[
        Key::new("file", "\"calls.csv\"", "the file").comment(),
        Key::new(
            "date",
            "\"date\"",
            "column of the date, if date and time are apart",
        )
        .comment(),
        Key::new(
            "time",
            "\"arrival\"",
            "column of the time, or of date and time",
        )
        .comment(),
        Key::new("contact_type", "\"type\"", "column of the contact type").comment(),
        Key::new(
            "handling",
            "\"service_s\"",
            "column of recorded handling times, which are then used; missing: drawn from talk and wrap_up",
        )
        .comment(),
        Key::new(
            "keep_if_any",
            "[\"outcome = AGENT\", \"wait_s > 0\"]",
            "rows for which one of these holds are kept (operators = != < <= > >=); missing: all",
        )
        .comment(),
        Key::new(
            "keep_if_all",
            "[\"outcome != TEST\"]",
            "and all of these",
        )
        .comment(),
        Key::new(
            "drop_if_any",
            "[\"outcome = PHANTOM\"]",
            "and none of these",
        )
        .comment(),
    ],
};
