//! Small centres, second by second: recorded arrivals with recorded handling.

use std::fmt::Write;

use springtide::compile::compile;
use springtide::scenario;
use springtide::sim::{Answer, Contact, Observer, Replication, simulate};
use springtide::units::{SimTime, Span};

/// Writes what is announced as lines: seconds, what, and who (type letter and number).
#[derive(Default)]
struct Journal {
    lines: Vec<String>,
}

impl Journal {
    fn note(&mut self, at: SimTime, what: &str, contact: &Contact) {
        let letter = ["a", "b"][contact.contact_type.index()];
        let seconds = at.as_micros() / 1_000_000;
        let number = contact.index & 0xFF;
        self.lines
            .push(format!("{seconds} {what} {letter}{number}"));
    }
}

impl Observer for Journal {
    fn sent_away(&mut self, contact: &Contact, at: SimTime, _: bool) {
        self.note(at, "sent-away", contact);
    }
    fn answered(&mut self, contact: &Contact, answer: &Answer) {
        self.note(
            answer.at,
            &format!("group{}", answer.group.index()),
            contact,
        );
    }
    fn abandoned(&mut self, contact: &Contact, at: SimTime) {
        self.note(at, "abandons", contact);
    }
    fn still_there(&mut self, contact: &Contact, at: SimTime) {
        self.note(at, "still-there", contact);
    }
    fn hears(&mut self, contact: &Contact, wait: Span) {
        let what = format!("hears-{}", wait.as_micros() / 1_000_000);
        self.note(contact.arrived, &what, contact);
    }
    fn balks(&mut self, contact: &Contact) {
        self.note(contact.arrived, "balks", contact);
    }
    fn moves_on(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note(at, if waited { "moves" } else { "moves-at-once" }, contact);
    }
    fn takes_callback(&mut self, contact: &Contact, at: SimTime, waited: bool) {
        self.note(at, if waited { "hangs-up" } else { "books" }, contact);
    }
    fn called_back(&mut self, contact: &Contact, answer: &Answer, after: Span) {
        let after = after.as_micros() / 1_000_000;
        self.note(answer.at, &format!("called-after-{after}"), contact);
    }
    fn callback_lost(&mut self, contact: &Contact) {
        self.note(contact.arrived, "lost", contact);
    }
}

/// Checks the journal of a centre with one agent, `front`, whose contacts are these: second, handling.
/// More keys are those of the queue and of the contact type, and then more sections.
fn check(contacts: &[(u64, u64)], [queue, calls, more]: [&str; 3], expected: &[&str]) {
    let mut log = "time,type,handling_s\n".to_owned();
    for (second, handling) in contacts {
        let (hour, minute, second) = (8 + second / 3_600, second / 60 % 60, second % 60);
        let time = format!("2026-03-02 {hour:02}:{minute:02}:{second:02}");
        writeln!(log, "{time},a,{handling}").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("log.csv"), log).unwrap();
    let text = format!(
        "[clock]\nstart = \"2026-03-02 08:00\"\ntime_zone = \"UTC\"\nhorizon = \"2h\"\n\
         [log]\nfile = \"log.csv\"\ntime = \"time\"\ncontact_type = \"type\"\nhandling = \"handling_s\"\n\
         [queue.line]\n{queue}\n[contact_type.a]\nqueue = \"line\"\n\
         talk = {{ law = \"deterministic\", value = \"1min\" }}\ndemand.replay = [\"a\"]\n{calls}\n\
         [skill_group.front]\nserves = [\"a\"]\nagents = 1\n{more}"
    );
    let scenario = scenario::load_text(&text, "small.toml", folder.path(), &[])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    let inputs = compile(&scenario.centre, &scenario.report);
    let mut journal = Journal::default();
    simulate(&inputs, Replication { seed: 1, index: 0 }, &mut journal);
    assert_eq!(journal.lines, expected);
}

const PARTNER: &str = "[skill_group.partner]\nserves = [\"a\"]\nagents = 1\n";

const TICKETS: &str = "[queue.desk]\n[contact_type.b]\nqueue = \"desk\"\n\
    talk = { law = \"deterministic\", value = \"1min\" }\ndemand.rate = \"0/h\"\n\
    [skill_group.back]\nserves = [\"b\"]\nagents = 1\n";

#[test]
fn a_callback_keeps_its_place_between_those_who_wait() {
    check(
        &[(0, 100), (10, 100), (20, 100), (30, 100)],
        [
            // The second and the third contact would wait 1 and 2 min; who is to wait so long hangs up.
            "[queue.line.callback]\nabove = \"2min\"\nacceptance = \"100%\"",
            "",
            "",
        ],
        &[
            "0 group0 a0",
            "20 books a2",
            "30 books a3",
            "100 group0 a1",
            "200 called-after-180 a2",
            "300 called-after-270 a3",
        ],
    );
}

#[test]
fn a_time_slot_comes_before_those_who_wait() {
    // Who is called at 130 keeps the agent until 230, when two are due.
    check(
        &[(0, 100), (10, 100), (90, 100), (150, 100)],
        [
            "[queue.line.callback]\nabove = \"0s\"\nacceptance = \"100%\"\nkind = \"time_slot\"\nafter = \"2min\"",
            "",
            "",
        ],
        &[
            "0 group0 a0",
            "10 books a1",
            "90 books a2",
            "130 called-after-120 a1",
            "150 books a3",
            "230 called-after-140 a2",
            "330 called-after-180 a3",
        ],
    );
}

#[test]
fn what_is_due_is_answered_before_who_came_first() {
    check(
        &[(0, 100), (10, 300), (110, 100), (120, 100)],
        [
            // The second is called at 130; the third and fourth find a line and wait in it.
            "[queue.line.overflow.first]\nline_above = 0\nto = \"callback\"\n\
             [queue.line.callback]\nacceptance = \"100%\"\nkind = \"time_slot\"\nafter = \"2min\"",
            "",
            "",
        ],
        &[
            "0 group0 a0",
            "10 books a1",
            "110 group0 a2",
            "120 books a3",
            "210 called-after-200 a1",
            "510 called-after-390 a3",
        ],
    );
}

#[test]
fn after_some_wait_a_contact_hangs_up_and_keeps_its_place() {
    check(
        &[(0, 100), (10, 100), (20, 100)],
        [
            "[queue.line.overflow.tired]\nafter = \"1min\"\nto = \"callback\"\n\
             [queue.line.callback]\nacceptance = \"100%\"",
            // Whose patience would end later loses none.
            "patience = { law = \"deterministic\", value = \"85s\" }",
            "",
        ],
        &[
            "0 group0 a0",
            "70 hangs-up a1",
            "80 hangs-up a2",
            "100 called-after-30 a1",
            "200 called-after-120 a2",
        ],
    );
}

#[test]
fn a_contact_moves_when_its_own_wait_is_reached() {
    check(
        &[(0, 100), (10, 100), (20, 100), (50, 100)],
        [
            "[queue.line.overflow.tired]\nafter = \"1min\"\nto_type = \"b\"",
            "patience = { law = \"deterministic\", value = \"10min\" }",
            TICKETS,
        ],
        &[
            "0 group0 a0",
            "70 moves a1",
            "70 group1 b1",
            "80 moves a2",
            "100 group0 a3",
            "130 group1 b2",
        ],
    );
}

#[test]
fn a_further_group_takes_who_has_waited_long_enough_in_order() {
    // At 70 the partner is free and takes the first; the next two have waited long enough when the
    // partner is free again, and so has the fourth.
    check(
        &[(0, 200), (10, 30), (20, 30), (30, 30), (31, 30)],
        [
            "[queue.line.overflow.tired]\nafter = \"1min\"\nto_group = \"partner\"",
            "",
            PARTNER,
        ],
        &[
            "0 group0 a0",
            "70 group1 a1",
            "100 group1 a2",
            "130 group1 a3",
            "160 group1 a4",
        ],
    );
}

#[test]
fn what_is_announced_is_rounded_up_and_makes_some_leave() {
    // A minute each: 60 s are told as 90, 120 s as 135.
    check(
        &[(0, 100), (10, 100), (20, 100)],
        [
            "[queue.line.announcement]\nrounds_to = \"45s\"",
            "patience = { law = \"deterministic\", value = \"20s\" }\n[contact_type.a.announced]\n\
             patience_factor = 3\nbalks = [{ above = \"135s\", share = \"100%\" }]",
            "",
        ],
        &[
            "0 group0 a0",
            "10 hears-90 a1",
            "20 hears-135 a2",
            "20 balks a2",
            "20 abandons a2",
            "70 abandons a1",
        ],
    );
}

#[test]
fn an_owed_callback_outlasts_closing_time() {
    check(
        &[(0, 1_000), (10, 100), (20, 100)],
        [
            "opening_hours = \"08:00-08:05\"\nat_closing = \"send_away\"\n\
             [queue.line.callback]\nabove = \"2min\"\nacceptance = \"100%\"",
            "",
            "",
        ],
        &[
            "0 group0 a0",
            "20 books a2",
            "300 sent-away a1",
            "1000 called-after-980 a2",
        ],
    );
}

#[test]
fn a_lost_callback_is_an_abandoned_matter_and_may_be_tried_again() {
    // Called at 100 until 120 and at 420 until 440, in vain; back at 1040, and answered.
    check(
        &[(0, 100), (10, 50)],
        [
            "[queue.line.callback]\nabove = \"0s\"\nacceptance = \"100%\"\npicks_up = \"0%\"\ntries = 2\n\
             ringing = { law = \"deterministic\", value = \"20s\" }\n\
             again_after = { law = \"deterministic\", value = \"5min\" }",
            "[contact_type.a.redial]\nafter_abandoning = \"100%\"\nmost = 1\n\
             delay = { law = \"deterministic\", value = \"10min\" }",
            "",
        ],
        &[
            "0 group0 a0",
            "10 books a1",
            "420 lost a1",
            "1040 group0 a1",
        ],
    );
}
