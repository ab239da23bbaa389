//! What a sync would do, without doing it.

use std::collections::{BTreeSet, HashMap};

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::limits::Limits;
use catalog_schema::wire::ChangeOutcome;

use super::contents::Contents;
use super::resolve::Resolution;
use super::scope::Scope;
use super::session::Session;
use super::{Ingest, IngestError};
use crate::store::{ChangeRow, CurrentVersion, EntityRow, LocationSource, SourceSettings, Tx};

/// What a sync would do to the catalog as it is.
#[derive(Debug)]
pub struct DryRun {
    /// What the sync would answer, but for the revision: it is that of the catalog now.
    pub outcome: ChangeOutcome,
    /// The catalog's epoch.
    pub epoch: String,
    /// What is wrong with the files that differ from what is kept, in their order.
    pub diagnostics: Vec<Diagnostic>,
    /// What the change log would say.
    pub(crate) steps: Vec<ChangeRow>,
    /// The versions that would be current, of what would change and still be there, by identity.
    pub(crate) versions: HashMap<String, CurrentVersion>,
}

impl Ingest {
    /// Starts a dry run of a location, of one that the store does not know if there is none. What is staged comes from
    /// outside, with the limits that this has, and is kept in memory.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin_dry_run(
        &self,
        source: &str,
        location: Option<&str>,
        scope: Scope,
    ) -> Result<Session, IngestError> {
        let mut outside = self.clone();
        outside.options.limits = Limits::remote();
        // Nothing comes of it that anybody could show.
        outside.first_fill = None;
        match location {
            Some(location) => {
                let mut session = outside.begin(location, scope).await?;
                session.contents = Contents::Aside(HashMap::new());
                Ok(session)
            }
            None => {
                let settings: SourceSettings = self.sources.get(source).cloned().unwrap_or_default();
                let source = LocationSource { name: source.to_owned(), settings };
                outside.begin_unknown(source, scope, Contents::Aside(HashMap::new())).await
            }
        }
    }
}

impl Session {
    /// The files that descriptors of the location are known to name.
    pub fn named_files(&self) -> BTreeSet<String> {
        self.companions.values().flatten().cloned().collect()
    }

    /// What [`Session::finish`] would do now. It is decided as there and from one state of the store, and nothing is
    /// written, nor locked.
    ///
    /// # Errors
    /// If the store fails, or another sync has changed the location since this one began.
    pub async fn dry_run(mut self) -> Result<DryRun, IngestError> {
        self.let_go().await?;
        let mut gone = self.gone();
        let mut tx = self.ingest.store.read().await?;
        let head = tx.head().await?;
        if self.newcomer.is_none() && tx.location_revision(&self.location).await? != self.based_on {
            return Err(IngestError::Overtaken);
        }
        let guarded = self.guard(&mut tx, &mut gone).await?;
        let mut dry_run = DryRun {
            outcome: ChangeOutcome::default(),
            epoch: head.epoch,
            diagnostics: self.diagnostics(),
            steps: Vec::new(),
            versions: HashMap::new(),
        };
        if self.changes_something(&gone) {
            let mut contents = std::mem::take(&mut self.contents);
            let revision = head.revision + 1;
            let is_blank = tx.is_blank().await?;
            let mut diff = self.plan(&mut tx, &gone, revision).await?;
            let settled = self.settle(&mut tx, &mut diff, (revision, is_blank), &mut contents).await?;
            let resolution = settled.resolution;
            dry_run.diagnostics.extend(self.derived(&resolution));
            dry_run.versions = current(&resolution, &contents, &mut tx).await?;
            dry_run.steps = resolution.changes;
            dry_run.outcome = resolution.outcome;
        }
        dry_run.outcome.revision = head.revision;
        dry_run.outcome.held = guarded.held;
        Ok(dry_run)
    }

    /// What is wrong with claims of the staged files beside others.
    pub(super) fn derived(&self, resolution: &Resolution) -> Vec<Diagnostic> {
        let staged: BTreeSet<&str> = self.staged.iter().map(|file| file.path.as_str()).collect();
        let of_staged = resolution.derived.iter().chain(&resolution.missing).filter_map(|(key, diagnostic)| {
            diagnostic.as_ref().filter(|_| key.location == self.location && staged.contains(key.path.as_str()))
        });
        of_staged.cloned().collect()
    }
}

/// The versions that would be current, with their content.
async fn current(
    resolution: &Resolution,
    contents: &Contents,
    tx: &mut Tx,
) -> Result<HashMap<String, CurrentVersion>, IngestError> {
    let rows: HashMap<&str, &EntityRow> = resolution.put.iter().map(|row| (row.uid.as_str(), row)).collect();
    let versions: Vec<_> = resolution.versions.iter().filter(|version| !version.deleted).collect();
    let hashes: BTreeSet<&String> = versions.iter().map(|version| &version.content).collect();
    let hashes: Vec<String> = hashes.into_iter().cloned().collect();
    let entities = contents.of(tx, &hashes).await?;
    let version = |row: &&crate::store::VersionRow| {
        let entity = entities.get(&row.content)?.clone();
        let created_at = rows.get(row.uid.as_str())?.created_at;
        let current = CurrentVersion {
            uid: row.uid.clone(),
            revision: row.revision,
            source: row.source.clone(),
            location: row.location.clone(),
            path: row.path.clone(),
            stale: row.stale,
            changed_at: row.changed_at,
            author: row.author.clone(),
            created_at,
            entity,
        };
        Some((row.uid.clone(), current))
    };
    Ok(versions.iter().filter_map(version).collect())
}
