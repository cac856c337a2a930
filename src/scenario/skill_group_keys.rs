//! Keys of skill groups.

use super::key::{Key, SectionKeys};

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
