//! What a catalog is judged by: the scorecards that are built in, and those that its entities define, with the pushed facts
//! that entities declare; and the initiatives that read what came of it.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

use catalog_schema::model::{Entity, EntityRef, Format};
use scorecards::{
    DeclaredFact, DeclaredFacts, Engine, Exemption, InitiativeDefinition, ScorecardDefinition, builtin_scorecards,
};
use tracing::warn;

use super::change::EntityVersion;

/// The kinds of the entities that define scorecards, that declare facts, and that define initiatives.
const SCORECARD: &str = "scorecard";
const FACT_TYPE: &str = "facttype";
const INITIATIVE: &str = "initiative";

/// Initiatives by the entities that define them.
pub(crate) type Initiatives = BTreeMap<EntityRef, Arc<InitiativeDefinition>>;

/// Whether entities of this kind define something.
pub(crate) fn defines(kind: &str) -> bool {
    [SCORECARD, FACT_TYPE, INITIATIVE].iter().any(|known| kind.eq_ignore_ascii_case(known))
}

/// The definitions of a snapshot, and the engine that was made of them. Cheap to clone.
#[derive(Clone)]
pub(super) struct Definitions {
    /// By the entity that gives them.
    given: Arc<BTreeMap<EntityRef, ScorecardDefinition>>,
    /// Likewise.
    declared: Arc<BTreeMap<EntityRef, DeclaredFact>>,
    /// Likewise; one name may stand here twice, of which the first counts.
    initiatives: Arc<Initiatives>,
    /// Exemptions that somebody was granted of entities that there are, by the scorecard's name.
    granted: Arc<BTreeMap<String, Vec<Exemption>>>,
    engine: Arc<Engine>,
}

impl Default for Definitions {
    /// The built-in ones.
    fn default() -> Self {
        static BUILTIN: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::builtin()));
        let engine = Arc::clone(&BUILTIN);
        Self {
            given: Arc::default(),
            declared: Arc::default(),
            initiatives: Arc::default(),
            granted: Arc::default(),
            engine,
        }
    }
}

impl Definitions {
    pub(super) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    pub(super) fn initiatives(&self) -> &Arc<Initiatives> {
        &self.initiatives
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
        let mut is_other = false;
        for (entity_ref, version) in changes {
            let entity = version.map(|version| &*version.entity);
            is_other |= match entity_ref.kind() {
                SCORECARD => renew(&mut self.given, entity_ref, entity.and_then(defined_by)),
                FACT_TYPE => renew(&mut self.declared, entity_ref, entity.and_then(declared_by)),
                // Nothing is judged by it, so that the engine stays.
                INITIATIVE => {
                    renew(&mut self.initiatives, entity_ref, entity.and_then(initiated_by).map(Arc::new));
                    false
                }
                _ => false,
            };
        }
        if is_other {
            self.renew_engine();
        }
    }

    /// Takes over which exemptions somebody was granted, by the scorecard's name. The engine stays the very same where these
    /// are those of before.
    pub(super) fn grant(&mut self, granted: BTreeMap<String, Vec<Exemption>>) {
        if *self.granted != granted {
            self.granted = Arc::new(granted);
            self.renew_engine();
        }
    }

    /// Whether somebody was granted an exemption of an entity that is called so.
    pub(super) fn names(&self, entity_ref: &EntityRef) -> bool {
        self.granted.values().flatten().any(|exemption| exemption.entity == *entity_ref)
    }

    fn renew_engine(&mut self) {
        let declared: DeclaredFacts = self.declared.values().cloned().collect();
        let mut definitions = together(self.given.values());
        for definition in &mut definitions {
            definition.exemptions.extend(self.granted.get(&definition.name).into_iter().flatten().cloned());
        }
        let (engine, errors) = Engine::with_facts(definitions, declared);
        for error in errors {
            warn!(%error, "a scorecard has an error");
        }
        self.engine = Arc::new(engine);
    }
}

/// Puts down what an entity gives now; whether it is something else than before.
fn renew<T: Clone + PartialEq>(given: &mut Arc<BTreeMap<EntityRef, T>>, by: &EntityRef, now: Option<T>) -> bool {
    if given.get(by) == now.as_ref() {
        return false;
    }
    let given = Arc::make_mut(given);
    match now {
        Some(now) => given.insert(by.clone(), now),
        None => given.remove(by),
    };
    true
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

/// The fact that an entity declares; none where its descriptor does not read as the type of one.
fn declared_by(entity: &Entity) -> Option<DeclaredFact> {
    let is_declaration = entity.format == Format::Native;
    is_declaration.then(|| scorecards::read_fact_type(&entity.descriptor).fact).flatten()
}

/// The initiative that an entity defines; none where its descriptor does not read as one.
fn initiated_by(entity: &Entity) -> Option<InitiativeDefinition> {
    let is_definition = entity.format == Format::Native;
    is_definition.then(|| scorecards::read_initiative(&entity.descriptor).initiative).flatten()
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
