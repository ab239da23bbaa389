//! From changed claims to what their references show: decided from what the store has, then written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::merge::{Precedence, merge_in_order};
use catalog_schema::model::EntityRef;
use catalog_schema::suppress::Suppressions;
use catalog_schema::vocabulary::{Vocabulary, missing};
use catalog_schema::wire::ChangeOutcome;
use uuid::Uuid;

use super::contents::Contents;
use super::contest::{Contest, Verdict, contest, heirs};
use super::plan::ClaimDiff;
use super::resolve::{Known, Resolution, resolve};
use super::{IngestError, Moment};
use crate::store::{Claim, ClaimKey, LocationSource, SourceSettings, Tx, content_hash};

/// So many entities are in memory at once while claims are merged.
const MERGED_AT_ONCE: usize = 500;

/// The claims that change, and what that makes of them.
pub(super) struct Settlement<'a> {
    /// What becomes of the claims of a location; those that are put are taken out of it.
    pub(super) diff: &'a mut ClaimDiff,
    /// The identities of entities that are new, where these were told already.
    pub(super) uids: Option<&'a HashMap<EntityRef, Uuid>>,
    pub(super) precedence: &'a Precedence,
    /// The revision that this becomes.
    pub(super) revision: u64,
    /// The store had nothing before: there is nothing to be asked.
    pub(super) is_blank: bool,
    pub(super) moment: &'a Moment,
    /// What is defined of custom fields.
    pub(super) vocabulary: &'a Vocabulary,
    /// A location that the store does not know, and its source.
    pub(super) newcomer: Option<(&'a str, &'a LocationSource)>,
}

/// What a change comes to, and is still to be written.
#[derive(Debug)]
pub(super) struct Settled {
    /// Claims that take the first revision over from one that is gone.
    heirs: Vec<Claim>,
    pub(super) resolution: Resolution,
}

impl Settlement<'_> {
    /// Decides what each touched reference shows. Reads what the store has and writes no more than merged contents, to
    /// where they are kept: a dry run asks the same.
    pub(super) async fn decide(self, tx: &mut Tx, contents: &mut Contents) -> Result<Settled, IngestError> {
        let blank = self.is_blank;
        let refs: Vec<EntityRef> = if blank { Vec::new() } else { self.diff.touched.iter().cloned().collect() };
        let others = if blank { Vec::new() } else { tx.claims_on(&refs).await? };
        let mut claims = self.diff.apply_to(others);
        let heirs = heirs(&self.diff.gone, &mut claims);
        let mut sources = tx.location_sources().await?;
        sources.extend(self.newcomer.map(|(location, source)| (location.to_owned(), source.clone())));
        let verdicts = verdicts(claims, &sources, self.precedence);
        let merged = merge(tx, &verdicts, contents).await?;
        let missing = lacks(tx, (self.vocabulary, &verdicts, &merged), contents).await?;
        let entities = if blank { Vec::new() } else { tx.entities_by_ref(&refs).await? };
        let uids: Vec<String> = entities.iter().map(|row| row.uid.clone()).collect();
        let there: BTreeSet<&EntityRef> = entities.iter().map(|row| &row.entity_ref).collect();
        let tombstones = if blank {
            HashMap::new()
        } else {
            let is_new = |entity_ref: &&EntityRef| !there.contains(entity_ref);
            tx.tombstones(&verdicts.keys().filter(is_new).cloned().collect::<Vec<_>>()).await?
        };
        let known = Known {
            tombstones,
            renames: &self.diff.renames,
            blank,
            uids: self.uids,
            verdicts,
            merged,
            versions: tx.current_version_rows(&uids).await?,
            entities,
            sources,
        };
        let mut resolution = resolve(&self.diff.touched, known, self.revision, self.moment);
        resolution.missing = missing;
        resolution.derived.extend(self.diff.gone.iter().map(|claim| (claim.key.clone(), None)));
        if blank {
            // Tables whose rows are in this order are filled from one end to the other.
            resolution.versions.sort_unstable_by(|one, other| one.uid.cmp(&other.uid));
            resolution.put.sort_unstable_by(|one, other| one.uid.cmp(&other.uid));
            // There is nothing to be taken back.
            resolution.missing.retain(|(_, found)| found.is_some());
        }
        Ok(Settled { heirs, resolution })
    }
}

/// Which of the claims on each reference are shown.
pub(super) fn verdicts(
    claims: Vec<Claim>,
    sources: &HashMap<String, LocationSource>,
    precedence: &Precedence,
) -> BTreeMap<EntityRef, Verdict> {
    // Every claim's location is one of the store's.
    let default = SourceSettings::default();
    let mut by_ref: BTreeMap<EntityRef, Vec<(Claim, &SourceSettings)>> = BTreeMap::new();
    for claim in claims {
        let settings = sources.get(&claim.key.location).map_or(&default, |source| &source.settings);
        by_ref.entry(claim.entity_ref.clone()).or_default().push((claim, settings));
    }
    by_ref.into_iter().map(|(entity_ref, claims)| (entity_ref, contest(claims, precedence))).collect()
}

impl Settled {
    /// Writes entities, versions, the change log and what is wrong with claims that are not shown. The claims of the
    /// location are written already.
    pub(super) async fn write(self, tx: &mut Tx) -> Result<ChangeOutcome, IngestError> {
        let Self { heirs, resolution } = self;
        let Resolution { put, delete, versions, changes, derived, missing, outcome } = resolution;
        tx.put_claims(&heirs).await?;
        tx.add_versions(&versions).await?;
        // What is written is let go: of a large catalog these are most of what is in memory.
        drop(versions);
        tx.delete_entities(&delete).await?;
        tx.put_entities(&put).await?;
        drop(put);
        tx.add_changes(&changes).await?;
        drop(changes);
        tx.set_derived_diagnostics(&derived).await?;
        tx.set_missing(&missing).await?;
        Ok(outcome)
    }
}

/// What the claims come to where several are shown as one: the hash of the content, which is kept.
pub(super) async fn merge(
    tx: &mut Tx,
    verdicts: &BTreeMap<EntityRef, Verdict>,
    kept: &mut Contents,
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
        let contents = kept.of(tx, &hashes).await?;
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
        kept.keep(tx, written).await?;
    }
    Ok(merged)
}

/// What the references should say in custom fields and do not, by the claim that counts most; and of each other claim on
/// them that it lacks nothing. Nothing at all where nothing ever was defined.
pub(super) async fn lacks(
    tx: &mut Tx,
    (vocabulary, verdicts, merged): (&Vocabulary, &BTreeMap<EntityRef, Verdict>, &HashMap<EntityRef, String>),
    contents: &Contents,
) -> Result<Vec<(ClaimKey, Option<Diagnostic>)>, IngestError> {
    if vocabulary.revision == 0 {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut asked: Vec<(&Claim, &String)> = Vec::new();
    for (entity_ref, verdict) in verdicts {
        match verdict {
            Verdict::Shown(contest) => {
                let others = contest.shown().chain(&contest.losers).filter(|claim| claim.key != contest.primary.key);
                found.extend(others.map(|claim| (claim.key.clone(), None)));
                let content = merged.get(entity_ref).unwrap_or(&contest.primary.content);
                match vocabulary.requires_of(entity_ref.kind()) {
                    true => asked.push((&contest.primary, content)),
                    false => found.push((contest.primary.key.clone(), None)),
                }
            }
            Verdict::Waiting(overlays) => found.extend(overlays.iter().map(|claim| (claim.key.clone(), None))),
        }
    }
    for batch in asked.chunks(MERGED_AT_ONCE) {
        let hashes: BTreeSet<&String> = batch.iter().map(|(_, content)| *content).collect();
        let entities = contents.of(tx, &hashes.into_iter().cloned().collect::<Vec<_>>()).await?;
        let lacking = batch.iter().map(|(claim, content)| {
            let lacking = entities.get(*content);
            (*claim, lacking.and_then(|entity| missing(vocabulary, entity, &claim.key.path, claim.start_line)))
        });
        found.extend(not_allowed(tx, lacking.collect()).await?);
    }
    Ok(found)
}

/// What is left of what claims lack: their files may allow themselves that, in a comment where it is told.
async fn not_allowed(
    tx: &mut Tx,
    lacking: Vec<(&Claim, Option<Diagnostic>)>,
) -> Result<Vec<(ClaimKey, Option<Diagnostic>)>, IngestError> {
    let told = lacking.iter().filter(|(_, found)| found.is_some());
    let hashes: BTreeSet<&String> = told.map(|(claim, _)| &claim.text).collect();
    let texts = tx.texts(&hashes.into_iter().cloned().collect::<Vec<_>>()).await?;
    let mut suppressions: HashMap<&String, Suppressions> =
        texts.iter().map(|(hash, text)| (hash, Suppressions::read("", text).0)).collect();
    let left = lacking.into_iter().map(|(claim, found)| {
        let left = match (found, suppressions.get_mut(&claim.text)) {
            (Some(found), Some(suppressions)) => suppressions.apply(vec![found]).1.pop(),
            (found, _) => found,
        };
        (claim.key.clone(), left)
    });
    Ok(left.collect())
}
