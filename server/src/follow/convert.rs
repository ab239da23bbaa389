//! Rows of the store as steps for the projections.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use scorecards::EventFacts;

use super::FollowError;
use crate::clock::rfc3339;
use crate::events::event_facts;
use crate::live::change::{
    EntityChange, EntityVersion, EventChange, ExemptionChange, FactChange, GrantedExemption, RepositoryChange,
};
use crate::store::{ChangeRow, CurrentVersion, ExemptionRow, ExemptionState, FactRow, RepositoryFactsRow, Tx};

/// A stored version as the projections take it.
pub(super) fn version(version: CurrentVersion) -> EntityVersion {
    EntityVersion {
        created_at: version.created_at,
        changed_by: version.author.as_deref().and_then(author_name).map(Into::into),
        uid: version.uid.into(),
        revision: version.revision,
        changed_at: version.changed_at,
        source: version.source.into(),
        location: version.location.into(),
        path: version.path.into(),
        stale: version.stale,
        entity: Arc::new(version.entity),
        derived: Default::default(),
    }
}

/// A stored fact as the snapshot takes it.
pub(super) fn fact(row: FactRow) -> FactChange {
    FactChange {
        uid: row.uid.into(),
        name: row.name.into(),
        value: row.value,
        at: row.at,
        received_at: row.received_at,
        source: row.source.into(),
        url: row.url.map(Into::into),
    }
}

/// What a source sees of a repository as the snapshot takes it.
pub(super) fn repository(row: RepositoryFactsRow) -> RepositoryChange {
    RepositoryChange { location: row.location.into(), root: row.root.into(), facts: row.facts.map(Arc::new) }
}

/// A stored exemption as the snapshot takes it: what somebody was granted, or that it is over.
pub(super) fn exemption(row: ExemptionRow) -> ExemptionChange {
    let (approved_by, approved_at) = row.decided.unwrap_or_default();
    let name = |actor: String| actor.strip_prefix("token:").map(str::to_owned).unwrap_or(actor);
    let granted = (row.state == ExemptionState::Approved).then(|| GrantedExemption {
        scorecard: row.scorecard,
        rule: row.rule,
        reason: row.reason,
        until: row.until,
        requested_by: name(row.asked.0),
        approved_by: name(approved_by),
        approved_at: rfc3339(approved_at).unwrap_or_default(),
    });
    ExemptionChange { id: row.id.into(), uid: row.uid.into(), granted }
}

/// What happened to these entities in the state that this transaction sees, as of `now`, in milliseconds since the Unix
/// epoch.
pub(super) async fn happened(tx: &mut Tx, uids: &[String], now: i64) -> Result<Vec<EventChange>, FollowError> {
    let rows = tx.happened_to(uids, EventFacts::needed_since(now)).await?;
    let change = |(uid, facts): (&str, EventFacts)| EventChange { uid: uid.into(), facts: Arc::new(facts) };
    Ok(event_facts(&rows).map(change).collect())
}

/// What the steps of the log come to in the state that this transaction sees: one change for each entity.
pub(super) async fn current(tx: &mut Tx, steps: Vec<ChangeRow>) -> Result<Vec<EntityChange>, FollowError> {
    let versions = tx.current_versions(&entities(&steps)).await?;
    let versions = versions.into_iter().map(|version| (version.uid.clone(), version)).collect();
    Ok(changes(&steps, versions))
}

/// The identities that steps are about, each once.
fn entities(steps: &[ChangeRow]) -> Vec<String> {
    let mut seen = HashSet::new();
    let new = steps.iter().filter(|step| seen.insert(step.uid.as_str()));
    new.map(|step| step.uid.clone()).collect()
}

/// What steps come to with the versions that are current after them, by identity: one change for each entity.
pub(crate) fn changes(steps: &[ChangeRow], mut versions: HashMap<String, CurrentVersion>) -> Vec<EntityChange> {
    // The last step of an entity names the reference that it had.
    let last: HashMap<&str, &ChangeRow> = steps.iter().map(|step| (step.uid.as_str(), step)).collect();
    let change = |uid: &String| match versions.remove(uid) {
        Some(current) => Some(EntityChange::Put(version(current))),
        None => last
            .get(uid.as_str())
            .map(|step| EntityChange::Remove { uid: uid.as_str().into(), entity_ref: step.entity_ref.clone() }),
    };
    entities(steps).iter().filter_map(change).collect()
}

/// The name in `Name <address>`.
pub(crate) fn author_name(author: &str) -> Option<&str> {
    let name = author.split_once('<').map_or(author, |(name, _)| name).trim();
    (!name.is_empty()).then_some(name)
}
