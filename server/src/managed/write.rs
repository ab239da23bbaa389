//! Writing many edits as one change: those of entities that the portal keeps and those that add fields to files, each to
//! the location of its source, in one transaction.

use std::collections::BTreeSet;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{ChangeOutcome, PushOutcome};

use super::document::path;
use super::service::{Edit, Expected, Managed, Standing, Stop, by};
use super::{OVERLAY, SOURCE, problems};
use crate::ingest::{IngestError, ReadFile, Scope, finish_together};
use crate::sources::push::problems::descriptor_errors;

/// Edits of one source, in the order in which they came.
type Share<'a> = (&'static str, Vec<&'a (EntityRef, Edit)>);

impl Managed {
    /// What edits would change. The sources that they would be written to need not be there yet.
    pub(super) async fn rehearsed(&self, edits: &[(EntityRef, Edit)]) -> Result<PushOutcome, Stop> {
        for (entity_ref, edit) in edits {
            match (self.standing(entity_ref).await?, edit.overlay) {
                (Standing::File { source, path, .. }, false) => {
                    return Err(problems::described_by_file(entity_ref, &source, &path).into());
                }
                (Standing::Nowhere | Standing::Managed, true) => {
                    return Err(problems::nothing_to_add_to(entity_ref).into());
                }
                _ => {}
            }
        }
        let ingest = self.ingest.clone().overlaying(OVERLAY);
        let mut all = PushOutcome::default();
        for (source, edits) in shares(edits) {
            let mut tx = self.store.read().await.map_err(IngestError::from)?;
            let known = tx.addresses_of(source).await.map_err(IngestError::from)?.pop().map(|(location, _)| location);
            drop(tx);
            let mut session = ingest.begin_dry_run(source, known.as_deref(), scope(&edits)).await?;
            session.stage(files(&edits)).await?;
            let run = session.dry_run().await?;
            all.diagnostics.extend(run.diagnostics);
            add(&mut all.outcome, run.outcome);
        }
        match descriptor_errors(&all.diagnostics) {
            Some(problem) => Err(problem.into()),
            None => Ok(all),
        }
    }

    /// Writes edits; what is wrong with them is known before anything of them is written.
    pub(super) async fn written(
        &self,
        edits: &[(EntityRef, Edit)],
        who: (&str, &'static str),
    ) -> Result<PushOutcome, Stop> {
        let PushOutcome { diagnostics, .. } = self.rehearsed(edits).await?;
        let mut sessions = Vec::new();
        let shares = shares(edits);
        for (source, edits) in &shares {
            let location = self.location(source).await?;
            sessions.push(self.ingest.begin(&location, scope(edits)).await?);
        }
        let expected: Vec<(&EntityRef, Expected)> =
            edits.iter().map(|(entity_ref, edit)| (entity_ref, edit.expected)).collect();
        self.expect(&expected).await?;
        let mut staged = Vec::with_capacity(sessions.len());
        for (mut session, (_, edits)) in sessions.into_iter().zip(&shares) {
            session.stage(files(edits)).await?;
            staged.push(by(session, who));
        }
        let mut outcome = ChangeOutcome::default();
        finish_together(staged).await?.into_iter().for_each(|one| add(&mut outcome, one));
        Ok(PushOutcome { outcome, diagnostics })
    }
}

/// The edits by the source that each goes to; sources without any are left out.
fn shares(edits: &[(EntityRef, Edit)]) -> Vec<Share<'_>> {
    let of = |overlay: bool| edits.iter().filter(move |(_, edit)| edit.overlay == overlay).collect();
    let both: [Share<'_>; 2] = [(SOURCE, of(false)), (OVERLAY, of(true))];
    both.into_iter().filter(|(_, edits)| !edits.is_empty()).collect()
}

/// The files of these entities, one each.
fn scope(edits: &[&(EntityRef, Edit)]) -> Scope {
    Scope::Under(edits.iter().map(|(entity_ref, _)| path(entity_ref)).collect::<BTreeSet<_>>())
}

fn files(edits: &[&(EntityRef, Edit)]) -> Vec<ReadFile> {
    let file = |(entity_ref, edit): &&(EntityRef, Edit)| ReadFile {
        path: path(entity_ref),
        content: Ok(edit.text.clone().into_bytes()),
    };
    edits.iter().map(file).collect()
}

/// What two changes come to, the later one's revision.
fn add(all: &mut ChangeOutcome, one: ChangeOutcome) {
    all.revision = all.revision.max(one.revision);
    all.created.extend(one.created);
    all.updated.extend(one.updated);
    all.deleted.extend(one.deleted);
    all.renamed.extend(one.renamed);
    all.unchanged += one.unchanged;
    all.held = all.held.take().or(one.held);
}
