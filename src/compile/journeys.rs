//! What happens around contacts, ready to draw.

use super::samplers::sampler;
use crate::model::{
    ComeBack, ContactType, FactorCurve, FollowUp, OnlyBelow, SelfService, SelfServiceId, WhenOut,
};
use crate::random::Sampler;
use crate::units::{Factor, SimTime};

/// What happens to the customers of a contact type before an agent is asked for and after.
#[derive(Clone, Debug)]
pub struct JourneyInputs {
    /// The self-service that they meet first, if there is one.
    pub self_service: Option<usize>,
    /// Why they get in touch.
    pub reasons: Vec<ReasonInputs>,
    /// Chance that a group resolves a matter, by group; empty: all do.
    pub resolution: Vec<f64>,
    /// Who tries again after an attempt that nobody answered.
    pub redial: Option<RedialInputs>,
    /// Who is passed on because an agent did not resolve the matter.
    pub transfer: Option<TransferInputs>,
    /// Who comes back because an agent neither resolved the matter nor passed it on.
    pub repeat: Option<ComeBackInputs>,
    /// Who comes back because self-service contained the contact falsely.
    pub comes_back: Option<ComeBackInputs>,
}

/// A reason, compiled.
#[derive(Clone, Copy, Debug)]
pub struct ReasonInputs {
    /// Share of this reason and all before it, ascending to 1.
    pub up_to: f64,
    /// Share of its customers who do not get in touch.
    pub spared: f64,
    /// Chance that self-service understands it.
    pub understood: f64,
    /// Chance that it is contained once understood.
    pub contained: f64,
    /// Share of the contained that are not solved all the same.
    pub falsely_contained: f64,
    /// Whether self-service passes it on at once.
    pub at_once: bool,
    /// Factor on the talk with agents.
    pub talk_factor: Factor,
    /// Factor on the chance that an agent resolves it.
    pub resolution_factor: f64,
}

/// Who tries again, compiled.
#[derive(Clone, Debug)]
pub struct RedialInputs {
    /// By what happened.
    pub after: [f64; 4],
    /// From the second time in a row on.
    pub later: Option<f64>,
    /// How often in a row at most.
    pub most: u32,
    /// When and as what.
    pub how: FollowUpInputs,
}

/// Who comes back, compiled.
#[derive(Clone, Debug)]
pub struct ComeBackInputs {
    /// The share of them.
    pub chance: f64,
    /// When and as what.
    pub how: FollowUpInputs,
}

/// How contacts are passed on, compiled.
#[derive(Clone, Debug)]
pub struct TransferInputs {
    /// Share of those not resolved.
    pub chance: f64,
    /// The contact type as which they go on.
    pub to: usize,
    /// As what some go on by mistake, and the share of them.
    pub wrong: Option<(usize, f64)>,
    /// The time that both agents are busy with handing over, if somebody is free.
    pub handover: Option<Sampler>,
    /// Factor on the talk after it.
    pub talk_factor: Factor,
    /// Factor on the talk of whoever takes a contact by mistake.
    pub wrong_talk_factor: Factor,
}

/// When and as what customers get in touch again.
#[derive(Clone, Debug)]
pub struct FollowUpInputs {
    /// The time until then.
    pub delay: Sampler,
    /// Another contact type, and the share who take it.
    pub other: Option<(usize, f64)>,
    /// Share who go straight to the agents.
    pub past_self_service: f64,
}

/// A self-service, compiled.
#[derive(Clone, Debug)]
pub struct SelfServiceInputs {
    /// How many dialogues at once.
    pub sessions: Option<u32>,
    /// What happens to contacts that find none free.
    pub when_full: WhenOut,
    /// When it does not work.
    pub outages: Vec<(SimTime, SimTime)>,
    /// What happens to contacts that come then.
    pub during_outage: WhenOut,
    /// Factors on the length of dialogues, by the instant they begin.
    pub slow: Option<FactorCurve>,
    /// Length of a dialogue by its end: contained, escalated, given up.
    pub times: [Sampler; 3],
    /// Length of each failed turn.
    pub failed_turn: Option<Sampler>,
    /// Chance of giving up after a failed turn.
    pub gives_up: f64,
    /// Chance of asking for an agent after a failed turn.
    pub asks: f64,
    /// Whether anybody is passed on to agents.
    pub escalates: bool,
    /// After how many failed turns.
    pub after_failed_turns: Option<u32>,
    /// Whether those who ask are.
    pub on_request: bool,
    /// What else is offered where the wait would be too long.
    pub only_below: Option<OnlyBelow>,
    /// Factor on the talk of those who are.
    pub talk_factor: Factor,
}

impl SelfServiceInputs {
    /// Whether it does not work at an instant.
    pub fn is_out(&self, at: SimTime) -> bool {
        let next = self.outages.partition_point(|outage| outage.0 <= at);
        next.checked_sub(1)
            .is_some_and(|place| at < self.outages[place].1)
    }
}

/// The journey of a contact type's customers.
pub fn journey(part: &ContactType) -> JourneyInputs {
    let journey = &part.journey;
    let mut up_to = 0.0;
    let reasons = journey.reasons.iter().map(|reason| {
        up_to += reason.share.as_f64();
        ReasonInputs {
            up_to,
            spared: reason.spared.as_f64(),
            understood: reason.understood.as_f64(),
            contained: reason.contained.as_f64(),
            falsely_contained: reason.falsely_contained.as_f64(),
            at_once: reason.at_once,
            talk_factor: reason.talk_factor,
            resolution_factor: reason.resolution_factor.as_f64(),
        }
    });
    JourneyInputs {
        self_service: journey.self_service.map(SelfServiceId::index),
        reasons: reasons.collect(),
        resolution: (journey.resolution.iter())
            .map(|chance| chance.as_f64())
            .collect(),
        redial: journey.redial.as_ref().map(|redial| RedialInputs {
            after: [
                redial.after_abandoning,
                redial.after_blocking,
                redial.after_sent_away,
                redial.after_giving_up,
            ]
            .map(crate::units::Share::as_f64),
            later: redial.later.map(crate::units::Share::as_f64),
            most: redial.most.unwrap_or(u32::MAX),
            how: follow_up(&redial.how),
        }),
        transfer: journey.transfer.as_ref().map(|transfer| TransferInputs {
            chance: transfer.chance.as_f64(),
            to: transfer.to.index(),
            wrong: (transfer.wrong).map(|(wrong, share)| (wrong.index(), share.as_f64())),
            handover: transfer.handover.as_ref().map(sampler),
            talk_factor: transfer.talk_factor,
            wrong_talk_factor: transfer.wrong_talk_factor,
        }),
        repeat: journey.repeat.as_ref().map(come_back),
        comes_back: journey.comes_back.as_ref().map(come_back),
    }
}

fn come_back(back: &ComeBack) -> ComeBackInputs {
    ComeBackInputs {
        chance: back.chance.as_f64(),
        how: follow_up(&back.how),
    }
}

fn follow_up(how: &FollowUp) -> FollowUpInputs {
    FollowUpInputs {
        delay: sampler(&how.delay),
        other: how
            .other
            .map(|(other, share)| (other.index(), share.as_f64())),
        past_self_service: how.past_self_service.as_f64(),
    }
}

/// A self-service.
pub fn self_service(service: &SelfService) -> SelfServiceInputs {
    SelfServiceInputs {
        sessions: service.sessions,
        when_full: service.when_full,
        outages: service.outages.clone(),
        during_outage: service.during_outage,
        slow: service.slow.clone(),
        times: [
            &service.contained_time,
            &service.escalated_time,
            &service.given_up_time,
        ]
        .map(sampler),
        failed_turn: service.failed_turn.as_ref().map(sampler),
        gives_up: service.gives_up.as_f64(),
        asks: service.asks.as_f64(),
        escalates: service.escalation.is_possible,
        after_failed_turns: service.escalation.after_failed_turns,
        on_request: service.escalation.on_request,
        only_below: service.escalation.only_below,
        talk_factor: service.talk_factor,
    }
}
