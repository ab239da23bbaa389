//! The difference between the claims that a location makes and those that it made. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use catalog_schema::model::EntityRef;

use super::decode::{StagedFile, StagedOutcome};
use crate::store::{Claim, ClaimKey};

/// What to do to a location's claims.
#[derive(Debug, Default)]
pub(super) struct ClaimDiff {
    /// New and changed claims.
    pub(super) put: Vec<Claim>,
    /// Claims that are withdrawn.
    pub(super) delete: Vec<ClaimKey>,
    /// Claims that nobody makes any more: those withdrawn, and those whose document claims something else now.
    pub(super) gone: Vec<Claim>,
    /// References that the same document claims one after the other: what it claimed and what it claims.
    pub(super) renames: Vec<(EntityRef, EntityRef)>,
    /// References whose entity must be looked at again.
    pub(super) touched: BTreeSet<EntityRef>,
}

/// Compares the claims that the staged and removed files made before (`old`) with what they say now.
///
/// A document that no longer decodes keeps its claim, marked stale, unless another document of the same file has taken
/// the reference over; so do documents that are missing from a file with a broken one, and all claims of a file that
/// cannot be read.
pub(super) fn plan(location: &str, old: Vec<Claim>, staged: &[StagedFile], revision: u64) -> ClaimDiff {
    let mut diff = ClaimDiff::default();
    // The first revision stays with the reference when its document moves within the location.
    let mut first_revisions: HashMap<EntityRef, u64> = HashMap::new();
    let mut old_by_path: BTreeMap<String, BTreeMap<u32, Claim>> = BTreeMap::new();
    for claim in old {
        first_revisions
            .entry(claim.entity_ref.clone())
            .and_modify(|first| *first = claim.first_revision.min(*first))
            .or_insert(claim.first_revision);
        old_by_path.entry(claim.key.path.clone()).or_default().insert(claim.key.document, claim);
    }
    for file in staged {
        let mut before = old_by_path.remove(&file.path).unwrap_or_default();
        let claimed_now: BTreeSet<&EntityRef> = file
            .documents
            .iter()
            .filter_map(|document| match &document.outcome {
                StagedOutcome::Claim { entity_ref, .. } => Some(entity_ref),
                StagedOutcome::Broken | StagedOutcome::Nothing => None,
            })
            .collect();
        for document in &file.documents {
            let previous = before.remove(&document.index);
            match &document.outcome {
                StagedOutcome::Claim { entity_ref, format, content } => {
                    let claim = Claim {
                        key: ClaimKey {
                            location: location.to_owned(),
                            path: file.path.clone(),
                            document: document.index,
                        },
                        entity_ref: entity_ref.clone(),
                        repository: file.repository.clone(),
                        format: *format,
                        content: content.clone(),
                        text: file.hash.clone(),
                        start_line: document.start_line,
                        end_line: document.end_line,
                        stale: false,
                        first_revision: first_revisions.get(entity_ref).copied().unwrap_or(revision),
                        revision,
                    };
                    if let Some(previous) = previous.filter(|previous| previous.entity_ref != *entity_ref) {
                        diff.touched.insert(previous.entity_ref.clone());
                        diff.renames.push((previous.entity_ref.clone(), entity_ref.clone()));
                        diff.gone.push(previous);
                    }
                    diff.touched.insert(claim.entity_ref.clone());
                    diff.put.push(claim);
                }
                StagedOutcome::Broken => {
                    let Some(previous) = previous else { continue };
                    if claimed_now.contains(&previous.entity_ref) {
                        diff.withdraw(previous);
                    } else {
                        diff.mark_stale(previous, revision);
                    }
                }
                StagedOutcome::Nothing => {
                    if let Some(previous) = previous {
                        diff.withdraw(previous);
                    }
                }
            }
        }
        // A broken document may have swallowed the ones after it.
        let broken = file.documents.iter().any(|document| matches!(document.outcome, StagedOutcome::Broken));
        for (_, leftover) in before {
            if (file.unreadable || broken) && !claimed_now.contains(&leftover.entity_ref) {
                diff.mark_stale(leftover, revision);
            } else {
                diff.withdraw(leftover);
            }
        }
    }
    // What is left belongs to files that are gone.
    for claim in old_by_path.into_values().flat_map(BTreeMap::into_values) {
        diff.withdraw(claim);
    }
    diff
}

impl ClaimDiff {
    /// The claims on the touched references after the change, of those before; the new and changed ones move there.
    pub(super) fn apply_to(&mut self, mut claims: Vec<Claim>) -> Vec<Claim> {
        if !claims.is_empty() {
            let put = self.put.iter().map(|claim| &claim.key);
            let replaced: HashSet<&ClaimKey> = self.delete.iter().chain(put).collect();
            claims.retain(|claim| !replaced.contains(&claim.key));
        }
        claims.append(&mut self.put);
        claims
    }

    pub(super) fn withdraw(&mut self, claim: Claim) {
        self.touched.insert(claim.entity_ref.clone());
        self.delete.push(claim.key.clone());
        self.gone.push(claim);
    }

    fn mark_stale(&mut self, claim: Claim, revision: u64) {
        if !claim.stale {
            self.touched.insert(claim.entity_ref.clone());
            self.put.push(Claim { stale: true, revision, ..claim });
        }
    }
}
