//! Keys of incidents: when they begin, how many contacts they bring, and what customers are told.

use super::key::{Key, SectionKeys};

/// `[incident.NAME]`.
pub(crate) const INCIDENT: SectionKeys = SectionKeys {
    path: "incident.*",
    about: "something that brings extra contacts for a while, on top of all others; one section each; one of at, rate and one of size, contacts. The extra contacts rise evenly over ramp, stay for lasts, and fall evenly over decay",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Payments fail\", zh = \"支付故障\" }",
            "what people are shown instead of the incident's name, in both languages or in one",
        )
        .others(&["\"Payments fail\""])
        .comment(),
        Key::new(
            "at",
            "\"2026-03-02 20:10\"",
            "when it begins, local time; a list: each of these times",
        )
        .others(&["[\"2026-03-02 10:00\", \"2026-03-02 20:10\"]"])
        .comment(),
        Key::new(
            "rate",
            "\"2/month\"",
            "or how often it begins on average, at random (per h, day, week, month of 365/12 days or year)",
        )
        .comment(),
        Key::new(
            "from",
            "\"2026-03-02 08:00\"",
            "with rate: the first time at which it may begin; missing: the start of the horizon",
        )
        .comment(),
        Key::new(
            "to",
            "\"2026-03-02 22:00\"",
            "with rate: from when on it no longer may; missing: the end of the horizon",
        )
        .comment(),
        Key::new(
            "contact_types",
            "[\"calls\"]",
            "the contact types that it affects, alike or by weight; not those that replay a log",
        )
        .others(&["{ calls = 1.0 }"])
        .comment(),
        Key::new(
            "size",
            "1.5",
            "extra contacts at the top: so many times the type's own rate at each moment, times its weight (1.5: two and a half times as many come in all)",
        )
        .comment(),
        Key::new(
            "contacts",
            "400",
            "or how many extra contacts it brings in all each time, on average, dealt out by weight",
        )
        .comment(),
        Key::new(
            "size_cv",
            "0.3",
            "standard deviation / mean of the size, which is drawn anew each time, from 0 to 1",
        )
        .or("0")
        .comment(),
        Key::new("ramp", "\"10min\"", "from its beginning to its top")
            .or("\"0s\"")
            .comment(),
        Key::new("lasts", "\"1h\"", "how long it stays at its top")
            .or("\"0s\"")
            .comment(),
        Key::new("decay", "\"40min\"", "from the end of its top to its end")
            .or("\"0s\"")
            .comment(),
        Key::section("announcement"),
    ],
};

/// `[incident.NAME.announcement]`.
pub(crate) const ANNOUNCEMENT: SectionKeys = SectionKeys {
    path: "incident.*.announcement",
    about: "what customers are told while the incident is on: some of all who would arrive with an affected contact type, whether the incident brings them or not, do not, or go elsewhere",
    keys: &[
        Key::new(
            "deflects",
            "\"40%\"",
            "the share of them that it deflects: they are counted as arrived and deflected, and not offered",
        )
        .comment(),
        Key::new("after", "\"15min\"", "how long after the incident's beginning it is made")
            .or("\"0s\"")
            .comment(),
        Key::new(
            "lasts",
            "\"30min\"",
            "how long it is made; missing: until the incident ends, as it does anyway",
        )
        .comment(),
        Key::new(
            "to",
            "\"calls_later\"",
            "the contact type as which they arrive instead, at once; missing: they do not get in touch",
        )
        .comment(),
    ],
};
