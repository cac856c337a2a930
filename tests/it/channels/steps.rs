//! Small days of tickets, step by step, and nobody is lost.

use std::path::Path;

use springtide::compile::compile;
use springtide::scenario;
use springtide::sim::{Answer, Contact, Finish, How, Observer, Replication, simulate};
use springtide::units::SimTime;

/// What happened: minutes, and words.
#[derive(Default)]
struct Journal(Vec<String>);

impl Journal {
    fn note(&mut self, at: SimTime, what: &str, contact: &Contact) {
        let minutes = at.since_start().as_secs_f64() / 60.0;
        let letter = ["call", "ticket"][contact.contact_type.index()];
        self.0
            .push(format!("{minutes:.0} {what} {letter} {}", contact.index));
    }
}

impl Observer for Journal {
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.note(answer.at, "takes", contact);
    }
    fn backlog_changed(&mut self, contact: &Contact, at: SimTime, joins: bool) {
        self.note(at, if joins { "waits" } else { "goes on" }, contact);
    }
    fn finished(&mut self, contact: &Contact, finish: &Finish) {
        let minutes = finish.time.as_secs_f64() / 60.0;
        let what = match finish.how {
            How::Finished => "ends",
            How::Unfinished => "unfinished",
            How::FoundGone => "gone",
        };
        self.note(finish.at, &format!("{what} after {minutes:.0}"), contact);
    }
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.note(at, "still there", contact);
    }
}

/// A day with recorded arrivals: a row a contact, its type and the minute.
fn day(rows: &[(&str, u32)], more: &str) -> Vec<String> {
    of_hours("24h", rows, more)
}

/// The same with opening hours of the tickets' queue.
fn of_hours(hours: &str, rows: &[(&str, u32)], more: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut log = "arrival,type\n".to_owned();
    for (name, minute) in rows {
        let (hour, minute) = (minute / 60, minute % 60);
        let row = format!("2026-03-02 {hour:02}:{minute:02}:00,{name}\n");
        log.push_str(&row);
    }
    std::fs::write(folder.path().join("log.csv"), log).unwrap();
    let text = format!(
        r#"
[clock]
start = "2026-03-02 00:00"
time_zone = "UTC"
horizon = "3h"

[log]
file = "log.csv"
time = "arrival"
contact_type = "type"

[queue.hotline]

[queue.mail]
opening_hours = "{hours}"

[contact_type.calls]
queue = "hotline"
demand.replay = ["call"]
talk = {{ law = "deterministic", value = "10min" }}

[contact_type.tickets]
queue = "mail"
channel = "ticket"
demand.replay = ["ticket"]
talk = {{ law = "deterministic", value = "30min" }}
{more}"#
    );
    let scenario = scenario::load_text(&text, "day.toml", Path::new(folder.path()), &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    let mut journal = Journal::default();
    let inputs = compile(&scenario.centre, &scenario.report);
    simulate(&inputs, Replication { seed: 1, index: 0 }, &mut journal);
    journal.0
}

const ONE: &str = r"
[skill_group.team]
agents = 1
[skill_group.team.channel.ticket]
interruptible = true
";

#[test]
fn a_ticket_is_laid_aside_and_gone_on_with_first() {
    let found = day(
        &[("ticket", 0), ("ticket", 5), ("call", 20), ("call", 25)],
        ONE,
    );
    assert_eq!(
        found,
        [
            "0 takes ticket 0",
            "5 waits ticket 1",
            "20 waits ticket 0",
            "20 takes call 0",
            "30 ends after 10 call 0",
            "30 takes call 1",
            "40 ends after 10 call 1",
            "40 goes on ticket 0",
            "50 ends after 30 ticket 0",
            "50 goes on ticket 1",
            "50 takes ticket 1",
            "80 ends after 30 ticket 1",
        ]
    );
}

#[test]
fn who_has_room_goes_on_with_what_another_laid_aside() {
    // Calls are for the first only; the second is free when the first lays the ticket aside, because
    // tickets go to the first while it has room.
    let groups = r#"
groups = ["first", "second"]
[skill_group.first]
serves = ["calls", "tickets"]
agents = 1
[skill_group.first.channel.ticket]
interruptible = true
[skill_group.second]
serves = ["tickets"]
agents = 1
"#;
    let found = day(&[("ticket", 0), ("call", 20)], groups);
    assert_eq!(
        found,
        [
            "0 takes ticket 0",
            "20 waits ticket 0",
            "20 takes call 0",
            "20 goes on ticket 0",
            "30 ends after 10 call 0",
            "30 ends after 30 ticket 0",
        ]
    );
}

#[test]
fn shifts_end_with_tickets_laid_aside_and_the_end_waits_for_none() {
    // Nobody is there from minute 60 on: the ticket in hand is laid aside, and nobody waits a week for it.
    let plan = "\n[skill_group.team]\nplan = \"plan.csv\"\n[skill_group.team.channel.ticket]\ninterruptible = true\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("plan.csv"),
        "interval_start,team_agents\n00:00,1\n01:00,0\n",
    )
    .unwrap();
    let path = folder.path().join("plan.csv");
    let plan = plan.replace("plan.csv", &path.display().to_string());
    let found = day(&[("ticket", 0), ("ticket", 40), ("ticket", 50)], &plan);
    assert_eq!(
        found[..5],
        [
            "0 takes ticket 0",
            "30 ends after 30 ticket 0",
            "40 takes ticket 1",
            "50 waits ticket 2",
            "60 waits ticket 1",
        ]
    );
    assert_eq!(
        found[5..],
        [
            "180 still there ticket 2",
            "180 unfinished after 20 ticket 1"
        ]
    );
}

#[test]
fn tickets_come_in_while_their_queue_is_closed() {
    let team = "\n[skill_group.team]\nagents = 1\n";
    let rows = [("ticket", 10), ("ticket", 100)];
    let found = day(&rows, team);
    assert_eq!(
        found,
        [
            "10 takes ticket 0",
            "40 ends after 30 ticket 0",
            "100 takes ticket 1",
            "130 ends after 30 ticket 1",
        ]
    );
    // Opening hours of the queue are those of the due clock and of nothing else.
    assert_eq!(of_hours("01:00-02:00", &rows, team), found);
}
