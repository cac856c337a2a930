//! Erlang C in the long run: Poisson arrivals, exponential work, and nobody who hangs up.

/// The chance of having to wait (Erlang 1917), by the recursion of the loss formula.
pub(crate) fn waiting(agents: u32, load: f64) -> f64 {
    let blocking = (1..=agents).fold(1.0, |blocking, n| {
        load * blocking / (f64::from(n) + load * blocking)
    });
    let agents = f64::from(agents);
    agents * blocking / (agents - load * (1.0 - blocking))
}

/// The mean wait of all \[s\], for arrivals a second and mean work \[s\].
pub(crate) fn wait_mean(agents: u32, arrivals: f64, work: f64) -> f64 {
    waiting(agents, arrivals * work) / (f64::from(agents) / work - arrivals)
}

#[test]
fn one_agent_is_found_busy_as_often_as_there_is_load() {
    assert!((waiting(1, 0.7) - 0.7).abs() < 1e-12);
    assert!((waiting(2, 1.0) - 1.0 / 3.0).abs() < 1e-12);
    assert!((wait_mean(1, 0.01, 70.0) - 0.7 / (1.0 - 0.7) * 70.0).abs() < 1e-9);
}
