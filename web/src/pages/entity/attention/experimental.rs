//! It is relied on and stands on what is not ready.

use super::finding::{Finding, Known, Part, are};
use crate::pages::entity::dependencies::{Row, is_early, is_production};

/// Experimental dependencies of something in production.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    if !is_production(known.entity.lifecycle.as_deref()) {
        return None;
    }
    let early = |row: &&Row| row.node.lifecycle.as_deref().is_some_and(is_early);
    let rows: Vec<&Row> = known.depends_on.iter().filter(early).collect();
    (!rows.is_empty()).then(|| {
        Finding::naming(
            "It is in production and depends on ",
            rows.iter().map(|&row| Part::from(row)).collect(),
            &format!(", which {} experimental.", are(rows.len())),
            "Agree with the owner when it will be ready for production, or keep working when it fails.",
        )
    })
}
