//! Whatever the entities: the order makes no difference, twice is once, and nothing is lost.

use std::collections::{BTreeMap, HashSet};

use catalog_schema::merge::{Precedence, merge};
use catalog_schema::model::{
    Alias, ApiSpec, Entity, EntityRef, Format, Link, LinkType, Profile, Relation, RelationType, Spelling,
};
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Few words, so that formats often say the same and often something else.
fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d"]).prop_map(str::to_owned)
}

fn reference(kind: &'static str) -> impl Strategy<Value = EntityRef> {
    word().prop_map(move |name| EntityRef::new(kind, "default", &name))
}

fn map() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(word(), word(), 0..4)
}

fn link() -> impl Strategy<Value = Link> {
    let types = prop::sample::select(vec![LinkType::Repository, LinkType::Runbook, LinkType::Other]);
    (word(), of(word()), of(word()), types).prop_map(|(url, title, icon, link_type)| Link {
        url,
        title,
        icon,
        link_type,
    })
}

fn relation() -> impl Strategy<Value = Relation> {
    let types = prop::sample::select(vec![RelationType::DependsOn, RelationType::DependencyOf, RelationType::PartOf]);
    (types, reference("system"), prop::collection::btree_map(word(), word(), 0..2)).prop_map(
        |(relation_type, target, attributes)| Relation {
            spelling: Spelling::default(),
            relation_type,
            target,
            origin: "/spec/x/0".to_owned(),
            attributes: attributes.into_iter().map(|(key, value)| (key, json!(value))).collect(),
        },
    )
}

fn entity() -> impl Strategy<Value = Entity> {
    let texts = (of(word()), of(word()), of(word()), of(word()), of(1..=4_u8), of(word()));
    let owners = (of(reference("group")), prop::collection::vec(reference("group"), 0..3), of(reference("system")));
    let lists = (
        prop::collection::vec(word(), 0..4),
        prop::collection::vec(link(), 0..4),
        prop::collection::vec((word(), word()), 0..3),
        prop::collection::vec(relation(), 0..4),
    );
    let maps = (map(), map(), map());
    let parts = (of((of(word()), of(word()), of(word()))), of((of(word()), of(word()), of(word()))));
    (prop::sample::select(Format::ALL.to_vec()), texts, owners, lists, maps, parts).prop_map(
        |(format, texts, (owner, additional, system), lists, (labels, annotations, custom), (profile, api))| {
            let (title, description, entity_type, lifecycle, tier, language) = texts;
            let (tags, links, aliases, mut relations) = lists;
            let additional_owners = match owner {
                Some(_) => additional.into_iter().filter(|one| owner.as_ref() != Some(one)).collect(),
                None => Vec::new(),
            };
            let relation = |relation_type: &RelationType, target: &EntityRef| Relation {
                spelling: Spelling::default(),
                relation_type: relation_type.clone(),
                target: target.clone(),
                origin: "/spec/owner".to_owned(),
                attributes: Map::new(),
            };
            let owned = owner.iter().chain(&additional_owners).map(|owner| relation(&RelationType::OwnedBy, owner));
            let owned: Vec<_> = owned.chain(system.iter().map(|one| relation(&RelationType::PartOf, one))).collect();
            relations.splice(0..0, owned);
            // As every decoder does.
            let mut seen = HashSet::new();
            relations.retain(|one: &Relation| seen.insert((one.relation_type.clone(), one.target.clone())));
            let mut entity = Entity {
                format,
                api_version: "sextant.dev/v1".to_owned(),
                kind: "Component".to_owned(),
                namespace: "default".to_owned(),
                name: "checkout".to_owned(),
                title,
                description,
                entity_type,
                lifecycle,
                tier,
                language,
                owner,
                additional_owners,
                code_owner: None,
                unowned: None,
                system,
                tags,
                labels,
                annotations,
                links,
                aliases: aliases.into_iter().map(|(scheme, value)| Alias { scheme, value }).collect(),
                relations,
                profile: profile.map(|(display_name, email, picture)| Profile { display_name, email, picture }),
                api: api.map(|(spec_type, definition, reference)| ApiSpec { spec_type, definition, reference }),
                custom_fields: custom.into_iter().map(|(key, value)| (key, json!(value))).collect(),
                docs: Vec::new(),
                descriptor: Value::Null,
            };
            // Its own document, which says all of it.
            let written = serde_json::to_value(&entity).unwrap();
            entity.descriptor = match format {
                Format::Native | Format::Backstage => json!({"spec": {"written": written}}),
                foreign => json!({"spec": {foreign.as_str(): {"written": written}}}),
            };
            entity
        },
    )
}

/// Every text, number and so on that stands somewhere in a value.
fn leaves(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Object(map) => map.values().flat_map(leaves).collect(),
        leaf => vec![leaf],
    }
}

/// Whether `document` stands in `value`, as a whole.
fn holds(value: &Value, document: &Value) -> bool {
    value == document
        || match value {
            Value::Array(items) => items.iter().any(|item| holds(item, document)),
            Value::Object(map) => map.values().any(|item| holds(item, document)),
            _ => false,
        }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_order_makes_no_difference(
        (entities, shuffled) in prop::collection::vec(entity(), 1..5)
            .prop_flat_map(|entities| (Just(entities.clone()), Just(entities).prop_shuffle())),
    ) {
        let precedence = Precedence::default();
        prop_assert_eq!(merge(entities, &precedence), merge(shuffled, &precedence));
    }

    #[test]
    fn twice_is_once(entities in prop::collection::vec(entity(), 1..4)) {
        let precedence = Precedence::default();
        let twice: Vec<Entity> = entities.iter().chain(&entities).cloned().collect();
        let merged = merge(entities, &precedence).unwrap();
        prop_assert_eq!(merge(twice, &precedence), Some(merged.clone()));
        prop_assert_eq!(merge(vec![merged.clone()], &precedence), Some(merged));
    }

    #[test]
    fn what_was_merged_in_adds_nothing_more(first in entity(), second in entity()) {
        prop_assume!(first.format != second.format);
        let precedence = Precedence::default();
        let (second, merged) = match precedence.rank(first.format) < precedence.rank(second.format) {
            true => (second.clone(), merge(vec![first, second], &precedence).unwrap()),
            false => (first.clone(), merge(vec![first, second], &precedence).unwrap()),
        };
        prop_assert_eq!(merge(vec![merged.clone(), second], &precedence), Some(merged));
    }

    #[test]
    fn no_value_is_lost(entities in prop::collection::vec(entity(), 1..5)) {
        let merged = merge(entities.clone(), &Precedence::default()).unwrap();
        let fields = serde_json::to_value(Entity { descriptor: Value::Null, ..merged.clone() }).unwrap();
        for entity in &entities {
            // Each document as its author wrote it.
            let written = match entity.format {
                Format::Native | Format::Backstage => &entity.written()["spec"]["written"],
                _ => &entity.written()["written"],
            };
            prop_assert!(holds(&merged.descriptor, written), "{} lacks {written}", merged.descriptor);
            // Where a field has room for it, it is in the field, too.
            for tag in &entity.tags {
                prop_assert!(merged.tags.contains(tag));
            }
            for alias in &entity.aliases {
                prop_assert!(merged.aliases.contains(alias));
            }
            for key in entity.labels.keys() {
                prop_assert!(merged.labels.contains_key(key));
            }
            for link in &entity.links {
                let same = |other: &&Link| other.url == link.url
                    && (other.link_type == link.link_type || link.link_type == LinkType::Other);
                prop_assert!(merged.links.iter().any(|other| same(&other)));
            }
            for relation in &entity.relations {
                let overruled = match relation.relation_type {
                    RelationType::OwnedBy => merged.owner.as_ref() != Some(&relation.target),
                    RelationType::PartOf => merged.system.as_ref() != Some(&relation.target),
                    _ => false,
                };
                let same = |other: &&Relation| other.relation_type == relation.relation_type && other.target == relation.target;
                let found = merged.relations.iter().find(same);
                prop_assert!(overruled || found.is_some());
                for key in found.iter().flat_map(|_| relation.attributes.keys()) {
                    prop_assert!(found.unwrap().attributes.contains_key(key));
                }
            }
        }
        // And nothing is there that nobody said.
        let said: Vec<Value> = entities.iter().map(|entity| serde_json::to_value(entity).unwrap()).collect();
        let said: Vec<&Value> = said.iter().flat_map(leaves).collect();
        for leaf in leaves(&fields) {
            let origin = leaf.as_str().is_some_and(|text| text.starts_with("/spec/"));
            prop_assert!(leaf.is_null() || origin || said.contains(&leaf), "{leaf}");
        }
    }
}
