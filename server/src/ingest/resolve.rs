//! From the claims on a reference to the entity that it shows. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::diagnostic::{Diagnostic, codes};
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{ChangeOutcome, Renamed};
use uuid::Uuid;

use super::Moment;
use super::contest::{Contest, Verdict};
use crate::store::{ChangeRow, Claim, ClaimKey, EntityRow, Event, LocationSource, Operation, Tombstone, VersionRow};

/// What the store knows about the touched references.
pub(super) struct Known<'a> {
    /// Which of the claims on them are shown.
    pub(super) verdicts: BTreeMap<EntityRef, Verdict>,
    /// Where several claims are shown as one: the hash of what they come to.
    pub(super) merged: HashMap<EntityRef, String>,
    /// The entities that they name now.
    pub(super) entities: Vec<EntityRow>,
    /// Those entities' current versions.
    pub(super) versions: Vec<VersionRow>,
    /// Source by location.
    pub(super) sources: HashMap<String, LocationSource>,
    /// What references named that name nothing now.
    pub(super) tombstones: HashMap<EntityRef, Tombstone>,
    /// References that the same document claims one after the other.
    pub(super) renames: &'a [(EntityRef, EntityRef)],
    /// The store has nothing, of which nothing is to be taken back.
    pub(super) blank: bool,
    /// The identities of entities that are new, where these were told already.
    pub(super) uids: Option<&'a HashMap<EntityRef, Uuid>>,
}

/// What to do to entities.
#[derive(Debug, Default)]
pub(super) struct Resolution {
    pub(super) put: Vec<EntityRow>,
    pub(super) delete: Vec<String>,
    pub(super) versions: Vec<VersionRow>,
    pub(super) changes: Vec<ChangeRow>,
    /// Derived diagnostics to set or clear, by document; none to clear in a blank catalog.
    pub(super) derived: Vec<(ClaimKey, Option<Diagnostic>)>,
    /// What entities should say and do not, likewise.
    pub(super) missing: Vec<(ClaimKey, Option<Diagnostic>)>,
    pub(super) outcome: ChangeOutcome,
}

/// Decides what each touched reference shows from now on.
pub(super) fn resolve(
    touched: &BTreeSet<EntityRef>,
    mut known: Known<'_>,
    revision: u64,
    moment: &Moment,
) -> Resolution {
    let mut entities: HashMap<EntityRef, EntityRow> =
        known.entities.into_iter().map(|row| (row.entity_ref.clone(), row)).collect();
    let mut versions: HashMap<String, VersionRow> =
        known.versions.into_iter().map(|row| (row.uid.clone(), row)).collect();

    let mut result = Resolution::default();
    result.outcome.revision = revision;
    for (from, to) in known.renames {
        // What nobody calls by its old name, and what had no other thing's name before, is the same thing.
        let is_shown = |entity_ref| matches!(known.verdicts.get(entity_ref), Some(Verdict::Shown(_)));
        let is_rename = !is_shown(from) && is_shown(to);
        if !is_rename || from.kind() != to.kind() || entities.contains_key(to) || known.tombstones.contains_key(to) {
            continue;
        }
        if let Some(entity) = entities.remove(from) {
            result.outcome.renamed.push(Renamed { from: from.to_string(), to: to.to_string() });
            result.log(&entity.uid, from, (Operation::Remove, Event::Renamed));
            entities.insert(to.clone(), EntityRow { entity_ref: to.clone(), ..entity });
        }
    }
    for entity_ref in touched {
        let entity = entities.remove(entity_ref);
        let version = entity.as_ref().and_then(|entity| versions.remove(&entity.uid));
        let contest = match known.verdicts.remove(entity_ref) {
            Some(Verdict::Shown(contest)) => Some(contest),
            Some(Verdict::Waiting(overlays)) => {
                result.derive_waiting(&overlays);
                None
            }
            None => None,
        };
        match (contest, entity, version) {
            (Some(contest), entity, version) => {
                if !known.blank {
                    result.derived.extend(contest.shown().map(|claim| (claim.key.clone(), None)));
                }
                result.derive_conflicts(&contest);
                let stale = contest.shown().any(|claim| claim.stale);
                let mut winner = Claim { stale, ..contest.primary };
                if let Some(merged) = known.merged.remove(entity_ref) {
                    winner.content = merged;
                }
                let source = known.sources.get(&winner.key.location);
                let source = source.map(|source| source.name.clone()).unwrap_or_default();
                let tombstone = known.tombstones.remove(entity_ref);
                let told = known.uids.and_then(|uids| uids.get(entity_ref)).copied();
                let identity = entity.map_or_else(|| Identity::of(tombstone, told, moment), Identity::There);
                result.show(entity_ref, winner, source, identity, version.as_ref(), moment);
            }
            (None, Some(entity), version) => result.remove(entity_ref, entity, version, moment),
            (None, None, _) => {}
        }
    }
    result
}

/// What the entity of a reference is.
enum Identity {
    /// One that is in the catalog.
    There(EntityRow),
    /// One that is not: it was never there, or comes back.
    New { uid: String, created_at: i64, event: Event },
}

impl Identity {
    fn of(tombstone: Option<Tombstone>, told: Option<Uuid>, moment: &Moment) -> Self {
        match tombstone {
            Some(Tombstone { uid, created_at }) => Self::New { uid, created_at, event: Event::Restored },
            None => {
                let uid = told.unwrap_or_else(Uuid::now_v7).to_string();
                Self::New { uid, created_at: moment.at, event: Event::Created }
            }
        }
    }
}

impl Resolution {
    fn show(
        &mut self,
        entity_ref: &EntityRef,
        winner: Claim,
        source: String,
        identity: Identity,
        version: Option<&VersionRow>,
        moment: &Moment,
    ) {
        let same = version.is_some_and(|version| {
            version.content == winner.content
                && version.stale == winner.stale
                && version.location == winner.key.location
                && version.path == winner.key.path
                && version.entity_ref == *entity_ref
        });
        if let (Identity::There(entity), true) = (&identity, same) {
            self.outcome.unchanged += 1;
            // The document may have moved within its file.
            if entity.winner != winner.key {
                self.put.push(EntityRow { winner: winner.key, ..entity.clone() });
            }
            return;
        }
        let revision = self.outcome.revision;
        let (uid, created_at, event) = match identity {
            Identity::There(entity) => {
                let event = match version {
                    Some(version) if version.entity_ref != *entity_ref => Event::Renamed,
                    Some(_) | None => Event::Updated,
                };
                if version.is_some_and(|version| version.entity_ref == *entity_ref) {
                    self.outcome.updated.push(entity_ref.to_string());
                }
                (entity.uid, entity.created_at, event)
            }
            Identity::New { uid, created_at, event } => {
                self.outcome.created.push(entity_ref.to_string());
                (uid, created_at, event)
            }
        };
        self.log(&uid, entity_ref, (Operation::Put, event));
        self.versions.push(VersionRow {
            uid: uid.clone(),
            revision,
            entity_ref: entity_ref.clone(),
            deleted: false,
            content: winner.content,
            text: winner.text,
            source,
            location: winner.key.location.clone(),
            path: winner.key.path.clone(),
            stale: winner.stale,
            changed_at: moment.at,
            commit_id: moment.commit_id.clone(),
            author: moment.author.clone(),
        });
        self.put.push(EntityRow { uid, entity_ref: entity_ref.clone(), revision, winner: winner.key, created_at });
    }

    fn remove(&mut self, entity_ref: &EntityRef, entity: EntityRow, version: Option<VersionRow>, moment: &Moment) {
        self.outcome.deleted.push(entity_ref.to_string());
        self.log(&entity.uid, entity_ref, (Operation::Remove, Event::Deleted));
        if let Some(version) = version {
            let revision = self.outcome.revision;
            self.versions.push(VersionRow {
                deleted: true,
                revision,
                changed_at: moment.at,
                commit_id: moment.commit_id.clone(),
                author: moment.author.clone(),
                ..version
            });
        }
        self.delete.push(entity.uid);
    }

    fn log(&mut self, uid: &str, entity_ref: &EntityRef, (operation, event): (Operation, Event)) {
        self.changes.push(ChangeRow {
            revision: self.outcome.revision,
            position: self.changes.len() as u64,
            uid: uid.to_owned(),
            entity_ref: entity_ref.clone(),
            operation,
            event,
        });
    }

    /// Every claim of an overlay says that there is nothing that it could add to.
    fn derive_waiting(&mut self, overlays: &[Claim]) {
        let waiting = |claim: &Claim| {
            let message = format!(
                "{} is in no other source, so that this overlay has nothing to add to; it is kept and waits",
                claim.entity_ref
            );
            let diagnostic = Diagnostic::new(&codes::DANGLING_REFERENCE, message)
                .with_help("correct kind, namespace and name, or describe the entity in a source that is no overlay")
                .in_file(&claim.key.path)
                .at(claim.start_line, 1);
            (claim.key.clone(), Some(diagnostic))
        };
        self.derived.extend(overlays.iter().map(waiting));
    }

    /// Every claim that is not shown says which one is shown in its place.
    fn derive_conflicts(&mut self, contest: &Contest) {
        for loser in &contest.losers {
            let winner = contest.instead_of(loser);
            let place = if loser.key.location == winner.key.location {
                format!("{} line {}", winner.key.path, winner.start_line)
            } else {
                format!("{} of another location", winner.key.path)
            };
            let diagnostic = Diagnostic::new(
                &codes::DUPLICATE_ENTITY,
                format!("{} is already described by {place}; this description is kept but not shown", loser.entity_ref),
            )
            .with_help("rename one of the two, or delete the one that is out of date")
            .in_file(&loser.key.path)
            .at(loser.start_line, 1);
            self.derived.push((loser.key.clone(), Some(diagnostic)));
        }
    }
}
