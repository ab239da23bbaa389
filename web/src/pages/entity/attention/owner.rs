//! Nobody answers for it.

use super::finding::{Finding, Known};
use super::survey;
use crate::pages::entity::people::is_of_people;

/// No owner, declared or inherited, or one that the catalog does not have.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    Some(Finding { surveyed: survey::owner(known), ..missing(known)? })
}

fn missing(known: &Known<'_>) -> Option<Finding> {
    let entity = known.entity;
    let declared = entity.effective_owner.as_ref().map(|owner| owner.entity_ref.as_str()).or(entity.owner.as_deref());
    let Some(owner) = declared else {
        return (!is_of_people(entity))
            .then(|| Finding::plain("Nobody owns it.", format!("Name a team as its owner in `{}`.", entity.path)));
    };
    known.owner.is_none().then(|| {
        Finding::plain(
            format!("Its owner `{owner}` is not in the catalog."),
            format!("Describe the team, or name one that there is in `{}`.", entity.path),
        )
    })
}
