//! Room in which the numbers of one replication are added up.

use ethnum::U256;

use super::Scope;
use super::blueprint::Blueprint;
use super::chances::ChanceRoom;
use super::side::Side;
use super::wait_totals::WaitRoom;
use crate::measures::{GroupView, Quantity, TypeView};
use crate::stats::{BacklogCell, DeskCell, Handled, Tally};

/// Room for adding one replication.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) customers: SideRoom,
    pub(super) people: SideRoom,
    pub(super) waits: WaitRoom,
    /// By block × mean of days: the sum of the days' ratios and the number of days.
    pub(super) day_ratios: Vec<(u128, u64)>,
    pub(super) chances: ChanceRoom,
    /// By pair.
    pub(super) pairs: [Vec<u128>; 2],
    /// By line.
    pub(super) lines: [Vec<u128>; 2],
}

/// By block × quantity.
#[derive(Clone, Debug)]
pub(super) struct SideRoom {
    own: Vec<u128>,
    pub(super) cell: Vec<u128>,
    pub(super) day: Vec<u128>,
    pub(super) horizon: Vec<u128>,
}

impl SideRoom {
    fn new(side: &Side) -> Self {
        let zeros = vec![0; side.blocks * side.quantities.len()];
        Self {
            own: vec![0; side.quantities.len()],
            cell: zeros.clone(),
            day: zeros.clone(),
            horizon: zeros,
        }
    }

    /// Adds the numbers of one type or group, which are in `own`, to its blocks.
    fn spread(&mut self, side: &Side, part: usize) {
        let width = side.quantities.len();
        for block in &side.blocks_with[part] {
            add_up(&mut self.cell[block * width..][..width], &self.own);
        }
    }

    /// The quantities of a block.
    pub(super) fn block<'a>(side: &Side, values: &'a [u128], block: usize) -> &'a [u128] {
        &values[block * side.quantities.len()..][..side.quantities.len()]
    }
}

fn add_up(sums: &mut [u128], values: &[u128]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

/// Adds to quantities of the whole centre, as far as they are kept.
pub(super) fn add_to_centre(
    side: &Side,
    values: &mut [u128],
    amounts: impl IntoIterator<Item = (Quantity, u128)>,
) {
    let width = side.quantities.len();
    for (quantity, amount) in amounts {
        if let (Some(block), Some(place)) = (side.people_of(Scope::Centre), side.place_of(quantity))
        {
            values[block * width + place] += amount;
        }
    }
}

/// Moves the numbers of a short period into those of a longer one.
pub(super) fn pass_on(from: &mut [u128], to: &mut [u128]) {
    add_up(to, from);
    from.fill(0);
}

impl Room {
    pub(super) fn new(blueprint: &Blueprint) -> Self {
        let (means, pairs) = (blueprint.day_means.len(), blueprint.layout.pairs().len());
        let lines = blueprint.lines();
        Self {
            customers: SideRoom::new(&blueprint.customers),
            people: SideRoom::new(&blueprint.people),
            waits: WaitRoom::new(blueprint),
            day_ratios: vec![(0, 0); blueprint.customers.blocks * means],
            chances: blueprint.judges.room(),
            pairs: [vec![0; pairs], vec![0; pairs]],
            lines: [vec![0; lines], vec![0; lines]],
        }
    }

    /// Reads the numbers of a cell into the room's `cell`s.
    pub(super) fn read_cell(&mut self, blueprint: &Blueprint, tally: &Tally, cell: usize) {
        let layout = &blueprint.layout;
        let types = layout.types();
        let time = layout.cells()[cell].counted();
        let mut charged = blueprint.charges.of_trunks(time);
        let mut resolved = 0;
        let desks = tally.desks();
        let (no_desk, no_backlog) = (DeskCell::default(), BacklogCell::default());
        for contact_type in 0..types {
            let place = cell * types + contact_type;
            let view = TypeView {
                cell: &tally.types()[place],
                then: &tally.then()[place],
                desk: desks.types().get(place).unwrap_or(&no_desk),
                backlog: desks.backlog().get(place).unwrap_or(&no_backlog),
                handled: tally.handled(layout, cell, contact_type),
                extras: &tally.extras()[place * layout.extras()..][..layout.extras()],
                within: layout.within(),
                journey: tally.journeys().at(place),
                relief: tally.reliefs().at(place),
                rule: blueprint.rules[contact_type],
            };
            charged += blueprint.charges.of_type(contact_type, &view);
            resolved += view.journey.resolved;
            let quantities = &blueprint.customers.quantities;
            for (value, quantity) in self.customers.own.iter_mut().zip(quantities) {
                *value = quantity.of_type(&view);
            }
            self.customers.spread(&blueprint.customers, contact_type);
        }
        let handled = &tally.pairs()[cell * layout.pairs().len()..][..layout.pairs().len()];
        for (sum, handled) in self.pairs[0].iter_mut().zip(handled) {
            *sum += u128::from(handled.contacts);
        }
        let hands = desks.hands().get(cell * layout.hands()..).unwrap_or(&[]);
        for group in 0..layout.groups() {
            let times = tally.groups()[cell * layout.groups() + group];
            let mut all = Handled::default();
            for pair in layout.pairs_of_group(group) {
                all.contacts += handled[*pair].contacts;
                all.handling += handled[*pair].handling;
            }
            let paid = scaled(times.logged_in, blueprint.paid(cell, group));
            let view = GroupView {
                cell: times,
                handled: all,
                paid,
                cost: blueprint.cost(group, paid),
                contact_cost: blueprint.contact_cost(group, all.contacts),
                hands: hands.get(layout.hands_of_group(group)).unwrap_or(&[]),
            };
            let quantities = &blueprint.people.quantities;
            for (value, quantity) in self.people.own.iter_mut().zip(quantities) {
                *value = quantity.of_group(&view);
            }
            self.people.spread(&blueprint.people, group);
        }
        let people = &blueprint.people;
        charged.put(people, &mut self.people.cell);
        let resolved = [(Quantity::ResolvedMatters, u128::from(resolved))];
        add_to_centre(people, &mut self.people.cell, resolved);
        if let Some(lines) = tally.lines() {
            let longest = &lines.longest()[cell * lines.lines()..][..lines.lines()];
            raise(&mut self.lines[0], longest.iter().map(|n| u128::from(*n)));
        }
    }
}

/// Raises each number to another, where that is larger.
pub(super) fn raise(most: &mut [u128], values: impl Iterator<Item = u128>) {
    for (most, value) in most.iter_mut().zip(values) {
        *most = value.max(*most);
    }
}

/// A time × a factor in units of 2⁻⁴⁰.
fn scaled(time: u128, factor: u128) -> u128 {
    time.checked_mul(factor).map_or_else(
        || (U256::new(time).wrapping_mul(U256::new(factor)) >> 40_u32).as_u128(),
        |product| product >> 40,
    )
}
