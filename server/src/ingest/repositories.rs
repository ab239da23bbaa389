//! What a source sees of repositories, on its way into the catalog with a sync.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::repository::RepositoryFacts;

use super::IngestError;
use super::session::Session;
use crate::store::{RepositoryFactsRow, Tx};

/// What a sync says of the repositories of its location.
#[derive(Debug, Default)]
pub(super) struct Repositories {
    /// By their places in the location.
    told: BTreeMap<String, RepositoryFacts>,
    /// All that there are, where the source has listed them.
    all: Option<BTreeSet<String>>,
}

impl Session {
    /// Says what the source sees of a repository: `root` is its place in the location, `/`-separated, and empty where the
    /// location is the repository, as it is of a source that reads one from a forge. The facts hold for every entity that is
    /// described below that place, until they are told otherwise; they become visible with [`Session::finish`], in its
    /// revision, and take one only if they are others than before. Those of other repositories stay.
    ///
    /// [`RepositoryFacts::of_files`] makes them of a list of files; commit, branch and what else the source knows are its to
    /// fill in.
    pub fn repository_facts(&mut self, root: &str, facts: RepositoryFacts) {
        self.repositories.told.insert(root.to_owned(), facts);
    }

    /// Says that the location has these repositories and no others: facts of those that are gone go with this sync.
    pub fn only_repositories(&mut self, roots: BTreeSet<String>) {
        self.repositories.all = Some(roots);
    }

    /// Writes these down as of a revision.
    pub(super) async fn tell_repositories(
        &self,
        tx: &mut Tx,
        rows: Vec<RepositoryFactsRow>,
        revision: u64,
    ) -> Result<(), IngestError> {
        let rows: Vec<RepositoryFactsRow> =
            rows.into_iter().map(|row| RepositoryFactsRow { revision, ..row }).collect();
        Ok(tx.put_repository_facts(&rows).await?)
    }

    /// The repositories of which something else is to be known from now on than the store has; their revision is to be
    /// said.
    pub(super) async fn changed_repositories(&self, tx: &mut Tx) -> Result<Vec<RepositoryFactsRow>, IngestError> {
        let Repositories { told, all } = &self.repositories;
        if told.is_empty() && all.is_none() {
            return Ok(Vec::new());
        }
        let known = tx.repository_facts_of(&self.location).await?;
        let is_known = |root: &str, facts: &RepositoryFacts| {
            known.iter().any(|row| row.root == root && row.facts.as_ref() == Some(facts))
        };
        let row = |root: &str, facts: Option<&RepositoryFacts>| RepositoryFactsRow {
            location: self.location.clone(),
            root: root.to_owned(),
            facts: facts.cloned(),
            revision: 0,
        };
        let others = told.iter().filter(|(root, facts)| !is_known(root, facts));
        let mut changed: Vec<RepositoryFactsRow> = others.map(|(root, facts)| row(root, Some(facts))).collect();
        if let Some(all) = all {
            let gone = known.iter().filter(|known| !all.contains(&known.root) && !told.contains_key(&known.root));
            changed.extend(gone.map(|gone| row(&gone.root, None)));
        }
        Ok(changed)
    }
}
