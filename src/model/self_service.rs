//! Self-service: a text bot, a voice bot or an IVR in front of people.

use super::{ContactTypeId, Distribution, FactorCurve, Language, Title};
use crate::units::{Factor, Share, SimTime, Span, UnitCost};

/// A bot or an IVR that meets the contacts of some types first.
///
/// A dialogue about a reason that is understood ends contained or, if the reason cannot be solved here,
/// escalated. A dialogue that is not understood goes on by failed turns; after each the customer
/// may give up, may ask for an agent, or the bot passes on by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct SelfService {
    /// Its name, unique among self-services.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// How many dialogues at once; `None`: any number.
    pub sessions: Option<u32>,
    /// What happens to contacts that find no session free.
    pub when_full: WhenOut,
    /// When it does not work, ascending and disjoint.
    pub outages: Vec<(SimTime, SimTime)>,
    /// What happens to contacts that come then.
    pub during_outage: WhenOut,
    /// Factors on the length of dialogues, by the instant they begin; `None`: always 1.
    pub slow: Option<FactorCurve>,
    /// Length of a dialogue that ends contained, falsely or truly.
    pub contained_time: Distribution,
    /// Length of a dialogue that ends escalated, without its failed turns.
    pub escalated_time: Distribution,
    /// Length of a dialogue that ends given up, without its failed turns.
    pub given_up_time: Distribution,
    /// Length of each failed turn; `None`: they take no time of their own.
    pub failed_turn: Option<Distribution>,
    /// Chance that the customer gives up after a failed turn [0..=1].
    pub gives_up: Share,
    /// Chance that the customer asks for an agent after a failed turn [0..=1].
    pub asks: Share,
    /// Who is passed on to agents, and when.
    pub escalation: Escalation,
    /// Factor on the talk of escalated contacts: below 1 if the context that is handed over saves time,
    /// above 1 if the customer must say everything again \[> 0\].
    pub talk_factor: Factor,
    /// What a dialogue costs.
    pub cost_per_session: Option<UnitCost>,
}

/// Who is passed on to agents, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Escalation {
    /// Whether anybody is.
    pub is_possible: bool,
    /// After so many failed turns \[1..\]; `None`: never for that.
    pub after_failed_turns: Option<u32>,
    /// Whether a customer who asks for an agent gets one.
    pub on_request: bool,
    /// What else is offered where the wait would be too long.
    pub only_below: Option<OnlyBelow>,
}

/// Customers are passed on to agents only while the wait that they have to expect is short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnlyBelow {
    /// Who has at least so long a wait to expect is not passed on.
    pub wait: Span,
    /// What is offered then.
    pub otherwise: Otherwise,
    /// Share who take it; the others give up [0..=1].
    pub acceptance: Share,
}

/// What self-service offers in the place of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// A contact of another type: a ticket, mostly.
    Type(ContactTypeId),
    /// A callback of the queue in which the contact would wait.
    Callback,
}

/// What self-service does with contacts that it cannot take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenOut {
    /// They go straight to the agents.
    #[default]
    Bypass,
    /// They are turned away.
    TurnAway,
}

/// A reason (intent) for which customers get in touch.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Its name, unique among the reasons of the contact type.
    pub name: String,
    /// What people are shown instead of the name, if anything is.
    pub title: Option<Title>,
    /// Share of the contact type's customers with this reason [0..=1].
    pub share: Share,
    /// Share of them who do not get in touch because the cause has been mended [0..=1].
    pub spared: Share,
    /// Chance that self-service understands it [0..=1].
    pub understood: Share,
    /// Chance that self-service contains it once it is understood [0..=1].
    pub contained: Share,
    /// Share of the contained that are not solved all the same [0..=1].
    pub falsely_contained: Share,
    /// Whether self-service passes it on at once, without a dialogue.
    pub at_once: bool,
    /// Factor on the talk with agents \[> 0\].
    pub talk_factor: Factor,
    /// Factor on the chance that an agent resolves it [0..=1].
    pub resolution_factor: Share,
}

impl SelfService {
    /// The most failed turns before a customer gives up whatever the chances are.
    pub const MOST_FAILED_TURNS: u32 = 50;

    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }
}

impl SelfService {
    /// Whether contacts that it cannot take go straight to the agents.
    pub fn may_be_passed_by(&self) -> bool {
        self.sessions.is_some() && self.when_full == WhenOut::Bypass
            || !self.outages.is_empty() && self.during_outage == WhenOut::Bypass
    }

    /// The share of dialogues about a reason that end with the customer passed on to the agents.
    pub fn passes_on(&self, reason: &Reason) -> f64 {
        if !self.escalation.is_possible {
            return 0.0;
        }
        if reason.at_once {
            return 1.0;
        }
        let (gives_up, asks) = (self.gives_up.as_f64(), self.asks.as_f64());
        let asks = if self.escalation.on_request {
            asks
        } else {
            0.0
        };
        let (mut goes_on, mut passed_on) = (1.0, 0.0);
        for turn in 1..=Self::MOST_FAILED_TURNS {
            let stays = goes_on * (1.0 - gives_up);
            let is_enough = (self.escalation.after_failed_turns).is_some_and(|most| turn >= most);
            let now = if is_enough { stays } else { stays * asks };
            passed_on += now;
            goes_on = stays - now;
        }
        let understood = reason.understood.as_f64();
        understood * (1.0 - reason.contained.as_f64()) + (1.0 - understood) * passed_on
    }
}

impl Reason {
    /// What it is called before people: its title in a language, or else its name.
    pub fn title_in(&self, language: Language) -> &str {
        Title::or_name(self.title.as_ref(), &self.name, language)
    }
}
