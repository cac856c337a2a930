//! Keys of contact types: who they are, when they arrive, and what differs by skill group.

use super::key::{Key, SectionKeys};

/// `[contact_type.NAME]`.
pub(crate) const CONTACT_TYPE: SectionKeys = SectionKeys {
    path: "contact_type.*",
    about: "a reason for contact; one section each",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Calls\", zh = \"来电\" }",
            "what people are shown instead of the contact type's name, in both languages or in one",
        )
        .others(&["\"Calls\""])
        .comment(),
        Key::new(
            "channel",
            "\"voice\"",
            "how its contacts reach the centre; tickets are worked when nothing live waits that an agent has room for, those due first in front",
        )
        .or("\"voice\"")
        .others(&["\"chat\"", "\"ticket\""]),
        Key::new(
            "queue",
            "\"hotline\"",
            "where its contacts wait; may be missing if there is only one queue",
        ),
        Key::new(
            "priority",
            "1",
            "class in the queue, 1 to 1000; 1 is answered first",
        )
        .or("1"),
        Key::new(
            "groups",
            "[\"front\"]",
            "skill groups in the order in which they are tried; an inner list ranks equally; missing: all that serve it",
        )
        .others(&["[[\"front\"]]"]),
        Key::new(
            "choice",
            "\"longest_idle\"",
            "which free agent of equally ranked groups takes the contact",
        )
        .or("\"longest_idle\"")
        .others(&["\"least_occupied\"", "\"fastest\"", "\"random\""]),
        Key::new(
            "urgency",
            "{ base = \"0s\", weight = 1.0 }",
            "how its waits count for groups that choose by weighted wait: base + weight × wait",
        ),
        Key::new(
            "patience",
            "{ law = \"exponential\", mean = \"2min\" }",
            "how long customers wait before they hang up; missing: for ever",
        ),
        Key::new(
            "patience_by_time",
            "\"curves/patience.csv\"",
            "with patience: factors on it, by when a customer arrives; a CSV file or an Excel workbook with the columns interval_start and calls_patience_factor; 1 where no row holds",
        )
        .comment(),
        Key::new(
            "patience_column",
            "\"calls_patience_factor\"",
            "with patience_by_time: the column, if its name does not begin with the contact type's",
        )
        .comment(),
        Key::new(
            "patience_sheet",
            "\"Patience\"",
            "with patience_by_time: the sheet, if the file is an Excel workbook; missing: the first",
        )
        .comment(),
        Key::new(
            "leaves_at_once",
            "\"2%\"",
            "share who leave at once if they must wait",
        )
        .or("\"0%\""),
        Key::new(
            "chat_choice",
            "\"fewest_first\"",
            "of chat: among agents with room, whether those with the fewest or the most contacts in hand come first; choice decides between equals",
        )
        .or("\"fewest_first\"")
        .others(&["\"most_first\""])
        .comment(),
        Key::new(
            "silent_abandonment",
            "\"30%\"",
            "of chat: share of those who lose patience that leave without a word; they keep their place, and an agent finds out",
        )
        .or("\"0%\"")
        .comment(),
        Key::new(
            "finding_out",
            "{ law = \"exponential\", mean = \"1min\" }",
            "with silent_abandonment: how long the agent who takes such a chat needs to find out, whatever else is in hand",
        )
        .comment(),
        Key::new(
            "due",
            "\"8h\"",
            "of tickets: how long after coming in they are to be finished, counted in the opening hours of their queue; missing: no due time",
        )
        .comment(),
        Key::new(
            "talk",
            "{ law = \"exponential\", mean = \"5min\" }",
            "time with the customer, hold included, or of work on a ticket; with nothing else in hand; one of the laws exponential, deterministic, lognormal, gamma, erlang, uniform, weibull, mixture, empirical, here and wherever a law belongs",
        )
        .others(super::laws::EXAMPLES),
        Key::new(
            "wrap_up",
            "{ law = \"lognormal\", mean = \"1min\", cv = 0.8 }",
            "work after the customer has left; missing: none",
        ),
        Key::new(
            "resolution",
            "\"100%\"",
            "chance that an agent resolves the matter; what is not resolved may come back (repeat)",
        )
        .or("\"100%\""),
        Key::new(
            "waiting_at_start",
            "0",
            "contacts in line when the horizon starts; they load the centre and are not counted",
        )
        .or("0"),
        Key::section("demand"),
        Key::section("special_day"),
        Key::section("by_group"),
        Key::section("reason"),
        Key::section("redial"),
        Key::section("transfer"),
        Key::section("repeat"),
        Key::section("return"),
        Key::section("announced"),
    ],
};

/// `[contact_type.NAME.demand]`.
pub(crate) const DEMAND: SectionKeys = SectionKeys {
    path: "contact_type.*.demand",
    about: "when its contacts arrive: one of rate, curve, daily_volume, sinusoid, replay",
    keys: &[
        Key::new(
            "rate",
            "\"100/h\"",
            "a constant rate (per h, min, s or day)",
        ),
        Key::new(
            "curve",
            "\"curves/demand.csv\"",
            "rates by time: a CSV file or an Excel workbook with the columns interval_start and calls_per_hour (or calls_contacts)",
        )
        .comment(),
        Key::new(
            "column",
            "\"calls_per_hour\"",
            "with curve: the column, if its name does not begin with the contact type's",
        )
        .comment(),
        Key::new(
            "shape",
            "\"linear\"",
            "with curve: rates that hold through each row (steps, the default) or pass into each other (linear)",
        )
        .others(&["\"steps\""])
        .comment(),
        Key::new(
            "sheet",
            "\"Forecast\"",
            "with curve or profile: the sheet, if the file is an Excel workbook; missing: the first",
        )
        .comment(),
        Key::new(
            "daily_volume",
            "\"2400/day\"",
            "contacts of a day; that × weekday × special days × trend come each day, spread by the profile",
        )
        .comment(),
        Key::new(
            "weekday",
            "{ mon = 1.2, tue-fri = 1.0, sat = 0.6, sun = 0.4 }",
            "with daily_volume: factors by day of the week; days that are not named: 1",
        )
        .others(&["{ mon = 1.2, tue = 1.1, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0.6, sun = 0.4 }"])
        .comment(),
        Key::new(
            "profile",
            "\"curves/profile.csv\"",
            "with daily_volume: how a day is spread, a file with the columns interval_start and weight, or a column for each day of the week (mon-fri, sat, sun); missing: evenly",
        )
        .comment(),
        Key::new(
            "trend",
            "\"+5%/year\"",
            "with daily_volume: growth from day to day (per year of 365 days, month of 365/12, week or day), compounded",
        )
        .comment(),
        Key::new(
            "trend_from",
            "\"2026-01-01\"",
            "with trend: the day on which the volume is the one written; missing: the first of the horizon",
        )
        .comment(),
        Key::new(
            "busyness_cv",
            "0.1",
            "standard deviation / mean of a factor that all contacts of a day share and nobody foresaw; with rate, curve, daily_volume",
        )
        .or("0")
        .comment(),
        Key::new(
            "overdispersion_cv",
            "0.05",
            "the same for a factor of each planning interval",
        )
        .or("0")
        .comment(),
        Key::new(
            "sinusoid",
            "{ mean = \"100/h\", amplitude = \"50/h\", period = \"24h\", phase = \"0s\" }",
            "a rate that swings: mean + amplitude × sin(2π (t + phase) / period), t from the start",
        )
        .comment(),
        Key::new(
            "replay",
            "[\"PS\", \"PE\"]",
            "recorded contacts: the values of the log's contact_type column that are this type (\"*\": all rows)",
        )
        .comment(),
    ],
};

/// `[contact_type.NAME.by_group.NAME]`.
pub(crate) const BY_GROUP: SectionKeys = SectionKeys {
    path: "contact_type.*.by_group.*",
    about: "where a skill group differs for this contact type",
    keys: &[
        Key::new(
            "talk",
            "{ law = \"exponential\", mean = \"5min\" }",
            "talk of this group; missing: that of the contact type",
        )
        .comment(),
        Key::new(
            "wrap_up",
            "{ law = \"lognormal\", mean = \"1min\", cv = 0.8 }",
            "wrap-up of this group; missing: that of the contact type",
        )
        .comment(),
        Key::new(
            "resolution",
            "\"90%\"",
            "chance that this group resolves the matter; missing: that of the group, else that of the contact type",
        )
        .comment(),
        Key::new(
            "reserve",
            "0",
            "free agents of this group that are kept back from its contacts, for others",
        )
        .or("0"),
        Key::new(
            "in_service_at_start",
            "0",
            "contacts just taken by this group when the horizon starts; not counted",
        )
        .or("0"),
    ],
};
