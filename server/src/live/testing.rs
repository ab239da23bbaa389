//! Entities and catalogs for the tests of the read side.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use catalog_schema::model::{Alias, CodeOwner, Entity, EntityRef, Form, Format, Relation, RelationType, Spelling};
use catalog_schema::wire::{Health, Outcome};
use proptest::prelude::*;
use scorecards::{Engine, RuleDefinition, ScorecardDefinition, Verdict};
use serde_json::Value;

use super::change::{EntityChange, EntityVersion};
use super::{Build, Judgement, Live};
use crate::search::SearchReader;

/// A catalog without entities and without an index.
pub(crate) fn empty() -> Live {
    static READER: LazyLock<SearchReader> = LazyLock::new(|| SearchReader::empty().unwrap());
    Live::empty("epoch", READER.clone())
}

/// A catalog of these entities, at revision 1.
pub(crate) fn catalog(entities: impl IntoIterator<Item = Entity>) -> Live {
    let changes: Vec<EntityChange> = entities.into_iter().map(put).collect();
    empty().apply(1, &changes).0
}

/// The same entities put together at once.
pub(crate) fn built(changes: &[EntityChange]) -> Live {
    let empty = empty();
    let mut build = Build::new(empty.epoch(), empty.search().clone());
    for change in changes {
        if let EntityChange::Put(version) = change {
            build.add(std::slice::from_ref(version));
        }
    }
    build.finish(1)
}

pub(crate) fn reference(text: &str) -> EntityRef {
    text.parse().unwrap()
}

/// An entity with nothing but its reference.
pub(crate) fn entity(text: &str) -> Entity {
    let entity_ref = reference(text);
    Entity {
        format: Format::Backstage,
        api_version: "backstage.io/v1alpha1".into(),
        kind: entity_ref.kind().into(),
        namespace: entity_ref.namespace().into(),
        name: entity_ref.name().into(),
        title: None,
        description: None,
        entity_type: None,
        lifecycle: None,
        tier: None,
        language: None,
        owner: None,
        additional_owners: vec![],
        code_owner: None,
        unowned: None,
        system: None,
        tags: vec![],
        labels: BTreeMap::new(),
        annotations: BTreeMap::new(),
        links: vec![],
        aliases: vec![],
        relations: vec![],
        profile: None,
        api: None,
        custom_fields: BTreeMap::new(),
        docs: vec![],
        descriptor: Value::Null,
    }
}

/// What tests say of an entity, in a chain.
pub(crate) trait EntityExt: Sized {
    fn with(self, change: impl FnOnce(&mut Entity)) -> Self;

    fn relates(self, relation: &str, target: &str) -> Self {
        self.with(|entity| {
            let origin = format!("/spec/{relation}/{}", entity.relations.len());
            entity.relations.push(Relation {
                relation_type: RelationType::parse(relation).unwrap(),
                target: reference(target),
                spelling: Spelling::default(),
                origin,
                attributes: serde_json::Map::new(),
            });
        })
    }

    /// As [`EntityExt::relates`], written in another form than in full.
    fn refers(self, relation: &str, target: &str, form: Form, text: Option<&str>) -> Self {
        self.relates(relation, target).with(|entity| {
            let last = entity.relations.last_mut().unwrap();
            last.spelling = Spelling { form, text: text.map(Into::into) };
        })
    }

    fn owned_by(self, owner: &str) -> Self {
        self.with(|entity| entity.owner = Some(reference(owner))).relates("ownedBy", owner)
    }

    fn in_system(self, system: &str) -> Self {
        self.with(|entity| entity.system = Some(reference(system))).relates("partOf", system)
    }

    fn code_owned_by(self, owner: &str) -> Self {
        let code_owner = CodeOwner { owner: reference(owner), path: "CODEOWNERS".to_owned(), line: 3 };
        self.with(|entity| entity.code_owner = Some(code_owner))
    }

    fn called(self, alias: &str) -> Self {
        self.with(|entity| entity.aliases.push(Alias { scheme: "test".into(), value: alias.into() }))
    }

    fn titled(self, title: &str) -> Self {
        self.with(|entity| entity.title = Some(title.into()))
    }
}

impl EntityExt for Entity {
    fn with(mut self, change: impl FnOnce(&mut Entity)) -> Self {
        change(&mut self);
        self
    }
}

/// The change that an entity is new, its reference being its identity.
pub(crate) fn put(entity: Entity) -> EntityChange {
    let uid = format!("uid of {}", entity.entity_ref());
    put_as(&uid, entity)
}

/// The change that this is the current version of an identity.
pub(crate) fn put_as(uid: &str, entity: Entity) -> EntityChange {
    EntityChange::Put(EntityVersion {
        uid: uid.into(),
        revision: 1,
        created_at: 0,
        changed_at: 0,
        changed_by: None,
        source: "source".into(),
        location: "location".into(),
        path: "catalog-info.yaml".into(),
        stale: false,
        entity: Arc::new(entity),
        derived: Default::default(),
    })
}

pub(crate) fn remove(text: &str) -> EntityChange {
    remove_as(&format!("uid of {text}"), text)
}

pub(crate) fn remove_as(uid: &str, text: &str) -> EntityChange {
    EntityChange::Remove { uid: uid.into(), entity_ref: reference(text) }
}

/// The total of a rule with this outcome, which is worth a point.
pub(crate) fn health(outcome: Outcome) -> Option<Health> {
    let is = |wanted| u32::from(outcome == wanted);
    let (passed, failed, unknown) = (is(Outcome::Pass), is(Outcome::Fail), is(Outcome::Unknown));
    Some(Health { score: passed, max: 1, passed, failed, unknown })
}

/// What a scorecard of that one rule makes of an entity.
pub(crate) fn judgement(outcome: Outcome) -> Judgement {
    let percent = if outcome == Outcome::Pass { 100 } else { 0 };
    Judgement {
        total: health(outcome),
        levels: vec!["ownership".into()],
        outcomes: vec![("ownership/rule".into(), Verdict { outcome, percent })],
    }
}

/// The same catalog, judged by a rule that reads facts of every group.
pub(crate) fn reading_all(live: &Live) -> Live {
    let expression =
        "owner.exists && size(dependencies) > 0 && measures.dependents > 0 && measures.reach > 0 && size(levels) > 0";
    let rule = RuleDefinition { id: "all".into(), expression: expression.into(), ..RuleDefinition::default() };
    let definition = ScorecardDefinition { name: "all".into(), rules: vec![rule], ..ScorecardDefinition::default() };
    let (engine, errors) = Engine::new(vec![definition]);
    assert_eq!(errors, []);
    live.with_engine(Arc::new(engine))
}

/// References out of few, so that they meet.
pub(crate) fn any_ref() -> impl Strategy<Value = String> {
    let kind =
        prop::sample::select(vec!["component", "component", "resource", "api", "system", "domain", "group", "user"]);
    (kind, prop::sample::select(vec!["default", "x"]), "[a-d]")
        .prop_map(|(kind, namespace, name)| format!("{kind}:{namespace}/{name}"))
}

/// Ways to write a reference.
pub(crate) fn any_form() -> impl Strategy<Value = Form> {
    prop::sample::select(vec![Form::Full, Form::KindName, Form::NamespaceName, Form::Name, Form::Handle, Form::Words])
}

/// Entities whose fields and relations vary within a small world.
pub(crate) fn any_entity() -> impl Strategy<Value = Entity> {
    let relation = prop::sample::select(vec![
        "dependsOn",
        "dependencyOf",
        "partOf",
        "hasPart",
        "providesApi",
        "apiProvidedBy",
        "consumesApi",
        "childOf",
        "custom:calls",
    ]);
    let fields = (
        prop::option::of("[abAB]{1,2}"),
        prop::option::of(prop::sample::select(vec!["service", "Service", "library"])),
        prop::option::of(1..=4_u8),
        prop::option::of("group:(default|x)/[a-d]"),
        prop::option::of("system:(default|x)/[a-d]"),
        prop::collection::vec(prop::sample::select(vec!["java", "Go", "go", "rust"]), 0..3),
        prop::option::of(prop::sample::select(vec!["eu", "US"])),
    );
    let code_owner = prop::option::of("group:default/[a-e]");
    let relations = prop::collection::vec((relation, any_ref(), any_form()), 0..5);
    let aliases = prop::collection::vec("[a-d]|[x]/[A-D]|[a-d]@x", 0..2);
    (any_ref(), fields, relations, aliases, any_form(), code_owner).prop_map(
        |(text, (title, entity_type, tier, owner, system, tags, region), relations, aliases, form, code_owner)| {
            let mut made = entity(&text).with(|entity| {
                entity.title = title;
                entity.entity_type = entity_type.map(Into::into);
                entity.tier = tier;
                entity.tags = tags.into_iter().map(Into::into).collect();
                entity.annotations = region.iter().map(|region| (format!("in/{region}"), region.to_string())).collect();
                entity.labels = region.into_iter().map(|region| ("region".to_owned(), region.to_owned())).collect();
            });
            if let Some(owner) = owner {
                made = made.owned_by(&owner);
            }
            if let Some(code_owner) = code_owner {
                made = made.code_owned_by(&code_owner);
            }
            if let Some(system) = system {
                made = made.in_system(&system);
            }
            for relation in &mut made.relations {
                relation.spelling = Spelling::plain(form);
            }
            let made = aliases.iter().fold(made, |made, alias| made.called(alias));
            relations.into_iter().fold(made, |made, (relation, target, form)| {
                let text = matches!(form, Form::Handle).then_some("@x/a");
                made.refers(relation, &target, form, text)
            })
        },
    )
}
