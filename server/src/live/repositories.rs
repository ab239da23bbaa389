//! What sources see of the repositories that entities are described in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_schema::companions::is_address;
use catalog_schema::model::EntityRef;
use catalog_schema::repository::RepositoryFacts;
use scorecards::{FactGroup, FactGroups};

use super::change::RepositoryChange;
use super::{Live, Record};

/// The repositories of a location, by their places in it.
pub(crate) type Repositories = BTreeMap<Arc<str>, Arc<RepositoryFacts>>;

impl Live {
    /// The catalog with these repositories in the place of what was known of them. Whose results may be others for it is
    /// added to `evaluate`, if rules read that; the results are the caller's to renew.
    #[must_use]
    pub fn with_repositories(
        &self,
        changes: &[RepositoryChange],
        evaluate: &mut BTreeMap<EntityRef, FactGroups>,
    ) -> Self {
        let mut next = self.clone();
        let mut locations = BTreeSet::new();
        for of_location in changes.chunk_by(|one, other| one.location == other.location) {
            let Some(first) = of_location.first() else { continue };
            let mut known = next.repositories.get(&first.location).map(|known| Repositories::clone(known));
            let known_now = known.get_or_insert_default();
            for change in of_location {
                match &change.facts {
                    Some(facts) => known_now.insert(Arc::clone(&change.root), Arc::clone(facts)),
                    None => known_now.remove(&change.root),
                };
            }
            let location = next.texts.share(&first.location);
            next.repositories.insert_mut(Arc::clone(&location), Arc::new(known.unwrap_or_default()));
            locations.insert(location);
        }
        if !next.engine().groups().contains(&FactGroup::Repository) {
            return next;
        }
        let others = self.records().filter(|record| {
            locations.contains(&record.location) && self.repository_of(record) != next.repository_of(record)
        });
        for record in others {
            let touched = evaluate.entry(record.entity_ref.clone()).or_default();
            *touched = touched.and(FactGroup::Repository.into());
        }
        next
    }

    /// The repository that an entity is described in, with its place in the location: the innermost around the file.
    pub(crate) fn repository_of(&self, record: &Record) -> Option<(&str, &RepositoryFacts)> {
        // What lies elsewhere is in none of them.
        let repositories = self.repositories.get(&record.location).filter(|_| !is_address(&record.path))?;
        let mut folder = &*record.path;
        loop {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            if let Some((root, facts)) = repositories.get_key_value(folder) {
                return Some((root, facts));
            }
            if folder.is_empty() {
                return None;
            }
        }
    }
}
