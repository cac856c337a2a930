//! Agents who may have several contacts in hand, or lay one aside: what may be in hand together.

use super::lines::LinePlan;
use super::{Route, samplers};
use crate::model::{Channel, ChannelKind, ChatChoice, Concurrency, ContactCentre, DueClock};
use crate::random::Sampler;
use crate::units::number;

/// What the desks of a group have in common. A *desk* is the place of an agent with all contacts in
/// hand.
#[derive(Clone, Debug)]
pub struct DeskInputs {
    /// What may be in hand at once, by mix; the first is nothing at all.
    pub mixes: Vec<Mix>,
    /// By channel: the mixes that have room for one more, those with the fewest contacts in hand first.
    pub rooms: [Vec<Room>; 3],
    /// The same, those with the most first.
    pub rooms_most_first: [Vec<Room>; 3],
    /// By channel: the mixes that have room for one more once tickets are laid aside, those with the
    /// fewest tickets first; none where tickets are not laid aside.
    pub rooms_beside_tickets: [Vec<Room>; 3],
    /// With 1, 2, … contacts in hand, the pace of work on each of them by channel.
    pub paces: Vec<[Pace; 3]>,
    /// Whether tickets are laid aside for live contacts, and at the end of a shift.
    pub is_interruptible: bool,
    /// Lines by preference, those of live contacts before those of tickets: of the lines of a level,
    /// the one whose first contact has waited longest, or is due first.
    pub levels: Vec<Vec<u32>>,
    /// The number of the first of its lists of agents, one a mix.
    pub first_list: u32,
}

/// How fast work on a contact goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Work done in a time, in parts of that done with one contact in hand \[> 0\].
    pub speed: f64,
    /// One over that.
    pub slowness: f64,
}

impl Pace {
    /// The pace with one contact in hand.
    pub const FULL: Self = Self::new(1.0);

    /// The pace of a speed \[> 0\].
    pub const fn new(speed: f64) -> Self {
        Self {
            speed,
            slowness: 1.0 / speed,
        }
    }
}

/// Contacts that may be in hand at once.
#[derive(Clone, Debug)]
pub struct Mix {
    /// How many there are, of all channels together.
    pub in_hand: u32,
    /// By channel: the mix with one more, if there is room for it.
    pub more: [Option<u32>; 3],
    /// By channel: the mix with one less, if there is one.
    pub less: [Option<u32>; 3],
    /// By channel: whether there is room for one more once tickets are laid aside.
    pub room_beside_tickets: [bool; 3],
    /// Whether there is no room at all, even so.
    pub is_full: bool,
}

/// A mix that has room for one more contact.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// How many contacts are in hand.
    pub in_hand: u32,
    /// The list of the agents with this mix.
    pub list: u32,
}

/// What a contact type has that is answered at desks.
#[derive(Clone, Debug)]
pub struct DeskType {
    /// Its channel.
    pub channel: ChannelKind,
    /// The groups tried, with desks or without.
    pub route: Route,
    /// Whether agents with the most contacts in hand come first.
    pub most_first: bool,
    /// Customers who leave silently: their share, and how long agents need to find out.
    pub silence: Option<(f64, Sampler)>,
}

/// What only lines have whose contacts are answered at desks alone.
#[derive(Clone, Debug)]
pub struct DeskLine {
    /// Whether its contacts are tickets.
    pub is_tickets: bool,
    /// When they are due.
    pub due: Option<DueClock>,
    /// Whether its customers may leave silently.
    pub is_silent: bool,
}

impl DeskType {
    /// How early agents with so many contacts in hand are asked; the lowest rank first.
    #[inline]
    pub const fn rank(&self, in_hand: u32) -> u32 {
        if self.most_first {
            u32::MAX - in_hand
        } else {
            in_hand
        }
    }
}

impl DeskInputs {
    /// The mixes that have room for one more contact of a type, in the order of their ranks.
    #[inline]
    pub fn rooms_for(&self, desk_type: &DeskType) -> &[Room] {
        let rooms = if desk_type.most_first {
            &self.rooms_most_first
        } else {
            &self.rooms
        };
        &rooms[desk_type.channel.index()]
    }

    /// The paces of work on each contact, by channel, with so many in hand [1..].
    #[inline]
    pub fn paces(&self, in_hand: usize) -> &[Pace; 3] {
        &self.paces[in_hand - 1]
    }

    /// How much work an agent with as many contacts of a channel in hand as there may be, and no others,
    /// gets done in the time that it takes with one [0..].
    pub fn full_pace(&self, channel: ChannelKind) -> f64 {
        let mut mix = &self.mixes[0];
        while let Some(more) = mix.more[channel.index()] {
            mix = &self.mixes[number::index(more)];
        }
        match number::index(mix.in_hand) {
            0 => 0.0,
            in_hand => number::float_len(in_hand) * self.paces(in_hand)[channel.index()].speed,
        }
    }
}

/// The desks of each group that has them.
pub fn desks(centre: &ContactCentre, plan: &LinePlan) -> Vec<Option<Box<DeskInputs>>> {
    let mut lists = 0;
    let groups = centre.skill_groups().iter().enumerate().map(|(g, _)| {
        let rules = centre.desks_of(g)?;
        let desks = of_group(&rules, centre.channels_of(g), plan.levels[g].clone(), lists);
        lists += number::id(desks.mixes.len());
        Some(Box::new(desks))
    });
    groups.collect()
}

fn of_group(
    rules: &Concurrency,
    serves: [bool; 3],
    levels: Vec<Vec<u32>>,
    first_list: u32,
) -> DeskInputs {
    let allowed = rules.allowed(serves);
    let find = |wanted: [u32; 3]| {
        let place = allowed.binary_search(&wanted).ok();
        place.map(number::id)
    };
    let ticket = ChannelKind::Ticket.index();
    let mix = |in_hand: &[u32; 3]| {
        let more = std::array::from_fn(|channel| {
            let mut more = *in_hand;
            more[channel] += 1;
            find(more)
        });
        let less = std::array::from_fn(|channel| {
            let mut less = *in_hand;
            less[channel] = less[channel].checked_sub(1)?;
            find(less)
        });
        let room_beside_tickets = std::array::from_fn(|channel| {
            let mut beside = *in_hand;
            beside[ticket] = 0;
            beside[channel] += 1;
            channel != ticket && rules.interruptible && find(beside).is_some()
        });
        Mix {
            in_hand: in_hand.iter().sum(),
            is_full: more == [None; 3] && room_beside_tickets == [false; 3],
            more,
            less,
            room_beside_tickets,
        }
    };
    let mixes: Vec<Mix> = allowed.iter().map(mix).collect();
    let sorted = |wanted: &dyn Fn(&Mix) -> bool, key: &dyn Fn(usize) -> u32| {
        let mut places: Vec<usize> = (0..mixes.len()).filter(|m| wanted(&mixes[*m])).collect();
        places.sort_by_key(|place| key(*place));
        let rooms = places.into_iter().map(|place| Room {
            in_hand: mixes[place].in_hand,
            list: first_list + number::id(place),
        });
        rooms.collect::<Vec<Room>>()
    };
    let most = mixes.iter().map(|mix| mix.in_hand).max().unwrap_or(0);
    let paces =
        |in_hand| std::array::from_fn(|channel| Pace::new(rules.rules[channel].speed(in_hand)));
    let rooms: [Vec<Room>; 3] = std::array::from_fn(|channel| {
        sorted(&|mix| mix.more[channel].is_some(), &|m| mixes[m].in_hand)
    });
    DeskInputs {
        rooms_most_first: rooms
            .each_ref()
            .map(|rooms| rooms.iter().rev().copied().collect()),
        rooms,
        rooms_beside_tickets: std::array::from_fn(|channel| {
            let wanted =
                |mix: &Mix| mix.more[channel].is_none() && mix.room_beside_tickets[channel];
            sorted(&wanted, &|m| allowed[m][ticket])
        }),
        is_interruptible: rules.interruptible,
        paces: (1..=number::index(most)).map(paces).collect(),
        levels,
        first_list,
        mixes,
    }
}

/// What a contact type has if one of its groups has desks, those included that only an overflow leads to.
pub fn desk_type(centre: &ContactCentre, t: usize, route: &Route) -> Option<Box<DeskType>> {
    let part = &centre.contact_types()[t];
    let mut groups = part.groups.iter().flatten();
    if !groups.any(|group| centre.desks_of(group.index()).is_some()) {
        return None;
    }
    let channel = &part.channel;
    let silence = channel.silence();
    Some(Box::new(DeskType {
        channel: channel.kind(),
        route: route.clone(),
        most_first: match channel {
            Channel::Chat(chat) => chat.choice == ChatChoice::MostFirst,
            Channel::Voice | Channel::Ticket(_) => false,
        },
        silence: silence.map(|silence| {
            let law = samplers::sampler(&silence.finding_out);
            (silence.share.as_f64(), law)
        }),
    }))
}

/// What a line has if its contacts, of which one is of type `t`, are tickets or may leave silently.
pub fn desk_line(centre: &ContactCentre, t: usize) -> Option<Box<DeskLine>> {
    let channel = &centre.contact_types()[t].channel;
    let is_tickets = channel.kind() == ChannelKind::Ticket;
    let is_silent = channel.silence().is_some();
    (is_tickets || is_silent).then(|| {
        Box::new(DeskLine {
            is_tickets,
            due: centre.due_clock(t),
            is_silent,
        })
    })
}
