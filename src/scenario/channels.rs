//! What agents of a group may have in hand: the `[skill_group.NAME.channel.CHANNEL]` sections.

use super::catalogue;
use super::plain_number::hinted_number;
use super::reader::{Fault, Reader, did_you_mean, listed};
use super::section::{Section, join};
use super::toml_tree::{Entry, Item, Value};
use super::value::list_of;
use crate::model::{ChannelKind, ChannelRule, Concurrency, ContactCentre, Leaving, Note};
use crate::units::{Share, number, quantity_text};

/// What is written of the channels of a group; `None`: nothing.
pub(crate) fn read(reader: &mut Reader, group: &Section<'_>) -> Option<Concurrency> {
    group.item("channel")?;
    let mut concurrency = Concurrency::one_at_a_time();
    let path = group.path_of("channel");
    for entry in group.named(reader, "channel") {
        let path = join(&path, &entry.key);
        let Some(channel) = channel_named(reader, entry, &path) else {
            continue;
        };
        let keys = match channel {
            ChannelKind::Ticket => &catalogue::GROUP_TICKETS,
            ChannelKind::Voice | ChannelKind::Chat => &catalogue::GROUP_CHANNEL,
        };
        let Some(section) = Section::open(reader, keys, path, &entry.item) else {
            continue;
        };
        concurrency.rules[channel.index()] = rule(reader, &section);
        if channel == ChannelKind::Ticket {
            let interruptible = section.switch(reader, "interruptible");
            concurrency.interruptible = interruptible.unwrap_or(false);
        }
    }
    Some(concurrency)
}

/// The channel that a section is of.
fn channel_named(reader: &mut Reader, entry: &Entry, path: &str) -> Option<ChannelKind> {
    let names = || ChannelKind::ALL.iter().map(|channel| channel.name());
    let found = ChannelKind::ALL
        .iter()
        .find(|channel| channel.name() == entry.key);
    if found.is_none() {
        let fault = Fault::new(
            format!("no channel is called `{}`", entry.key),
            format!("one of {}", listed(names())),
        )
        .maybe(did_you_mean(&entry.key, names()));
        reader.refuse(&entry.key_place, path, fault);
    }
    found.copied()
}

/// One section; what is wrong in it has its default.
fn rule(reader: &mut Reader, section: &Section<'_>) -> ChannelRule {
    let most = section.small_count(reader, "most", (1, Concurrency::MOST));
    let is_sound = most.is_some() || section.item("most").is_none();
    let most = most.unwrap_or(1);
    ChannelRule {
        most,
        weight: weight(reader, section, most),
        speeds: speeds(reader, section, most, is_sound),
    }
}

/// What one contact takes of an agent.
fn weight(reader: &mut Reader, section: &Section<'_>, most: u32) -> Share {
    let even = 1.0 / f64::from(most);
    let otherwise = Share::new(even).unwrap_or(Share::ONE);
    let Some(weight) = section.share(reader, "weight") else {
        return otherwise;
    };
    if f64::from(most) * weight.as_f64() > 1.0 + Concurrency::TOLERANCE
        && let Some(item) = section.item("weight")
    {
        let all = Share::new((f64::from(most) * weight.as_f64()).min(1.0)).unwrap_or(Share::ONE);
        let fault = Fault::new(
            format!(
                "{most} contacts of {} each are more than an agent",
                quantity_text::write_share(weight)
            ),
            format!("most × weight up to {}", quantity_text::write_share(all)),
        )
        .hint(format!(
            "leave `weight` out for 100% / {most}, or write a smaller `most`"
        ));
        reader.refuse(&item.place, &section.path_of("weight"), fault);
        return otherwise;
    }
    weight
}

/// The speeds by number in hand.
fn speeds(reader: &mut Reader, section: &Section<'_>, most: u32, is_sound: bool) -> Vec<f64> {
    let (listed, slowdown) = (section.entry("speeds"), section.entry("slowdown"));
    match (listed, slowdown) {
        (Some(first), Some(other)) => {
            section.refuse_both(reader, first, other, "one of speeds, slowdown");
        }
        (Some(entry), None) => {
            let path = section.path_of("speeds");
            if let Some(speeds) = listed_speeds(reader, &path, &entry.item, most, is_sound) {
                return speeds;
            }
        }
        (None, Some(entry)) => {
            let path = section.path_of("slowdown");
            let allowed = "a number from 0 to 100: how much slower each goes on for each other one";
            let fits = |alpha| (0.0..=100.0).contains(&alpha);
            let hint = |_: &Value| Some("write, say, 0.25".to_owned());
            let alpha = hinted_number(reader, &path, &entry.item, allowed, fits, hint);
            return ChannelRule::slowed_down(most, alpha.unwrap_or_default());
        }
        (None, None) if most > 1 => {
            let fault = Fault::new(
                format!("{most} at once, but not how fast each of them then goes on"),
                "with `speeds` or `slowdown`",
            )
            .hint(format!(
                "add `slowdown = 0.25`, or `speeds` with {most} numbers; {most} times 1.0 if nothing slows down"
            ));
            reader.refuse(&section.place, &section.path, fault);
        }
        (None, None) => {}
    }
    ChannelRule::slowed_down(most, 0.0)
}

/// As many speeds as there may be contacts in hand, from 1 on, none above the one before it.
fn listed_speeds(
    reader: &mut Reader,
    path: &str,
    item: &Item,
    most: u32,
    is_sound: bool,
) -> Option<Vec<f64>> {
    const LEAST: f64 = 0.001;
    let of = "speeds: [1.0, 0.8, …]";
    let items = list_of(reader, path, item, number::index(Concurrency::MOST), of)?;
    let mut speeds: Vec<f64> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let found = item.describe_plain();
        let fault = match (item.value.as_number(), speeds.last()) {
            (Some(speed), None) if (speed - 1.0).abs() > 1e-9 => Fault::new(
                found,
                "1.0 as the first speed: `talk` is how long work takes with nothing else in hand",
            )
            .hint("write 1.0"),
            (Some(speed), Some(before)) if speed > *before => Fault::new(
                found,
                "speeds that fall or stay: more contacts in hand make none of them faster",
            )
            .hint(format!("write {before} or less")),
            (Some(speed), _) if speed >= LEAST => {
                speeds.push(speed);
                continue;
            }
            _ => Fault::new(found, format!("numbers from {LEAST} to 1")).hint("write, say, 0.5"),
        };
        reader.refuse(&item.place, &join(path, &(i + 1).to_string()), fault);
        return None;
    }
    if speeds.len() != number::index(most) && is_sound {
        let found = match speeds.len() {
            1 => "1 speed".to_owned(),
            count => format!("{count} speeds"),
        };
        let fault = Fault::new(
            found,
            format!("{most}: one for each number in hand up to `most`"),
        )
        .hint("add or remove speeds, or change `most`");
        reader.refuse(&item.place, path, fault);
        return None;
    }
    Some(speeds)
}

/// Refuses what groups and channels together cannot be, and says what is written for nothing.
pub(crate) fn check(reader: &mut Reader, centre: &ContactCentre, groups: &[&Section<'_>]) {
    for (g, (group, section)) in centre.skill_groups().iter().zip(groups).enumerate() {
        if group.leaving == Leaving::Any && centre.most_in_hand(g) > 1 {
            let place = section
                .item("leaving")
                .map_or(&section.place, |item| &item.place);
            let fault = Fault::new(
                "\"any\" where an agent may have several contacts in hand",
                "\"named\": of several contacts, the end of one frees nobody",
            )
            .hint("leave `leaving` out");
            reader.refuse(place, &section.path_of("leaving"), fault);
        }
        if group.concurrency.is_none() {
            continue;
        }
        let serves = centre.channels_of(g);
        let Some(Value::Table(written)) = section.item("channel").map(|item| &item.value) else {
            continue;
        };
        for channel in ChannelKind::ALL
            .into_iter()
            .filter(|one| !serves[one.index()])
        {
            if let Some(entry) = written.get(channel.name()) {
                let path = join(&section.path_of("channel"), channel.name());
                reader.warn(
                    &entry.key_place,
                    &path,
                    Note::new(
                        format!("the group serves no contact type of the channel {}", channel.name()),
                        format!("该技能组不服务渠道{}的任何联络类型", channel.name()),
                    ),
                    Note::new(
                        format!(
                            "write `channel = \"{}\"` in a contact type that it serves, or remove the section",
                            channel.name()
                        ),
                        format!(
                            "请在其服务的联络类型中写`channel = \"{}\"`，或删除该节",
                            channel.name()
                        ),
                    ),
                );
            }
        }
    }
}
