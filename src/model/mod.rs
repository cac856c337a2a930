//! What a contact centre is: no files, no chance, no clock.
//!
//! The root is [`ContactCentre`]. Every part refuses at construction what could not exist on its own;
//! [`ContactCentre::new`] refuses what does not fit together, so that what comes out of this module
//! can be simulated.

mod asking;
pub mod busyness;
pub mod cause;
pub mod centre;
pub mod channel;
pub mod concurrency;
pub mod contact_type;
pub mod demand;
mod desk;
pub mod distribution;
pub mod expected;
mod expected_extra;
pub mod factor_curve;
pub mod follow_up;
pub mod handling;
pub mod horizon;
pub mod id;
pub mod incident;
pub mod journey;
pub mod misfit;
pub mod money;
pub mod note;
pub mod patience;
pub mod people;
pub mod queue;
pub mod relief;
pub mod replication;
pub mod report;
pub mod routing;
pub mod self_service;
pub mod skill_group;
pub mod special_day;
pub mod staffing;
pub mod target;
pub mod title;
pub mod transfer;

pub use busyness::{Busyness, BusynessCorrelation};
pub use cause::Cause;
pub use centre::ContactCentre;
pub use channel::{Channel, ChannelKind, Chat, ChatChoice, DueClock, Silence, Ticket};
pub use concurrency::{ChannelRule, Concurrency};
pub use contact_type::ContactType;
pub use demand::{ArrivalRecord, Demand, RateCurve, RatePiece};
pub use distribution::{Distribution, DistributionError};
pub use expected::ExpectedArrivals;
pub use factor_curve::FactorCurve;
pub use follow_up::{ComeBack, FollowUp, Redial};
pub use handling::Handling;
pub use horizon::{Day, Horizon, HorizonError, Interval};
pub use id::{ContactTypeId, QueueId, SelfServiceId, SkillGroupId};
pub use incident::{Announcement, ExtraContacts, Incident, IncidentSize, IncidentStart};
pub use journey::Journey;
pub use misfit::Misfit;
pub use money::Money;
pub use note::{Note, differ_in_numbers_alone};
pub use patience::Patience;
pub use people::{Learning, People};
pub use queue::{AtClosing, OpeningHours, Queue};
pub use relief::{
    Announced, CallbackOffer, CallbackTime, Overflow, OverflowTo, OverflowWhen, Relief,
    WaitAnnouncement, WaitEstimator,
};
pub use replication::ReplicationPlan;
pub use report::ReportPlan;
pub use routing::{AgentChoice, ContactChoice, Urgency};
pub use self_service::{Escalation, OnlyBelow, Otherwise, Reason, SelfService, WhenOut};
pub use skill_group::SkillGroup;
pub use special_day::{SpecialDay, SpecialDays};
pub use staffing::{Leaving, Session, StaffingPlan};
pub use target::{Penalty, PenaltyPeriod, ServiceLevelRule, ServiceTarget};
pub use title::{Language, Title};
pub use transfer::Transfer;
