//! Its file does not decode any more.

use super::finding::{Finding, Known};

/// What is shown is not what the file says.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let path = &known.entity.path;
    known.entity.stale.then(|| {
        Finding::plain(
            "What is shown is old: its descriptor does not decode any more.",
            format!("Mend `{path}`; the notice above says what is wrong with it."),
        )
    })
}
