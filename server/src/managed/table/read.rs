//! From the bytes of a table to rows. Pure; whatever the bytes, it does not panic.

use std::collections::BTreeSet;
use std::fmt;

use csv::{ReaderBuilder, StringRecord};

use super::{LARGEST, MOST};
use crate::lists::csv::meant;
use crate::managed::fill::COLUMNS;

/// The columns that say who an entity is.
const IDENTITY: [&str; 3] = ["kind", "namespace", "name"];
/// What stands between the cells, the usual one first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Columns that nothing is read from, as they are called in the table.
    pub(super) ignored: Vec<String>,
}

/// A row that is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// What its cells say, by column; those that say nothing are left out.
    pub(super) cells: Vec<(Column, String)>,
    /// It has more cells than the table has columns.
    pub(super) is_too_long: bool,
}

/// What a column says something of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Who the entity is, or a field that every entity may have.
    Known(&'static str),
    /// The custom field of this name.
    Field(String),
}

impl Column {
    /// What a heading means; none where nothing is read from the column.
    fn of(heading: &str) -> Option<Self> {
        let heading = heading.trim();
        let (head, field) = heading.split_once('.').unwrap_or((heading, ""));
        if head.eq_ignore_ascii_case("field") && !field.trim().is_empty() {
            return Some(Self::Field(field.trim().to_owned()));
        }
        let called = called(heading);
        IDENTITY.iter().chain(&COLUMNS).copied().find(|column| *column == called).map(Self::Known)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(name) => f.write_str(name),
            Self::Field(name) => write!(f, "field.{name}"),
        }
    }
}

impl Row {
    /// What a column says.
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells
            .iter()
            .find(|(known, _)| matches!(known, Column::Known(name) if *name == column))
            .map(|(_, cell)| cell.as_str())
            .unwrap_or_default()
    }
}

/// Reads a table whose first line names its columns. Cells stand between commas, semicolons or tabs, whichever the first
/// line has.
///
/// # Errors
/// Why it is none.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    if bytes.len() > LARGEST {
        return Err(format!("it has over {} MiB; send it in parts", LARGEST >> 20));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "it is no text in UTF-8; save it as “CSV UTF-8”, or with that encoding".to_owned())?;
    let delimiter = delimiter(text).ok_or_else(|| {
        "its first line names no column `name`; it names the columns, such as kind,name,owner,lifecycle".to_owned()
    })?;
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let (columns, ignored) = columns(&header)?;
    let mut table = Table { rows: Vec::new(), ignored };
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.rows.len() == MOST {
            return Err(format!("it has over {MOST} rows; send it in parts"));
        }
        let line = lines.line_at(record.position().map_or(0, csv::Position::byte));
        table.rows.push(row(&record, &columns, line));
    }
    Ok(table)
}

/// Counts lines up to places that only grow. The reader's own count is one behind where lines end with CR and LF: it has not
/// seen the LF when it has read a row.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    /// The line of `at`, from 1.
    line: u64,
}

impl Lines<'_> {
    /// The line on which the row stands that begins at this byte or after the line ends there.
    fn line_at(&mut self, byte: u64) -> u64 {
        let end = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let ends = self.text[end..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.at..end + ends).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = end + ends;
        self.line
    }
}

/// What stands between the cells: that by which the first line has a column `name`.
fn delimiter(text: &str) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let mut reader = ReaderBuilder::new().delimiter(*delimiter).flexible(true).from_reader(text.as_bytes());
        reader.headers().is_ok_and(|header| header.iter().any(|name| called(name) == "name"))
    })
}

/// What each column is, none where it says nothing that is read; and what these are called.
type Columns = (Vec<Option<Column>>, Vec<String>);

fn columns(header: &StringRecord) -> Result<Columns, String> {
    let mut known = BTreeSet::new();
    let (mut columns, mut ignored) = (Vec::with_capacity(header.len()), Vec::new());
    for name in header {
        let column = Column::of(name);
        match &column {
            Some(column) if !known.insert(column.clone()) => return Err(format!("it has the column `{column}` twice")),
            Some(_) => {}
            None if name.trim().is_empty() => {}
            None => ignored.push(name.trim().to_owned()),
        }
        columns.push(column);
    }
    Ok((columns, ignored))
}

/// A column's name however it is written: `Depends on` is `depends_on`.
fn called(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn row(record: &StringRecord, columns: &[Option<Column>], line: u64) -> Row {
    let cells = record.iter().zip(columns).filter_map(|(cell, column)| {
        let cell = meant(cell).trim();
        (!cell.is_empty()).then(|| Some((column.clone()?, cell.to_owned())))?
    });
    Row {
        line,
        cells: cells.collect(),
        is_too_long: record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()),
    }
}
