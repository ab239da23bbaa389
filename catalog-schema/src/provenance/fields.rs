//! From the descriptors of an entity to the origin of each of its fields.

use std::collections::HashMap;

use super::located::Located;
use super::origins::Origins;
use super::rows::{Row, RowKind, rows};
use crate::merge::{is_one_link, merge_in_order};
use crate::model::Entity;

/// How many values may be looked at to find what a descriptor fills, for one answer: a fraction of a second.
const BUDGET: usize = 500_000;

/// How many characters of a value are repeated.
const SHOWN: usize = 240;

/// What one document says of the entity.
#[derive(Clone, Copy, Debug)]
pub struct Description<'a> {
    /// The entity as this document alone declares it.
    pub entity: &'a Entity,
    /// The text of the whole file.
    pub text: &'a [u8],
    /// The first line of the document in it, from 1.
    pub start_line: u32,
}

/// A value of the entity, and who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOrigin {
    /// The field as the API calls it, with the key in it for maps: `tier`, `labels.region`; of a relation its type.
    pub field: String,
    /// The value; a long one is cut.
    pub value: String,
    /// Where it comes from.
    pub said: Said,
    /// Other values for the same field that it won over, in the order in which they are believed.
    pub overruled: Vec<Overruled>,
}

/// A value that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// The value; a long one is cut.
    pub value: String,
    /// Where it stands.
    pub said: Said,
}

/// A place in the text of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The index of the description.
    pub description: usize,
    /// The line of its file, from 1; the document's first where a value follows from the document as a whole.
    pub line: u32,
    /// The column, from 1, where the value is written.
    pub column: Option<u32>,
}

/// Where each value of the entity comes from that these descriptions make when they are merged, in the order of the
/// model. The first description is believed first.
pub fn provenance(descriptions: &[Description<'_>]) -> Vec<FieldOrigin> {
    let entities = descriptions.iter().map(|description| description.entity.clone()).collect();
    let Some(merged) = merge_in_order(entities) else { return Vec::new() };
    let said: Vec<Sayings<'_>> =
        descriptions.iter().enumerate().map(|(index, description)| Sayings::of(index, description)).collect();
    let field = |row: Row| {
        let mut candidates = said.iter().filter_map(|sayings| Some((sayings, sayings.find(&row)?)));
        let (first, winner) = candidates.next()?;
        let overruled = candidates.filter(|(_, other)| row.kind == RowKind::Single && other.value != row.value);
        let overruled = overruled
            .map(|(sayings, other)| Overruled { value: shorten(&other.value), said: sayings.place(other) })
            .collect();
        Some(FieldOrigin { said: first.place(winner), value: shorten(&row.value), overruled, field: row.field })
    };
    rows(&merged).into_iter().filter_map(field).collect()
}

/// What one description says, and where.
struct Sayings<'a> {
    index: usize,
    entity: &'a Entity,
    rows: Vec<Row>,
    /// The rows by what they have in common with rows of the same value.
    by_key: HashMap<(String, String), Vec<usize>>,
    origins: Origins,
    located: Located<'a>,
}

impl<'a> Sayings<'a> {
    fn of(index: usize, description: &Description<'a>) -> Self {
        let rows = rows(description.entity);
        let mut by_key: HashMap<_, Vec<usize>> = HashMap::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            by_key.entry(row.key()).or_default().push(number);
        }
        Self {
            index,
            entity: description.entity,
            rows,
            by_key,
            origins: Origins::within(description.entity, BUDGET),
            located: Located::at(description.text, description.start_line),
        }
    }

    fn find(&self, row: &Row) -> Option<&Row> {
        let own = self.by_key.get(&row.key())?.iter().filter_map(|number| self.rows.get(*number));
        own.into_iter().find(|own| match (own.kind, row.kind) {
            (RowKind::Link(own), RowKind::Link(other)) => is_one_link(own, other),
            (own, other) => own == other,
        })
    }

    fn place(&self, row: &Row) -> Said {
        let (line, column) = self.located.place(&self.origins.origin(self.entity, &row.place));
        Said { description: self.index, line, column }
    }
}

fn shorten(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        None => value.to_owned(),
        Some((end, _)) => format!("{}…", &value[..end]),
    }
}
