//! Keys of queues and their promises.

use super::key::{Key, SectionKeys};

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
            "backlog_age",
            "\"1 day\"",
            "of a queue of tickets: promised mean age of those that nobody works on, on average over time; missing: none",
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
            "with penalty: the period that is judged, each planning interval, each local day or the whole horizon",
        )
        .or("\"day\"")
        .others(&["\"interval\"", "\"horizon\""])
        .comment(),
    ],
};
