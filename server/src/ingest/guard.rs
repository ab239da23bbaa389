//! The guard against mass deletions: what an empty answer of a source would take with it is held back until somebody
//! confirms it.

use std::collections::BTreeSet;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::Held;

use super::IngestError;
use super::plan::{ClaimDiff, plan};
use super::scope::Scope;
use super::session::Session;
use crate::clock::{now_ms, rfc3339};
use crate::store::{Claim, Decision, HoldRow, Tx, text_hash};

/// So many entities may always go at once.
const FEW: usize = 10;
/// Of the entities of a location or of its source, one in so many may go at once.
const ONE_IN: u64 = 10;
/// References that are kept, for people to look at.
const SHOWN: usize = 100;

/// What is held back, as answers show it.
pub(crate) fn shown(hold: &HoldRow) -> Held {
    Held {
        entities: hold.entities,
        refs: hold.refs.clone(),
        files: hold.files,
        since: rfc3339(hold.since).unwrap_or_default(),
        discarded: hold.decision == Decision::Discarded,
    }
}

/// What the guard decided.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    /// What is held back.
    pub(super) held: Option<Held>,
    decision: HoldChange,
}

/// What becomes of the hold that is kept for a location.
#[derive(Debug, Default)]
enum HoldChange {
    #[default]
    None,
    Delete,
    Put(HoldRow),
}

impl Guarded {
    /// Writes down what is held back, and what is no more.
    pub(super) async fn write(&self, tx: &mut Tx, location: &str) -> Result<(), IngestError> {
        match &self.decision {
            HoldChange::None => {}
            HoldChange::Delete => tx.delete_hold(location).await?,
            HoldChange::Put(hold) => tx.put_hold(hold).await?,
        }
        Ok(())
    }

    fn let_go(had: bool) -> Self {
        Self { held: None, decision: if had { HoldChange::Delete } else { HoldChange::None } }
    }
}

impl Session {
    /// Takes files out of what is staged and `gone` where too many entities would go with them, unless that is
    /// confirmed; answers what is held back, and writes nothing. A history is replayed as it was, and with an overlay no
    /// entity goes.
    pub(super) async fn guard(&mut self, tx: &mut Tx, gone: &mut Vec<String>) -> Result<Guarded, IngestError> {
        if self.is_replayed() || self.policy.overlay {
            return Ok(Guarded::default());
        }
        let known = tx.hold(&self.location).await?;
        let deletion = self.deletion(tx, gone).await?;
        let Some(deletion) = deletion else {
            // What a part of the location says does not end what the whole of it said.
            return Ok(match self.scope {
                Scope::Whole => Guarded::let_go(known.is_some()),
                Scope::Under(_) => Guarded { held: known.as_ref().map(shown), decision: HoldChange::None },
            });
        };
        let same = known.filter(|known| known.digest == deletion.digest);
        if same.as_ref().is_some_and(|known| known.decision == Decision::Confirmed) {
            return Ok(Guarded::let_go(true));
        }
        self.staged.retain(|file| !deletion.paths.contains(&file.path));
        gone.retain(|path| !deletion.paths.contains(path));
        let hold = HoldRow {
            location: self.location.clone(),
            entities: deletion.refs.len() as u64,
            refs: deletion.refs.iter().take(SHOWN).map(EntityRef::to_string).collect(),
            files: deletion.paths.len() as u64,
            decision: same.as_ref().map_or(Decision::Open, |known| known.decision),
            since: same.as_ref().map_or_else(now_ms, |known| known.since),
            digest: deletion.digest,
        };
        Ok(Guarded { held: Some(shown(&hold)), decision: HoldChange::Put(hold) })
    }

    /// The deletion that this sync comes to, if it is a large one.
    async fn deletion(&self, tx: &mut Tx, gone: &[String]) -> Result<Option<Deletion>, IngestError> {
        let old = tx.claims_of_files(&self.location, &self.claimed_before(gone)).await?;
        if old.len() <= FEW {
            return Ok(None);
        }
        let diff = plan(&self.location, old, &self.staged, 0);
        // That a source may not describe something any more was decided by somebody.
        let refused: BTreeSet<&EntityRef> = self.staged.iter().flat_map(|file| &file.refused).collect();
        let candidates: Vec<EntityRef> =
            unclaimed(&diff).into_iter().filter(|entity| !refused.contains(entity)).collect();
        if candidates.len() <= FEW {
            return Ok(None);
        }
        let withdrawn: BTreeSet<_> = diff.gone.iter().map(|claim| &claim.key).collect();
        let others = tx.claims_on(&candidates).await?;
        let sources = tx.location_sources().await?;
        // What an overlay says keeps nothing in the catalog.
        let counts = |claim: &&Claim| {
            let overlay = sources.get(&claim.key.location).is_some_and(|source| source.settings.overlay);
            !overlay && !withdrawn.contains(&claim.key)
        };
        let kept: BTreeSet<&EntityRef> = others.iter().filter(counts).map(|claim| &claim.entity_ref).collect();
        let refs: BTreeSet<EntityRef> = candidates.iter().filter(|entity| !kept.contains(entity)).cloned().collect();
        let (of_location, of_source) = tx.count_entities_of(&self.location).await?;
        if !is_large(refs.len(), of_location, of_source) {
            return Ok(None);
        }
        let of_these = diff.gone.iter().filter(|claim| refs.contains(&claim.entity_ref));
        let paths = of_these.map(|claim| claim.key.path.clone()).collect();
        let all: Vec<&str> = refs.iter().map(EntityRef::as_str).collect();
        Ok(Some(Deletion { digest: text_hash(all.join("\n").as_bytes()), refs, paths }))
    }
}

struct Deletion {
    /// Every entity that would go.
    refs: BTreeSet<EntityRef>,
    /// Of the references.
    digest: String,
    /// The files that it is about.
    paths: BTreeSet<String>,
}

/// References that claims are withdrawn from and that are not claimed, or called otherwise, by the same change.
fn unclaimed(diff: &ClaimDiff) -> BTreeSet<EntityRef> {
    let claimed: BTreeSet<&EntityRef> = diff.put.iter().map(|claim| &claim.entity_ref).collect();
    let renamed: BTreeSet<&EntityRef> = diff.renames.iter().map(|(from, _)| from).collect();
    let withdrawn = diff.gone.iter().map(|claim| &claim.entity_ref);
    withdrawn.filter(|entity| !claimed.contains(entity) && !renamed.contains(entity)).cloned().collect()
}

/// Whether so many deletions are held back, of a location and a source with so many entities.
fn is_large(deletions: usize, of_location: u64, of_source: u64) -> bool {
    let share_of = |all: u64| deletions as u64 * ONE_IN > all;
    deletions > FEW && (share_of(of_location) || share_of(of_source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_go_and_so_does_a_small_share() {
        let held = |deletions, of| is_large(deletions, of, of);
        assert!(!held(10, 10), "ten may always go");
        assert!(held(11, 11) && held(11, 109) && !held(11, 110));
        assert!(!held(1_000, 10_000) && held(1_001, 10_000));
    }
}
