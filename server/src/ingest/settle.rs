//! From changed claims to what their references show, within the transaction that changed them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::merge::{Precedence, merge_in_order};
use catalog_schema::model::EntityRef;
use catalog_schema::wire::ChangeOutcome;

use super::contest::{Contest, Verdict, contest, heirs};
use super::resolve::{Known, resolve};
use super::{IngestError, Moment};
use crate::store::{Claim, LocationSource, SourceSettings, Tx, content_hash};

/// So many entities are in memory at once while claims are merged.
const MERGED_AT_ONCE: usize = 500;

/// The claims that changed, and what that makes of them.
pub(super) struct Settlement<'a> {
    /// References whose entity must be looked at again.
    pub(super) touched: &'a BTreeSet<EntityRef>,
    /// Claims that nobody makes any more.
    pub(super) gone: &'a [Claim],
    /// References that the same document claims one after the other.
    pub(super) renames: &'a [(EntityRef, EntityRef)],
    pub(super) precedence: &'a Precedence,
    /// The revision that this becomes.
    pub(super) revision: u64,
    pub(super) moment: &'a Moment,
}

impl Settlement<'_> {
    /// Decides what each touched reference shows, and writes entities, versions, the change log and what is wrong with
    /// claims that are not shown.
    pub(super) async fn write(&self, tx: &mut Tx) -> Result<ChangeOutcome, IngestError> {
        let refs: Vec<_> = self.touched.iter().cloned().collect();
        let mut claims = tx.claims_on(&refs).await?;
        tx.put_claims(&heirs(self.gone, &mut claims)).await?;
        let sources = tx.location_sources().await?;
        let verdicts = self.verdicts(claims, &sources);
        let merged = self.merge(tx, &verdicts).await?;
        let entities = tx.entities_by_ref(&refs).await?;
        let uids: Vec<String> = entities.iter().map(|row| row.uid.clone()).collect();
        let there: BTreeSet<&EntityRef> = entities.iter().map(|row| &row.entity_ref).collect();
        let new: Vec<EntityRef> = verdicts.keys().filter(|entity_ref| !there.contains(entity_ref)).cloned().collect();
        let known = Known {
            tombstones: tx.tombstones(&new).await?,
            renames: self.renames,
            verdicts,
            merged,
            versions: tx.current_version_rows(&uids).await?,
            entities,
            sources,
        };
        let mut resolution = resolve(self.touched, known, self.revision, self.moment);
        resolution.derived.extend(self.gone.iter().map(|claim| (claim.key.clone(), None)));
        tx.add_versions(&resolution.versions).await?;
        tx.delete_entities(&resolution.delete).await?;
        tx.put_entities(&resolution.put).await?;
        tx.add_changes(&resolution.changes).await?;
        tx.set_derived_diagnostics(&resolution.derived).await?;
        Ok(resolution.outcome)
    }

    fn verdicts(&self, claims: Vec<Claim>, sources: &HashMap<String, LocationSource>) -> BTreeMap<EntityRef, Verdict> {
        // Every claim's location is one of the store's.
        let default = SourceSettings::default();
        let mut by_ref: BTreeMap<EntityRef, Vec<(Claim, &SourceSettings)>> = BTreeMap::new();
        for claim in claims {
            let settings = sources.get(&claim.key.location).map_or(&default, |source| &source.settings);
            by_ref.entry(claim.entity_ref.clone()).or_default().push((claim, settings));
        }
        by_ref.into_iter().map(|(entity_ref, claims)| (entity_ref, contest(claims, self.precedence))).collect()
    }

    /// What the claims come to where several are shown as one: the hash of the content, which is stored.
    async fn merge(
        &self,
        tx: &mut Tx,
        verdicts: &BTreeMap<EntityRef, Verdict>,
    ) -> Result<HashMap<EntityRef, String>, IngestError> {
        let several = verdicts.iter().filter_map(|(entity_ref, verdict)| match verdict {
            Verdict::Shown(contest) if !contest.others.is_empty() => Some((entity_ref, &**contest)),
            Verdict::Shown(_) | Verdict::Waiting(_) => None,
        });
        let several: Vec<(&EntityRef, &Contest)> = several.collect();
        let mut merged = HashMap::with_capacity(several.len());
        for batch in several.chunks(MERGED_AT_ONCE) {
            let hashes: BTreeSet<&str> =
                batch.iter().flat_map(|(_, contest)| contest.shown()).map(|claim| claim.content.as_str()).collect();
            let hashes: Vec<String> = hashes.into_iter().map(str::to_owned).collect();
            let contents = tx.contents(&hashes).await?;
            let mut written = Vec::with_capacity(batch.len());
            for (entity_ref, contest) in batch {
                let entities = contest.shown().filter_map(|claim| contents.get(&claim.content).cloned()).collect();
                let Some(entity) = merge_in_order(entities) else { continue };
                let json = serde_json::to_string(&entity)
                    .map_err(|source| IngestError::Encode { path: contest.primary.key.path.clone(), source })?;
                let hash = content_hash(&json);
                merged.insert((*entity_ref).clone(), hash.clone());
                written.push((hash, json));
            }
            tx.put_contents(&written).await?;
        }
        Ok(merged)
    }
}
