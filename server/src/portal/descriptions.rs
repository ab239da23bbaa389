//! Everything that describes an entity, and which of it is shown.

use std::collections::HashMap;

use catalog_schema::merge::Precedence;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::DescriptionPlace;

use crate::ingest::{Contest, Verdict, contest};
use crate::store::{Claim, ClaimKey, PlacedClaim, StoreError, Tx};

/// The claims on an entity, with where they come from.
pub(super) struct Descriptions {
    pub(super) contest: Contest,
    /// Source and address of each claim's location.
    places: HashMap<ClaimKey, (String, String)>,
}

impl Descriptions {
    /// Reads them; none where nothing describes the entity any more.
    pub(super) async fn read(
        tx: &mut Tx,
        entity_ref: &EntityRef,
        precedence: &Precedence,
    ) -> Result<Option<Self>, StoreError> {
        let placed = tx.claims_with_sources(entity_ref).await?;
        let claims = placed.iter().map(|placed| (placed.claim.clone(), &placed.source.settings)).collect();
        let Verdict::Shown(contest) = contest(claims, precedence) else { return Ok(None) };
        let place = |placed: PlacedClaim| (placed.claim.key, (placed.source.name, placed.address));
        Ok(Some(Self { contest: *contest, places: placed.into_iter().map(place).collect() }))
    }

    /// The source of a claim.
    pub(super) fn source(&self, claim: &Claim) -> String {
        self.places.get(&claim.key).map(|(source, _)| source.clone()).unwrap_or_default()
    }

    /// Where it is described besides, in vain.
    pub(super) fn also(&self) -> Vec<DescriptionPlace> {
        let place = |claim: &Claim| {
            let (source, location) = self.places.get(&claim.key).cloned().unwrap_or_default();
            DescriptionPlace {
                source,
                location,
                path: claim.key.path.clone(),
                line: claim.start_line,
                format: claim.format,
            }
        };
        self.contest.losers.iter().map(place).collect()
    }
}
