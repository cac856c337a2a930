//! Every key that the reader knows, section by section.
//!
//! This is the one list: unknown keys are told from it, and the template is written from it.

pub(crate) use super::channel_keys::{GROUP_CHANNEL, GROUP_TICKETS};
pub(crate) use super::contact_type_keys::{BY_GROUP, CONTACT_TYPE, DEMAND};
pub(crate) use super::incident_keys::{ANNOUNCEMENT, INCIDENT};
use super::inner_keys::{LAW, OPENING_HOURS, SESSIONS, SINUSOID, UNTIL, WEEKDAY};
pub(crate) use super::inner_keys::{TITLE, URGENCY};
pub(crate) use super::journey_keys::{
    OUTAGES, REASON, REDIAL, REPEAT, RETURN, SELF_SERVICE, SLOW, TRANSFER,
};
use super::key::{Key, SectionKeys, Shown};
pub(crate) use super::people_keys::{LEARNING, PEOPLE, TENURE, UNDER_LOAD};
pub(crate) use super::relief_keys::{ANNOUNCED, BALKS, CALLBACK, OVERFLOW, WAIT_ANNOUNCEMENT};
pub(crate) use super::special_day_keys::{
    CALENDAR, GROUP_SPECIAL_DAY, SPECIAL_DAY, TYPE_SPECIAL_DAY,
};
pub(crate) use super::variant_keys::{CHANGE, VARIANT};

/// All sections, in the template's order.
pub(crate) const SECTIONS: [&SectionKeys; 47] = [
    &ROOT,
    &CLOCK,
    &REPLICATION,
    &UNTIL,
    &BUSYNESS,
    &REPORT,
    &CALENDAR,
    &SPECIAL_DAY,
    &QUEUE,
    &OPENING_HOURS,
    &TARGET,
    &WAIT_ANNOUNCEMENT,
    &CALLBACK,
    &OVERFLOW,
    &CONTACT_TYPE,
    &URGENCY,
    &DEMAND,
    &SINUSOID,
    &WEEKDAY,
    &TYPE_SPECIAL_DAY,
    &BY_GROUP,
    &REASON,
    &REDIAL,
    &TRANSFER,
    &REPEAT,
    &RETURN,
    &ANNOUNCED,
    &BALKS,
    &SELF_SERVICE,
    &OUTAGES,
    &SLOW,
    &SKILL_GROUP,
    &GROUP_TICKETS,
    &GROUP_CHANNEL,
    &SESSIONS,
    &PEOPLE,
    &TENURE,
    &LEARNING,
    &UNDER_LOAD,
    &GROUP_SPECIAL_DAY,
    &INCIDENT,
    &ANNOUNCEMENT,
    &LOG,
    &VARIANT,
    &CHANGE,
    &TITLE,
    &LAW,
];

/// What is known of the key at a path, in which names may stand for a star.
pub(crate) fn key_at(path: &str) -> Option<&'static Key> {
    key_of(&path.split('.').collect::<Vec<&str>>())
}

/// What is known of the key at the path of these names.
pub(crate) fn key_of(names: &[&str]) -> Option<&'static Key> {
    let (last, above) = names.split_last()?;
    section_at(above)?.get(last)
}

/// What is known of the section at a path, in which names may stand for a star.
fn section_at(names: &[&str]) -> Option<&'static SectionKeys> {
    (SECTIONS.iter().copied()).find(|section| is_path(section.path, names))
}

/// Whether the path of a section is the one of these names.
pub(crate) fn is_path(path: &str, names: &[&str]) -> bool {
    let mut stars = path.split('.').filter(|part| !part.is_empty());
    let mut names = names.iter();
    loop {
        match (stars.next(), names.next()) {
            (None, None) => return true,
            (Some(star), Some(name)) if star == "*" || star == *name => {}
            _ => return false,
        }
    }
}

/// Whether a path leads to a section, or to sections by name, and not to a value that is a table.
pub(crate) fn is_section(names: &[&str]) -> bool {
    let holds_keys = |section: &SectionKeys| {
        let is_inside = |key: &Key| key.shown == Shown::Section && !key.example.is_empty();
        !section.keys.iter().all(is_inside)
    };
    if section_at(names).is_some_and(holds_keys) {
        return true;
    }
    key_of(names).is_some_and(|key| key.shown == Shown::Section && key.example.is_empty())
}

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

/// `[queue.NAME]`.
pub(crate) const QUEUE: SectionKeys = SectionKeys {
    path: "queue.*",
    about: "a place where contacts wait; one section each",
    keys: &[
        Key::new(
            "title",
            "{ en = \"The hotline\", zh = \"热线\" }",
            "what people are shown instead of the queue's name, in both languages or in one",
        )
        .others(&["\"The hotline\""])
        .comment(),
        Key::new(
            "queue_capacity",
            "500",
            "how many may wait; who comes to a full queue is blocked; missing: any number",
        ),
        Key::new(
            "trunks",
            "600",
            "how many may be on the line at once, waiting or talking; missing: any number",
        ),
        Key::new(
            "trunk_hourly_rate",
            "0.1",
            "what an hour of each trunk costs, used or not, in the scenario's currency",
        )
        .comment(),
        Key::new(
            "cost_per_abandoned",
            "20",
            "what each contact that abandons costs, in the scenario's currency: business and goodwill lost",
        )
        .comment(),
        Key::new(
            "opening_hours",
            "\"24h\"",
            "when contacts are let in, local time; days that are not named are closed; of a queue of tickets, which come in at any time: when their due clock runs",
        )
        .or("\"24h\"")
        .others(&[
            "\"08:00-20:00\"",
            "[\"08:00-12:00\", \"13:00-17:00\"]",
            "{ mon = \"07:00-20:00\", tue-thu = \"08:00-20:00\", fri = [\"08:00-12:00\", \"13:00-22:00\"], sat-sun = \"22:00-06:00\" }",
            "{ mon = \"24h\", tue = \"24h\", wed = \"24h\", thu = \"24h\", sat = \"09:00-14:00\", sun = \"closed\" }",
        ]),
        Key::new(
            "at_closing",
            "\"work_off\"",
            "who still waits at closing time is served (work_off) or sent away (send_away)",
        )
        .or("\"work_off\"")
        .others(&["\"send_away\""]),
        Key::new(
            "estimator",
            "\"queue_length\"",
            "how the expected wait is estimated: those in line ÷ the pace of the people logged in (queue_length), the wait so far of the head of the line (head_of_line), the wait of who was answered last (last_answered)",
        )
        .or("\"queue_length\"")
        .others(&["\"head_of_line\"", "\"last_answered\""]),
        Key::section("target"),
        Key::section("announcement"),
        Key::section("callback"),
        Key::section("overflow"),
    ],
};

/// `[queue.NAME.target]`.
pub(crate) const TARGET: SectionKeys = SectionKeys {
    path: "queue.*.target",
    about: "what the customers of this queue were promised",
    keys: &[
        Key::new(
            "wait",
            "\"20s\"",
            "an answer within this wait counts as in time",
        )
        .or("\"20s\""),
        Key::new(
            "share",
            "\"80%\"",
            "promised share in time (the service level); missing: nothing was promised",
        ),
        Key::new(
            "rule",
            "\"abandons_miss\"",
            "how those who abandon count: all missed; short ones left out, or met; answered ones only",
        )
        .or("\"abandons_miss\"")
        .others(&[
            "\"short_abandons_excluded\"",
            "\"short_abandons_meet\"",
            "\"answered_only\"",
        ]),
        Key::new(
            "short_abandon",
            "\"20s\"",
            "who abandons within this wait abandons short; missing: the target wait",
        )
        .comment(),
        Key::new(
            "asa",
            "\"30s\"",
            "promised mean wait of answered contacts; missing: none",
        ),
        Key::new(
            "abandonment",
            "\"8%\"",
            "promised largest share that abandons; missing: none",
        ),
        Key::new(
            "due_share",
            "\"95%\"",
            "of a queue of tickets: promised share finished in due time; missing: none",
        )
        .comment(),
        Key::new(
            "penalty",
            "10_000",
            "what it costs to break one of these promises, in the scenario's currency",
        )
        .comment(),
        Key::new(
            "penalty_per",
            "\"day\"",
            "with penalty: the period that is judged, each local day or the whole horizon",
        )
        .or("\"day\"")
        .others(&["\"horizon\""])
        .comment(),
    ],
};

/// `[skill_group.NAME]`.
pub(crate) const SKILL_GROUP: SectionKeys = SectionKeys {
    path: "skill_group.*",
    about: "agents who can do the same contact types; one section each; one of agents, plan, sessions",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Front office\", zh = \"一线坐席\" }",
            "what people are shown instead of the group's name, in both languages or in one",
        )
        .others(&["\"Front office\""])
        .comment(),
        Key::new(
            "serves",
            "[\"calls\"]",
            "contact types in the order of preference; missing: all that list the group",
        ),
        Key::new(
            "takes",
            "\"longest_waiting\"",
            "which contact a free agent takes: of all types the longest waiting, or of the first type that has one (ranked), or whose urgency is largest (weighted_wait)",
        )
        .or("\"longest_waiting\"")
        .others(&["\"ranked\"", "\"weighted_wait\""]),
        Key::new("agents", "12", "so many people, always"),
        Key::new(
            "plan",
            "\"curves/staffing.csv\"",
            "people by time: a CSV file or an Excel workbook with the columns interval_start and front_agents",
        )
        .comment(),
        Key::new(
            "plan_column",
            "\"front_agents\"",
            "with plan: the column, if its name does not begin with the group's",
        )
        .comment(),
        Key::new(
            "plan_sheet",
            "\"Plan\"",
            "with plan: the sheet, if the file is an Excel workbook; missing: the first",
        )
        .comment(),
        Key::new(
            "sessions",
            "{ file = \"sessions.csv\", agent = \"agent\", start = \"start\", end = \"end\" }",
            "people as they were logged in: a CSV file with a row a session, and its columns",
        )
        .comment(),
        Key::new(
            "shrinkage",
            "\"28%\"",
            "paid time not logged in; paid people = agents / (1 - shrinkage)",
        )
        .or("\"0%\""),
        Key::new(
            "resolution",
            "\"90%\"",
            "chance that its agents resolve a matter; missing: that of each contact type",
        )
        .comment(),
        Key::new(
            "hourly_rate",
            "60",
            "what a paid hour costs, in the scenario's currency; hours of shrinkage are paid too; missing: not measured",
        ),
        Key::new(
            "cost_per_contact",
            "8.5",
            "what each contact that it answers costs, as an outsourcer charges it; missing: nothing",
        )
        .comment(),
        Key::new(
            "leaving",
            "\"named\"",
            "when fewer are planned than are busy: named people finish and go, or any who ends a contact next (any)",
        )
        .or("\"named\"")
        .others(&["\"any\""]),
        Key::section("people"),
        Key::section("channel"),
        Key::section("special_day"),
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
