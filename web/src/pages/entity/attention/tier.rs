//! It is more critical than what it needs.

use super::finding::{Finding, Known, Part};
use crate::pages::entity::dependencies::Row;

/// Dependencies of a less critical tier than its own.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let own = known.entity.tier?;
    let less = |row: &&Row| row.node.tier.is_some_and(|tier| tier > own);
    let rows: Vec<&Row> = known.depends_on.iter().filter(less).collect();
    let lowest = rows.iter().filter_map(|row| row.node.tier).max()?;
    let after = match rows.len() {
        1 => format!(", which is tier {lowest} only."),
        _ => format!(", which are less critical (down to tier {lowest})."),
    };
    Some(Finding::naming(
        &format!("It is tier {own} and depends on "),
        rows.iter().map(|&row| Part::from(row)).collect(),
        &after,
        "Raise the tier of what it needs, or make sure that it goes on without.",
    ))
}
