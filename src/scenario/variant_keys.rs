//! Keys of variants: what they are called, what they stand on, and what they change.

use super::key::{Key, SectionKeys};

/// `[variant.NAME]`.
pub(crate) const VARIANT: SectionKeys = SectionKeys {
    path: "variant.*",
    about: "another plan: changes to the scenario, compared with it on the same chance; one section each",
    keys: &[
        Key::new(
            "title",
            "{ en = \"Five more agents\", zh = \"增加五名坐席\" }",
            "what people are shown instead of the variant's name, in both languages or in one",
        )
        .others(&["\"Five more agents\""]),
        Key::new(
            "based_on",
            "\"base\"",
            "the variant that these changes are put over, or a list of several, which are put over each other in that order; base is the scenario itself",
        )
        .or("\"base\"")
        .others(&["[\"base\"]"]),
        Key::new(
            "fixed_cost",
            "20_000",
            "what it costs beside the people over the horizon (a project, a licence), on top of what the variants cost that it is based on",
        )
        .or("0"),
        Key::new(
            "remove",
            "[\"contact_type.calls.wrap_up\"]",
            "keys and sections that are taken out before the changes: what is removed and changed is replaced as a whole",
        )
        .comment(),
        Key::section("change"),
    ],
};

/// `[variant.NAME.change]`: any keys of the scenario.
pub(crate) const CHANGE: SectionKeys = SectionKeys {
    path: "variant.*.change",
    about: "any keys of queues, contact types, skill groups, incidents, calendars and logs; a value replaces what it excludes",
    keys: &[Key::new(
        "skill_group.front.agents",
        "17",
        "sections are merged key by key; lists, and tables in braces, are replaced",
    )],
};
