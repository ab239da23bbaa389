//! What would put a problem right.

use serde::{Deserialize, Serialize};

use super::lines::Lines;

/// A change of the file after which it says what its author certainly meant. `sextant check --fix` makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fix {
    /// What the change does, in the imperative.
    pub description: String,
    /// In the order of the file; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Other text in place of a part of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Edit {
    /// The line, from 1.
    pub line: u32,
    /// Where the part begins, in characters from 1.
    pub column: u32,
    /// How many characters are replaced; with 0 the text is inserted.
    pub length: u32,
    /// What takes their place.
    pub replacement: String,
}

/// `text` after these edits, which belong to it, are in order and do not overlap.
pub(crate) fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let lines = Lines::of(text);
    let mut changed = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for edit in edits {
        let start = lines.offset(edit.line, edit.column)?;
        let end = lines.offset(edit.line, edit.column.checked_add(edit.length)?)?;
        changed.push_str(text.get(copied..start)?);
        changed.push_str(&edit.replacement);
        copied = end;
    }
    changed.push_str(&text[copied..]);
    Some(changed)
}
