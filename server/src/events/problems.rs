//! Why events are not taken or not found.

use catalog_schema::events::Refusal;
use catalog_schema::wire::{ItemProblem, Problem};

/// 422 `invalid_events`, with everything that is wrong.
pub(super) fn invalid_events(items: Vec<ItemProblem>) -> Problem {
    let first = items.first().map_or_else(String::new, |problem| {
        let ItemProblem { index, field, detail, help } = problem;
        let field = if field.is_empty() { String::new() } else { format!(", {field}") };
        format!("; the first is in event {index}{field}: {detail}; {help}")
    });
    let count = match items.len() {
        1 => "1 thing is".to_owned(),
        count => format!("{count} things are"),
    };
    let detail = format!("nothing was written: {count} wrong with the events that were sent{first}");
    Problem { items, ..Problem::new(422, "invalid_events", "Invalid events", detail) }
}

/// The problem of events that could not be read.
pub(crate) fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Malformed(why) => Problem::new(400, "malformed_events", "Malformed events", why),
        Refusal::TooMany { .. } => Problem::new(413, "too_many_events", "Too many events", refusal.to_string()),
        Refusal::Invalid(events) => invalid_events(events),
    }
}

/// 404 `event_not_found`.
pub(super) fn event_not_found(id: &str) -> Problem {
    let detail = format!("there is no event {id:?}; it never came, or its time is over");
    Problem::new(404, "event_not_found", "No such event", detail)
}
