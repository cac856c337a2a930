//! Families with a bot in front of the queue.

use super::text::{self, ContactType, group, percent};
use super::{Centre, Row, memory_with_patience};

/// So many times as long as those who come back remember is warmed up: they are a small part of the
/// load, and what is missing of them at the start has faded to a thousandth of that.
const RETURNS_FADE: f64 = 7.0;

/// f08: a bot that contains some, some of these falsely; who is not contained waits for an agent.
pub(super) fn front_end(row: &Row) -> Centre {
    let per_hour = row.need("arrival_rate_new_contacts_per_hour");
    let dialogue = row.need("bot_duration_mean_s");
    let contained = row.need("containment_prob_per_bot_session");
    let falsely = row.need("false_containment_prob_given_contained");
    let delay = row.need("return_delay_mean_s");
    let (aht, patience) = (row.need("aht_mean_s"), row.need("patience_mean_s"));
    let (past_self_service, again) = match row.text("return_goes_to").unwrap() {
        "bot" => (0.0, contained * falsely),
        "human" => (1.0, 0.0),
        other => panic!("{}: `{other}` is no known place", row.case_id),
    };
    let chats = ContactType {
        name: "chats",
        queue: "line",
        per_hour,
        talk: Some(text::exponential(aht)),
        patience: Some(text::exponential(patience)),
        more: String::new(),
    };
    let bot = format!(
        "[contact_type.chats.reason.any]\ncontained = \"{}\"\nfalsely_contained = \"{}\"\n\n\
         [contact_type.chats.return]\nchance = \"100%\"\ndelay = {}\npast_self_service = \"{}\"\n\n\
         [self_service.bot]\ncontained_time = {}\n\n",
        percent(contained),
        percent(falsely),
        text::exponential(delay),
        percent(past_self_service),
        text::exponential(dialogue),
    );
    let agents = group("agents", row.need("n_agents"), "");
    // Who is back and contained falsely is away again: a part `again` of them, each time.
    let away = delay / (1.0 - again);
    Centre {
        text: "[queue.line]\n\n".to_owned() + &chats.text() + &bot + &agents,
        per_hour,
        warm_up_s: memory_with_patience(aht + dialogue, patience) + RETURNS_FADE * away,
    }
}
