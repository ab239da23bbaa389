//! Entities as lines of a table, as RFC 4180 has it.

use std::io;

use catalog_schema::wire::Entity;
use csv::{Terminator, WriterBuilder};

/// The columns, in their order.
const COLUMNS: [&str; 31] = [
    "ref",
    "kind",
    "namespace",
    "name",
    "title",
    "type",
    "owner",
    "effective_owner",
    "lifecycle",
    "tier",
    "system",
    "language",
    "tags",
    "health_score",
    "health_max",
    "rules_passed",
    "rules_failed",
    "dependents",
    "dependencies",
    "instability",
    "reach",
    "depth",
    "articulation",
    "criticality",
    "source",
    "path",
    "stale",
    "created_at",
    "changed_at",
    "changed_by",
    "description",
];

/// The first line: the columns' names.
///
/// # Errors
/// None that a table in memory can have; what the writer says is handed on.
pub(crate) fn header() -> io::Result<Vec<u8>> {
    write([COLUMNS.map(str::to_owned)])
}

/// One line an entity.
///
/// # Errors
/// As [`header`].
pub(crate) fn rows(entities: &[Entity]) -> io::Result<Vec<u8>> {
    write(entities.iter().map(cells))
}

/// Lines of a table, none of whose cells a spreadsheet runs.
///
/// # Errors
/// As [`header`].
pub(crate) fn write<L: IntoIterator<Item = String>>(lines: impl IntoIterator<Item = L>) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.into_iter().map(harmless))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// An entity's cells, in the order of the columns; an empty one where there is no value.
fn cells(entity: &Entity) -> [String; COLUMNS.len()] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let figure = |value: Option<u32>| value.map_or_else(String::new, |value| value.to_string());
    let health = entity.health;
    [
        entity.entity_ref.clone(),
        entity.kind.clone(),
        entity.namespace.clone(),
        entity.name.clone(),
        text(&entity.title),
        text(&entity.entity_type),
        text(&entity.owner),
        entity.effective_owner.as_ref().map(|owner| owner.entity_ref.clone()).unwrap_or_default(),
        text(&entity.lifecycle),
        figure(entity.tier.map(u32::from)),
        text(&entity.system),
        text(&entity.language),
        entity.tags.join(", "),
        figure(health.map(|health| health.score)),
        figure(health.map(|health| health.max)),
        figure(health.map(|health| health.passed)),
        figure(health.map(|health| health.failed)),
        entity.measures.dependents.to_string(),
        entity.measures.dependencies.to_string(),
        figure(entity.measures.instability.map(u32::from)),
        figure(entity.measures.reach),
        figure(entity.measures.depth),
        entity.measures.articulation.map_or_else(String::new, |is_one| is_one.to_string()),
        figure(entity.measures.criticality.map(u32::from)),
        entity.source.clone(),
        entity.path.clone(),
        entity.stale.to_string(),
        entity.created_at.clone(),
        entity.changed_at.clone(),
        text(&entity.changed_by),
        text(&entity.description),
    ]
}

/// A cell that no spreadsheet takes for a formula, as OWASP's page on CSV injection advises: descriptors are written by
/// many, and the table is opened by someone else. A text that looks like such a cell gets another apostrophe, so that
/// [`meant`] gives back every text.
fn harmless(cell: String) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell }
}

/// The text that a cell stands for: the other way round than [`harmless`], and for what spreadsheets write.
pub(crate) fn meant(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(harmless("'=1".to_owned()), "''=1", "or reading it back would make a formula of it");
        for plain in ["", "orders", "a=b", "'tis"] {
            assert_eq!(harmless(plain.to_owned()), plain);
        }
    }

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        let line = write([["a,b".to_owned(), "say \"hi\"".to_owned(), "two\nlines".to_owned()]]).unwrap();
        assert_eq!(String::from_utf8(line).unwrap(), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }
}
