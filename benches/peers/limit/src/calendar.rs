//! When every agent will be free: a winner tree with one leaf an agent.

/// Bits of a key that hold the agent; the time stands above them, so that keys order by time.
const AGENT_BITS: u32 = 20;
/// A tick is 2⁻²⁴ minutes, about 3.6 µs.
const TICKS: f64 = (1_u64 << 24) as f64;
const NOBODY: u64 = u64::MAX;

/// The instant of nothing at all, in minutes (728 days); every other must be before it.
pub const NEVER: f64 = (NOBODY >> AGENT_BITS) as f64 / TICKS;

/// Each node holds the smaller key of the two below it, so the root is the next agent to be free.
///
/// Changing a leaf means replaying its way to the root, whatever it held before: taking the next
/// contact, becoming free and becoming busy are the same walk.
pub struct Calendar {
    /// The root at 1, the children of `i` at `2 i` and `2 i + 1`, the leaves in the upper half.
    keys: Box<[u64]>,
}

impl Calendar {
    pub fn new(agents: usize) -> Self {
        assert!(agents < 1 << AGENT_BITS, "at most a million agents");
        let leaves = agents.next_power_of_two().max(2);
        Self {
            keys: vec![NOBODY; 2 * leaves].into_boxed_slice(),
        }
    }

    /// When the next agent becomes free; [`NEVER`] if nobody is busy.
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "44 bits fit")]
    pub fn next(&self) -> f64 {
        (self.keys[1] >> AGENT_BITS) as f64 / TICKS
    }

    /// Who that is.
    #[inline]
    pub fn next_agent(&self) -> u32 {
        (self.keys[1] & ((1 << AGENT_BITS) - 1)) as u32
    }

    /// `agent` is busy until that minute.
    #[inline]
    pub fn busy_until(&mut self, agent: u32, minute: f64) {
        let ticks = (minute * TICKS) as u64;
        self.set(agent, ticks << AGENT_BITS | u64::from(agent));
    }

    /// `agent` has nothing to do.
    #[inline]
    pub fn free(&mut self, agent: u32) {
        self.set(agent, NOBODY);
    }

    #[inline]
    fn set(&mut self, agent: u32, key: u64) {
        let keys = &mut self.keys[..];
        let mut node = keys.len() / 2 + agent as usize;
        let mut best = key;
        keys[node] = best;
        while node > 1 {
            best = best.min(keys[node ^ 1]);
            node /= 2;
            keys[node] = best;
        }
    }
}
