//! What a replication reads, and never writes.

use super::desks::{DeskInputs, DeskLine, DeskType};
use super::{Roster, Route};
use crate::model::{Announced, AtClosing, ChannelKind, FactorCurve, OpeningHours, WaitEstimator};
use crate::random::{Sampler, StandardLaws};
use crate::units::{SimTime, number};

use super::arrivals::Arrivals;
use super::busyness::BusynessInputs;
use super::incidents::IncidentInputs;
use super::journeys::{JourneyInputs, SelfServiceInputs};
use super::people::PeopleInputs;
use super::relief::{ReliefInputs, TimerInputs};

/// A contact centre as flat arrays by small index.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of its own that costs nothing where it is not used"
)]
pub struct SimInputs {
    /// By contact type.
    pub contact_types: Vec<TypeInputs>,
    /// By contact type and then group: handling where the group serves the type.
    pub handling: Vec<Option<HandlingSampler>>,
    /// By skill group.
    pub groups: Vec<GroupInputs>,
    /// The group of each agent; group by group they are numbered from 0.
    pub group_of_agent: Vec<u32>,
    /// By queue.
    pub queues: Vec<QueueInputs>,
    /// By contact type: what happens around contacts; empty where nothing does.
    pub journeys: Vec<JourneyInputs>,
    /// By skill group: how its people differ, and how many there are at most; empty where all are
    /// alike.
    pub people: Vec<(PeopleInputs, u32)>,
    /// Whether what a contact asks of an agent is more than its law says.
    pub adjusts_handling: bool,
    /// By self-service.
    pub self_services: Vec<SelfServiceInputs>,
    /// By line.
    pub lines: Vec<LineInputs>,
    /// Overflows that apply after some wait.
    pub timers: Vec<TimerInputs>,
    /// First instants of the planning intervals.
    pub interval_starts: Vec<SimTime>,
    /// The end of the warm-up.
    pub counted_from: SimTime,
    /// The first instant after the horizon.
    pub end: SimTime,
    /// The latest instant that a replication can reach.
    pub latest: SimTime,
    /// What variates are drawn from.
    pub laws: StandardLaws,
    /// Whether some choice of an agent reads how long agents of several groups have been free.
    pub reads_idle_times: bool,
    /// Whether some choice of an agent reads occupancies.
    pub reads_occupancy: bool,
    /// What brings extra contacts for a while.
    pub incidents: IncidentInputs,
    /// Whether customers may be deflected by an announcement.
    pub has_announcements: bool,
    /// Whether one of the two is so: matters are followed, or announcements deflect.
    pub follows_arrivals: bool,
    /// Whether something is kept of each handling that begins: the contact, or the agent's work.
    pub notes_handling: bool,
    /// Whether neither is so: a handling is what its law says, and nothing is kept of it.
    pub handles_plainly: bool,
    /// Whether something is kept of each contact that is answered at once: a trunk, or that it did not
    /// wait.
    pub notes_answers: bool,
    /// Whether some queue has trunks.
    pub has_trunks: bool,
    /// Whether something follows from the end of a talk, apart from what the agent does next; true where
    /// there are desks.
    pub follows_talk: bool,
    /// Whether anything but the line awaits contacts that cannot be answered at once.
    pub has_relief: bool,
    /// Whether customers are called back.
    pub has_callbacks: bool,
    /// Whether something reads the wait of the contact that was answered last.
    pub reads_last_wait: bool,
    /// How many lists of agents with desks there are, one a group and mix of contacts in hand; 0 if nobody
    /// has a desk.
    pub desk_lists: usize,
}

impl SimInputs {
    /// Whether some group has desks.
    #[inline]
    pub const fn has_desks(&self) -> bool {
        self.desk_lists > 0
    }

    /// The group of an agent.
    #[expect(
        clippy::inline_always,
        reason = "on the way of every contact: a tenth of the time of W1 to W3 went into calls"
    )]
    #[inline(always)]
    pub fn group_of(&self, agent: u32) -> usize {
        number::index(self.group_of_agent[number::index(agent)])
    }

    /// Whether matters are followed, because something happens around contacts.
    #[inline]
    pub const fn follows_matters(&self) -> bool {
        !self.journeys.is_empty()
    }

    /// Handling of a contact type by a group, if the group serves it.
    #[inline]
    pub fn handling_by(&self, contact_type: usize, group: usize) -> Option<&HandlingSampler> {
        self.handling[contact_type * self.groups.len() + group].as_ref()
    }
}

/// A contact type, compiled.
#[derive(Clone, Debug)]
pub struct TypeInputs {
    /// Stands for the type's name in the keys of its chance.
    pub whose: u64,
    /// Its queue.
    pub queue: usize,
    /// The line in which its contacts wait.
    pub line: usize,
    /// The same by the overflows to groups that have applied, a bit each; the first is `line`.
    pub lines: Vec<usize>,
    /// The line of callbacks that are due, where there are any.
    pub due_line: Option<usize>,
    /// At which pace the people of each group handle its contacts [contacts a microsecond and person].
    pub paces: Vec<(u32, f64)>,
    /// What an announcement does to its customers.
    pub announced: Announced,
    /// Which groups are tried; none if one of them has desks, which is looked at apart.
    pub route: Route,
    /// Mean handling by group \[µs\]; of groups that do not serve the type, nothing.
    pub mean_handling: Vec<f64>,
    /// Where one of its groups has desks: its way to an agent.
    pub desk: Option<Box<DeskType>>,
    /// How long its customers wait; `None`: for ever.
    pub patience: Option<Sampler>,
    /// Factors on the patience that is drawn, by the instant of arrival; `None`: always 1.
    pub patience_by_time: Option<FactorCurve>,
    /// Share who leave at once if they must wait [0..=1].
    pub leaves_at_once: f64,
    /// When its contacts arrive.
    pub arrivals: Arrivals,
    /// How far its volume strays from what was foreseen, if it does.
    pub busyness: Option<BusynessInputs>,
    /// Factors on the handling that is drawn, by the day of arrival; `None`: always 1.
    pub handling_by_day: Option<FactorCurve>,
    /// In line from the start.
    pub waiting_at_start: u32,
    /// In service from the start, by group.
    pub in_service_at_start: Vec<u32>,
}

/// Handling of a contact type by a group, ready to draw.
#[derive(Clone, Debug)]
pub struct HandlingSampler {
    /// Time with the customer.
    pub talk: Sampler,
    /// Work after the customer has left.
    pub wrap_up: Option<Sampler>,
}

/// A skill group, compiled.
#[derive(Clone, Debug)]
pub struct GroupInputs {
    /// The number of its first agent.
    pub first_agent: u32,
    /// How many agents it has at most.
    pub agents: u32,
    /// Who is logged in when.
    pub roster: Roster,
    /// Lines by preference: of the lines of a level, the one whose first contact has waited longest; none
    /// if it is choosy, or has desks.
    pub levels: Vec<Vec<u32>>,
    /// The same of a group that is choosy: it chooses contacts by more than what waits longest, by weighted
    /// waits or because agents are kept back.
    pub choosy_levels: Vec<Vec<u32>>,
    /// Whether it chooses by weighted waits.
    pub weighs: bool,
    /// What its agents may have in hand, if that is more than a plain contact at a time.
    pub desks: Option<Box<DeskInputs>>,
}

/// A queue, compiled.
#[derive(Clone, Debug)]
pub struct QueueInputs {
    /// How many may wait.
    pub capacity: Option<u32>,
    /// How many may wait or talk.
    pub trunks: Option<u32>,
    /// When contacts are let in.
    pub opening_hours: OpeningHours,
    /// What happens at closing time to those who wait.
    pub at_closing: AtClosing,
    /// How the expected wait is estimated.
    pub estimator: WaitEstimator,
    /// What happens to contacts that cannot be answered at once, if that is not to wait.
    pub relief: Option<Box<ReliefInputs>>,
}

/// A line, compiled: contacts that are alike for every agent, first come first served.
#[derive(Clone, Debug)]
pub struct LineInputs {
    /// Its queue.
    pub queue: usize,
    /// The channel of its contacts.
    pub channel: ChannelKind,
    /// What it has if its contacts are tickets or may leave silently.
    pub desk: Option<Box<DeskLine>>,
    /// Whether who leaves must be known at once, because something reads the line's length.
    pub is_live: bool,
    /// The overflows to groups that have applied to those in it, a bit each.
    pub mask: usize,
    /// Its timers.
    pub timers: Vec<usize>,
    /// What is added to the weighted wait \[µs\].
    pub base: f64,
    /// How fast a wait counts, where groups weigh it.
    pub weight: f64,
    /// Free agents of each group that are kept back from its contacts; empty: none.
    pub reserve: Vec<u32>,
}
