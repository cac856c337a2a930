//! One integration binary; this map says which file a new test belongs in.
//!
//! - `agreement`: simulation against exact answers.
//! - `aloud`: no tests, but how one says what it skipped.
//! - `architecture`: which module may know which.
//! - `bad_scenarios`: broken scenarios and the messages they earn.
//! - `busyness`: volume strays as much as stated, and together as stated.
//! - `chance`: the same customers under every plan.
//! - `channels`: tickets, and agents who answer several channels.
//! - `charts`: every text of a chart is readable, and no plot is empty.
//! - `chats`: several contacts in hand, and customers who leave silently.
//! - `command_line`: the program itself: arguments, exit codes, standard error against standard output,
//!   what happens to the output folder.
//! - `conservation`: nobody is lost, over random small scenarios.
//! - `csv_files`: tables beside a scenario, good and bad, and what is said of them.
//! - `determinism`: the same bytes for one thread and many, and for replications run in parts.
//! - `erlang_a`, `erlang_c`: no tests of the program, but formulas of the long run.
//! - `forecasts`: recorded counts as interval forecasts, over holidays and daylight saving.
//! - `incidents`: they bring as many contacts as stated, move nobody else, and announcements deflect as
//!   stated.
//! - `long_run`: no tests, but how far a scenario's numbers are from exact answers in the long run.
//! - `markov`: no tests of the program, but small chains in the long run.
//! - `memory`: memory does not grow with contacts.
//! - `money`: what plans cost.
//! - `penalties`: what broken promises cost, by the period that is judged.
//! - `outputs`: the table and every file of a small run, as text.
//! - `page`: the page is whole in both languages, made from the numbers, and asks for nothing.
//! - `patience`: how long customers wait, as it goes over the day.
//! - `recorded`: contact logs, replayed: nothing is lost, and how the waits compare.
//! - `relief`: announced waits, balking, overflow and callbacks, against small chains and limits.
//! - `redials`: customers who try again, against a chain that is solved exactly.
//! - `repeats`: matters that agents do not resolve, against what is exact.
//! - `rubbish`: files damaged in hundreds of ways: an error or a result, and nothing dropped in silence.
//! - `steady`: no tests, but scenarios in the long run beside exact answers.
//! - `stopping`: replications that end when sure, and the chance of keeping a promise: the intervals cover
//!   then too, and the numbers are those of as many replications without a rule.
//! - `promises`: no tests, but what the header of a shipped scenario promises.
//! - `scenarios`: what is shipped in `scenarios/` runs and keeps its promises.
//! - `self_service`: dialogues, room and outages of bots, against what is exact.
//! - `spring_festival`: the flagship: what its header says of normal days, of the peaks and of the remedies.
//! - `special_days`: calendars and daily volumes: what is written is what is expected to come.
//! - `titles`: what parts are called before people, and in files.
//! - `people`: people who differ, against small chains.
//! - `choices`: weighted waits and agents kept back, against exact answers.
//! - `transfers`: contacts that agents pass on, against networks of queues.
//! - `variants`: what a variant's changes do to what they are put over.
//! - `wording`: what is told in English is told in Chinese.
//! - `workbook`: what stands in measures.xlsx is what stands in the CSV files, and opens as people expect.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; functions that are not tests themselves are not exempt by .clippy.toml"
)]

mod agreement;
mod aloud;
mod architecture;
mod bad_scenarios;
mod busyness;
mod chance;
mod channels;
#[cfg(feature = "charts")]
mod charts;
mod chats;
mod choices;
mod command_line;
mod comparison;
mod conservation;
mod coverage;
mod csv_files;
mod determinism;
mod erlang_a;
mod erlang_c;
mod forecasts;
mod incidents;
mod long_run;
mod markov;
mod memory;
mod money;
mod outputs;
mod page;
mod patience;
mod penalties;
mod people;
mod promises;
mod recorded;
mod redials;
mod relief;
mod repeats;
mod rubbish;
mod scenarios;
mod selection;
mod self_service;
mod small;
mod special_days;
mod spring_festival;
mod steady;
mod stopping;
mod studies;
mod titles;
mod transfers;
mod variants;
mod wording;
mod workbook;
