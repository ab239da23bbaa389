//! A table of entities that is taken in.

use serde::{Deserialize, Serialize};

use super::ChangeOutcome;

/// What became of a table's rows, or would.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableOutcome {
    /// Nothing was written: this is what would change.
    pub dry_run: bool,
    /// What changed; of a dry run the revision is the one that it is compared with.
    #[serde(flatten)]
    pub outcome: ChangeOutcome,
    /// Every row, in the order of the table.
    pub rows: Vec<TableRow>,
    /// Columns that nothing is read from.
    pub ignored: Vec<String>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableRow {
    /// The line on which it begins, from 1; the header stands on the first one.
    pub line: u64,
    /// The entity that it is about; null where it names none.
    #[serde(rename = "ref")]
    pub entity_ref: Option<String>,
    /// What becomes of it.
    pub change: TableChange,
    /// What is wrong with it. With an error nothing becomes of it.
    pub problems: Vec<CellProblem>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TableChange {
    /// An entity comes of it.
    Create,
    /// An entity that the portal keeps is changed.
    Update,
    /// The portal keeps all of it already.
    None,
    /// It is wrong.
    LeftOut,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellProblem {
    /// The column; null where it is all of the row.
    pub column: Option<String>,
    /// The row is left out because of it.
    pub error: bool,
    /// What is wrong, and what to write instead.
    pub detail: String,
}
