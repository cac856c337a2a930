//! Who of a contact type's customers gets in touch, and who of these asks for an agent.

use super::{ContactCentre, ContactTypeId, Reason, SelfService};
use crate::units::Factor;

impl ContactCentre {
    /// The self-service that a contact type's customers meet first.
    pub fn self_service_of(&self, contact_type: ContactTypeId) -> Option<&SelfService> {
        let journey = &self.contact_types()[contact_type.index()].journey;
        let service = journey.self_service?;
        Some(&self.self_services()[service.index()])
    }

    /// The share of a contact type's demand that gets in touch, because the cause has not been mended
    /// [0..=1].
    pub fn coming_share(&self, contact_type: ContactTypeId) -> f64 {
        let reasons = &self.contact_types()[contact_type.index()].journey.reasons;
        if reasons.is_empty() {
            return 1.0;
        }
        let shares = reasons.iter();
        let shares =
            shares.map(|reason| reason.share.as_f64() * reason.spared.complement().as_f64());
        shares.sum::<f64>().min(1.0)
    }

    /// The share of a contact type's demand that asks for an agent at the first contact: what is neither
    /// spared nor kept by self-service [0..=1].
    pub fn asking_share(&self, contact_type: ContactTypeId) -> f64 {
        let reasons = &self.contact_types()[contact_type.index()].journey.reasons;
        if reasons.is_empty() {
            return 1.0;
        }
        let shares = reasons.iter();
        let shares = shares.map(|reason| self.asking_part(contact_type, reason));
        shares.sum::<f64>().min(1.0)
    }

    /// The mean factor on the talk of those \[> 0\]; where some of them may go past self-service, as if
    /// that made no difference or shortened it.
    pub fn asking_talk_factor(&self, contact_type: ContactTypeId) -> Factor {
        let reasons = &self.contact_types()[contact_type.index()].journey.reasons;
        let (mut share, mut talk) = (0.0, 0.0);
        for reason in reasons {
            let part = self.asking_part(contact_type, reason);
            share += part;
            talk += part * reason.talk_factor.as_f64();
        }
        let handed_over = self.self_service_of(contact_type).map_or(1.0, |service| {
            let factor = service.talk_factor.as_f64();
            if service.may_be_passed_by() {
                factor.min(1.0)
            } else {
                factor
            }
        });
        let mean = if share > 0.0 { talk / share } else { 1.0 };
        Factor::new(mean * handed_over).unwrap_or(Factor::ONE)
    }

    fn asking_part(&self, contact_type: ContactTypeId, reason: &Reason) -> f64 {
        let service = self.self_service_of(contact_type);
        let passed_on = service.map_or(1.0, |service| service.passes_on(reason));
        reason.share.as_f64() * reason.spared.complement().as_f64() * passed_on
    }
}
