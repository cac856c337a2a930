//! Keys of what happens around a contact: self-service before it, what follows after it.

use super::key::{Key, SectionKeys};

/// A length of a dialogue, wherever it may be written.
const fn dialogue(name: &'static str, about: &'static str) -> Key {
    Key::new(name, "{ law = \"exponential\", mean = \"3min\" }", about)
}

/// The time until a customer gets in touch again, wherever it may be written.
const DELAY: Key = Key::new(
    "delay",
    "{ law = \"exponential\", mean = \"20min\" }",
    "time until then, 1s or more on average",
);

/// As what a customer gets in touch again, wherever it may be written.
const INSTEAD: Key = Key::new(
    "instead",
    "\"calls\"",
    "contact type as which some come back, by another channel perhaps; missing: all as this one",
)
.comment();

/// How many take the other channel, wherever it may be written.
const INSTEAD_SHARE: Key = Key::new(
    "instead_share",
    "\"25%\"",
    "with instead: share who come back as that",
)
.or("\"100%\"")
.comment();

/// Who goes past the bot, wherever it may be written.
const PAST_SELF_SERVICE: Key = Key::new(
    "past_self_service",
    "\"0%\"",
    "share who go straight to the agents this time",
)
.or("\"0%\"");

/// `[contact_type.NAME.redial]`.
pub(crate) const REDIAL: SectionKeys = SectionKeys {
    path: "contact_type.*.redial",
    about: "who tries again after an attempt that nobody answered; missing: nobody",
    keys: &[
        Key::new(
            "after_abandoning",
            "\"50%\"",
            "share of those who abandoned",
        )
        .or("\"0%\""),
        Key::new(
            "after_blocking",
            "\"60%\"",
            "share of those who were blocked, or turned away by self-service",
        )
        .or("\"0%\""),
        Key::new(
            "after_sent_away",
            "\"0%\"",
            "share of those who came to a closed queue, or were in it as it closed",
        )
        .or("\"0%\""),
        Key::new(
            "after_giving_up",
            "\"0%\"",
            "share of those who gave up in self-service",
        )
        .or("\"0%\""),
        Key::new(
            "later",
            "\"40%\"",
            "share from the second time in a row on, of whoever would try at all; missing: as the first time",
        ),
        Key::new(
            "most",
            "5",
            "how often in a row a customer tries again at most; missing: any number of times",
        ),
        DELAY,
        INSTEAD,
        INSTEAD_SHARE,
        PAST_SELF_SERVICE,
    ],
};

/// `[contact_type.NAME.repeat]`.
pub(crate) const REPEAT: SectionKeys = SectionKeys {
    path: "contact_type.*.repeat",
    about: "who gets in touch again because an agent did not resolve the matter; missing: nobody",
    keys: &[
        Key::new("chance", "\"70%\"", "share of those not resolved"),
        DELAY,
        INSTEAD,
        INSTEAD_SHARE,
        PAST_SELF_SERVICE,
    ],
};

/// `[contact_type.NAME.return]`.
pub(crate) const RETURN: SectionKeys = SectionKeys {
    path: "contact_type.*.return",
    about: "who gets in touch again because self-service contained the contact falsely; missing: nobody",
    keys: &[
        Key::new("chance", "\"80%\"", "share of the falsely contained"),
        DELAY,
        INSTEAD,
        INSTEAD_SHARE,
        PAST_SELF_SERVICE,
    ],
};

/// `[contact_type.NAME.transfer]`.
pub(crate) const TRANSFER: SectionKeys = SectionKeys {
    path: "contact_type.*.transfer",
    about: "how agents pass on contacts that they did not resolve; missing: they do not",
    keys: &[
        Key::new("chance", "\"50%\"", "share of those not resolved"),
        Key::new(
            "to",
            "\"calls\"",
            "contact type as which they go on: its queue, priority and groups are those of the next line",
        ),
        Key::new(
            "wrong",
            "\"0%\"",
            "share of the transfers that go wrong; whoever takes such a contact passes it on to where it belongs",
        )
        .or("\"0%\""),
        Key::new(
            "wrong_to",
            "\"calls\"",
            "with wrong: contact type as which these go on first",
        )
        .comment(),
        Key::new(
            "handover",
            "{ law = \"exponential\", mean = \"1min\" }",
            "a warm transfer: if somebody is free, both agents are busy with handing over for so long; missing, or if nobody is: the customer waits in line",
        ),
        Key::new(
            "talk_factor",
            "1.0",
            "factor on the talk after the transfer: below 1 if context is handed over, above 1 if it is lost",
        )
        .or("1.0"),
        Key::new(
            "wrong_talk_factor",
            "1.0",
            "factor on the talk of whoever takes a contact that was passed on wrongly",
        )
        .or("1.0"),
    ],
};

/// `[contact_type.NAME.reason.NAME]`.
pub(crate) const REASON: SectionKeys = SectionKeys {
    path: "contact_type.*.reason.*",
    about: "a reason (intent) of its customers; one section each, with shares that add up to 100 %; missing: all alike",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Balance\", zh = \"余额\" }",
            "what people are shown instead of the reason's name, in both languages or in one",
        )
        .others(&["\"Balance\""])
        .comment(),
        Key::new(
            "share",
            "\"100%\"",
            "share of the contact type's customers; may be missing if there is only one reason",
        ),
        Key::new(
            "spared",
            "\"0%\"",
            "share of them who do not get in touch at all, because the cause has been mended",
        )
        .or("\"0%\""),
        Key::new(
            "understood",
            "\"90%\"",
            "chance that self-service understands it",
        )
        .or("\"100%\""),
        Key::new(
            "contained",
            "\"60%\"",
            "chance that self-service contains it once it is understood; the others are escalated",
        )
        .or("\"0%\""),
        Key::new(
            "falsely_contained",
            "\"10%\"",
            "share of the contained that are not solved all the same",
        )
        .or("\"0%\""),
        Key::new("talk_factor", "1.0", "factor on the talk with agents").or("1.0"),
        Key::new(
            "resolution_factor",
            "\"100%\"",
            "share of their usual chance of resolving it that agents have",
        )
        .or("\"100%\""),
    ],
};

/// `[self_service.NAME]`.
pub(crate) const SELF_SERVICE: SectionKeys = SectionKeys {
    path: "self_service.*",
    about: "a text bot, a voice bot or an IVR in front of people; one section each",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Text bot\", zh = \"文本机器人\" }",
            "what people are shown instead of its name, in both languages or in one",
        )
        .others(&["\"Text bot\""])
        .comment(),
        Key::new(
            "contact_types",
            "[\"calls\"]",
            "contact types that meet it first; missing: all",
        ),
        Key::new(
            "sessions",
            "200",
            "how many dialogues at once; missing: any number",
        ),
        Key::new(
            "when_full",
            "\"bypass\"",
            "contacts that find no session free go straight to the agents (bypass) or are turned away (turn_away)",
        )
        .or("\"bypass\"")
        .others(&["\"turn_away\""]),
        dialogue(
            "contained_time",
            "length of a dialogue that ends contained, falsely or truly",
        ),
        dialogue(
            "escalated_time",
            "length of a dialogue that ends escalated, without its failed turns; missing: contained_time",
        ),
        dialogue(
            "given_up_time",
            "length of a dialogue that ends given up, without its failed turns; missing: contained_time",
        ),
        dialogue(
            "failed_turn",
            "length of each turn in which a reason is not understood; missing: no time",
        ),
        Key::new(
            "gives_up",
            "\"15%\"",
            "chance that a customer gives up after a failed turn",
        )
        .or("\"0%\""),
        Key::new(
            "asks",
            "\"30%\"",
            "chance that a customer asks for an agent after a failed turn, of those who do not give up then",
        )
        .or("\"0%\""),
        Key::new(
            "escalates",
            "true",
            "whether anybody is passed on to agents; if not, whoever is not contained gives up, and the keys below change nothing",
        )
        .or("true")
        .others(&["false"]),
        Key::new(
            "after_failed_turns",
            "3",
            "a customer is passed on after so many failed turns; missing: never for that",
        ),
        Key::new(
            "on_request",
            "true",
            "whether a customer who asks for an agent gets one",
        )
        .or("true")
        .others(&["false"]),
        Key::new(
            "only_below",
            "\"10min\"",
            "customers are passed on only while the wait that they have to expect is below this (see estimator of the queue)",
        )
        .comment(),
        Key::new(
            "otherwise",
            "\"tickets\"",
            "with only_below: the others become contacts of this type instead, a ticket mostly",
        )
        .comment(),
        Key::new(
            "otherwise_callback",
            "true",
            "with only_below: the others are called back instead, as their queue's callback says it",
        )
        .comment(),
        Key::new(
            "otherwise_acceptance",
            "\"80%\"",
            "with only_below: share of the others who take that; the rest give up",
        )
        .or("\"100%\"")
        .comment(),
        Key::new(
            "at_once",
            "[\"any\"]",
            "reasons, or contact types, that are passed on at once, without a dialogue",
        )
        .comment(),
        Key::new(
            "talk_factor",
            "1.0",
            "factor on the talk of escalated contacts: below 1 if context is handed over, above 1 if it is lost",
        )
        .or("1.0"),
        Key::new(
            "cost_per_session",
            "0.3",
            "what a dialogue costs, in the scenario's currency",
        ),
        Key::new(
            "outages",
            "[{ from = \"2026-03-02 10:00\", to = \"2026-03-02 10:45\" }]",
            "when it does not work, local time",
        )
        .comment(),
        Key::new(
            "during_outage",
            "\"bypass\"",
            "what happens to contacts that come then, as when_full says it; dialogues that have begun go on",
        )
        .or("\"bypass\"")
        .others(&["\"turn_away\""])
        .comment(),
        Key::new(
            "slow",
            "[{ from = \"2026-03-02 20:00\", to = \"2026-03-02 23:00\", factor = 1.5 }]",
            "when dialogues take longer, by the instant they begin",
        )
        .comment(),
    ],
};

/// The parts of an outage.
pub(crate) const OUTAGES: SectionKeys = SectionKeys {
    path: "self_service.*.outages",
    about: "",
    keys: &[
        Key::inside("from", "\"2026-03-02 10:00\"", "its first instant"),
        Key::inside("to", "\"2026-03-02 10:45\"", "the first instant after it"),
    ],
};

/// The parts of a slow period.
pub(crate) const SLOW: SectionKeys = SectionKeys {
    path: "self_service.*.slow",
    about: "",
    keys: &[
        Key::inside("from", "\"2026-03-02 20:00\"", "its first instant"),
        Key::inside("to", "\"2026-03-02 23:00\"", "the first instant after it"),
        Key::inside("factor", "1.5", "factor on the length of dialogues"),
    ],
};
