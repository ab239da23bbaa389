//! It stands on what is going away.

use super::finding::{Finding, Known, Part, are};
use crate::pages::entity::dependencies::{Row, is_ending};

/// Dependencies that are deprecated, unless it is itself.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let ends = |lifecycle: Option<&str>| lifecycle.is_some_and(is_ending);
    if ends(known.entity.lifecycle.as_deref()) {
        return None;
    }
    let rows: Vec<&Row> = known.depends_on.iter().filter(|row| ends(row.node.lifecycle.as_deref())).collect();
    (!rows.is_empty()).then(|| {
        Finding::naming(
            "It depends on ",
            rows.iter().map(|&row| Part::from(row)).collect(),
            &format!(", which {} on the way out.", are(rows.len())),
            "Ask the owner what replaces it and until when it will run, and move before that.",
        )
    })
}
