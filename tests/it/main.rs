//! One integration binary; this map says which file a new test belongs in.
//!
//! - `architecture`: which module may know which.
//! - `command_line`: the program itself: arguments, exit codes, standard error against standard output,
//!   what happens to the output folder.
//! - `outputs`: the table and every file of a small run, as text.
//! - `determinism`: the same bytes for one thread and many, and for replications run in parts.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; functions that are not tests themselves are not exempt by .clippy.toml"
)]

mod architecture;
