//! Changes as lines of a table.

use std::io;

use catalog_schema::wire::Change;

use crate::lists::csv::write;

/// The columns, in their order.
const COLUMNS: [&str; 9] =
    ["changed_at", "event", "ref", "renamed_from", "source", "author", "commit", "revision", "position"];

/// The first line: the columns' names.
///
/// # Errors
/// None that a table in memory can have; what the writer says is handed on.
pub(crate) fn header() -> io::Result<Vec<u8>> {
    write([COLUMNS.map(str::to_owned)])
}

/// One line a change.
///
/// # Errors
/// As [`header`].
pub(crate) fn rows(changes: &[Change]) -> io::Result<Vec<u8>> {
    write(changes.iter().map(cells))
}

fn cells(change: &Change) -> [String; COLUMNS.len()] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        text(&change.changed_at),
        change.event.as_str().to_owned(),
        change.entity_ref.clone(),
        text(&change.renamed_from),
        text(&change.source),
        text(&change.author),
        text(&change.commit),
        change.revision.to_string(),
        change.position.to_string(),
    ]
}
