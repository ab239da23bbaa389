//! What an entity is made of, as far as a change of it has to know.

use std::collections::{BTreeSet, HashMap};

use catalog_schema::merge::{Precedence, merge_in_order};
use catalog_schema::model::{Entity, EntityRef};

use crate::ingest::{Contest, Verdict, contest};
use crate::managed::{OVERLAY, SOURCE, Standing};
use crate::store::{Claim, ClaimKey, LocationSource, PlacedClaim, StoreError, Tx};

/// One of the descriptors that an entity shows.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) entity: Entity,
    /// It only adds to others.
    pub(super) overlay: bool,
    /// It is the one that the portal keeps.
    pub(super) own: bool,
}

/// An entity as it is described now.
#[derive(Clone, Debug)]
pub(in crate::managed) struct Seen {
    pub(in crate::managed) entity_ref: EntityRef,
    pub(in crate::managed) revision: u64,
    pub(in crate::managed) standing: Standing,
    /// In the order in which they are believed.
    pub(super) parts: Vec<Part>,
    /// What the portal keeps of it.
    pub(in crate::managed) text: Option<String>,
}

impl Seen {
    /// Reads several entities, each with its revision, together; those are missing that nothing describes.
    pub(in crate::managed) async fn read(
        tx: &mut Tx,
        entities: &[(EntityRef, u64)],
        precedence: &Precedence,
    ) -> Result<HashMap<EntityRef, Self>, StoreError> {
        let refs: Vec<EntityRef> = entities.iter().map(|(entity_ref, _)| entity_ref.clone()).collect();
        let mut by_ref: HashMap<EntityRef, Vec<PlacedClaim>> = HashMap::new();
        for placed in tx.placed_claims_on(&refs).await? {
            by_ref.entry(placed.claim.entity_ref.clone()).or_default().push(placed);
        }
        let described: Vec<Described<'_>> = entities
            .iter()
            .filter_map(|(entity_ref, revision)| {
                Described::of(entity_ref, *revision, by_ref.remove(entity_ref).unwrap_or_default(), precedence)
            })
            .collect();
        let shown =
            || described.iter().flat_map(|described| described.contest.shown().map(move |claim| (described, claim)));
        let contents: BTreeSet<&String> = shown().map(|(_, claim)| &claim.content).collect();
        let texts: BTreeSet<&String> =
            shown().filter(|(described, claim)| described.is_own(claim)).map(|(_, claim)| &claim.text).collect();
        let owned = |hashes: BTreeSet<&String>| hashes.into_iter().cloned().collect::<Vec<_>>();
        let (contents, texts) = (tx.contents(&owned(contents)).await?, tx.texts(&owned(texts)).await?);
        let seen = described.iter().map(|described| (described.entity_ref.clone(), described.seen(&contents, &texts)));
        Ok(seen.collect())
    }

    /// What the portal keeps of it.
    pub(in crate::managed) fn own(&self) -> Option<&Entity> {
        self.parts.iter().find(|part| part.own).map(|part| &part.entity)
    }

    /// What it says.
    pub(super) fn merged(&self) -> Option<Entity> {
        merge_in_order(self.parts.iter().map(|part| part.entity.clone()).collect())
    }

    /// What files say of it, which the portal does not change.
    pub(super) fn of_files(&self) -> Option<Entity> {
        let of_files = self.parts.iter().filter(|part| !part.own && !part.overlay);
        merge_in_order(of_files.map(|part| part.entity.clone()).collect())
    }

    /// What it would say if the portal kept this of it.
    pub(super) fn with(&self, own: Entity) -> Option<Entity> {
        let mut own = Some(own);
        let mut parts: Vec<Entity> = Vec::with_capacity(self.parts.len() + 1);
        for part in &self.parts {
            parts.push(if part.own { own.take().unwrap_or_else(|| part.entity.clone()) } else { part.entity.clone() });
        }
        parts.extend(own);
        merge_in_order(parts)
    }
}

/// Who describes an entity, before what they say is read.
struct Described<'a> {
    entity_ref: &'a EntityRef,
    revision: u64,
    standing: Standing,
    contest: Box<Contest>,
    sources: HashMap<ClaimKey, LocationSource>,
}

impl<'a> Described<'a> {
    /// None where nothing does.
    fn of(entity_ref: &'a EntityRef, revision: u64, placed: Vec<PlacedClaim>, precedence: &Precedence) -> Option<Self> {
        let standing = Standing::of(&placed);
        let claims = placed.iter().map(|placed| (placed.claim.clone(), &placed.source.settings)).collect();
        let Verdict::Shown(contest) = contest(claims, precedence) else { return None };
        let sources = placed.into_iter().map(|placed| (placed.claim.key, placed.source)).collect();
        Some(Self { entity_ref, revision, standing, contest, sources })
    }

    /// Whether a claim is the portal's own.
    fn is_own(&self, claim: &Claim) -> bool {
        let own = match self.standing {
            Standing::File { .. } => OVERLAY,
            Standing::Managed | Standing::Nowhere => SOURCE,
        };
        self.sources.get(&claim.key).is_some_and(|source| source.name == own)
    }

    fn seen(&self, contents: &HashMap<String, Entity>, texts: &HashMap<String, Vec<u8>>) -> Seen {
        let mut parts = Vec::new();
        let mut text = None;
        for claim in self.contest.shown() {
            let Some((entity, source)) = contents.get(&claim.content).zip(self.sources.get(&claim.key)) else {
                continue;
            };
            let own = self.is_own(claim);
            if own {
                text = texts.get(&claim.text).and_then(|bytes| String::from_utf8(bytes.clone()).ok());
            }
            parts.push(Part { entity: entity.clone(), overlay: source.settings.overlay, own });
        }
        let (entity_ref, standing) = (self.entity_ref.clone(), self.standing.clone());
        Seen { entity_ref, revision: self.revision, standing, parts, text }
    }
}
