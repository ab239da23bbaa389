//! What an entity is made of, as far as a change of it has to know.

use std::collections::HashMap;

use catalog_schema::merge::{Precedence, merge_in_order};
use catalog_schema::model::{Entity, EntityRef};

use crate::ingest::{Verdict, contest};
use crate::managed::{OVERLAY, SOURCE, Standing};
use crate::store::{Claim, StoreError, Tx};

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
    /// Reads it; none where nothing describes it.
    pub(in crate::managed) async fn read(
        tx: &mut Tx,
        entity_ref: &EntityRef,
        revision: u64,
        precedence: &Precedence,
    ) -> Result<Option<Self>, StoreError> {
        let placed = tx.claims_with_sources(entity_ref).await?;
        let standing = Standing::of(&placed);
        let sources: HashMap<_, _> = placed.iter().map(|placed| (placed.claim.key.clone(), &placed.source)).collect();
        let claims = placed.iter().map(|placed| (placed.claim.clone(), &placed.source.settings)).collect();
        let Verdict::Shown(contest) = contest(claims, precedence) else { return Ok(None) };
        let own = match standing {
            Standing::File { .. } => OVERLAY,
            Standing::Managed | Standing::Nowhere => SOURCE,
        };
        let shown: Vec<&Claim> = contest.shown().collect();
        let contents: Vec<String> = shown.iter().map(|claim| claim.content.clone()).collect();
        let entities = tx.contents(&contents).await?;
        let (mut parts, mut text) = (Vec::with_capacity(shown.len()), None);
        for claim in shown {
            let Some((entity, source)) = entities.get(&claim.content).zip(sources.get(&claim.key)) else { continue };
            let is_own = source.name == own;
            if is_own {
                let texts = tx.texts(std::slice::from_ref(&claim.text)).await?;
                text = texts.into_values().next().and_then(|bytes| String::from_utf8(bytes).ok());
            }
            parts.push(Part { entity: entity.clone(), overlay: source.settings.overlay, own: is_own });
        }
        Ok(Some(Self { entity_ref: entity_ref.clone(), revision, standing, parts, text }))
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
