//! Keys of how the people of a skill group differ.

use super::key::{Key, SectionKeys};

/// `[skill_group.NAME.people]`.
pub(crate) const PEOPLE: SectionKeys = SectionKeys {
    path: "skill_group.*.people",
    about: "how its people differ; missing: all alike",
    keys: &[
        Key::new(
            "handling_cv",
            "0.15",
            "standard deviation / mean, between people, of a factor on talk and wrap-up",
        )
        .or("0"),
        Key::new(
            "resolution_sd",
            "\"5%\"",
            "standard deviation, between people, of the chance to resolve a matter, in percentage points",
        )
        .or("\"0%\""),
        Key::new(
            "tenure",
            "[{ share = \"25%\", since = \"14 days\" }, { share = \"75%\", since = \"700 days\" }]",
            "with learning: how long people have been there when the horizon starts; missing: nobody is new",
        ),
        Key::new(
            "learning",
            "{ handling_at_start = 1.5, resolution_at_start = \"85%\", half_life = \"30 days\" }",
            "with tenure: factors on talk and wrap-up, and on the chance to resolve, of the first day; what is lacking is halved in each half-life",
        ),
        Key::new(
            "under_load",
            "[{ waiting_per_agent = 0.5, handling = 0.95 }]",
            "factor on talk and wrap-up of contacts that are taken while at least so many wait for each agent logged in, in the queues of the group",
        )
        .comment(),
    ],
};

/// A band of tenure.
pub(crate) const TENURE: SectionKeys = SectionKeys {
    path: "skill_group.*.people.tenure",
    about: "",
    keys: &[
        Key::inside("share", "\"25%\"", "share of the people"),
        Key::inside("since", "\"14 days\"", "how long they have been there"),
    ],
};

/// The parts of a learning curve.
pub(crate) const LEARNING: SectionKeys = SectionKeys {
    path: "skill_group.*.people.learning",
    about: "",
    keys: &[
        Key::inside(
            "handling_at_start",
            "1.5",
            "factor on talk and wrap-up on the first day",
        ),
        Key::inside(
            "resolution_at_start",
            "\"85%\"",
            "share of the chance to resolve on the first day; missing: 100%",
        ),
        Key::inside(
            "half_life",
            "\"30 days\"",
            "time in which what is lacking is halved",
        ),
    ],
};

/// A step of load.
pub(crate) const UNDER_LOAD: SectionKeys = SectionKeys {
    path: "skill_group.*.people.under_load",
    about: "",
    keys: &[
        Key::inside(
            "waiting_per_agent",
            "0.5",
            "from so many contacts waiting for each agent logged in",
        ),
        Key::inside("handling", "0.95", "factor on talk and wrap-up"),
    ],
};
