//! Keys inside values: conditions that end the replications, hours by day, the parts of a swinging rate, columns of sessions, laws.

use super::key::{Key, SectionKeys};

/// A condition that ends the replications.
pub(crate) const UNTIL: SectionKeys = SectionKeys {
    path: "replication.until",
    about: "",
    keys: &[
        Key::inside(
            "measure",
            "\"service_level\"",
            "the measure, as files name it",
        ),
        Key::inside(
            "queue",
            "\"hotline\"",
            "of this queue; missing: the whole centre",
        ),
        Key::inside("contact_type", "\"calls\"", "of this contact type"),
        Key::inside("skill_group", "\"front\"", "of this skill group"),
        Key::inside(
            "half_width",
            "\"1 point\"",
            "the widest half of its confidence interval, in its own unit",
        ),
        Key::inside(
            "relative_half_width",
            "\"2%\"",
            "the same as a part of the value",
        ),
    ],
};

/// Days of the week, which may also be written as ranges like `mon-fri`.
pub(crate) const OPENING_HOURS: SectionKeys = SectionKeys {
    path: "queue.*.opening_hours",
    about: "hours by day of the week",
    keys: &[
        Key::inside("mon", "\"08:00-20:00\"", "hours of Mondays"),
        Key::inside("tue", "\"08:00-20:00\"", "hours of Tuesdays"),
        Key::inside("wed", "\"08:00-20:00\"", "hours of Wednesdays"),
        Key::inside("thu", "\"08:00-20:00\"", "hours of Thursdays"),
        Key::inside("fri", "\"08:00-20:00\"", "hours of Fridays"),
        Key::inside("sat", "\"09:00-14:00\"", "hours of Saturdays"),
        Key::inside("sun", "\"closed\"", "hours of Sundays"),
    ],
};

/// Factors by day of the week, which may also be written as ranges like `mon-fri`.
pub(crate) const WEEKDAY: SectionKeys = SectionKeys {
    path: "contact_type.*.demand.weekday",
    about: "",
    keys: &[
        Key::inside("mon", "1.0", "factor of Mondays"),
        Key::inside("tue", "1.0", "factor of Tuesdays"),
        Key::inside("wed", "1.0", "factor of Wednesdays"),
        Key::inside("thu", "1.0", "factor of Thursdays"),
        Key::inside("fri", "1.0", "factor of Fridays"),
        Key::inside("sat", "1.0", "factor of Saturdays"),
        Key::inside("sun", "1.0", "factor of Sundays"),
    ],
};

/// The parts of a swinging rate.
pub(crate) const SINUSOID: SectionKeys = SectionKeys {
    path: "contact_type.*.demand.sinusoid",
    about: "",
    keys: &[
        Key::inside("mean", "\"100/h\"", "the mean rate"),
        Key::inside(
            "amplitude",
            "\"50/h\"",
            "how far the rate swings from its mean",
        ),
        Key::inside("period", "\"24h\"", "time from peak to peak"),
        Key::inside("phase", "\"0s\"", "how far into the period the start is"),
    ],
};

/// The file and the columns of recorded sessions.
pub(crate) const SESSIONS: SectionKeys = SectionKeys {
    path: "skill_group.*.sessions",
    about: "",
    keys: &[
        Key::inside("file", "\"sessions.csv\"", "the file"),
        Key::inside("agent", "\"agent\"", "the column that tells who"),
        Key::inside("start", "\"start\"", "the column of log-in"),
        Key::inside("end", "\"end\"", "the column of log-out"),
    ],
};

/// The keys of all laws together; which of them a law takes is in the laws themselves.
pub(crate) const LAW: SectionKeys = SectionKeys {
    path: "contact_type.*.talk",
    about: "",
    keys: &[
        Key::inside("law", "\"exponential\"", "the name of the law"),
        Key::inside("mean", "\"5min\"", "the mean length"),
        Key::inside("value", "\"5min\"", "the length"),
        Key::inside("cv", "0.8", "standard deviation / mean"),
        Key::inside("stages", "3", "how many exponential stages"),
        Key::inside("shape", "1.5", "the shape, from 0.1 to 100"),
        Key::inside("from", "\"2min\"", "the shortest length"),
        Key::inside("to", "\"8min\"", "the longest length"),
        Key::inside("p50", "\"4min\"", "the median"),
        Key::inside("p75", "\"6min\"", "three quarters are shorter"),
        Key::inside("p80", "\"7min\"", "80 % are shorter"),
        Key::inside("p90", "\"12min\"", "90 % are shorter"),
        Key::inside("p95", "\"15min\"", "95 % are shorter"),
        Key::inside("p99", "\"20min\"", "99 % are shorter"),
        Key::inside(
            "parts",
            "[{ share = \"30%\", law = … }, …]",
            "laws with shares that add up to 100 %",
        ),
        Key::inside("share", "\"30%\"", "the share of the part"),
        Key::inside("values", "\"values.csv\"", "a CSV file of recorded lengths"),
        Key::inside("column", "\"talk_s\"", "its column"),
        Key::inside(
            "quantiles",
            "\"quantiles.csv\"",
            "a CSV file with the columns share and value_s, or { \"0%\" = …, \"100%\" = … }",
        ),
    ],
};

/// How waits count.
pub(crate) const URGENCY: SectionKeys = SectionKeys {
    path: "contact_type.*.urgency",
    about: "",
    keys: &[
        Key::inside(
            "base",
            "\"0s\"",
            "so long ahead of others; missing: not at all",
        ),
        Key::inside("weight", "1.0", "how fast a wait counts; missing: 1"),
    ],
};

/// A title in each language.
pub(crate) const TITLE: SectionKeys = SectionKeys {
    path: "variant.*.title",
    about: "",
    keys: &[
        Key::inside(
            "en",
            "\"The hotline\"",
            "in English; missing: as in Chinese",
        ),
        Key::inside("zh", "\"热线\"", "in Chinese; missing: as in English"),
    ],
};
