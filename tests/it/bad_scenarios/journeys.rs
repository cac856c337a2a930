//! What may be wrong around contacts: self-service, reasons, redials, repeats and returns.

use super::{load_in, problems_of};
use springtide::scenario::Rendering;

/// A small sound scenario with everything around its contacts.
const SOUND: &str = r#"# Who comes back?
[clock]
start = "2026-03-02 08:00"
time_zone = "Europe/Berlin"
horizon = "8h"

[queue.hotline]
queue_capacity = 20

[contact_type.calls]
patience = { law = "exponential", mean = "2min" }
talk = { law = "exponential", mean = "5min" }
resolution = "80%"
demand.rate = "60/h"
[contact_type.calls.redial]
after_abandoning = "50%"
delay = { law = "exponential", mean = "10min" }
[contact_type.calls.repeat]
chance = "70%"
delay = { law = "exponential", mean = "1h" }
[contact_type.calls.return]
chance = "70%"
delay = { law = "exponential", mean = "1h" }
[contact_type.calls.reason.balance]
share = "60%"
contained = "70%"
falsely_contained = "10%"
[contact_type.calls.reason.fraud]
share = "40%"
understood = "50%"

[contact_type.chats]
patience = { law = "exponential", mean = "2min" }
talk = { law = "exponential", mean = "5min" }
demand.rate = "20/h"

[self_service.bot]
contact_types = ["calls"]
contained_time = { law = "exponential", mean = "2min" }
after_failed_turns = 3
gives_up = "10%"

[skill_group.front]
agents = 12
"#;

/// What is replaced and by what; the key, and parts of what is found and of the hint.
type Mistake = [&'static str; 5];

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Reasons.
    ["share = \"60%\"", "share = \"70%\"", "contact_type.calls.reason", "shares of reasons that add up to 110%", "lower some of them"],
    ["share = \"60%\"", "share = \"50%\"", "contact_type.calls.reason", "shares of reasons that add up to 90%", "add a reason for all the others"],
    ["share = \"60%\"\n", "", "contact_type.calls.reason.balance.share", "`share` is missing", "add `share = "],
    ["understood = \"50%\"", "understood = 0.5", "contact_type.calls.reason.fraud.understood", "the bare number 0.5", "\"50%\""],
    ["understood", "undestood", "contact_type.calls.reason.fraud.undestood", "unknown key `undestood`", "did you mean `understood`?"],
    ["share = \"60%\"", "share = \"60%\"\ntalk_factor = 0", "contact_type.calls.reason.balance.talk_factor", "0", ""],
    // The way to self-service, and out of it.
    ["[\"calls\"]", "[\"calls\", \"chats\"]", "self_service.bot.contact_types", "\"chats\", which has no reasons", "[contact_type.chats.reason.any]"],
    ["[\"calls\"]", "[\"calls\", \"calls\"]", "self_service.bot.contact_types", "\"calls\" a second time", "remove one of the two"],
    ["[\"calls\"]", "[\"cals\"]", "self_service.bot.contact_types", "there is no contact type \"cals\"", "did you mean `calls`?"],
    ["after_failed_turns = 3\ngives_up = \"10%\"", "", "self_service.bot", "failed turns without a way out: nobody gives up, asks", "after_failed_turns = 3"],
    ["after_failed_turns = 3\ngives_up = \"10%\"", "asks = \"30%\"\non_request = false", "self_service.bot", "failed turns without a way out", "after_failed_turns = 3"],
    ["gives_up = \"10%\"", "escalates = false", "self_service.bot", "nobody gives up, and nobody is passed on", "gives_up = \"20%\""],
    ["[skill_group.front]", "[self_service.other]\ncontained_time = { law = \"exponential\", mean = \"1min\" }\ngives_up = \"10%\"\n[skill_group.front]", "self_service.other.contact_types", "\"calls\" meets \"bot\" first already", "write `contact_types` in both"],
    ["contained_time = { law = \"exponential\", mean = \"2min\" }\n", "", "self_service.bot.contained_time", "`contained_time` is missing", "add `contained_time = "],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nat_once = [\"fruad\"]", "self_service.bot.at_once", "there is no reason \"fruad\"", "did you mean `fraud`?"],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nonly_below = \"1min\"\notherwise = \"calls\"", "self_service.bot.otherwise", "\"calls\" in the place of \"calls\"", "name tickets"],
    ["after_failed_turns = 3", "after_failed_turns = 0", "self_service.bot.after_failed_turns", "0", ""],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nwhen_full = \"turn_away\"", "self_service.bot.when_full", "`when_full` without `sessions`", "remove `when_full`"],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nsessions = 0", "self_service.bot.sessions", "0", ""],
    // Outages and slow times.
    ["gives_up = \"10%\"", "gives_up = \"10%\"\noutages = [{ from = \"2026-03-02 11:00\", to = \"2026-03-02 10:00\" }]", "self_service.bot.outages.1", "a period that ends before it begins", "exchange the two"],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\noutages = [{ from = \"2026-03-02 10:00\", to = \"2026-03-02 12:00\" }, { from = \"2026-03-02 11:00\", to = \"2026-03-02 13:00\" }]", "self_service.bot.outages.2", "a period that begins in another", "join the two"],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\noutages = [{ from = \"2026-03-02 10:00\" }]", "self_service.bot.outages.1.to", "`to` is missing", "add `to = "],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\noutages = [{ from = \"10 o'clock\", to = \"2026-03-02 13:00\" }]", "self_service.bot.outages.1.from", "10 o'clock", ""],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nslow = [{ from = \"2026-03-02 10:00\", to = \"2026-03-02 12:00\" }]", "self_service.bot.slow.1.factor", "`factor` is missing", "add `factor = "],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\nslow = [{ from = \"2026-03-02 10:00\", to = \"2026-03-02 12:00\", factor = -1 }]", "self_service.bot.slow.1.factor", "-1", ""],
    ["gives_up = \"10%\"", "gives_up = \"10%\"\noutages = \"always\"", "self_service.bot.outages", "the text \"always\"", ""],
    // Who comes back.
    ["after_abandoning = \"50%\"", "after_abandoning = \"99.5%\"", "contact_type.calls.redial.most", "customers who try again for ever", "add `most = 5`"],
    ["after_abandoning = \"50%\"", "after_abandoning = \"100%\"", "contact_type.calls.redial.most", "customers who try again for ever", "add `most = 5`"],
    ["after_abandoning = \"50%\"", "after_abandoning = \"50%\"\nlater = \"100%\"", "contact_type.calls.redial.later", "customers who try again for ever", "add `most = 5`"],
    ["after_abandoning = \"50%\"\n", "", "contact_type.calls.redial.after_abandoning", "`after_abandoning` is missing", "add `after_abandoning = "],
    ["mean = \"10min\"", "mean = \"0s\"", "contact_type.calls.redial.delay.mean", "the mean must be above zero", ""],
    ["mean = \"10min\"", "mean = \"0.5s\"", "contact_type.calls.redial.delay", "customers who are back at once", "say \"10min\""],
    ["after_abandoning = \"50%\"", "after_abandoning = \"50%\"\ninstead = \"chat\"", "contact_type.calls.redial.instead", "there is no contact type \"chat\"", "did you mean `chats`?"],
    ["after_abandoning = \"50%\"", "after_abandoning = \"50%\"\ninstead_share = \"40%\"", "contact_type.calls.redial.instead_share", "`instead_share` without `instead`", "remove `instead_share`"],
    ["after_abandoning = \"50%\"", "after_abandoning = \"50%\"\nmost = 0", "contact_type.calls.redial.most", "0", ""],
    ["[contact_type.calls.repeat]\nchance = \"70%\"", "[contact_type.calls.repeat]", "contact_type.calls.repeat.chance", "`chance` is missing", "add `chance = "],
    ["[contact_type.calls.repeat]\nchance = \"70%\"", "[contact_type.calls.repeat]\nchance = \"170%\"", "contact_type.calls.repeat.chance", "more than 100%", ""],
    ["resolution = \"80%\"", "resolution = \"-80%\"", "contact_type.calls.resolution", "below zero", ""],
    // Customers without reasons come back where reasons are asked for.
    ["[self_service.bot]", "[contact_type.chats.redial]\nafter_abandoning = \"20%\"\ndelay = { law = \"exponential\", mean = \"10min\" }\ninstead = \"calls\"\n[self_service.bot]\nasks = \"0%\"", "", "", ""],
    // Too much.
    ["demand.rate = \"60/h\"", "demand.rate = \"100000000/h\"", "contact_type", "customers at once in self-service or about to come back", "smaller chances"],
];

#[test]
fn what_is_wrong_around_contacts_is_told_with_a_way_out() {
    assert!(load_in(SOUND, &[]).unwrap().warnings.is_empty());
    for [old, new, key, found, hint] in MISTAKES {
        assert!(SOUND.contains(old), "{old}");
        let text = SOUND.replacen(old, new, 1);
        if key.is_empty() {
            assert!(load_in(&text, &[]).is_ok(), "{new}");
            continue;
        }
        let problems = problems_of(&text, &[]);
        let one = (problems.iter())
            .find(|one| one.key == *key && one.found.contains(found))
            .unwrap_or_else(|| panic!("{new}: {}", Rendering::PLAIN.problems(&problems)));
        let told = one.hint.clone().unwrap_or_default();
        assert!(told.contains(hint), "{new}: {told}");
        assert!(one.place.line_and_column().0 > 1, "{new}: {one:?}");
        assert!(
            problems.count() <= 2,
            "{new}: {}",
            Rendering::PLAIN.problems(&problems)
        );
    }
}

/// Somebody without reasons needs a way out as well.
#[test]
fn who_has_no_reasons_is_not_understood() {
    let text = SOUND
        .replace("understood = \"50%\"\n", "")
        .replace("after_failed_turns = 3\ngives_up = \"10%\"\n", "");
    assert!(load_in(&text, &[]).is_ok());
    let back = "[contact_type.chats.redial]\nafter_abandoning = \"20%\"\ninstead = \"calls\"\n\
                delay = { law = \"exponential\", mean = \"10min\" }\n[self_service.bot]";
    let problems = problems_of(&text.replace("[self_service.bot]", back), &[]);
    assert_eq!(problems.iter().next().unwrap().key, "self_service.bot");
}

#[test]
fn the_messages_read_well() {
    let text = SOUND
        .replace("share = \"60%\"", "share = \"70%\"")
        .replace("after_abandoning = \"50%\"", "after_abandoning = \"100%\"\ninstead = \"chat\"")
        .replace(
            "[\"calls\"]",
            "[\"calls\", \"chats\"]\noutages = [{ from = \"2026-03-02 11:00\", to = \"2026-03-02 10:00\" }, { from = \"2026-03-02 12:00\", to = \"2026-03-02 14:00\" }, { from = \"2026-03-02 13:00\", to = \"2026-03-02 15:00\" }]\nat_once = [\"fruad\"]",
        )
        .replace("after_failed_turns = 3\ngives_up = \"10%\"\n", "");
    insta::assert_snapshot!(Rendering::PLAIN.problems(&problems_of(&text, &[])));
}

#[test]
fn keys_that_change_nothing_and_customers_who_vanish_are_told() {
    let warnings = |text: &str| Rendering::PLAIN.warnings(&load_in(text, &[]).unwrap().warnings);
    // No self-service, everybody is resolved, nobody can be blocked.
    let idle = SOUND
        .split("[self_service.bot]")
        .next()
        .unwrap()
        .replace("resolution = \"80%\"\n", "")
        .replace("queue_capacity = 20\n", "")
        .replace(
            "after_abandoning = \"50%\"",
            "after_blocking = \"50%\"\nafter_sent_away = \"10%\"\nafter_giving_up = \"10%\"\npast_self_service = \"50%\"",
        )
        + "[skill_group.front]\nagents = 12\n";
    // Nobody comes back, whatever happens.
    let vanish = {
        let (before, rest) = SOUND.split_once("[contact_type.calls.redial]").unwrap();
        let (_, reasons) = rest
            .split_once("[contact_type.calls.reason.balance]")
            .unwrap();
        let outside =
            "outages = [{ from = \"2027-03-02 11:00\", to = \"2027-03-02 12:00\" }]\ngives_up";
        format!("{before}[contact_type.calls.reason.balance]{reasons}").replace("gives_up", outside)
    };
    // Nothing is contained falsely.
    let truly = SOUND.replace("falsely_contained = \"10%\"\n", "");
    // Passed on for ever; and nobody may answer the others.
    let passed_on = SOUND.replace("resolution = \"80%\"", "resolution = \"0%\"").replace(
        "[contact_type.calls.repeat]",
        "[contact_type.calls.transfer]\nchance = \"100%\"\nto = \"calls\"\n[contact_type.calls.repeat]",
    ) + "[contact_type.chats.by_group.front]\nreserve = 12\n";
    // Who sends in a ticket and has no patience never abandons it; who hears how long it will take may, and so may
    // who does not pick up when called back.
    let letters = "[queue.letters]\n[contact_type.letters]\nqueue = \"letters\"\nchannel = \"ticket\"\n\
                   talk = { law = \"exponential\", mean = \"5min\" }\ndemand.rate = \"2/h\"\n\
                   redial = { after_abandoning = \"40%\", delay = { law = \"exponential\", mean = \"1h\" } }\n";
    let queued = SOUND.replace("demand.rate", "queue = \"hotline\"\ndemand.rate");
    let tickets = format!("{queued}{letters}");
    let live = tickets.replace("channel = \"ticket\"\n", "");
    let told = live.replace(
        "[queue.letters]",
        "[contact_type.letters.announced]\nbalks = [{ above = \"5min\", share = \"20%\" }]\n[queue.letters.announcement]\nabove = \"1min\"",
    );
    let called_back = live.replace(
        "[queue.letters]",
        "[queue.letters.callback]\nabove = \"5min\"\nacceptance = \"40%\"\npicks_up = \"80%\"",
    );
    let abandoning = |text: &str| warnings(text).matches("nobody abandons").count();
    let found = [&tickets, &live, &told, &called_back].map(|text| abandoning(text));
    assert_eq!(found, [1, 1, 0, 0]);
    let page = [idle, vanish, truly, passed_on, tickets]
        .map(|text| warnings(&text))
        .join("\n----\n\n");
    insta::assert_snapshot!(page);
}

#[test]
fn who_comes_back_for_ever_is_refused() {
    let always = SOUND.replace("chance = \"70%\"", "chance = \"100%\"");
    let never_resolved = always.replace("resolution = \"80%\"", "resolution = \"0.5%\"");
    let never_contained = always
        .replace("contained = \"70%\"", "contained = \"100%\"")
        .replace(
            "falsely_contained = \"10%\"",
            "falsely_contained = \"100%\"",
        );
    let pages = [&never_resolved, &never_contained]
        .map(|text| Rendering::PLAIN.problems(&problems_of(text, &[])));
    insta::assert_snapshot!(pages.join("\n----\n\n"));
    // There is a way out: half of them go elsewhere, or past self-service, or let the matter be.
    let ways_out = [
        never_resolved.replace(
            "delay",
            "instead = \"chats\"\ninstead_share = \"50%\"\ndelay",
        ),
        never_contained.replace("delay", "past_self_service = \"50%\"\ndelay"),
        never_resolved.replace("chance = \"100%\"", "chance = \"98%\""),
    ];
    for text in ways_out {
        load_in(&text, &[]).unwrap();
    }
}

/// Advice counts what is known: hard talk, whom a bot keeps, and nobody of whom it may turn away some.
#[test]
fn the_load_of_advice_is_true() {
    let told = |text: &str| -> Vec<String> {
        let warnings = load_in(text, &[]).unwrap().warnings;
        let found = warnings.into_iter().map(|warning| warning.found.en);
        found.filter(|found| found.contains("erlangs")).collect()
    };
    // 60 an hour of 5 minutes: 60 % · 30 % and 40 % · (50 % + 50 % · 90 %³) of them ask for an agent.
    let few = SOUND
        .replace("agents = 12", "agents = 1")
        .replace("demand.rate = \"20/h\"", "demand.rate = \"0/h\"");
    let with = told(&few);
    assert_eq!(with.len(), 1, "{with:?}");
    let load = |words: &str| -> f64 {
        let number = words.split("a load of ").nth(1).unwrap();
        number.split(' ').next().unwrap().parse().unwrap()
    };
    let hard = 0.4 * (0.5 + 0.5 * 0.729);
    let exact = 5.0 * (0.6 * 0.3 + hard);
    assert!((load(&with[0]) - exact).abs() < 0.06, "{with:?}");
    let harder = told(&few.replace(
        "understood = \"50%\"",
        "understood = \"50%\"\ntalk_factor = 2.0",
    ));
    assert!(
        (load(&harder[0]) - exact - 5.0 * hard).abs() < 0.06,
        "{harder:?}"
    );
    let handed_over = few.replace("gives_up =", "talk_factor = 0.5\ngives_up =");
    let less = told(&handed_over);
    assert!(
        less.is_empty() || load(&less[0]) < load(&with[0]) - 1.0,
        "{less:?}"
    );
    // With so few sessions hardly anybody gets through.
    let turned_away = few.replace(
        "gives_up =",
        "sessions = 1\nwhen_full = \"turn_away\"\ngives_up =",
    );
    assert_eq!(told(&turned_away), [""; 0]);
}
