//! The list of all measures.

use super::{
    Better, Contacts, Estimator, IntervalUse, Measure, Quantity, ScopeKind, Unit, WaitKind,
};
use super::{glossary, journeys, promised, relief, wording};
use crate::model::{
    ChannelKind, ContactCentre, Language, ReportPlan, ServiceLevelRule, SkillGroupId,
};
use crate::units::Span;

const CUSTOMERS: &[ScopeKind] = &[ScopeKind::Centre, ScopeKind::Type, ScopeKind::Queue];
const PEOPLE: &[ScopeKind] = &[ScopeKind::Centre, ScopeKind::Group];

/// The measures of a centre, in the order in which they are shown.
#[derive(Clone, Debug)]
pub struct Catalogue {
    measures: Vec<Measure>,
}

impl Catalogue {
    /// The measures of a centre under a report plan.
    pub fn new(centre: &ContactCentre, report: &ReportPlan) -> Self {
        let mut list = List::default();
        if !centre.incidents().is_empty() {
            list.deflected(centre);
        }
        list.counts();
        if centre.mixes_tickets() {
            list.contacts = Contacts::Live;
        }
        list.shares();
        list.service_levels(report);
        list.measures.extend(promised::measures(centre));
        list.waits(report);
        list.contacts = Contacts::All;
        list.journeys(centre);
        list.relief(centre);
        list.work(centre);
        list.channels(centre, report);
        list.costs(centre);
        list.lines(report);
        let mut measures = list.measures;
        measures.retain(|measure| report.intervals || measure.is_of_days());
        Self { measures }
    }

    /// The measures, in the order in which they are shown.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure of a name.
    pub fn find(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }
}

/// Measures being listed.
#[derive(Default)]
struct List {
    measures: Vec<Measure>,
    /// Whose contacts those that are added are about in the whole centre.
    contacts: Contacts,
}

impl List {
    /// A measure of customers, with its value in the table of intervals; the calls that follow change
    /// what differs.
    fn add(
        &mut self,
        name: impl Into<String>,
        unit: Unit,
        estimator: Estimator,
        definition: impl Into<String>,
    ) -> &mut Measure {
        let mut definition = definition.into();
        definition.push_str(glossary::contacts_clause(self.contacts, Language::English));
        self.measures.push(Measure {
            name: name.into(),
            unit,
            definition,
            scopes: CUSTOMERS.to_vec(),
            better: Better::Lower,
            contacts: self.contacts,
            by_interval: IntervalUse::Value,
            estimator,
        });
        let last = self.measures.len() - 1;
        &mut self.measures[last]
    }

    /// What announcements do; of a centre with incidents, so that a plan that announces them can be held
    /// against one that does not.
    fn deflected(&mut self, centre: &ContactCentre) {
        let mut came = Quantity::Arrived;
        if !centre.follows_matters() {
            // Otherwise it is listed with what happens around contacts.
            came = Quantity::OfferedOrDeflected;
            self.add(
                "arrived",
                Unit::Contacts,
                Estimator::Mean(came),
                journeys::ARRIVED,
            )
            .better = Better::Neither;
        }
        self.add(
            "deflected",
            Unit::Contacts,
            Estimator::Mean(Quantity::Deflected),
            "contacts that an announcement kept away as they arrived, or sent elsewhere, where they arrive anew",
        )
        .better = Better::Neither;
        self.add(
            "deflection",
            Unit::Share,
            Estimator::Ratio(Quantity::Deflected, came),
            "deflected ÷ arrived",
        )
        .better = Better::Neither;
    }

    fn counts(&mut self) {
        let mut count = |name, of, better, definition| {
            let measure = self.add(name, Unit::Contacts, Estimator::Mean(of), definition);
            measure.better = better;
            measure.by_interval = match of {
                Quantity::Offered | Quantity::Answered | Quantity::Abandoned => {
                    IntervalUse::Confidence
                }
                Quantity::AnsweredThen | Quantity::AbandonedThen => IntervalUse::Only,
                _ => IntervalUse::Value,
            };
        };
        count(
            "offered",
            Quantity::Offered,
            Better::Neither,
            "contacts that asked for an agent, blocked and sent away ones included",
        );
        count(
            "answered",
            Quantity::Answered,
            Better::Higher,
            "contacts that an agent took, counted where they arrived",
        );
        count(
            "abandoned",
            Quantity::Abandoned,
            Better::Lower,
            "contacts that left the line unanswered, or would not stand in it, counted where they arrived",
        );
        count(
            "blocked",
            Quantity::Blocked,
            Better::Lower,
            "contacts refused because the line, or every trunk, was full",
        );
        count(
            "sent_away",
            Quantity::SentAway,
            Better::Lower,
            "contacts that came to a closed queue, or waited in it as it closed",
        );
        count(
            "still_there",
            Quantity::StillThere,
            Better::Lower,
            "contacts that still stood in line when the replication ended, at most 7 days after the horizon; it does not wait for tickets",
        );
        count(
            "answered_then",
            Quantity::AnsweredThen,
            Better::Higher,
            "contacts that an agent took in the interval, whenever they arrived: in the warm-up and before the start too",
        );
        count(
            "abandoned_then",
            Quantity::AbandonedThen,
            Better::Lower,
            "contacts that left unanswered in the interval, whenever they arrived: in the warm-up and before the start too",
        );
    }

    fn shares(&mut self) {
        self.add(
            "waited_share",
            Unit::Share,
            Estimator::Ratio(Quantity::Waited, Quantity::Offered),
            "contacts let in and not answered at once ÷ offered",
        )
        .by_interval = IntervalUse::Confidence;
        self.add(
            "abandonment",
            Unit::Share,
            Estimator::Ratio(Quantity::Abandoned, Quantity::Offered),
            "abandoned ÷ offered",
        )
        .by_interval = IntervalUse::Confidence;
        self.add(
            "blocking",
            Unit::Share,
            Estimator::Ratio(Quantity::Blocked, Quantity::Offered),
            "blocked ÷ offered",
        );
    }

    /// A service level, and unless it is of one of the further waits its mean of days.
    fn service_level(&mut self, name: &str, what: &str, top: Quantity, bottom: Quantity) {
        let by_interval = if top == Quantity::MetOwn {
            IntervalUse::Confidence
        } else {
            IntervalUse::Value
        };
        let measure = self.add(name, Unit::Share, Estimator::Ratio(top, bottom), what);
        measure.better = Better::Higher;
        measure.by_interval = by_interval;
        if !matches!(top, Quantity::MetWithin(..)) {
            let measure = self.add(
                format!("{name}_day_mean"),
                Unit::Share,
                Estimator::DayMean(top, bottom),
                format!("mean of the daily shares, days without such contacts left out: {what}"),
            );
            measure.better = Better::Higher;
            measure.by_interval = IntervalUse::Never;
        }
    }

    fn service_levels(&mut self, report: &ReportPlan) {
        self.service_level(
            "service_level",
            "share of contacts served within the target wait, by the rule of each queue",
            Quantity::MetOwn,
            Quantity::DueOwn,
        );
        for rule in ServiceLevelRule::ALL {
            self.service_level(
                &format!("service_level_{}", rule.name()),
                &rule_in_words(rule, "the target wait", "short abandonments"),
                Quantity::Met(rule),
                Quantity::Due(rule),
            );
        }
        for (i, wait) in report.within.iter().enumerate() {
            let wait = wording::span(*wait);
            for rule in ServiceLevelRule::ALL {
                self.service_level(
                    &format!("service_level_{}_within_{wait}", rule.name()),
                    &rule_in_words(rule, &wait, &format!("abandoned within {wait}")),
                    Quantity::MetWithin(rule, i),
                    Quantity::DueWithin(rule, i),
                );
            }
        }
    }

    fn waits(&mut self, report: &ReportPlan) {
        self.mean_waits();
        for waits in WaitKind::IN_LINE {
            self.deviation(waits);
        }
        for waits in WaitKind::IN_LINE {
            self.percentiles(waits, report);
        }
        for (i, wait) in report.waiting_over.iter().enumerate() {
            self.waiting_over(i, *wait);
        }
    }

    fn mean_waits(&mut self) {
        let mut mean = |name, top, bottom, by_interval, definition| {
            let estimator = Estimator::Ratio(top, bottom);
            self.add(name, Unit::Seconds, estimator, definition)
                .by_interval = by_interval;
        };
        mean(
            "asa",
            Quantity::WaitAnswered,
            Quantity::Answered,
            IntervalUse::Confidence,
            "mean wait of answered contacts, those answered at once included",
        );
        mean(
            "asa_waited",
            Quantity::WaitAnswered,
            Quantity::AnsweredWaited,
            IntervalUse::Value,
            "mean wait of contacts answered after standing in line",
        );
        mean(
            "wait_mean",
            Quantity::WaitSettled,
            Quantity::Settled,
            IntervalUse::Confidence,
            "mean wait of contacts that were let in: until answered, abandoned or sent away; those still there at the end left out",
        );
        mean(
            "wait_abandoned_mean",
            Quantity::WaitAbandoned,
            Quantity::Abandoned,
            IntervalUse::Value,
            "mean wait of contacts that abandoned",
        );
    }

    fn deviation(&mut self, waits: WaitKind) {
        let ([_, what], who) = (waits.what(), waits.who());
        self.add(
            format!("{}_sd", waits.name()),
            Unit::Seconds,
            Estimator::StandardDeviation(waits),
            format!("standard deviation of the {what} of {who}"),
        );
    }

    fn percentiles(&mut self, waits: WaitKind, report: &ReportPlan) {
        let ([what, _], who) = (waits.what(), waits.who());
        for share in &report.percentiles {
            let percent = wording::percent(*share);
            let measure = self.add(
                format!("{}_p{}", waits.name(), percent.replace('.', "_")),
                Unit::Seconds,
                Estimator::Percentile(waits, *share),
                format!("{what} that {percent} % of {who} did not exceed"),
            );
            measure.by_interval = if report.intervals && report.interval_percentiles {
                IntervalUse::Confidence
            } else {
                IntervalUse::Never
            };
        }
    }

    fn waiting_over(&mut self, index: usize, wait: Span) {
        let wait = wording::span(wait);
        self.add(
            format!("waiting_over_{wait}"),
            Unit::Share,
            Estimator::Ratio(Quantity::WaitedOver(index), Quantity::Accepted),
            format!(
                "share of contacts let in that stood in line for longer than {}",
                glossary::spaced(&wait).0
            ),
        );
    }

    /// What happens around contacts.
    fn journeys(&mut self, centre: &ContactCentre) {
        if !centre.follows_matters() {
            return;
        }
        let has_self_service = !centre.self_services().is_empty();
        for known in &journeys::MEASURES {
            if known.of_self_service && !has_self_service {
                continue;
            }
            let measure = self.add(known.name, known.unit, known.estimator, known.definition);
            measure.better = known.better;
        }
    }

    /// What relieves lines.
    fn relief(&mut self, centre: &ContactCentre) {
        for known in relief::MEASURES
            .iter()
            .filter(|known| known.part.is_of(centre))
        {
            let measure = self.add(known.name, known.unit, known.estimator, known.definition);
            measure.better = known.better;
        }
    }

    fn work(&mut self, centre: &ContactCentre) {
        let measure = self.add(
            "load",
            Unit::Erlangs,
            Estimator::Load,
            "offered rate × AHT: people busy on average if nobody were lost",
        );
        measure.better = Better::Neither;
        measure.by_interval = IntervalUse::Confidence;
        let measure = self.add(
            "aht",
            Unit::Seconds,
            Estimator::Ratio(Quantity::Handling, Quantity::Handled),
            "mean of talk and wrap-up over handled contacts; where an agent has several in hand, each takes its part of the agent's time",
        );
        measure.scopes = ScopeKind::ALL.to_vec();
        measure.better = Better::Neither;
        let measure = self.add(
            "handled",
            Unit::Contacts,
            Estimator::Mean(Quantity::Handled),
            "contacts answered and finished, counted where they arrived; callbacks that reached the customer among them",
        );
        measure.scopes = ScopeKind::ALL.to_vec();
        measure.better = Better::Higher;
        for (g, group) in centre.skill_groups().iter().enumerate() {
            let measure = self.add(
                format!("handled_by_{}", group.name),
                Unit::Contacts,
                Estimator::HandledBy(SkillGroupId::new(g)),
                format!("contacts of the type that `{}` handled", group.name),
            );
            measure.scopes = vec![ScopeKind::Type];
            measure.better = Better::Neither;
        }
        self.people();
    }

    fn of_people(
        &mut self,
        name: &str,
        unit: Unit,
        estimator: Estimator,
        definition: &str,
    ) -> &mut Measure {
        let measure = self.add(name, unit, estimator, definition);
        measure.scopes = PEOPLE.to_vec();
        measure.better = Better::Neither;
        measure
    }

    fn people(&mut self) {
        self.of_people(
            "busy",
            Unit::Agents,
            Estimator::TimeMean(Quantity::Busy),
            "people with a contact or in wrap-up, on average over time",
        )
        .by_interval = IntervalUse::Confidence;
        self.of_people(
            "logged_in",
            Unit::Agents,
            Estimator::TimeMean(Quantity::LoggedIn),
            "people logged in, on average over time, those included who finish a contact after their shift",
        );
        self.of_people(
            "paid",
            Unit::Fte,
            Estimator::TimeMean(Quantity::Paid),
            "paid capacity, on average over time: logged in ÷ (1 − shrinkage), with that of the day",
        )
        .better = Better::Lower;
        self.of_people(
            "occupancy",
            Unit::Share,
            Estimator::Ratio(Quantity::Busy, Quantity::LoggedIn),
            "busy time ÷ logged-in time",
        )
        .by_interval = IntervalUse::Confidence;
        self.of_people(
            "utilisation",
            Unit::Share,
            Estimator::Ratio(Quantity::Busy, Quantity::Paid),
            "busy time ÷ paid time",
        );
    }

    /// What only chats and tickets have, where there are any.
    fn channels(&mut self, centre: &ContactCentre, report: &ReportPlan) {
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
            "mean age of those tickets since they came in, on average over time",
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

    fn costs(&mut self, centre: &ContactCentre) {
        let Some(money) = centre.money() else {
            return;
        };
        let (unit, fixed) = (Unit::Money(money.currency), money.fixed_cost);
        let mut cost = |name, scopes: &[ScopeKind], estimator, definition| {
            let measure = self.of_people(name, unit, estimator, definition);
            measure.scopes = scopes.to_vec();
            measure.better = Better::Lower;
            measure.by_interval = match estimator {
                Estimator::Mean(_) => IntervalUse::Value,
                _ => IntervalUse::Never,
            };
        };
        cost(
            "cost_staff",
            PEOPLE,
            Estimator::Mean(Quantity::StaffCost),
            "paid hours × hourly rate, over the groups with a rate; hours of shrinkage are paid",
        );
        let centre_only = &[ScopeKind::Centre];
        let groups = centre.skill_groups();
        if groups.iter().any(|group| group.cost_per_contact.is_some()) {
            cost(
                "cost_contacts",
                PEOPLE,
                Estimator::Mean(Quantity::ContactCost),
                "contacts answered by groups that are paid for each contact × what each costs",
            );
        }
        let services = centre.self_services();
        if (services.iter()).any(|service| service.cost_per_session.is_some()) {
            cost(
                "cost_self_service",
                centre_only,
                Estimator::Mean(Quantity::SessionCost),
                "sessions with self-service × what each costs",
            );
        }
        let queues = centre.queues();
        if (queues.iter()).any(|queue| queue.trunks.is_some() && queue.trunk_hourly_rate.is_some())
        {
            cost(
                "cost_trunks",
                centre_only,
                Estimator::Mean(Quantity::TrunkCost),
                "trunks × hours × their hourly rate",
            );
        }
        if queues
            .iter()
            .any(|queue| queue.cost_per_abandoned.is_some())
        {
            cost(
                "cost_abandoned",
                centre_only,
                Estimator::Mean(Quantity::AbandonedCost),
                "abandoned contacts × what each costs",
            );
        }
        if queues.iter().any(|queue| queue.target.penalty.is_some()) {
            cost(
                "penalty",
                centre_only,
                Estimator::Mean(Quantity::PenaltyCost),
                "penalties for the days, or the horizon, in which a queue broke one of its promises",
            );
        }
        cost(
            "cost_fixed",
            centre_only,
            Estimator::FixedCost(fixed),
            "what the plan costs beside its people over the horizon: projects, licences",
        );
        cost(
            "cost",
            centre_only,
            Estimator::Cost(fixed),
            "the sum of all costs: of people, of what is paid for by the contact, session, trunk or abandoned contact, penalties, and what is fixed",
        );
        cost(
            "cost_per_handled",
            PEOPLE,
            Estimator::CostPerHandled(fixed),
            "cost ÷ handled; of a skill group that of its people and contacts ÷ handled",
        );
        if centre.follows_matters() {
            cost(
                "cost_per_resolved",
                centre_only,
                Estimator::CostPerResolved(fixed),
                "cost ÷ matters resolved",
            );
        }
    }

    fn lines(&mut self, report: &ReportPlan) {
        self.add(
            "queue_length",
            Unit::Contacts,
            Estimator::TimeMean(Quantity::LineTime),
            "contacts in line, on average over time",
        )
        .by_interval = IntervalUse::Confidence;
        if report.line_length {
            self.add(
                "queue_length_max",
                Unit::Contacts,
                Estimator::LongestLine,
                "longest line of a replication, on average over replications",
            )
            .by_interval = IntervalUse::Confidence;
            self.add(
                "queue_length_at_start",
                Unit::Contacts,
                Estimator::LineAtStart,
                "contacts in line as the interval begins, before its change of staffing",
            )
            .by_interval = IntervalUse::Only;
        }
    }
}

fn rule_in_words(rule: ServiceLevelRule, wait: &str, short: &str) -> String {
    match rule {
        ServiceLevelRule::AbandonsMiss => format!("answered within {wait} ÷ offered"),
        ServiceLevelRule::ShortAbandonsExcluded => {
            format!("answered within {wait} ÷ (offered − {short})")
        }
        ServiceLevelRule::ShortAbandonsMeet => {
            format!("(answered within {wait} + {short}) ÷ offered")
        }
        ServiceLevelRule::AnsweredOnly => format!("answered within {wait} ÷ answered"),
    }
}
