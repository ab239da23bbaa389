//! Changes applied one by one give the catalog that a fresh build from the outcome gives, and both are what the
//! declarations say.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::fields::name_slug;
use catalog_schema::model::{Alias, Entity, EntityRef, Form, Link, LinkType, Profile, Relation, RelationType};
use catalog_schema::wire::{FacetQuery, Facets, Outcome};
use petgraph::Direction;
use proptest::prelude::*;

use super::change::EntityChange;
use super::testing::*;
use super::{Affected, Column, Live};
use crate::graph::{self, DirectMeasures, GraphView, Side};
use crate::lists;

/// All that readers can see of a catalog, apart from scores.
#[derive(Debug, PartialEq)]
pub(super) struct View {
    entities: BTreeMap<EntityRef, (Entity, bool, DirectMeasures)>,
    /// From, relation, to, declared at from, declared at to.
    edges: BTreeSet<(EntityRef, String, EntityRef, bool, bool)>,
    dangling: BTreeSet<EntityRef>,
    facets: Facets,
    /// Who is called, and who looks for, what.
    names: [BTreeMap<String, BTreeSet<EntityRef>>; 3],
}

pub(super) fn view(live: &Live) -> View {
    let graph = live.graph();
    let mut entities = BTreeMap::new();
    let mut edges = BTreeSet::new();
    let mut backwards = BTreeSet::new();
    let mut dangling = BTreeSet::new();
    for slot in graph.slots() {
        let entity_ref = graph.entity_ref(slot).clone();
        assert_eq!(graph.find(entity_ref.as_str()), Some(slot));
        for (direction, found) in [(Direction::Outgoing, &mut edges), (Direction::Incoming, &mut backwards)] {
            for edge in graph.edges(slot, direction) {
                let relation = graph.relation_type(edge.relation).to_string();
                let ends = (graph.entity_ref(edge.from).clone(), relation, graph.entity_ref(edge.to).clone());
                found.insert((ends.0, ends.1, ends.2, edge.declared.has(Side::FROM), edge.declared.has(Side::TO)));
            }
        }
        match (graph.record(slot), live.row(slot)) {
            (Some(record), Some(row)) => {
                assert_eq!(record.entity_ref, entity_ref);
                assert_eq!(live.get_by_uid(&record.uid).map(|record| &record.entity_ref), Some(&entity_ref));
                entities.insert(entity_ref, (record.entity(graph).unwrap(), live.dangles(slot), row.measures));
            }
            (None, None) => assert!(dangling.insert(entity_ref)),
            (record, row) => panic!("{entity_ref}: record {record:?} but row {row:?}"),
        }
    }
    assert!(live.postings().are_of(live.rows(), |slot| live.dangles(slot)), "the index says what the rows say");
    assert_eq!(edges, backwards, "both ends know the same edges");
    assert_eq!(live.entity_count(), entities.len());
    let facets = lists::facets(live, &FacetQuery::default()).unwrap();
    let names = &live.names;
    let names = [&names.aliases, &names.titles, &names.seekers].map(|slots| {
        let named = slots.iter().map(|(key, slots)| {
            (key.to_owned(), slots.into_iter().map(|slot| graph.entity_ref(slot).clone()).collect())
        });
        named.collect()
    });
    View { entities, edges, dangling, facets: Facets { revision: 0, ..facets }, names }
}

/// From, relation, to.
type Edges = BTreeSet<(EntityRef, String, EntityRef)>;

/// The same from the declarations alone, without any of the code under test.
fn expected(entities: &[Entity]) -> (Edges, BTreeMap<EntityRef, DirectMeasures>) {
    let mut edges = BTreeSet::new();
    for entity in entities {
        for relation in &entity.relations {
            let (own, other, named) = (entity.entity_ref(), meant(entities, entity, relation), &relation.relation_type);
            edges.insert(match named.is_forward() {
                true => (own, named.to_string(), other),
                false => (other, named.inverse().to_string(), own),
            });
        }
    }
    let mut hits = BTreeSet::new();
    for (from, relation, to) in &edges {
        let subcomponent = relation == "partOf" && from.kind() == "component" && to.kind() == "component";
        if relation == "dependsOn" || subcomponent {
            hits.insert((from, to));
        }
        if relation == "consumesApi" {
            let providers = edges.iter().filter(|(_, provides, api)| provides == "providesApi" && api == to);
            hits.extend(providers.map(|(provider, ..)| (from, provider)));
        }
    }
    hits.retain(|(one, other)| one != other);
    let count = |count: usize| u32::try_from(count).unwrap();
    let measures = entities.iter().map(Entity::entity_ref).map(|entity_ref| {
        let dependents = count(hits.iter().filter(|(_, hitting)| **hitting == entity_ref).count());
        let dependencies = count(hits.iter().filter(|(hit, _)| **hit == entity_ref).count());
        (entity_ref, DirectMeasures { dependents, dependencies })
    });
    let measures = measures.collect();
    (edges, measures)
}

/// What a relation leads to, found by looking at every entity.
fn meant(entities: &[Entity], holder: &Entity, relation: &Relation) -> EntityRef {
    let (target, form) = (&relation.target, relation.spelling.form);
    let exists = |wanted: &EntityRef| entities.iter().any(|entity| entity.entity_ref() == *wanted);
    if exists(target) {
        return target.clone();
    }
    let of_owner = ["group", "user"].contains(&target.kind());
    let organisation = form == Form::NamespaceName && of_owner;
    let open = !matches!(form, Form::Full | Form::NamespaceName);
    for (namespace, looked_at) in [(holder.namespace.as_str(), organisation), ("default", organisation || open)] {
        let elsewhere = EntityRef::new(target.kind(), namespace, target.name());
        if looked_at && exists(&elsewhere) {
            return elsewhere;
        }
    }
    let related = match target.kind() {
        "group" | "user" => vec!["group", "user"],
        "component" | "resource" => vec!["component", "resource"],
        kind => vec![kind],
    };
    let candidates = |any_namespace: bool, answers: &dyn Fn(&Entity) -> bool| {
        for kinds in
            [vec![target.kind()], if form == Form::KindName || form == Form::Full { vec![] } else { related.clone() }]
        {
            let found: Vec<EntityRef> = entities
                .iter()
                .filter(|entity| {
                    kinds.contains(&&*entity.kind) && entity.entity_ref() != holder.entity_ref() && answers(entity)
                })
                .filter(|entity| any_namespace || open || organisation || entity.namespace == target.namespace())
                .map(Entity::entity_ref)
                .collect();
            match &found[..] {
                [] => {}
                [one] => return Some(one.clone()),
                _ => return None,
            }
        }
        None
    };
    let same = |one: &str, other: &str| name_slug(one) == name_slug(other);
    let whole = match form {
        Form::Handle => relation.spelling.text.clone(),
        _ if !open && target.namespace() != "default" => Some(format!("{}/{}", target.namespace(), target.name())),
        _ => None,
    };
    let calls = |entity: &Entity, text: &str| {
        !same(text, &entity.name) && entity.aliases.iter().any(|alias| same(&alias.value, text))
    };
    let titled = |entity: &Entity, text: &str| {
        !same(text, &entity.name) && entity.title.as_deref().is_some_and(|title| same(title, text))
    };
    whole
        .and_then(|whole| candidates(true, &|entity| calls(entity, &whole)))
        .or_else(|| candidates(false, &|entity| calls(entity, target.name())))
        .or_else(|| candidates(false, &|entity| titled(entity, target.name())))
        .unwrap_or_else(|| target.clone())
}

/// An entity with every reference as it is declared to the one that is meant.
fn resolved(entities: &[Entity], entity: &Entity) -> Entity {
    let meant_by = |declared: &EntityRef, wanted: RelationType| {
        let declaring = entity.relations.iter().find(|one| one.relation_type == wanted && one.target == *declared);
        declaring.map_or(declared.clone(), |relation| meant(entities, entity, relation))
    };
    let mut resolved = entity.clone();
    resolved.owner = entity.owner.as_ref().map(|owner| meant_by(owner, RelationType::OwnedBy));
    resolved.system = entity.system.as_ref().map(|system| meant_by(system, RelationType::PartOf));
    for relation in &mut resolved.relations {
        relation.target = meant(entities, entity, relation);
    }
    resolved
}

#[derive(Clone, Debug)]
enum Step {
    Put { uid: u8, entity: Box<Entity> },
    Remove { uid: u8 },
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..12_u8, any_entity()).prop_map(|(uid, entity)| Step::Put { uid, entity: Box::new(entity) }),
        1 => (0..12_u8).prop_map(|uid| Step::Remove { uid }),
    ]
}

proptest! {
    #[test]
    fn incremental_changes_equal_a_fresh_build(batches in prop::collection::vec(prop::collection::vec(any_step(), 1..6), 1..8)) {
        let mut live = empty();
        let mut truth: BTreeMap<u8, Entity> = BTreeMap::new();
        for (index, batch) in batches.into_iter().enumerate() {
            let mut changes = Vec::new();
            for step in batch {
                match step {
                    Step::Put { uid, entity } => {
                        // As in the store: a reference has one holder; the log may tell of the takeover only.
                        truth.retain(|other, held| *other == uid || held.entity_ref() != entity.entity_ref());
                        changes.push(put_as(&uid.to_string(), (*entity).clone()));
                        truth.insert(uid, *entity);
                    }
                    Step::Remove { uid } => {
                        if let Some(gone) = truth.remove(&uid) {
                            changes.push(remove_as(&uid.to_string(), gone.entity_ref().as_str()));
                        }
                    }
                }
            }
            let before = view(&live);
            let (next, affected) = live.apply(index as u64 + 1, &changes);
            prop_assert_eq!(&view(&live), &before, "a snapshot does not change");
            let puts = truth.iter().map(|(uid, entity)| put_as(&uid.to_string(), entity.clone())).collect::<Vec<_>>();
            let found = view(&next);
            prop_assert_eq!(&found, &view(&empty().apply(1, &puts).0));
            prop_assert_eq!(&found, &view(&built(&puts)));

            let entities: Vec<Entity> = truth.values().cloned().collect();
            for entity in &entities {
                prop_assert_eq!(&found.entities[&entity.entity_ref()].0, &resolved(&entities, entity), "an entity is kept as it was declared");
            }
            let (edges, measures) = expected(&entities);
            let known: BTreeSet<EntityRef> = measures.keys().cloned().collect();
            let ends: BTreeSet<EntityRef> = edges.iter().flat_map(|(from, _, to)| [from.clone(), to.clone()]).collect();
            prop_assert_eq!(&found.dangling, &ends.difference(&known).cloned().collect());
            prop_assert_eq!(found.edges.iter().map(|edge| (edge.0.clone(), edge.1.clone(), edge.2.clone())).collect::<BTreeSet<_>>(), edges);
            for (entity_ref, (entity, dangling, counted)) in &found.entities {
                prop_assert_eq!(counted, &measures[entity_ref]);
                let missing: BTreeSet<_> = entity.relations.iter().filter(|relation| !known.contains(&relation.target)).map(|relation| (relation.relation_type.clone(), relation.target.clone())).collect();
                prop_assert_eq!(*dangling, !missing.is_empty());
            }
            for entity_ref in before.entities.keys() {
                prop_assert_eq!(affected.removed.contains(entity_ref), !known.contains(entity_ref));
            }
            for (entity_ref, (entity, ..)) in &found.entities {
                let now = before.entities.get(entity_ref).map(|(entity, ..)| entity);
                let owner_known = |view: &View| entity.owner.as_ref().is_some_and(|owner| view.entities.contains_key(owner));
                if now != Some(entity) || owner_known(&before) != owner_known(&found) {
                    prop_assert!(affected.evaluate.contains_key(entity_ref), "{} must be evaluated", entity_ref);
                }
            }
            live = next;
        }
    }
}

/// Who is judged anew.
fn evaluated(affected: &Affected) -> Vec<EntityRef> {
    affected.evaluate.keys().cloned().collect()
}

fn owner_exists(live: &Live, entity_ref: &EntityRef) -> bool {
    live.get(entity_ref).unwrap().owner.as_ref().is_some_and(|owner| live.contains(owner))
}

#[test]
fn a_dangling_reference_resolves_when_its_target_arrives_and_goes_with_who_refers_to_it() {
    let orders = entity("component:default/orders").relates("dependsOn", "component:default/payments");
    let live = reading_all(&catalog([orders]));
    assert!(!live.contains(&reference("component:default/payments")));
    assert_eq!(view(&live).dangling, BTreeSet::from([reference("component:default/payments")]));

    let (with_target, affected) = live.apply(2, &[put(entity("component:default/payments"))]);
    assert_eq!(evaluated(&affected), ["component:default/orders", "component:default/payments"].map(reference));
    assert!(view(&with_target).dangling.is_empty());

    let (without_target, affected) = with_target.apply(3, &[remove("component:default/payments")]);
    assert_eq!(affected.removed, [reference("component:default/payments")]);
    assert_eq!(evaluated(&affected), [reference("component:default/orders")]);
    assert_eq!(view(&without_target).dangling.len(), 1);

    let (nothing, _) = without_target.apply(4, &[remove("component:default/orders")]);
    assert_eq!(nothing.graph().node_count(), 0);
}

#[test]
fn a_reference_follows_what_its_target_is_called() {
    let (desk, crew) = (reference("component:shop/desk"), reference("group:default/crew"));
    let holder = entity(desk.as_str()).with(|entity| entity.owner = Some(reference("group:shop/night")));
    let holder = holder.refers("ownedBy", "group:shop/night", Form::Name, None);
    let others = (0..50).map(|number| entity(&format!("component:default/c{number}")).owned_by("group:default/day"));
    let live = reading_all(&catalog(others.chain([holder])));
    let owner = |live: &Live| live.get(&desk).unwrap().owner.clone().unwrap().to_string();
    let other = |live: &Live| live.get(&reference("component:default/c7")).cloned().unwrap();

    let aliased = live.apply(2, &[put(entity(crew.as_str()).called("Night"))]);
    assert_eq!(owner(&aliased.0), "group:default/crew");
    assert_eq!(evaluated(&aliased.1), [desk.clone(), crew.clone()], "and nothing else is looked at");
    assert!(std::sync::Arc::ptr_eq(&other(&live), &other(&aliased.0)));

    let ambiguous = aliased.0.apply(3, &[put(entity("group:default/owls").called("night"))]).0;
    assert_eq!(owner(&ambiguous), "group:shop/night");
    let titled = ambiguous.apply(4, &[remove("group:default/owls"), put(entity(crew.as_str()).titled("NIGHT!"))]).0;
    assert_eq!(owner(&titled), "group:default/crew");
    let near = titled.apply(5, &[put(entity("group:default/night"))]).0;
    assert_eq!(owner(&near), "group:default/night", "a name comes before a title");
    let exact = near.apply(6, &[put(entity("group:shop/night"))]).0;
    assert_eq!(owner(&exact), "group:shop/night");
    let gone = exact.apply(7, &[remove("group:shop/night"), remove("group:default/night"), remove(crew.as_str())]).0;
    assert_eq!(owner(&gone), "group:shop/night");
    assert!(!owner_exists(&gone, &desk));
}

#[test]
fn two_entities_may_swap_their_references_in_one_change() {
    let live = empty().apply(1, &[put_as("1", entity("component:a")), put_as("2", entity("component:b"))]).0;
    let (swapped, _) = live.apply(2, &[put_as("1", entity("component:b")), put_as("2", entity("component:a"))]);
    let name = |uid: &str| swapped.get_by_uid(uid).map(|record| record.entity_ref.name().to_owned());
    assert_eq!((name("1").as_deref(), name("2").as_deref()), (Some("b"), Some("a")));
    assert_eq!(swapped.entity_count(), 2);
}

#[test]
fn descriptor_and_definition_are_not_kept() {
    let api = entity("api:default/orders").with(|entity| {
        entity.descriptor = serde_json::json!({"kind": "API"});
        entity.api = Some(catalog_schema::model::ApiSpec {
            spec_type: Some("openapi".into()),
            definition: Some("openapi: 3.1.0".into()),
            reference: None,
        });
    });
    let live = catalog([api]);
    let kept = live.entity(&reference("api:default/orders")).unwrap();
    assert!(kept.descriptor.is_null());
    let api = kept.api.as_ref().unwrap();
    assert_eq!((api.spec_type.as_deref(), &api.definition), (Some("openapi"), &None));
}

#[test]
fn whatever_else_a_descriptor_says_is_kept() {
    let full = entity("component:default/orders")
        .owned_by("group:default/shop")
        .in_system("system:default/sales")
        .with(|entity| {
            (entity.kind, entity.name) = ("Component".into(), "Orders".into());
            entity.title = Some("Orders \"and\" more".into());
            entity.description = Some("Zürich\n\u{0}".into());
            entity.lifecycle = Some("Production".into());
            entity.language = Some("rust".into());
            entity.additional_owners = vec![reference("user:default/ann")];
            entity.annotations.insert("a.b/c".into(), "d".into());
            entity.links = vec![Link {
                url: "https://a.b".into(),
                title: None,
                icon: Some("x".into()),
                link_type: LinkType::OnCall,
            }];
            entity.aliases = vec![Alias { scheme: "compass".into(), value: "ari:1".into() }];
            entity.profile = Some(Profile { display_name: Some("Shop".into()), ..Profile::default() });
            entity.custom_fields.insert("cost".into(), serde_json::json!({"centre": [1, 2.5, null]}));
            entity.relations[0].attributes.insert("endpoint".into(), serde_json::json!("/v1"));
        });
    let live = catalog([full.clone()]);
    assert_eq!(live.entity(&full.entity_ref()).unwrap(), full);
    assert_eq!(lists::entity(&live, &full.entity_ref()).unwrap().annotations, full.annotations);
}

#[test]
fn health_stays_with_its_entity_until_there_is_a_new_one() {
    let orders = reference("component:default/orders");
    let live = catalog([entity(orders.as_str())]);
    let shown = |live: &Live| lists::entity(live, &orders).unwrap().health;
    assert_eq!(shown(&live), None);

    let ghost = reference("component:default/ghost");
    let scored = live.judged(&[(orders.clone(), judgement(Outcome::Pass)), (ghost, judgement(Outcome::Pass))]);
    assert_eq!(shown(&scored), health(Outcome::Pass));

    let updated = scored.apply(2, &[put(entity(orders.as_str()).titled("Orders"))]).0;
    assert_eq!(shown(&updated), health(Outcome::Pass));
    let gone = updated.apply(3, &[remove(orders.as_str())]).0;
    let back = gone.apply(4, &[put(entity(orders.as_str()))]).0;
    assert_eq!(shown(&back), None);
}

#[test]
fn rules_learn_whether_the_owner_exists() {
    let orders = entity("component:default/orders").owned_by("group:default/shop");
    let live = catalog([orders, entity("component:default/stray")]);
    let exists = |live: &Live| owner_exists(live, &reference("component:default/orders"));
    assert!(!exists(&live));
    assert!(exists(&live.apply(2, &[put(entity("group:default/shop"))]).0));
    let stray = reference("component:default/stray");
    assert_eq!(live.get(&stray).unwrap().owner, None);
    assert!(live.get(&reference("component:default/ghost")).is_none());
}

#[test]
fn a_change_to_one_entity_copies_no_other() {
    let live = reading_all(&catalog((0..2_000).map(|number| entity(&format!("component:default/c{number}")))));
    let changed: Vec<EntityChange> = vec![put(entity("component:default/c7").titled("Seven"))];
    let (next, affected) = live.apply(2, &changed);
    assert_eq!(evaluated(&affected), [reference("component:default/c7")]);
    let shared = |number: usize| {
        let at = |live: &Live| live.get(&reference(&format!("component:default/c{number}"))).cloned().unwrap();
        std::sync::Arc::ptr_eq(&at(&live), &at(&next))
    };
    assert!(!shared(7) && shared(8) && shared(1_999));
}

proptest! {
    #[test]
    fn lists_and_graph_agree_on_the_owner_that_counts(entities in prop::collection::vec(any_entity(), 0..20)) {
        let live = catalog(entities);
        for (slot, row) in live.rows() {
            let owner = live.columns().table(Column::Owner).text(live.effective_owner(row));
            let expected = graph::effective_owner_of(live.graph(), slot).map(|owner| owner.entity_ref);
            prop_assert_eq!(owner, expected.as_deref().unwrap_or_default());
        }
    }
}

#[test]
fn who_is_depended_on_by_more_or_fewer_is_judged_anew() {
    let live = reading_all(&catalog([
        entity("component:web"),
        entity("component:orders").relates("providesApi", "api:orders"),
        entity("component:app").relates("consumesApi", "api:orders"),
        entity("component:else"),
    ]));
    let refs = |names: &[&str]| names.iter().map(|name| reference(name)).collect::<Vec<_>>();
    let (next, affected) = live.apply(2, &[put(entity("component:web").relates("dependsOn", "component:orders"))]);
    assert_eq!(evaluated(&affected), refs(&["component:orders", "component:web"]), "both ends");
    let measures = next.row(next.graph().find("component:default/orders").unwrap()).unwrap().measures;
    assert_eq!(measures, DirectMeasures { dependents: 2, dependencies: 0 });
    let (next, affected) = next.apply(3, &[put(entity("component:web").relates("consumesApi", "api:orders"))]);
    assert_eq!(evaluated(&affected), refs(&["component:web"]), "by another way the same");
    let (_, affected) = next.apply(4, &[put(entity("component:orders"))]);
    assert_eq!(evaluated(&affected), refs(&["component:app", "component:orders", "component:web"]));
}
