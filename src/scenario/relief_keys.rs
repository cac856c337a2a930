//! Keys of what relieves a line: announcements, callbacks, overflow.

use super::key::{Key, SectionKeys};

/// `[queue.NAME.announcement]`.
pub(crate) const WAIT_ANNOUNCEMENT: SectionKeys = SectionKeys {
    path: "queue.*.announcement",
    about: "what customers are told who must wait; missing: nothing",
    keys: &[
        Key::new(
            "above",
            "\"1min\"",
            "only those are told whose expected wait is at least this",
        )
        .or("\"0s\""),
        Key::new(
            "rounds_to",
            "\"1min\"",
            "the wait is rounded up to a whole number of these",
        )
        .or("\"1min\""),
    ],
};

/// `[queue.NAME.callback]`.
pub(crate) const CALLBACK: SectionKeys = SectionKeys {
    path: "queue.*.callback",
    about: "who is called back instead of waiting; missing: nobody",
    keys: &[
        Key::new(
            "above",
            "\"10min\"",
            "offered to those who must wait and whose expected wait is at least this; missing: only where an overflow, or self-service, leads to it",
        ),
        Key::new("acceptance", "\"40%\"", "share of those offered a callback who take it"),
        Key::new(
            "kind",
            "\"kept_place\"",
            "customers are called when it is their turn (kept_place), or some time later and then before those who wait (time_slot)",
        )
        .or("\"kept_place\"")
        .others(&["\"time_slot\""]),
        Key::new("after", "\"2h\"", "with kind = \"time_slot\": how much later").comment(),
        Key::new(
            "picks_up",
            "\"80%\"",
            "chance that a customer picks up, at each try",
        )
        .or("\"100%\""),
        Key::new(
            "ringing",
            "{ law = \"deterministic\", value = \"30s\" }",
            "time of the agent if nobody does",
        )
        .or("{ law = \"deterministic\", value = \"30s\" }"),
        Key::new(
            "tries",
            "2",
            "how often a customer is called at most; the next time before those who wait",
        )
        .or("1"),
        Key::new(
            "again_after",
            "{ law = \"exponential\", mean = \"30min\" }",
            "with tries above 1: the time from one try to the next",
        )
        .or("{ law = \"deterministic\", value = \"30min\" }"),
    ],
};

/// `[queue.NAME.overflow.NAME]`.
pub(crate) const OVERFLOW: SectionKeys = SectionKeys {
    path: "queue.*.overflow.*",
    about: "a way out for contacts that cannot be answered at once, looked at in the order of the file: one of line_above, oldest_above, expected_above, after; one of to_type, to_group, to",
    keys: &[
        Key::new(
            "line_above",
            "400",
            "if the line would be longer than this with the contact in it",
        ),
        Key::new(
            "oldest_above",
            "\"15min\"",
            "if the oldest contact of the queue has waited at least so long",
        )
        .comment(),
        Key::new(
            "expected_above",
            "\"15min\"",
            "if the contact's own expected wait is at least this",
        )
        .comment(),
        Key::new(
            "after",
            "\"20min\"",
            "once the contact has waited so long itself",
        )
        .comment(),
        Key::new(
            "to_type",
            "\"tickets\"",
            "the contact leaves the line and is offered as one of this contact type",
        )
        .comment(),
        Key::new(
            "to_group",
            "\"partner\"",
            "the contact may be taken by this skill group too, at once or while it waits; the group, an outsourcer perhaps, takes contacts of the queue in no other way",
        )
        .comment(),
        Key::new(
            "to",
            "\"callback\"",
            "the customer is offered a callback of the queue",
        ),
    ],
};

/// `[contact_type.NAME.announced]`.
pub(crate) const ANNOUNCED: SectionKeys = SectionKeys {
    path: "contact_type.*.announced",
    about: "what customers do who are told how long they will wait; missing: what they would do anyway",
    keys: &[
        Key::new(
            "balks",
            "[{ above = \"5min\", share = \"20%\" }, { above = \"15min\", share = \"40%\" }]",
            "share who leave at once if they are told at least so long a wait; longer waits, larger shares",
        )
        .or("[]"),
        Key::new(
            "patience_factor",
            "1.3",
            "factor on the patience of the others",
        )
        .or("1.0"),
    ],
};

/// The parts of a share who balk.
pub(crate) const BALKS: SectionKeys = SectionKeys {
    path: "contact_type.*.announced.balks",
    about: "",
    keys: &[
        Key::inside("above", "\"5min\"", "the least wait that they are told"),
        Key::inside("share", "\"20%\"", "the share who leave then"),
    ],
};
