//! Which number of a tally goes where.

use std::ops::Range;

use super::desks;
use crate::model::{
    AtClosing, ChannelKind, ContactCentre, ContactTypeId, DueClock, PenaltyPeriod, ReportPlan,
    SkillGroupId,
};
use crate::sim::Contact;
use crate::units::number;
use crate::units::{Share, SimTime, Span};

/// The shape of the tallies of a centre under a report plan.
///
/// Contacts are counted in *cells*: the finest periods that are looked at, which are the planning
/// intervals if these are reported or judged for a penalty, and the local days if not. Everything else
/// is added up from them.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of its own that is counted or not"
)]
pub struct Layout {
    /// The cells, ascending in time; together they are the horizon.
    pub(super) cells: Vec<Stretch>,
    /// By planning interval.
    pub(super) slots: Vec<Slot>,
    /// The contact types' promises, by type.
    pub(super) targets: Vec<TargetMicros>,
    /// Further waits within which answers are counted \[µs\].
    pub(super) within: Vec<u64>,
    /// Waits beyond which contacts are counted \[µs\].
    pub(super) over: Vec<u64>,
    /// The shortest of `over`.
    pub(super) least_over: u64,
    /// The place of (type, group) among the pairs, by type × group.
    pair_of: Vec<u32>,
    pairs: Vec<(usize, usize)>,
    pairs_of_type: Vec<Range<usize>>,
    pairs_of_group: Vec<Vec<usize>>,
    /// The queue of each type.
    pub(super) queue_of: Vec<usize>,
    pub(super) queues: usize,
    pub(super) groups: usize,
    wait_periods: WaitPeriods,
    wait_rows: usize,
    days: Vec<Stretch>,
    /// The cell in which the warm-up ends.
    pub(super) first_counted: usize,
    pub(super) counted_from: SimTime,
    pub(super) end: SimTime,
    latest: SimTime,
    most_wait_bytes: u64,
    pub(super) line_length: bool,
    follows_matters: bool,
    relieves_lines: bool,
    /// A customer who is back after longer has another matter.
    fcr_window: Span,
    /// By group: its places among the numbers in hand; none for groups without desks.
    hands_of_group: Vec<Range<usize>>,
    /// By type: whether its contacts are tickets.
    pub(super) is_ticket: Vec<bool>,
    /// By type: when its contacts are due, if they are.
    pub(super) due: Vec<Option<DueClock>>,
    has_desks: bool,
}

/// A stretch of the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first instant of it that counts.
    pub from: SimTime,
    /// The first instant after it; not after `from` if all of it is warm-up.
    pub to: SimTime,
    /// The place of its day in the horizon.
    pub day: usize,
}

impl Stretch {
    /// How much of it counts.
    pub fn counted(self) -> Span {
        self.to.since(self.from)
    }
}

/// Where the contacts of a planning interval are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// The cell.
    pub(super) cell: usize,
    /// The place of the cell's first contact type among the type cells of a tally.
    pub(super) types: usize,
    /// The place of the cell's first pair among the pairs of a tally.
    pub(super) pairs: usize,
    /// The place of the first contact type of its row among the wait histograms of a tally.
    pub(super) waits: usize,
}

/// A promise in the clock's own unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetMicros {
    /// The target wait.
    pub(super) wait: u64,
    /// The wait within which an abandonment is short.
    pub(super) short_abandon: u64,
}

/// For which periods histograms of waits are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitPeriods {
    /// The horizon only.
    Horizon,
    /// Each local day.
    Days,
    /// Each planning interval.
    Intervals,
}

impl Layout {
    /// The most memory that wait histograms of days may take in one tally before they are dropped
    /// \[bytes\]; it must not hang on the machine, or results would.
    const MOST_DAY_WAITS: u64 = 1 << 29;

    /// The shape of the tallies of a centre under a report plan.
    pub fn new(centre: &ContactCentre, report: &ReportPlan) -> Self {
        let horizon = centre.horizon();
        let counted = |from: SimTime, to: SimTime, day| {
            let from = from.max(horizon.counted_from());
            Stretch {
                from,
                to: to.max(from),
                day,
            }
        };
        let days: Vec<Stretch> = (horizon.days().iter().enumerate())
            .map(|(d, day)| counted(day.from, day.to, d))
            .collect();
        let by_interval = report.intervals || Self::judges_intervals(centre);
        let cells: Vec<Stretch> = if by_interval {
            (horizon.intervals().iter())
                .map(|part| counted(part.from, part.to, part.day))
                .collect()
        } else {
            days.clone()
        };
        let types = centre.contact_types();
        let wait_periods = Self::choose_wait_periods(centre, report);
        let handled = types.iter().flat_map(|part| &part.handling);
        let pairs = handled.flatten().count();
        let slots = (horizon.intervals().iter().enumerate())
            .map(|(i, part)| {
                let cell = if by_interval { i } else { part.day };
                let waits = match wait_periods {
                    WaitPeriods::Horizon => 0,
                    WaitPeriods::Days => part.day,
                    WaitPeriods::Intervals => i,
                };
                Slot {
                    cell,
                    types: cell * types.len(),
                    pairs: cell * pairs,
                    waits: waits * types.len(),
                }
            })
            .collect();
        let first_counted = (cells.iter())
            .position(|cell| !cell.counted().is_zero())
            .unwrap_or(0);
        let mut layout = Self {
            cells,
            slots,
            targets: (types.iter())
                .map(|part| &centre.queues()[part.queue.index()].target)
                .map(|target| TargetMicros {
                    wait: target.wait.as_micros(),
                    short_abandon: target.short_abandon.as_micros(),
                })
                .collect(),
            within: report.within.iter().map(|wait| wait.as_micros()).collect(),
            over: (report.waiting_over.iter())
                .map(|wait| wait.as_micros())
                .collect(),
            least_over: (report.waiting_over.iter())
                .map(|wait| wait.as_micros())
                .min()
                .unwrap_or(u64::MAX),
            pair_of: vec![u32::MAX; types.len() * centre.skill_groups().len()],
            pairs: Vec::new(),
            pairs_of_type: Vec::new(),
            pairs_of_group: vec![Vec::new(); centre.skill_groups().len()],
            queue_of: types.iter().map(|part| part.queue.index()).collect(),
            queues: centre.queues().len(),
            groups: centre.skill_groups().len(),
            wait_periods,
            wait_rows: match wait_periods {
                WaitPeriods::Horizon => 1,
                WaitPeriods::Days => days.len(),
                WaitPeriods::Intervals => horizon.intervals().len(),
            },
            days,
            first_counted,
            counted_from: horizon.counted_from(),
            end: horizon.end(),
            latest: horizon.latest(),
            most_wait_bytes: Self::most_wait_bytes_of(centre),
            line_length: report.line_length,
            follows_matters: centre.follows_matters(),
            relieves_lines: centre.relieves_lines(),
            fcr_window: report.fcr_window,
            hands_of_group: desks::places((0..centre.skill_groups().len()).map(|group| {
                let desks = centre.desks_of(group);
                desks.map_or(0, |_| centre.most_in_hand(group))
            })),
            is_ticket: (types.iter())
                .map(|part| part.channel.kind() == ChannelKind::Ticket)
                .collect(),
            due: (0..types.len()).map(|t| centre.due_clock(t)).collect(),
            has_desks: (0..centre.skill_groups().len())
                .any(|group| centre.desks_of(group).is_some()),
        };
        layout.number_pairs(centre);
        layout
    }

    /// Whether planning intervals are judged for a penalty, so that they have to be counted.
    fn judges_intervals(centre: &ContactCentre) -> bool {
        let mut targets = centre.queues().iter().map(|queue| &queue.target);
        targets.any(|target| target.has_penalty_per(PenaltyPeriod::Interval))
    }

    fn number_pairs(&mut self, centre: &ContactCentre) {
        for (t, part) in centre.contact_types().iter().enumerate() {
            let first = self.pairs.len();
            for (g, _) in (part.handling.iter().enumerate()).filter(|(_, law)| law.is_some()) {
                self.pair_of[t * self.groups + g] = number::id(self.pairs.len());
                self.pairs_of_group[g].push(self.pairs.len());
                self.pairs.push((t, g));
            }
            self.pairs_of_type.push(first..self.pairs.len());
        }
    }

    fn most_wait_bytes_of(centre: &ContactCentre) -> u64 {
        let histograms = centre.contact_types().iter().map(|part| {
            let leaves = part.patience.law.is_some() || part.patience.leaves_at_once > Share::ZERO;
            let queue = &centre.queues()[part.queue.index()];
            // Announcements make some leave, overflows some go another way.
            let leaves = leaves || queue.relief.announcement.is_some();
            let is_sent_away =
                queue.at_closing == AtClosing::SendAway || !queue.relief.overflows.is_empty();
            let is_ticket = part.channel.kind() == ChannelKind::Ticket;
            1 + u64::from(leaves) + u64::from(is_sent_away) + u64::from(is_ticket)
        });
        let each = super::waits::most_bytes(centre.horizon().latest());
        histograms.sum::<u64>().saturating_mul(each)
    }

    fn choose_wait_periods(centre: &ContactCentre, report: &ReportPlan) -> WaitPeriods {
        let horizon = centre.horizon();
        if report.percentiles.is_empty() {
            WaitPeriods::Horizon
        } else if report.intervals && report.interval_percentiles {
            WaitPeriods::Intervals
        } else if report.days && horizon.days().len() > 1 {
            let days = number::count(horizon.days().len());
            let bytes = days.saturating_mul(Self::most_wait_bytes_of(centre));
            if bytes <= Self::MOST_DAY_WAITS {
                WaitPeriods::Days
            } else {
                WaitPeriods::Horizon
            }
        } else {
            WaitPeriods::Horizon
        }
    }

    /// The place of a counted contact among the type cells of a tally.
    #[inline]
    pub(super) fn place_of(&self, contact: &Contact) -> usize {
        let slot = self.slots[number::index(contact.interval)];
        slot.types + contact.contact_type.index()
    }

    /// The place of a counted contact among the wait histograms of a tally.
    #[inline]
    pub(super) fn waits_of(&self, contact: &Contact) -> usize {
        let slot = self.slots[number::index(contact.interval)];
        slot.waits + contact.contact_type.index()
    }

    /// The number of a pair of type and group, among those of one cell.
    #[inline]
    pub(super) fn pair_of(&self, contact_type: ContactTypeId, group: SkillGroupId) -> usize {
        number::index(self.pair_of[contact_type.index() * self.groups + group.index()])
    }

    /// The cells: the finest periods counted, ascending in time.
    pub fn cells(&self) -> &[Stretch] {
        &self.cells
    }

    /// The local days, ascending in time.
    pub fn days(&self) -> &[Stretch] {
        &self.days
    }

    /// All of the horizon that counts.
    pub fn counted(&self) -> Span {
        self.end.since(self.counted_from)
    }

    /// Whether it is counted what happens around contacts.
    pub fn follows_matters(&self) -> bool {
        self.follows_matters
    }

    /// Whether it is counted what relieves lines.
    pub fn relieves_lines(&self) -> bool {
        self.relieves_lines
    }

    /// The time within which a customer who is back counts against FCR.
    pub fn fcr_window(&self) -> Span {
        self.fcr_window
    }

    /// For which periods histograms of waits are kept.
    pub fn wait_periods(&self) -> WaitPeriods {
        self.wait_periods
    }

    /// How many periods have histograms of waits.
    pub fn wait_rows(&self) -> usize {
        self.wait_rows
    }

    /// The day of a row of wait histograms; `None` if the row is the whole horizon.
    pub fn day_of_wait_row(&self, row: usize) -> Option<usize> {
        match self.wait_periods {
            WaitPeriods::Horizon => None,
            WaitPeriods::Days => Some(row),
            WaitPeriods::Intervals => Some(self.cells[row].day),
        }
    }

    /// The cells of a day.
    pub fn cells_of_day(&self, day: usize) -> Range<usize> {
        let from = self.cells.partition_point(|cell| cell.day < day);
        from..self.cells.partition_point(|cell| cell.day <= day)
    }

    /// Whether some group has desks.
    pub fn has_desks(&self) -> bool {
        self.has_desks
    }

    /// The places of a group among the numbers in hand: the first for one contact in hand, the next for
    /// two, and so on; none for a group without desks.
    pub fn hands_of_group(&self, group: usize) -> Range<usize> {
        self.hands_of_group[group].clone()
    }

    /// How many such places there are, of all groups together.
    pub fn hands(&self) -> usize {
        self.hands_of_group.last().map_or(0, |last| last.end)
    }

    /// How many contact types there are.
    pub fn types(&self) -> usize {
        self.queue_of.len()
    }

    /// How many queues there are.
    pub fn queues(&self) -> usize {
        self.queues
    }

    /// How many skill groups there are.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The queue of each contact type.
    pub fn queue_of(&self) -> &[usize] {
        &self.queue_of
    }

    /// Which group serves which type: (type, group), by type.
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// The pairs of a type among [`Layout::pairs`].
    pub fn pairs_of_type(&self, contact_type: usize) -> Range<usize> {
        self.pairs_of_type[contact_type].clone()
    }

    /// Whether the lengths of lines are measured.
    pub fn has_line_length(&self) -> bool {
        self.line_length
    }

    /// The most memory that a row of wait histograms may take \[bytes\].
    pub fn most_wait_bytes(&self) -> u64 {
        self.most_wait_bytes
    }

    /// The coarse bin of the longest wait there can be.
    pub fn last_coarse_bin(&self) -> usize {
        super::waits::coarse_of(self.latest.since_start())
    }

    /// The pairs of a group among [`Layout::pairs`].
    pub fn pairs_of_group(&self, group: usize) -> &[usize] {
        &self.pairs_of_group[group]
    }

    /// How many further waits are counted for each type and cell: answered and abandoned within each
    /// of the asked waits, and contacts that waited longer than each of the others.
    pub fn extras(&self) -> usize {
        2 * self.within.len() + self.over.len()
    }

    /// How many waits were asked for within which answers are counted.
    pub fn within(&self) -> usize {
        self.within.len()
    }
}
