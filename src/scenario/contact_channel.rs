//! The channel of a contact type, and what only contacts of that channel have.

use super::contact_types::Written;
use super::idle_keys::written;
use super::laws::law_of;
use super::reader::{Fault, Reader};
use super::section::Section;
use crate::model::{
    AtClosing, Channel, ChannelKind, Chat, ChatChoice, Note, Patience, Queue, Silence, Ticket,
};
use crate::units::Share;

/// Words for channels.
const CHANNELS: [(&str, ChannelKind); 3] = [
    ("voice", ChannelKind::Voice),
    ("chat", ChannelKind::Chat),
    ("ticket", ChannelKind::Ticket),
];

/// Words for the choice among agents with room.
const CHOICES: [(&str, ChatChoice); 2] = [
    ("fewest_first", ChatChoice::FewestFirst),
    ("most_first", ChatChoice::MostFirst),
];

/// Keys that only contacts of one channel have.
const KEYS: [(&str, ChannelKind); 4] = [
    ("chat_choice", ChannelKind::Chat),
    ("silent_abandonment", ChannelKind::Chat),
    ("finding_out", ChannelKind::Chat),
    ("due", ChannelKind::Ticket),
];

/// The channel of a contact type.
pub(crate) fn read(reader: &mut Reader, section: &Section<'_>, patience: &mut Patience) -> Channel {
    let written = section.word(reader, "channel", &CHANNELS);
    let kind = written.unwrap_or_default();
    let is_sound = written.is_some() || section.item("channel").is_none();
    for (key, of) in KEYS {
        if let Some(entry) = section.entry(key).filter(|_| is_sound && kind != of) {
            let fault = Fault::new(
                format!("`{key}` of a {} contact type", kind.name()),
                format!("with `channel = \"{}\"` only", of.name()),
            )
            .hint(format!("remove it, or write `channel = \"{}\"`", of.name()));
            reader.refuse(&entry.key_place, &section.path_of(key), fault);
        }
    }
    if let Some(entry) = section.entry("leaves_at_once")
        && kind == ChannelKind::Ticket
    {
        reader.warn(
            &entry.key_place,
            &section.path_of("leaves_at_once"),
            Note::new(
                "`leaves_at_once` of a ticket has no effect",
                "工单的`leaves_at_once`不起作用",
            ),
            Note::new(
                "remove it: nobody waits beside a ticket",
                "请删除：没有人守着工单等待",
            ),
        );
        patience.leaves_at_once = Share::ZERO;
    }
    let choice = section.word(reader, "chat_choice", &CHOICES);
    let silence = silence(reader, section, patience);
    let due = section.duration(reader, "due");
    match kind {
        ChannelKind::Voice => Channel::Voice,
        ChannelKind::Chat => Channel::Chat(Chat {
            choice: choice.unwrap_or_default(),
            silence,
        }),
        ChannelKind::Ticket => Channel::Ticket(Ticket { due }),
    }
}

/// Customers who leave without a word; none if nobody does.
fn silence(reader: &mut Reader, section: &Section<'_>, patience: &Patience) -> Option<Silence> {
    let share = section.share(reader, "silent_abandonment");
    let finding_out = law_of(reader, section, "finding_out");
    section.refuse_stray(reader, &["finding_out"], &["silent_abandonment"]);
    let item = section.item("silent_abandonment")?;
    if section.item("finding_out").is_none() {
        section.refuse_missing(reader, "finding_out");
    }
    if patience.law.is_none() && section.item("patience").is_none() {
        let fault = Fault::new(
            "`silent_abandonment` without `patience`",
            "with `patience` only: it is a share of those who lose it",
        )
        .hint("write `patience` too, or remove `silent_abandonment`");
        let path = section.path_of("silent_abandonment");
        reader.refuse(&item.place, &path, fault);
    }
    let share = share.filter(|share| *share > Share::ZERO)?;
    Some(Silence {
        share,
        finding_out: finding_out?,
    })
}

/// Refuses queues that hold tickets and cannot, and what only queues of tickets have elsewhere.
pub(crate) fn check_queues(
    reader: &mut Reader,
    types: &[Written<'_>],
    queues: &[(Queue, Section<'_>)],
) {
    for (q, (queue, section)) in queues.iter().enumerate() {
        let mut tickets = None;
        let mut live = None;
        for written in types.iter().filter(|written| written.queue == Some(q)) {
            match written.channel.kind() {
                ChannelKind::Ticket => tickets = tickets.or(Some(written)),
                ChannelKind::Voice | ChannelKind::Chat => live = live.or(Some(written)),
            }
        }
        check_due_share(reader, types, (q, section));
        check_backlog_age(reader, section, tickets.is_some());
        let Some(ticket) = tickets else {
            continue;
        };
        if let Some(live) = live {
            let place = ticket.section.item("queue");
            let place = place.map_or(&ticket.section.place, |item| &item.place);
            let fault = Fault::new(
                format!("tickets in the queue of \"{}\"", live.name),
                "a queue of tickets alone: its opening hours are those of their due clock, and nobody is sent away",
            )
            .hint("write another `[queue.NAME]` for the tickets");
            reader.refuse(place, &ticket.section.path_of("queue"), fault);
        }
        if let Some(item) = section.item("trunks").filter(|_| queue.trunks.is_some()) {
            reader.warn(
                &item.place,
                &section.path_of("trunks"),
                Note::new(
                    "tickets take no trunks: the key has no effect",
                    "工单不占用中继线：该键不起作用",
                ),
                Note::new(
                    "remove `trunks`; `queue_capacity` limits how many tickets may wait",
                    "请删除`trunks`；排队工单的数量由`queue_capacity`限制",
                ),
            );
        }
        if let Some(item) = section.item("at_closing")
            && queue.at_closing == AtClosing::SendAway
        {
            let fault = Fault::new(
                "\"send_away\" of a queue of tickets",
                "\"work_off\": tickets stay, and their due clock stands still",
            )
            .hint("leave `at_closing` out");
            reader.refuse(&item.place, &section.path_of("at_closing"), fault);
        }
    }
}

/// Refuses a promise about the backlog of a queue that has none.
fn check_backlog_age(reader: &mut Reader, section: &Section<'_>, has_tickets: bool) {
    let Some(item) = written(section, &["target", "backlog_age"]).filter(|_| !has_tickets) else {
        return;
    };
    let fault = Fault::new(
        "`backlog_age` of a queue without tickets",
        "of a queue of tickets: contact types with `channel = \"ticket\"`",
    )
    .hint("remove it; `asa` is the mean wait of contacts that are answered");
    let path = super::section::join(&section.path_of("target"), "backlog_age");
    reader.refuse(&item.place, &path, fault);
}

/// Refuses a promise of due time to customers of whom nothing is ever due.
fn check_due_share(
    reader: &mut Reader,
    types: &[Written<'_>],
    (q, section): (usize, &Section<'_>),
) {
    let Some(item) = written(section, &["target", "due_share"]) else {
        return;
    };
    let mut tickets = (types.iter())
        .filter(|written| written.queue == Some(q))
        .filter_map(|written| match written.channel {
            Channel::Ticket(ticket) => Some((written, ticket)),
            Channel::Voice | Channel::Chat(_) => None,
        })
        .peekable();
    let first = tickets.peek().map(|(written, _)| written.name);
    if tickets.any(|(_, ticket)| ticket.due.is_some()) {
        return;
    }
    let fault = match first {
        None => Fault::new(
            "`due_share` of a queue without tickets",
            "of a queue of tickets that are due: contact types with `channel = \"ticket\"` and `due`",
        )
        .hint("remove it; `share` is the share served within the target wait"),
        Some(name) => Fault::new(
            "`due_share` of tickets that are never due",
            "of a queue of tickets that are due: contact types with `due`",
        )
        .hint(format!(
            "write when they are to be finished, `contact_type.{name}.due = \"8h\"`, or remove `due_share`"
        )),
    };
    let path = super::section::join(&section.path_of("target"), "due_share");
    reader.refuse(&item.place, &path, fault);
}
