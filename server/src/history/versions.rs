//! The versions of an entity as the API shows them.

use catalog_schema::model::Entity;
use catalog_schema::wire::{Version, VersionEvent};

use super::commit_url::commit_url;
use super::{field_changes, page_changes};
use crate::clock::rfc3339;
use crate::follow::author_name;
use crate::store::PastVersion;

/// Versions as the API shows them. `versions` are neighbours, the newest first; the last of them is only what the one
/// before it is compared with, unless it is the oldest of all. `shortened` says that older ones were dropped.
pub fn history(versions: &[PastVersion], limit: usize, shortened: bool) -> Vec<Version> {
    let before = versions.iter().skip(1).map(Some).chain([None]);
    versions.iter().zip(before).take(limit).map(|(version, before)| to_wire(version, before, shortened)).collect()
}

fn to_wire(version: &PastVersion, before: Option<&PastVersion>, shortened: bool) -> Version {
    let (changes, more_changes) = match before {
        Some(before) if !version.deleted && before.content != version.content => {
            let (mut changes, more) = field_changes(&before.entity.descriptor, &version.entity.descriptor);
            changes.extend(page_changes(&before.entity.docs, &version.entity.docs));
            (changes, more)
        }
        _ => (Vec::new(), 0),
    };
    Version {
        revision: version.revision,
        event: event(version, before, shortened),
        entity_ref: version.entity_ref.clone(),
        changed_at: rfc3339(version.changed_at).unwrap_or_default(),
        author: version.author.as_deref().and_then(author_name).map(str::to_owned),
        commit_url: version.commit_id.as_deref().and_then(|commit| address(&version.entity, before, commit)),
        commit: version.commit_id.clone(),
        source: version.source.clone(),
        path: version.path.clone(),
        stale: version.stale,
        deleted: version.deleted,
        changes,
        more_changes,
    }
}

/// The version that took the link to its repository away is still of that repository.
fn address(entity: &Entity, before: Option<&PastVersion>, commit: &str) -> Option<String> {
    commit_url(entity, commit).or_else(|| commit_url(&before?.entity, commit))
}

fn event(version: &PastVersion, before: Option<&PastVersion>, shortened: bool) -> VersionEvent {
    let Some(before) = before else {
        return if shortened { VersionEvent::Earliest } else { VersionEvent::Created };
    };
    match () {
        () if version.deleted => VersionEvent::Deleted,
        () if before.deleted => VersionEvent::Restored,
        () if version.stale && !before.stale => VersionEvent::Stale,
        () if version.content != before.content => VersionEvent::Changed,
        () if before.stale && !version.stale => VersionEvent::Recovered,
        () => VersionEvent::Moved,
    }
}
