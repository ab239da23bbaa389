//! Descriptors looked at again after something else was defined of custom fields or types: a share of the references at a
//! time, each in a transaction of its own, so that a large catalog waits for nobody. How far that is stands in the store:
//! whoever comes goes on there, and what is cut off goes on in another process.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::suppress::Suppressions;
use catalog_schema::vocabulary::{DescribedIn, Vocabulary, diagnose};
use serde::{Deserialize, Serialize};

use super::contents::Contents;
use super::contest::Verdict;
use super::settle::{lacks, merge, verdicts};
use super::{Ingest, IngestError};
use crate::store::{Claim, ClaimKey, Misfits, StoreError, Tx};

/// The name under which the store has how far it is.
const PROGRESS: &str = "vocabulary_check";
/// References that are looked at in one transaction.
const AT_ONCE: u32 = 500;

/// What is still to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// Kinds, the one first that is looked at now; an empty one stands for all.
    kinds: Vec<String>,
    /// The last reference of that kind that was looked at.
    after: String,
}

impl Progress {
    async fn of(tx: &mut Tx) -> Result<Self, StoreError> {
        let written = tx.applied_setting(PROGRESS).await?;
        // What cannot be read is looked at again whole.
        let again = || Self { kinds: vec![String::new()], after: String::new() };
        Ok(written.map_or_else(Self::default, |text| serde_json::from_str(&text).unwrap_or_else(|_| again())))
    }

    async fn write(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let text = serde_json::to_string(self)
            .map_err(|error| StoreError::Corrupt { what: "progress of a check", detail: error.to_string() })?;
        tx.put_applied_setting(PROGRESS, &text).await
    }
}

/// Has the entities of these kinds looked at again, of all for an empty name.
///
/// # Errors
/// If the store fails.
pub(crate) async fn ask_to_recheck(tx: &mut Tx, kinds: &[String]) -> Result<(), StoreError> {
    let mut progress = Progress::of(tx).await?;
    // From the beginning: what was looked at before was by other definitions.
    progress.after.clear();
    let new = kinds.iter().map(|kind| kind.to_lowercase());
    let all: BTreeSet<String> = progress.kinds.drain(..).chain(new).collect();
    progress.kinds = if all.contains("") { vec![String::new()] } else { all.into_iter().collect() };
    progress.write(tx).await
}

impl Ingest {
    /// Looks again at the next descriptors that may fit otherwise than before; whether any are left then. What is wrong with
    /// them takes a revision where it is something else than before.
    ///
    /// # Errors
    /// If the store fails; what was looked at before stays so.
    pub async fn recheck(&self) -> Result<bool, IngestError> {
        let mut tx = self.store.read().await?;
        if Progress::of(&mut tx).await?.kinds.is_empty() {
            return Ok(false);
        }
        drop(tx);
        let mut tx = self.store.write().await?;
        // From here on nobody else brings claims or definitions.
        tx.lock_head().await?;
        let mut progress = Progress::of(&mut tx).await?;
        let Some(kind) = progress.kinds.first() else { return Ok(false) };
        let refs = tx.claimed_refs(kind, &progress.after, AT_ONCE).await?;
        match refs.last().filter(|_| refs.len() as u64 == u64::from(AT_ONCE)) {
            Some(last) => last.as_str().clone_into(&mut progress.after),
            None => {
                progress.kinds.remove(0);
                progress.after.clear();
            }
        }
        let vocabulary = tx.vocabulary().await?;
        let is_other = self.recheck_these(&mut tx, &vocabulary, &refs).await?;
        progress.write(&mut tx).await?;
        let revision = if is_other { Some(tx.next_revision().await?) } else { None };
        tx.commit().await?;
        if let Some(revision) = revision {
            self.hint.send_replace(revision);
        }
        Ok(!progress.kinds.is_empty())
    }

    /// Writes what of these does not fit; whether that is something else than before.
    async fn recheck_these(
        &self,
        tx: &mut Tx,
        vocabulary: &Vocabulary,
        refs: &[EntityRef],
    ) -> Result<bool, IngestError> {
        let claims = tx.claims_on(refs).await?;
        let keys: Vec<ClaimKey> = claims.iter().map(|claim| claim.key.clone()).collect();
        let hashes: BTreeSet<&String> = claims.iter().map(|claim| &claim.content).collect();
        let entities = tx.contents(&hashes.into_iter().cloned().collect::<Vec<_>>()).await?;
        let mut wanted = Misfits::default();
        let misfits = misfits(tx, vocabulary, &claims, &entities, self).await?;
        misfits.iter().try_for_each(|(key, found)| wanted.add(key, found))?;
        let sources = tx.location_sources().await?;
        let verdicts = verdicts(claims, &sources, &self.precedence);
        let is_shown = |verdict: &Verdict| matches!(verdict, Verdict::Shown(_));
        if vocabulary.fields().any(|field| field.required) && verdicts.values().any(is_shown) {
            let mut contents = Contents::Stored;
            let merged = merge(tx, &verdicts, &mut contents).await?;
            for (key, found) in lacks(tx, (vocabulary, &verdicts, &merged), &contents).await? {
                found.as_ref().map_or(Ok(()), |found| wanted.add_missing(&key, found))?;
            }
        }
        let known = tx.misfits_of(&keys).await?;
        Ok(tx.change_misfits(&known, &wanted).await?)
    }
}

/// What does not fit of what these claims say, with the places in their texts. A stale claim has no such text any more.
async fn misfits(
    tx: &mut Tx,
    vocabulary: &Vocabulary,
    claims: &[Claim],
    entities: &HashMap<String, Entity>,
    ingest: &Ingest,
) -> Result<Vec<(ClaimKey, Vec<Diagnostic>)>, IngestError> {
    let of_claim = |claim: &&Claim| {
        let entity = entities.get(&claim.content).filter(|_| !claim.stale);
        entity.is_some_and(|entity| !vocabulary.misfits(entity).is_empty())
    };
    let misfitting: Vec<&Claim> = claims.iter().filter(of_claim).collect();
    let hashes: BTreeSet<&String> = misfitting.iter().map(|claim| &claim.text).collect();
    let texts = tx.texts(&hashes.into_iter().cloned().collect::<Vec<_>>()).await?;
    let mut by_text: BTreeMap<&String, Vec<&Claim>> = BTreeMap::new();
    misfitting.into_iter().for_each(|claim| by_text.entry(&claim.text).or_default().push(claim));
    let mut diagnosed = Vec::new();
    for (hash, claims) in by_text {
        let Some(text) = texts.get(hash) else { continue };
        // Files of the same text are told apart by their paths, in what they say and nowhere else.
        let (mut suppressions, _) = Suppressions::read("", text);
        let mut file = DescribedIn::new("", text);
        for claim in claims {
            let Some(entity) = entities.get(&claim.content) else { continue };
            file = file.at(claim.key.path.as_str());
            let found = diagnose(vocabulary, entity, (&file, claim.start_line), &ingest.options.limits);
            diagnosed.push((claim.key.clone(), suppressions.apply(found).1));
        }
    }
    Ok(diagnosed)
}
