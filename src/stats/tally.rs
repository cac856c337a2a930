//! What one replication leaves behind.

use super::Layout;
use super::desks::DeskTally;
use super::journeys::{JourneyCell, Journeys};
use super::line_length::LineLengths;
use super::relief::Reliefs;
use super::waits::Waits;

/// What one replication leaves behind: whole numbers only.
///
/// Lengths of time are in microseconds. Tables are by cell of the [`Layout`], then by contact type,
/// pair or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// By cell of arrival × contact type.
    pub(super) types: Vec<TypeCell>,
    /// By cell of arrival × contact type × further wait.
    pub(super) extras: Vec<u64>,
    /// By cell in which it happened × contact type; one row more than there are cells, for what
    /// happens after the horizon.
    pub(super) then: Vec<ThenCell>,
    /// By cell of arrival × pair of type and group.
    pub(super) pairs: Vec<Handled>,
    /// By cell × group.
    pub(super) groups: Vec<GroupCell>,
    /// By row of waits × contact type.
    pub(super) waits: Vec<WaitSet>,
    /// What happened around contacts.
    pub(super) journeys: Journeys,
    /// What relieved lines.
    pub(super) reliefs: Reliefs,
    /// The lengths of lines, if they are asked for.
    pub(super) lines: Option<LineLengths>,
    /// What only desks have; empty where there are none.
    pub(super) desks: DeskTally,
}

/// What became of the contacts of a type that arrived in a cell.
///
/// Those answered are counted by pair of type and group (see [`Handled`]); here only those among them
/// who waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeCell {
    /// Deflected by an announcement as they arrived.
    pub deflected: u64,
    /// Asked for an agent.
    pub offered: u64,
    /// Refused because the line, or every trunk, was full.
    pub blocked: u64,
    /// Arrived at a closed queue.
    pub sent_away_at_door: u64,
    /// Waited in a queue as it closed.
    pub sent_away_from_line: u64,
    /// Stood in line when the replication ended.
    pub still_there: u64,
    /// Answered after standing in line.
    pub answered_waited: u64,
    /// Answered after standing in line, within the target wait.
    pub in_target_waited: u64,
    /// Left the line, or would not stand in it.
    pub abandoned: u64,
    /// Abandoned within the short wait of the target.
    pub short_abandoned: u64,
    /// Abandoned without any wait.
    pub abandoned_at_once: u64,
    /// Waits of those answered \[µs\].
    pub wait_answered: u128,
    /// Waits of those who abandoned \[µs\].
    pub wait_abandoned: u128,
    /// Waits of those sent away from the line, or who went another way \[µs\].
    pub wait_sent_away: u128,
    /// Squares of the waits of those answered \[µs²\].
    pub square_answered: u128,
    /// Squares of the waits of those who abandoned \[µs²\].
    pub square_abandoned: u128,
    /// Squares of the waits of those sent away from the line, or who went another way \[µs²\].
    pub square_sent_away: u128,
}

/// What happened to the contacts of a type in a cell, wherever they arrived, counted or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThenCell {
    /// Time spent in line in the cell, by all who waited \[µs\].
    pub line_time: u128,
    /// Answered in the cell after standing in line.
    pub answered_waited: u64,
    /// Abandoned in the cell.
    pub abandoned: u64,
    /// How many more stand in line through all of this cell than through all of the one before.
    pub(super) through: i64,
}

/// Contacts handled, with the work that they made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handled {
    /// Contacts answered.
    pub contacts: u64,
    /// Talk and wrap-up \[µs\].
    pub handling: u128,
}

/// The time of a group's people in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCell {
    /// With a contact or in wrap-up, counted or not \[µs\].
    pub busy: u128,
    /// Logged in, those included who finish a contact after their shift \[µs\].
    pub logged_in: u128,
}

/// Histograms of the waits of a contact type; waits of none are counted in [`TypeCell`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitSet {
    /// Answered after standing in line.
    pub answered: Waits,
    /// Abandoned after some wait.
    pub abandoned: Waits,
    /// Sent away from the line, or went another way.
    pub sent_away: Waits,
    /// Not waits but the times in which tickets were finished, since they came in; those of none too.
    pub to_finish: Waits,
}

impl WaitSet {
    /// Adds what another set counted.
    pub fn merge(&mut self, other: &Self) {
        self.answered.merge(&other.answered);
        self.abandoned.merge(&other.abandoned);
        self.sent_away.merge(&other.sent_away);
        self.to_finish.merge(&other.to_finish);
    }

    /// Forgets every wait and keeps the room.
    pub fn clear(&mut self) {
        self.answered.clear();
        self.abandoned.clear();
        self.sent_away.clear();
        self.to_finish.clear();
    }
}

impl Tally {
    /// A tally of nothing.
    pub fn new(layout: &Layout) -> Self {
        let (cells, types) = (layout.cells().len(), layout.types());
        Self {
            types: vec![TypeCell::default(); cells * types],
            extras: vec![0; cells * types * layout.extras()],
            then: vec![ThenCell::default(); (cells + 1) * types],
            pairs: vec![Handled::default(); cells * layout.pairs().len()],
            groups: vec![GroupCell::default(); cells * layout.groups()],
            waits: vec![WaitSet::default(); layout.wait_rows() * types],
            journeys: Journeys::new(layout),
            reliefs: Reliefs::new(layout),
            lines: layout.line_length.then(|| LineLengths::new(layout)),
            desks: DeskTally::new(layout),
        }
    }

    /// Forgets everything and keeps the room.
    pub fn clear(&mut self) {
        self.types.fill(TypeCell::default());
        self.extras.fill(0);
        self.then.fill(ThenCell::default());
        self.pairs.fill(Handled::default());
        self.groups.fill(GroupCell::default());
        self.waits.iter_mut().for_each(WaitSet::clear);
        self.journeys.clear();
        self.reliefs.clear();
        if let Some(lines) = &mut self.lines {
            lines.clear();
        }
        self.desks.clear();
    }

    /// What became of the contacts that arrived, by cell × contact type.
    pub fn types(&self) -> &[TypeCell] {
        &self.types
    }

    /// Further waits, by cell of arrival × contact type × (answered after standing in line within
    /// each asked wait, abandoned within each, waited longer than each of the others).
    pub fn extras(&self) -> &[u64] {
        &self.extras
    }

    /// What happened when, by cell × contact type; the last row is after the horizon.
    pub fn then(&self) -> &[ThenCell] {
        &self.then
    }

    /// Contacts handled, by cell of arrival × pair of type and group.
    pub fn pairs(&self) -> &[Handled] {
        &self.pairs
    }

    /// Contacts of a type that arrived in a cell and were handled, by whatever group.
    pub fn handled(&self, layout: &Layout, cell: usize, contact_type: usize) -> Handled {
        let first = cell * layout.pairs().len();
        let mut sum = Handled::default();
        for handled in &self.pairs[first..][layout.pairs_of_type(contact_type)] {
            sum.contacts += handled.contacts;
            sum.handling += handled.handling;
        }
        sum
    }

    /// The time of people, by cell × group.
    pub fn groups(&self) -> &[GroupCell] {
        &self.groups
    }

    /// Waits, by row × contact type.
    pub fn waits(&self) -> &[WaitSet] {
        &self.waits
    }

    /// What happened around contacts, by cell of arrival × contact type.
    pub const fn journeys(&self) -> &Journeys {
        &self.journeys
    }

    /// What relieved lines, by cell of arrival × contact type.
    pub const fn reliefs(&self) -> &Reliefs {
        &self.reliefs
    }

    /// The lengths of lines, if they are asked for.
    pub fn lines(&self) -> Option<&LineLengths> {
        self.lines.as_ref()
    }

    /// What only desks have; empty where there are none.
    pub fn desks(&self) -> &DeskTally {
        &self.desks
    }

    /// The memory of a tally of this shape, without its histograms of waits \[bytes\].
    pub fn bytes(layout: &Layout) -> u64 {
        let (cells, types) = (layout.cells().len(), layout.types());
        let per_cell = types * (size_of::<TypeCell>() + size_of::<ThenCell>())
            + types * layout.extras() * size_of::<u64>()
            + layout.pairs().len() * size_of::<Handled>()
            + layout.groups() * size_of::<GroupCell>()
            + if layout.follows_matters() {
                types * size_of::<JourneyCell>()
            } else {
                0
            }
            + types * Reliefs::bytes_per_place(layout)
            + DeskTally::bytes_per_cell(layout)
            + if layout.line_length {
                LineLengths::bytes_per_cell(layout)
            } else {
                0
            };
        crate::units::number::count(cells.saturating_mul(per_cell))
    }
}
