//! The texts that an entity was read from, with what is wrong with their files now, and what each of them says.

use std::collections::HashMap;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::provenance::{Description, FieldOrigin, Overruled, Said, provenance};
use catalog_schema::wire::{ContributingFile, Descriptor, OverriddenValue, Problem, ValueOrigin};

use super::CatalogPortal;
use super::descriptions::Descriptions;
use super::problems::{gone, unavailable};
use crate::lists;
use crate::store::{Claim, StoreError, Tx};

pub(super) async fn descriptor(portal: &CatalogPortal, entity_ref: &EntityRef) -> Result<Descriptor, Problem> {
    let live = portal.cell.load();
    lists::entity(&*live, entity_ref)?;
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let descriptions = Descriptions::read(&mut tx, entity_ref, &portal.precedence).await.map_err(failed)?;
    let descriptions = descriptions.ok_or_else(|| gone(entity_ref))?;
    let shown = descriptions.contest.shown().map(|claim| (claim.clone(), descriptions.source(claim))).collect();
    let sayings = Sayings::read(&mut tx, shown).await.map_err(failed)?;
    drop(tx);
    let judged = tokio::task::spawn_blocking(move || (sayings.files(), sayings.origins()));
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

/// The claims that an entity shows, in the order in which they are believed, with what they were made of.
struct Sayings {
    /// Each with its source.
    claims: Vec<(Claim, String)>,
    /// By content hash.
    entities: HashMap<String, Entity>,
    /// By text hash.
    texts: HashMap<String, Vec<u8>>,
    /// By location and path.
    diagnostics: HashMap<(String, String), Vec<Diagnostic>>,
}

impl Sayings {
    async fn read(tx: &mut Tx, claims: Vec<(Claim, String)>) -> Result<Self, StoreError> {
        let contents: Vec<String> = claims.iter().map(|(claim, _)| claim.content.clone()).collect();
        let texts: Vec<String> = claims.iter().map(|(claim, _)| claim.text.clone()).collect();
        let files: Vec<_> = claims.iter().map(|(claim, _)| file_of(claim)).collect();
        Ok(Self {
            entities: tx.contents(&contents).await?,
            texts: tx.texts(&texts).await?,
            diagnostics: tx.diagnostics_of_files(&files).await?,
            claims,
        })
    }

    fn text(&self, claim: &Claim) -> &[u8] {
        self.texts.get(&claim.text).map(Vec::as_slice).unwrap_or_default()
    }

    fn files(&self) -> Vec<ContributingFile> {
        let file = |(index, (claim, source)): (usize, &(Claim, String))| ContributingFile {
            source: source.clone(),
            path: claim.key.path.clone(),
            format: claim.format,
            primary: index == 0,
            // The decoder accepts UTF-8 only, so that nothing is replaced here.
            text: String::from_utf8_lossy(self.text(claim)).into_owned(),
            start_line: claim.start_line,
            end_line: claim.end_line,
            stale: claim.stale,
            diagnostics: self.diagnostics.get(&file_of(claim)).cloned().unwrap_or_default(),
        };
        self.claims.iter().enumerate().map(file).collect()
    }

    fn origins(&self) -> Vec<ValueOrigin> {
        let described = self.claims.iter().filter_map(|(claim, source)| {
            let entity = self.entities.get(&claim.content)?;
            Some(((claim, source), Description { entity, text: self.text(claim), start_line: claim.start_line }))
        });
        let (claims, descriptions): (Vec<_>, Vec<_>) = described.unzip();
        let place = |said: Said| {
            let (claim, source) = claims.get(said.description)?;
            Some(((*source).clone(), claim.key.path.clone(), claim.format))
        };
        let overridden = |Overruled { value, said }| {
            let (source, file, format) = place(said)?;
            Some(OverriddenValue { source, file, line: said.line, column: said.column, format, value })
        };
        let origin = |FieldOrigin { field, value, said, overruled }| {
            let (source, file, format) = place(said)?;
            let Said { line, column, .. } = said;
            let overridden = overruled.into_iter().filter_map(overridden).collect();
            Some(ValueOrigin { field, value, source, file, line, column, format, overridden })
        };
        provenance(&descriptions).into_iter().filter_map(origin).collect()
    }
}

fn file_of(claim: &Claim) -> (String, String) {
    (claim.key.location.clone(), claim.key.path.clone())
}
