//! The texts that an entity was read from, with what is wrong with their files now, and what each of them says.

use std::collections::HashMap;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::merge::Precedence;
use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::provenance::{Description, FieldOrigin, Said, provenance};
use catalog_schema::wire::{ContributingFile, Descriptor, OverriddenValue, Problem, ValueOrigin};

use super::CatalogPortal;
use super::descriptions::Descriptions;
use super::problems::{gone, unavailable};
use crate::lists;
use crate::store::{Claim, StoreError, Tx};

pub(super) async fn descriptor(portal: &CatalogPortal, entity_ref: &EntityRef) -> Result<Descriptor, Problem> {
    let live = portal.cell.load();
    lists::entity(&live, entity_ref)?;
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let descriptions = Descriptions::read(&mut tx, entity_ref, &portal.precedence).await.map_err(failed)?;
    let descriptions = descriptions.ok_or_else(|| gone(entity_ref))?;
    let shown = descriptions.contest.shown().cloned().collect();
    let sayings = Sayings::read(&mut tx, shown).await.map_err(failed)?;
    drop(tx);
    let precedence = portal.precedence.clone();
    let judged = tokio::task::spawn_blocking(move || {
        let origins = sayings.origins(&precedence);
        (sayings.files(), origins)
    });
    let (files, origins) = judged.await.unwrap_or_else(|error| {
        // It is cancelled only with the runtime, and then nobody waits for the answer.
        let cancelled = |error: tokio::task::JoinError| Box::new(error.to_string()) as Box<_>;
        std::panic::resume_unwind(error.try_into_panic().unwrap_or_else(cancelled))
    });
    let primary = files.first().cloned().ok_or_else(|| gone(entity_ref))?;
    Ok(Descriptor {
        entity_ref: entity_ref.to_string(),
        source: descriptions.source(&descriptions.contest.primary),
        path: primary.path,
        format: primary.format,
        text: primary.text,
        start_line: primary.start_line,
        end_line: primary.end_line,
        stale: primary.stale,
        diagnostics: primary.diagnostics,
        files,
        origins,
        also_described_by: descriptions.also(),
        revision: live.revision(),
    })
}

/// The claims that an entity shows, the primary one first, with what they were made of.
struct Sayings {
    claims: Vec<Claim>,
    /// By content hash.
    entities: HashMap<String, Entity>,
    /// By text hash.
    texts: HashMap<String, Vec<u8>>,
    /// By path.
    diagnostics: HashMap<String, Vec<Diagnostic>>,
}

impl Sayings {
    async fn read(tx: &mut Tx, claims: Vec<Claim>) -> Result<Self, StoreError> {
        let all = |of: fn(&Claim) -> &String| claims.iter().map(of).cloned().collect::<Vec<_>>();
        let location = claims.first().map(|claim| claim.key.location.as_str()).unwrap_or_default();
        Ok(Self {
            entities: tx.contents(&all(|claim| &claim.content)).await?,
            texts: tx.texts(&all(|claim| &claim.text)).await?,
            diagnostics: tx.diagnostics_of_files(location, &all(|claim| &claim.key.path)).await?,
            claims,
        })
    }

    fn text(&self, claim: &Claim) -> &[u8] {
        self.texts.get(&claim.text).map(Vec::as_slice).unwrap_or_default()
    }

    fn files(&self) -> Vec<ContributingFile> {
        let file = |(index, claim): (usize, &Claim)| ContributingFile {
            path: claim.key.path.clone(),
            format: claim.format,
            primary: index == 0,
            // The decoder accepts UTF-8 only, so that nothing is replaced here.
            text: String::from_utf8_lossy(self.text(claim)).into_owned(),
            start_line: claim.start_line,
            end_line: claim.end_line,
            stale: claim.stale,
            diagnostics: self.diagnostics.get(&claim.key.path).cloned().unwrap_or_default(),
        };
        self.claims.iter().enumerate().map(file).collect()
    }

    fn origins(&self, precedence: &Precedence) -> Vec<ValueOrigin> {
        let described = self.claims.iter().filter_map(|claim| {
            let entity = self.entities.get(&claim.content)?;
            Some((claim, Description { entity, text: self.text(claim), start_line: claim.start_line }))
        });
        let (claims, descriptions): (Vec<_>, Vec<_>) = described.unzip();
        let place = |said: Said| claims.get(said.description).map(|claim| (claim.key.path.clone(), claim.format));
        let origin = |FieldOrigin { field, value, said, overruled }| {
            let (file, format) = place(said)?;
            let overridden = overruled.into_iter().filter_map(|other| {
                let (file, format) = place(other.said)?;
                let Said { line, column, .. } = other.said;
                Some(OverriddenValue { file, line, column, format, value: other.value })
            });
            let overridden = overridden.collect();
            Some(ValueOrigin { field, value, file, line: said.line, column: said.column, format, overridden })
        };
        provenance(&descriptions, precedence).into_iter().filter_map(origin).collect()
    }
}
