//! Keys of what agents may have in hand of a channel.

use super::key::{Key, SectionKeys};

/// How many at most.
const MOST: (&str, &str, &str) = ("most", "3", "the most at once, 1 to 20");

/// What each takes of an agent.
const WEIGHT: (&str, &str, &str) = (
    "weight",
    "\"33%\"",
    "what each takes of an agent; weights in hand, of all channels, add up to 100% at most; missing: 100% / most",
);

/// How fast work goes on.
const SPEEDS: (&str, &str, &str) = (
    "speeds",
    "[1.0, 0.8, 0.65]",
    "speed of work on each with 1, 2, 3 contacts in hand, of whatever channel (the last holds for more); as many as most; work that is left is kept when the number changes",
);

/// The same by one number.
const SLOWDOWN: (&str, &str, &str) = (
    "slowdown",
    "0.25",
    "in place of speeds: each goes on at the speed 1 / (1 + slowdown × others in hand)",
);

const fn shown((name, example, about): (&'static str, &'static str, &'static str)) -> Key {
    Key::new(name, example, about).comment()
}

/// `[skill_group.NAME.channel.CHANNEL]` of voice and chat.
pub(crate) const GROUP_CHANNEL: SectionKeys = SectionKeys {
    path: "skill_group.*.channel.*",
    about: "how many contacts of a channel (voice, chat, ticket) an agent may have in hand; of a channel without a section: one, and nothing beside it",
    keys: &[
        shown(MOST).or("1"),
        shown(WEIGHT),
        shown(SPEEDS),
        shown(SLOWDOWN),
    ],
};

/// `[skill_group.NAME.channel.ticket]`.
pub(crate) const GROUP_TICKETS: SectionKeys = SectionKeys {
    path: "skill_group.*.channel.ticket",
    about: "the same of tickets, with the same keys, and whether they are laid aside",
    keys: &[
        shown(MOST).or("1"),
        shown(WEIGHT),
        shown(SPEEDS),
        shown(SLOWDOWN),
        Key::new(
            "interruptible",
            "true",
            "whether tickets are laid aside for a live contact that finds no free agent, and at the end of a shift; they are gone on with later, by anybody",
        )
        .or("false")
        .comment(),
    ],
};
