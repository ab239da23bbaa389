//! The scorecards that a catalog is judged by: those that are built in, and those that its entities define.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

use catalog_schema::model::{Entity, EntityRef, Format};
use scorecards::{Engine, ScorecardDefinition, builtin_scorecards};
use tracing::warn;

use super::change::EntityVersion;

/// The kind of the entities that define scorecards.
const KIND: &str = "scorecard";

/// The definitions of a snapshot, and the engine that was made of them. Cheap to clone.
#[derive(Clone)]
pub(super) struct Definitions {
    /// By the entity that gives them.
    given: Arc<BTreeMap<EntityRef, ScorecardDefinition>>,
    engine: Arc<Engine>,
}

impl Default for Definitions {
    /// The built-in ones.
    fn default() -> Self {
        static BUILTIN: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::builtin()));
        Self { given: Arc::default(), engine: Arc::clone(&BUILTIN) }
    }
}

impl Definitions {
    pub(super) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The entity that defines the scorecard of this name; none where it is built in.
    pub(super) fn definer(&self, name: &str) -> Option<&EntityRef> {
        self.given.iter().find(|(_, given)| given.name == name).map(|(entity_ref, _)| entity_ref)
    }

    /// The same catalog, judged by this engine until an entity defines another scorecard.
    pub(super) fn set_engine(&mut self, engine: Arc<Engine>) {
        self.engine = engine;
    }

    /// Takes over what these entities define from now on: those that came or changed, with their versions, and those that
    /// went. The engine stays the very same where that is what was defined before.
    pub(super) fn change<'a>(&mut self, changes: impl Iterator<Item = (&'a EntityRef, Option<&'a EntityVersion>)>) {
        let mut given = None;
        for (entity_ref, version) in changes.filter(|(entity_ref, _)| entity_ref.kind() == KIND) {
            let now = version.and_then(|version| defined_by(&version.entity));
            if self.given.get(entity_ref) == now.as_ref() {
                continue;
            }
            let given = given.get_or_insert_with(|| BTreeMap::clone(&self.given));
            match now {
                Some(now) => given.insert(entity_ref.clone(), now),
                None => given.remove(entity_ref),
            };
        }
        let Some(given) = given else { return };
        let (engine, errors) = Engine::new(together(given.values()));
        for error in errors {
            warn!(%error, "a scorecard has an error");
        }
        (self.given, self.engine) = (Arc::new(given), Arc::new(engine));
    }
}

/// The built-in scorecards and these, each name once: an organisation may replace a built-in one, and of two entities of
/// one name in different namespaces the first by reference counts.
fn together<'a>(given: impl Iterator<Item = &'a ScorecardDefinition>) -> Vec<ScorecardDefinition> {
    let mut names = HashSet::new();
    let given: Vec<&ScorecardDefinition> = given.filter(|given| names.insert(given.name.as_str())).collect();
    let builtin = builtin_scorecards().into_iter().filter(|builtin| !names.contains(builtin.name.as_str()));
    builtin.chain(given.iter().map(|&given| given.clone())).collect()
}

/// The scorecard that an entity defines; none where its descriptor does not read as one.
fn defined_by(entity: &Entity) -> Option<ScorecardDefinition> {
    let is_definition = entity.format == Format::Native;
    is_definition.then(|| scorecards::read(&entity.descriptor).definition).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scorecard_of_the_catalog_replaces_the_built_in_one_of_its_name() {
        let named = |name: &str, title: &str| ScorecardDefinition {
            name: name.to_owned(),
            title: title.to_owned(),
            ..ScorecardDefinition::default()
        };
        let given = [named("ownership", "Ours"), named("more", "First"), named("more", "Second")];
        let together = together(given.iter());
        let titles: Vec<&str> = together.iter().map(|definition| definition.title.as_str()).collect();
        assert_eq!(titles.iter().filter(|title| **title == "Ownership").count(), 0);
        assert!(titles.ends_with(&["Ours", "First"]), "{titles:?}");
    }
}
