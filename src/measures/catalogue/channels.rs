//! What only chats and tickets have.

use super::List;
use crate::measures::{Better, Estimator, IntervalUse, Quantity, Unit, WaitKind, glossary};
use crate::model::{ChannelKind, ContactCentre, ReportPlan};

impl List {
    /// What only chats and tickets have, where there are any.
    pub(super) fn channels(&mut self, centre: &ContactCentre, report: &ReportPlan) {
        let groups = 0..centre.skill_groups().len();
        let most = groups.map(|group| centre.most_in_hand(group)).max();
        if let Some(most) = most.filter(|most| *most > 1) {
            self.several_in_hand(most);
        }
        let mut types = centre.contact_types().iter();
        if types.any(|part| part.channel.silence().is_some()) {
            self.silent_abandonment();
        }
        if centre.has_channel(ChannelKind::Ticket) {
            let mut types = 0..centre.contact_types().len();
            self.tickets(types.any(|t| centre.due_clock(t).is_some()), report);
        }
    }

    fn several_in_hand(&mut self, most: u32) {
        self.add(
            "duration",
            Unit::Seconds,
            Estimator::Ratio(Quantity::Duration, Quantity::Answered),
            "mean time from the answer to the end of wrap-up, whatever else the agent had in hand",
        )
        .better = Better::Lower;
        self.of_people(
            "concurrency",
            Unit::Contacts,
            Estimator::Ratio(Quantity::InHand, Quantity::Busy),
            "contacts in hand of a busy person, on average over time",
        );
        self.of_people(
            "slot_occupancy",
            Unit::Share,
            Estimator::Ratio(Quantity::InHand, Quantity::Places),
            "contacts in hand ÷ the most that the people logged in may have in hand",
        );
        for count in 1..=most {
            self.of_people(
                &format!("time_with_{count}"),
                Unit::Share,
                Estimator::Ratio(Quantity::WithInHand(count), Quantity::LoggedIn),
                &glossary::with_in_hand(count),
            );
        }
    }

    fn silent_abandonment(&mut self) {
        self.add(
            "silently_abandoned",
            Unit::Contacts,
            Estimator::Mean(Quantity::SilentlyAbandoned),
            "of the abandoned, those who left without a word, so that an agent had to find out",
        );
        self.add(
            "time_lost",
            Unit::Seconds,
            Estimator::Mean(Quantity::TimeLost),
            "people's time spent on finding out that customers had left, a replication",
        );
    }

    fn tickets(&mut self, have_due_times: bool, report: &ReportPlan) {
        self.add(
            "backlog",
            Unit::Contacts,
            Estimator::TimeMean(Quantity::Backlog),
            "tickets that nobody works on, not begun or laid aside, on average over time",
        )
        .by_interval = IntervalUse::Confidence;
        self.add(
            "backlog_age",
            Unit::Seconds,
            Estimator::Ratio(Quantity::BacklogAges, Quantity::Backlog),
            "mean age, since they came in, of the tickets that nobody works on, on average over time",
        );
        self.add(
            "time_to_finish",
            Unit::Seconds,
            Estimator::Ratio(Quantity::ToFinish, Quantity::Finished),
            "mean time from coming in to the end of the work, of tickets finished before the replication ended",
        );
        self.deviation(WaitKind::ToFinish);
        self.percentiles(WaitKind::ToFinish, report);
        if have_due_times {
            let measure = self.add(
                "in_due_time",
                Unit::Share,
                Estimator::Ratio(Quantity::InDueTime, Quantity::DueByEnd),
                "tickets finished by their due time ÷ tickets that were due within the horizon, abandoned ones left out",
            );
            measure.better = Better::Higher;
        }
    }
}
