//! The file on disk: a scenario in TOML with its curves and logs in CSV beside it.
//!
//! [`load()`] reads a file in one pass and comes back with a [`Scenario`] that can be run, or with
//! [`Problems`]: every mistake in the scenario, in the files that it names and in the values set on the
//! command line, each with its place, what was found, what is allowed and mostly a way out.
//!
//! The text becomes a tree that knows the place of every key and value; each section is read from
//! the tree key by key against one catalogue of keys; the sections are put together into a
//! [`ContactCentre`](crate::model::ContactCentre). Nothing stops at the first mistake.

mod advice;
mod alternatives;
mod assembly;
mod away;
mod busyness;
mod catalogue;
mod channel_keys;
mod channels;
mod circles;
mod clock;
mod closed_days;
mod contact_channel;
mod contact_type_keys;
mod contact_types;
mod daily_volume;
mod day_profile;
mod defaults;
mod demand;
mod doubt;
mod factor;
mod files;
mod follow_ups;
mod frequency;
mod handlings;
mod ics;
mod idle_keys;
mod incident_keys;
mod incidents;
mod inner_keys;
mod journey_keys;
mod journeys;
mod key;
mod key_path;
mod laws;
mod limits;
mod load;
mod local_day;
mod log;
mod moment;
mod money;
mod name;
mod opening_hours;
mod overload;
mod overrides;
mod path;
mod patience;
mod people;
mod people_keys;
mod plain_number;
mod plans;
mod points;
pub mod problem;
mod quantity;
mod queue_keys;
mod queues;
mod reader;
mod reasons;
mod relief_keys;
mod reliefs;
mod rendering;
mod root_keys;
mod section;
mod self_services;
mod services;
mod shortfall;
mod skill_group_keys;
mod skill_groups;
mod slip;
mod special_day_keys;
mod special_days;
mod staffing;
mod suggestion;
mod synonyms;
mod syntax;
mod table;
mod template;
mod title;
mod toml_tree;
mod transfers;
mod trend;
mod until;
mod value;
mod variant_keys;
mod variants;
pub mod warning;
mod weekday;
mod workbook;
mod workload;

pub use load::{Scenario, load, load_text};
pub use points::check_points;
pub use problem::{Place, Problem, Problems, Source};
pub use reader::did_you_mean;
pub use rendering::Rendering;
pub use template::template;
pub use variants::{BASE, Plan, load_plans, load_plans_text, warnings};
pub use warning::Warning;

/// What was kept of a contact log, and what was dropped and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogSummary {
    /// Rows of the log.
    pub rows: u64,
    /// Rows that arrive in the simulation.
    pub kept: u64,
    /// Rows left out, by the first reason that applied, in the order of the reasons.
    pub dropped: Vec<(String, u64)>,
}
