//! Why events are not taken or not found.

use catalog_schema::events::Refusal;
use catalog_schema::wire::{EventProblem, Problem};

/// 422 `invalid_events`, with everything that is wrong.
pub(super) fn invalid_events(events: Vec<EventProblem>) -> Problem {
    let first = events.first().map_or_else(String::new, |problem| {
        let EventProblem { index, attribute, message, help } = problem;
        let attribute = if attribute.is_empty() { String::new() } else { format!(", {attribute}") };
        format!("; the first is in event {index}{attribute}: {message}; {help}")
    });
    let count = match events.len() {
        1 => "1 thing is".to_owned(),
        count => format!("{count} things are"),
    };
    let detail = format!("nothing was written: {count} wrong with the events that were sent{first}");
    Problem { events, ..Problem::new(422, "invalid_events", "Invalid events", detail) }
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
