//! Events as lines of a table.

use std::io;

use catalog_schema::wire::Event;

use crate::lists::csv::write;

/// The columns, in their order.
const COLUMNS: [&str; 12] = [
    "happened_at",
    "kind",
    "outcome",
    "ref",
    "environment",
    "version",
    "title",
    "url",
    "incident",
    "source",
    "type",
    "actor",
];

/// The first line: the columns' names.
///
/// # Errors
/// None that a table in memory can have; what the writer says is handed on.
pub(crate) fn header() -> io::Result<Vec<u8>> {
    write([COLUMNS.map(str::to_owned)])
}

/// One line an event.
///
/// # Errors
/// As [`header`].
pub(crate) fn rows(events: &[Event]) -> io::Result<Vec<u8>> {
    write(events.iter().map(cells))
}

fn cells(event: &Event) -> [String; COLUMNS.len()] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        event.happened_at.clone(),
        event.kind.as_str().to_owned(),
        event.outcome.map_or_else(String::new, |outcome| outcome.as_str().to_owned()),
        event.entity_ref.clone(),
        text(&event.environment),
        text(&event.version),
        event.title.clone(),
        text(&event.url),
        text(&event.incident),
        event.source.clone(),
        event.event_type.clone(),
        event.actor.clone(),
    ]
}
