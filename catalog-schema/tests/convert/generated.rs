//! Entities of every shape, as any decoder might make them.

use std::collections::{BTreeMap, HashSet};

use catalog_schema::model::{
    Alias, ApiSpec, Entity, EntityRef, Format, Link, LinkType, Profile, Relation, RelationType, Spelling,
};
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::round_trip::check;

fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{0,6}([-_.][a-z0-9]{1,4})?"
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z][A-Za-z ]{0,12}[a-z]",
        1 => "[-:#'\"%@`{}\\[\\]&*!|>?a-z0-9 \n\té]{0,20}[a-z]",
        1 => prop::sample::select(vec!["yes", "010", "1e3", "null", "~", "2024-01-01", "- a", "a: b", "x\n\ny\n"]).prop_map(str::to_owned),
    ]
}

fn reference() -> impl Strategy<Value = EntityRef> {
    let kind =
        prop::sample::select(vec!["component", "api", "resource", "system", "domain", "group", "user", "gadget"]);
    let namespace = prop::sample::select(vec!["default", "shop"]);
    (kind, namespace, name()).prop_map(|(kind, namespace, name)| EntityRef::new(kind, namespace, &name))
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        prop::collection::vec(text(), 0..3).prop_map(Value::from),
        Just(json!({"a": {"b": null}})),
    ]
}

fn relation() -> impl Strategy<Value = Relation> {
    let types = RelationType::forward_types().flat_map(|one| [one.inverse(), one]).collect::<Vec<_>>();
    let relation_type = prop_oneof![9 => prop::sample::select(types), 1 => name().prop_map(RelationType::Custom)];
    let key =
        prop_oneof![3 => name(), 1 => prop::sample::select(vec!["ref", "target", "name"]).prop_map(str::to_owned)];
    let attributes =
        prop_oneof![3 => Just(Map::new()), 1 => prop::collection::vec((key, value()), 1..3).prop_map(Map::from_iter)];
    (relation_type, reference(), attributes).prop_map(|(relation_type, target, attributes)| Relation {
        relation_type,
        target,
        spelling: Spelling::default(),
        origin: String::new(),
        attributes,
    })
}

fn link() -> impl Strategy<Value = Link> {
    let url = prop_oneof![5 => name().prop_map(|name| format!("https://example.com/{name}")), 1 => text()];
    let types = prop::sample::select(vec![
        LinkType::Repository,
        LinkType::Dashboard,
        LinkType::OnCall,
        LinkType::Runbook,
        LinkType::Chat,
        LinkType::Documentation,
        LinkType::Project,
        LinkType::Other,
    ]);
    (url, of(text()), of(name()), types).prop_map(|(url, title, icon, link_type)| Link { url, title, icon, link_type })
}

fn texts() -> impl Strategy<Value = BTreeMap<String, String>> {
    let key = prop_oneof![3 => name(), 1 => Just("example.com/key".to_owned()), 1 => text()];
    prop::collection::btree_map(key, prop_oneof![name(), text(), Just(String::new())], 0..3)
}

fn entity() -> impl Strategy<Value = Entity> {
    let kind = prop::sample::select(vec![
        "Component",
        "Component",
        "API",
        "Resource",
        "System",
        "Domain",
        "Group",
        "User",
        "Template",
        "Gadget",
    ]);
    let types =
        prop::sample::select(vec!["service", "library", "cloud-resource", "data-pipeline", "Own Type", "ari:x:y"]);
    let lifecycles = prop_oneof![
        prop::sample::select(vec!["experimental", "production", "deprecated"]).prop_map(str::to_owned),
        text()
    ];
    let title = prop_oneof![Just(None), text().prop_map(Some)];
    let identity = (kind, prop::sample::select(vec!["default", "shop"]), name(), title, of(text()));
    let typed = (of(types), of(lifecycles), of(1..=4_u8), of(name()), of((text(), text(), of(text()))));
    let people = (of(reference()), prop::collection::vec(reference(), 0..3), of(name()));
    let lists = (
        prop::collection::vec(prop_oneof![name(), text()], 0..4),
        texts(),
        texts(),
        prop::collection::vec(link(), 0..3),
        prop::collection::vec((name(), text()), 0..3),
        prop::collection::vec(relation(), 0..5),
        prop::collection::btree_map(name(), value(), 0..3),
    );
    let api = of((of(name()), of(text()), of(name())));
    (identity, typed, people, lists, api).prop_map(|(identity, typed, (owner, additional, system), lists, api)| {
        let (kind, namespace, name, title, description) = identity;
        let (entity_type, lifecycle, tier, language, profile) = typed;
        let (tags, labels, annotations, links, aliases, relations, custom_fields) = lists;
        let mut seen: HashSet<EntityRef> = owner.iter().cloned().collect();
        let additional_owners =
            additional.into_iter().filter(|other| owner.is_some() && seen.insert(other.clone())).collect();
        let mut entity = Entity {
            format: Format::Cortex,
            api_version: "sextant.dev/v1".to_owned(),
            kind: kind.to_owned(),
            namespace: namespace.to_owned(),
            name,
            title,
            description,
            entity_type: entity_type.map(str::to_owned),
            lifecycle,
            tier,
            language,
            owner,
            additional_owners,
            code_owner: None,
            unowned: None,
            system: system.map(|name| EntityRef::new("system", namespace, &name)),
            tags,
            labels,
            annotations,
            links,
            aliases: aliases.into_iter().map(|(scheme, value)| Alias { scheme, value }).collect(),
            relations: Vec::new(),
            profile: profile.map(|(display_name, email, picture)| Profile {
                display_name: Some(display_name),
                email: Some(email),
                picture,
            }),
            api: api.map(|(spec_type, definition, reference)| ApiSpec { spec_type, definition, reference }),
            custom_fields,
            docs: Vec::new(),
            descriptor: Value::Null,
        };
        entity.relations = consistent(&entity, relations);
        entity
    })
}

/// The relations that the fields imply, and the others, each once.
fn consistent(entity: &Entity, others: Vec<Relation>) -> Vec<Relation> {
    let implied = |relation_type, target: &EntityRef| Relation {
        relation_type,
        target: target.clone(),
        spelling: Spelling::default(),
        origin: String::new(),
        attributes: Map::new(),
    };
    let owners = entity.owner.iter().chain(&entity.additional_owners);
    let mut relations: Vec<Relation> = owners.map(|owner| implied(RelationType::OwnedBy, owner)).collect();
    relations.extend(entity.system.iter().map(|system| implied(RelationType::PartOf, system)));
    for other in others {
        let of_owner = other.relation_type == RelationType::OwnedBy;
        let known = relations.iter().any(|one| one.relation_type == other.relation_type && one.target == other.target);
        if !of_owner && !known {
            relations.push(other);
        }
    }
    relations
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn every_entity_survives_but_for_what_is_listed(entity in entity()) {
        prop_assert_eq!(check(&entity), Ok(()));
    }
}
