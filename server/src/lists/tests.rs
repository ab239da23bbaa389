//! Lists, filters, facets and cursors.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::model::Entity;
use catalog_schema::wire::{self, EntityList, FacetQuery, ListQuery, Outcome, Problem};
use proptest::prelude::*;

use super::{facets, list};
use crate::live::Live;
use crate::live::testing::*;

fn filtered(filter: &[&str]) -> ListQuery {
    ListQuery { filter: filter.iter().map(ToString::to_string).collect(), ..ListQuery::default() }
}

fn names(list: &EntityList) -> Vec<&str> {
    list.items.iter().map(|item| item.name.as_str()).collect()
}

fn shop() -> Live {
    let live = catalog([
        entity("component:orders").owned_by("group:shop").in_system("system:selling").titled("Order intake").with(
            |entity| {
                entity.entity_type = Some("service".into());
                entity.lifecycle = Some("production".into());
                entity.tier = Some(1);
                entity.language = Some("go".into());
                entity.tags = vec!["Java".into(), "eu".into()];
                entity.labels.insert("region".into(), "EU".into());
                entity.annotations.insert("team/page".into(), "https://a.b/?c=d,e".into());
            },
        ),
        entity("component:web").owned_by("group:front").in_system("system:selling").with(|entity| {
            entity.entity_type = Some("Website".into());
            entity.tier = Some(2);
        }),
        entity("component:x/tool").owned_by("user:ann").relates("dependsOn", "component:ghost"),
        entity("api:orders").with(|entity| entity.entity_type = Some("openapi".into())),
        entity("system:selling").relates("partOf", "domain:sales"),
        entity("group:shop").relates("childOf", "group:sales"),
        entity("group:front").relates("childOf", "group:shop"),
        entity("group:sales").with(|entity| {
            entity.profile = Some(catalog_schema::model::Profile {
                display_name: Some("Sales people".into()),
                ..Default::default()
            });
        }),
    ]);
    let scored =
        [("component:orders", Outcome::Pass), ("component:web", Outcome::Fail), ("component:x/tool", Outcome::Unknown)];
    live.judged(&scored.map(|(text, outcome)| (reference(text), judgement(outcome))))
}

#[test]
fn every_field_filters() {
    let live = shop();
    let cases: &[(&str, &[&str])] = &[
        ("kind=Component", &["orders", "tool", "web"]),
        ("kind=component,namespace=x", &["tool"]),
        ("name=ORDERS", &["orders", "orders"]),
        ("ref=component:orders", &["orders"]),
        ("title=order intake", &["orders"]),
        ("title=sales people", &["sales"]),
        ("type=website", &["web"]),
        ("owner=shop", &["orders"]),
        ("owner=group:default/shop", &["orders"]),
        ("owner=user:ann", &["tool"]),
        ("owner_tree=sales", &["orders", "web"]),
        ("owner_tree=front", &["web"]),
        ("owner_tree=nobody", &[]),
        ("kind=api,owner_tree", &[]),
        ("lifecycle=Production", &["orders"]),
        ("tier=1,tier=2", &["orders", "web"]),
        ("kind=component,tier!=1,tier!=2", &["tool"]),
        ("system=selling", &["orders", "web"]),
        ("domain=sales", &["orders", "selling", "web"]),
        ("domain=sales,kind!=system", &["orders", "web"]),
        ("language=Go", &["orders"]),
        ("tag=java", &["orders"]),
        ("tags=java,tag=none", &["orders"]),
        ("label.region=eu", &["orders"]),
        ("label.region", &["orders"]),
        ("annotation.team/page=\"https://a.b/?c=d,e\"", &["orders"]),
        ("annotation.team/page", &["orders"]),
        ("kind=component,!annotation.team/page", &["tool", "web"]),
        ("annotation.team/other=x", &[]),
        ("kind=component,!owner", &[]),
        ("!owner,kind=api", &["orders"]),
        ("kind=component,!tier", &["tool"]),
        ("source=source,format=backstage,stale=false,name=web", &["web"]),
        ("stale=true", &[]),
        ("dangling=true", &["selling", "tool"]),
        ("health=pass", &["orders"]),
        ("health=fail,health=unknown", &["tool", "web"]),
        ("kind=component,!health", &[]),
        ("failing=ownership/rule", &["web"]),
        ("failing", &["web"]),
        ("failing=ownership/other", &[]),
        ("effective_owner=shop", &["orders"]),
        ("kind=component,!effective_owner", &[]),
        ("kind=api,!effective_owner", &["orders"]),
        ("kind=spaceship", &[]),
    ];
    for (filter, expected) in cases {
        let mut query = filtered(&[filter]);
        query.order = Some("name".into());
        let mut found: Vec<String> = list(&live, &query).unwrap().items.into_iter().map(|item| item.name).collect();
        found.sort_unstable();
        assert_eq!(found, *expected, "{filter}");
    }
}

#[test]
fn an_owner_tree_has_what_its_teams_inherit() {
    let live = catalog([
        entity("system:selling").owned_by("group:shop"),
        entity("component:web").in_system("system:selling"),
        entity("component:tool").in_system("system:selling").owned_by("group:else"),
        entity("group:shop").relates("childOf", "group:sales"),
        entity("group:sales"),
    ]);
    assert_eq!(names(&list(&live, &filtered(&["owner_tree=sales"])).unwrap()), ["selling", "web"]);
}

#[test]
fn repeated_filters_are_alternatives() {
    let live = shop();
    let found = list(&live, &filtered(&["kind=api", "tier=2"])).unwrap();
    assert_eq!((names(&found), found.total), (vec!["orders", "web"], 2));
    assert_eq!(list(&live, &filtered(&["", "kind=api"])).unwrap().total, 8);
}

#[test]
fn lists_come_in_the_order_asked_for_with_what_has_no_value_last() {
    let live = catalog([
        entity("component:b").titled("alpha").with(|entity| entity.tier = Some(3)),
        entity("component:a").titled("Beta").relates("dependsOn", "component:b"),
        entity("component:c")
            .with(|entity| entity.tier = Some(1))
            .relates("dependsOn", "component:b")
            .relates("dependsOn", "component:a"),
        entity("api:c"),
    ]);
    let ordered = |order: &str| {
        let query = ListQuery { order: Some(order.into()), ..ListQuery::default() };
        list(&live, &query)
            .unwrap()
            .items
            .iter()
            .map(|item| format!("{}:{}", item.kind, item.name))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(ordered("name"), "component:b component:a api:c component:c");
    assert_eq!(ordered("-name"), "api:c component:c component:a component:b");
    assert_eq!(ordered("tier"), "component:c component:b api:c component:a");
    assert_eq!(ordered("-tier"), "component:b component:c api:c component:a");
    assert_eq!(ordered("kind"), "api:c component:a component:b component:c");
    assert_eq!(ordered("-measures.dependents"), "component:b component:a api:c component:c");
    assert_eq!(ordered("-measures.dependencies"), "component:c component:a api:c component:b");
}

#[test]
fn bad_queries_are_problems_that_name_what_is_allowed() {
    let live = shop();
    let code = |query: ListQuery| {
        let Problem { status, code, detail, .. } = list(&live, &query).unwrap_err();
        (status, code, detail)
    };
    let (status, name, detail) = code(filtered(&["kind=component,onwer=shop"]));
    assert_eq!((status, name.as_str()), (400, "unknown_filter_field"));
    assert!(detail.contains("did you mean owner?") && detail.contains("label.<key>"), "{detail}");
    let cases = [
        (filtered(&["kind="]), "invalid_filter", "column 6"),
        (filtered(&["tier=gold"]), "invalid_filter", "1, 2, 3 or 4"),
        (filtered(&["stale=maybe"]), "invalid_filter", "true or false"),
        (filtered(&["health=good"]), "invalid_filter", "pass, fail, unknown"),
        (filtered(&["format=xml"]), "invalid_filter", "backstage"),
        (filtered(&["owner=:x"]), "invalid_ref", "\":x\""),
        (filtered(&["tag=a,".repeat(70).trim_end_matches(',')]), "invalid_filter", "64 conditions"),
        (ListQuery { order: Some("sideways".into()), ..Default::default() }, "unknown_order", "measures.dependents"),
        (ListQuery { limit: Some(0), ..Default::default() }, "invalid_limit", "between 1 and 1000"),
        (ListQuery { limit: Some(1_001), ..Default::default() }, "invalid_limit", "between 1 and 1000"),
        (ListQuery { cursor: Some("7b7d".into()), ..Default::default() }, "invalid_cursor", "begin again"),
        (ListQuery { cursor: Some("héx".into()), ..Default::default() }, "invalid_cursor", "begin again"),
    ];
    for (query, expected, help) in cases {
        let (status, found, detail) = code(query);
        assert_eq!((status, found.as_str()), (400, expected), "{detail}");
        assert!(detail.contains(help), "{detail}");
    }
    let query = FacetQuery { facet: vec!["annotation.x".into()], ..Default::default() };
    assert_eq!(facets(&live, &query).unwrap_err().code, "unknown_facet");
}

#[test]
fn a_cursor_goes_on_where_it_was_while_entities_come_and_go() {
    let live = catalog((0..6).map(|number| entity(&format!("component:c{number}"))));
    let page =
        |live: &Live, cursor: Option<String>| list(live, &ListQuery { limit: Some(2), cursor, ..Default::default() });
    let first = page(&live, None).unwrap();
    assert_eq!((names(&first), first.total), (vec!["c0", "c1"], 6));

    let changes = [
        remove("component:default/c1"),
        remove("component:default/c2"),
        put(entity("component:b")),
        put(entity("component:c3a")),
    ];
    let live = live.apply(2, &changes).0;
    let second = page(&live, first.next_cursor.clone()).unwrap();
    assert_eq!(names(&second), ["c3", "c3a"], "neither repeats what came before nor skips what stayed");
    let third = page(&live, second.next_cursor).unwrap();
    assert_eq!((names(&third), &third.next_cursor), (vec!["c4", "c5"], &None));

    let other_order = ListQuery { cursor: first.next_cursor.clone(), order: Some("tier".into()), ..Default::default() };
    assert_eq!(list(&live, &other_order).unwrap_err().code, "invalid_cursor");
    let restored = Live::empty("another epoch", live.search().clone());
    let expired = page(&restored, first.next_cursor).unwrap_err();
    assert_eq!((expired.status, expired.code.as_str()), (410, "cursor_expired"));
}

#[test]
fn the_way_back_goes_on_where_it_was_while_entities_come_and_go() {
    let live = catalog((0..6).map(|number| entity(&format!("component:c{number}"))));
    let page =
        |live: &Live, cursor: Option<String>| list(live, &ListQuery { limit: Some(2), cursor, ..Default::default() });
    let second = page(&live, page(&live, None).unwrap().next_cursor).unwrap();
    let third = page(&live, second.next_cursor).unwrap();
    assert_eq!((names(&third), third.skipped), (vec!["c4", "c5"], 4));

    let changes = [remove("component:default/c4"), remove("component:default/c3"), put(entity("component:c2a"))];
    let live = live.apply(2, &changes).0;
    let before = page(&live, third.previous_cursor).unwrap();
    assert_eq!((names(&before), before.skipped), (vec!["c2", "c2a"], 2));
    assert_eq!(names(&page(&live, before.next_cursor).unwrap()), ["c5"]);

    // At the beginning there is a whole page, whatever came before the one that leads there.
    let live = live.apply(3, &[remove("component:default/c0")]).0;
    let begin = page(&live, before.previous_cursor).unwrap();
    assert_eq!((names(&begin), begin.skipped, &begin.previous_cursor), (vec!["c1", "c2"], 0, &None));
}

#[test]
fn what_must_hold_besides_holds_for_every_filter() {
    let live = shop();
    let also = |filter: &[&str], also: &[&str]| ListQuery {
        also: also.iter().map(ToString::to_string).collect(),
        ..filtered(filter)
    };
    for (filter, besides, expected) in [
        (vec![], vec!["kind=component", "tier=1,tier=2"], vec!["orders", "web"]),
        (vec!["tier=1", "tier=2"], vec!["tier=2"], vec!["web"]),
        (vec!["kind=component"], vec!["kind=api"], vec![]),
        (vec!["kind=component"], vec!["tag=java", "tag=eu"], vec!["orders"]),
        (vec!["kind=api"], vec![""], vec!["orders"]),
    ] {
        let mut found: Vec<String> =
            list(&live, &also(&filter, &besides)).unwrap().items.into_iter().map(|item| item.name).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{filter:?} and {besides:?}");
    }
    let query = FacetQuery {
        facet: vec!["tier".into()],
        filter: vec!["tier=1".into()],
        also: vec!["tier=2".into()],
        ..Default::default()
    };
    let counted = facets(&live, &query).unwrap().facets;
    assert_eq!(counted["tier"], [wire::FacetValue { value: "2".into(), count: 1 }]);
}

#[test]
fn facets_count_under_all_filters_but_their_own() {
    let live = shop();
    let query = FacetQuery {
        facet: ["kind", "owner", "tier", "health", "failing", "domain", "label.region", "tag", "dangling"]
            .map(Into::into)
            .to_vec(),
        filter: vec!["kind=component,owner=shop".into()],
        ..Default::default()
    };
    let counted = facets(&live, &query).unwrap().facets;
    let counted: BTreeMap<&str, Vec<(&str, u64)>> = counted
        .iter()
        .map(|(facet, values)| {
            (facet.as_str(), values.iter().map(|value| (value.value.as_str(), value.count)).collect())
        })
        .collect();
    assert_eq!(counted["kind"], [("component", 1)]);
    assert_eq!(counted["owner"], [("group:default/front", 1), ("group:default/shop", 1), ("user:default/ann", 1)]);
    assert_eq!(counted["tier"], [("1", 1)]);
    assert_eq!(counted["health"], [("pass", 1)]);
    assert_eq!(counted["domain"], [("domain:default/sales", 1)]);
    assert_eq!(counted["label.region"], [("eu", 1)]);
    assert_eq!(counted["tag"], [("eu", 1), ("java", 1)]);
    assert_eq!(counted["dangling"], [("false", 1)]);
    assert_eq!(counted["failing"], []);

    let all = facets(&live, &FacetQuery::default()).unwrap().facets;
    assert_eq!(all["failing"], [wire::FacetValue { value: "ownership/rule".into(), count: 1 }]);
    assert_eq!(all["kind"][0], wire::FacetValue { value: "component".into(), count: 3 });
    assert!(all.contains_key("stale") && all.contains_key("format") && !all.contains_key("title"));
}

#[test]
fn an_entity_that_is_not_there_is_a_404_even_where_others_refer_to_it() {
    let live = shop();
    let found = super::entity(&live, &reference("Component:Orders")).unwrap();
    assert_eq!((found.entity_ref.as_str(), found.title.as_deref()), ("component:default/orders", Some("Order intake")));
    assert_eq!(found.descriptor, None);
    let ghost = super::entity(&live, &reference("component:ghost")).unwrap_err();
    assert_eq!((ghost.status, ghost.code.as_str()), (404, "entity_not_found"));
}

/// A filter's conditions with what each means, straight from the entity.
fn condition() -> impl Strategy<Value = (String, fn(&Entity, &str) -> bool, String)> {
    type Naive = fn(&Entity, &str) -> bool;
    let text: [(&str, Naive, Vec<&str>); 8] = [
        ("kind", |entity, value| entity.kind == value, vec!["component", "api", "user"]),
        (
            "type",
            |entity, value| entity.entity_type.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(value)),
            vec!["service", "LIBRARY"],
        ),
        ("tier", |entity, value| entity.tier.is_some_and(|tier| tier.to_string() == value), vec!["1", "2", "4"]),
        (
            "owner",
            |entity, value| {
                entity.owner.as_ref().is_some_and(|owner| *owner == reference(&format!("group:default/{value}")))
            },
            vec!["a", "b", "z"],
        ),
        (
            "tag",
            |entity, value| entity.tags.iter().any(|tag| tag.eq_ignore_ascii_case(value)),
            vec!["go", "java", "none"],
        ),
        (
            "label.region",
            |entity, value| entity.labels.get("region").is_some_and(|found| found.eq_ignore_ascii_case(value)),
            vec!["eu", "us"],
        ),
        ("name", |entity, value| entity.name == value, vec!["a", "d"]),
        (
            "title",
            |entity, value| entity.title.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(value)),
            vec!["a", "AB"],
        ),
    ];
    prop::sample::select(text.to_vec()).prop_flat_map(|(key, naive, values)| {
        prop::sample::select(values).prop_map(move |value| (key.to_owned(), naive, value.to_owned()))
    })
}

fn distinct(entities: Vec<Entity>) -> BTreeMap<catalog_schema::model::EntityRef, Entity> {
    entities.into_iter().map(|entity| (entity.entity_ref(), entity)).collect()
}

proptest! {
    #[test]
    fn filters_equal_a_naive_evaluation(
        entities in prop::collection::vec(any_entity(), 0..20),
        filters in prop::collection::vec(prop::collection::vec((condition(), 0..2_u8), 1..4), 0..3),
    ) {
        let live = catalog(distinct(entities).into_values());
        // With their references resolved, which another test holds.
        let entities: BTreeMap<_, _> = live.records().map(|record| (record.entity_ref.clone(), live.entity(&record.entity_ref).unwrap())).collect();
        let texts: Vec<String> = filters.iter().map(|conditions| {
            let conditions = conditions.iter().map(|((key, _, value), negated)| format!("{key}{}{value}", if *negated == 1 { "!=" } else { "=" }));
            conditions.collect::<Vec<_>>().join(",")
        }).collect();
        let passes = |entity: &Entity| filters.is_empty() || filters.iter().any(|conditions| {
            conditions.iter().all(|((key, naive, value), negated)| match negated {
                1 => !naive(entity, value),
                _ => conditions.iter().any(|((other, naive, value), negated)| other == key && *negated == 0 && naive(entity, value)),
            })
        });
        let expected: BTreeSet<String> = entities.iter().filter(|(_, entity)| passes(entity)).map(|(entity_ref, _)| entity_ref.to_string()).collect();
        let found = list(&live, &ListQuery { filter: texts.clone(), limit: Some(1_000), ..Default::default() }).unwrap();
        prop_assert_eq!(found.total as usize, expected.len());
        prop_assert_eq!(found.items.into_iter().map(|item| item.entity_ref).collect::<BTreeSet<_>>(), expected);

        // A facet's count is the length of the list that choosing its value instead would give.
        let counts = facets(&live, &FacetQuery { facet: vec!["kind".into()], filter: texts, ..Default::default() }).unwrap();
        let without: Vec<String> = filters.iter().map(|conditions| {
            let rest = conditions.iter().filter(|((key, ..), _)| key != "kind");
            rest.map(|((key, _, value), negated)| format!("{key}{}{value}", if *negated == 1 { "!=" } else { "=" })).collect::<Vec<_>>().join(",")
        }).collect();
        for value in &counts.facets["kind"] {
            let mut filter: Vec<String> = without.iter().map(|rest| if rest.is_empty() { format!("kind={}", value.value) } else { format!("kind={},{rest}", value.value) }).collect();
            if filter.is_empty() {
                filter.push(format!("kind={}", value.value));
            }
            prop_assert_eq!(list(&live, &ListQuery { filter, ..Default::default() }).unwrap().total, value.count);
        }
    }

    #[test]
    fn cursors_give_every_entity_once_in_one_order(
        entities in prop::collection::vec(any_entity(), 0..40),
        limit in 1..7_u32,
        order in prop::sample::select(vec!["name", "-name", "kind", "-type", "owner", "-domain", "system", "lifecycle", "-tier", "tier", "health", "-measures.dependents", "measures.dependencies", "changed"]),
    ) {
        let entities = distinct(entities);
        let live = catalog(entities.values().cloned());
        let query = |limit, cursor| ListQuery { order: Some(order.into()), limit: Some(limit), cursor, ..Default::default() };
        let whole: Vec<String> = list(&live, &query(1_000, None)).unwrap().items.into_iter().map(|item| item.entity_ref).collect();
        prop_assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), entities.len());
        let mut paged = Vec::new();
        let mut cursor = None;
        loop {
            let page = list(&live, &query(limit, cursor)).unwrap();
            prop_assert_eq!(page.total as usize, entities.len());
            paged.extend(page.items.into_iter().map(|item| item.entity_ref));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        prop_assert_eq!(&paged, &whole);

        // The way back, from the last entity on, meets all the others.
        let mut page = list(&live, &query(limit, None)).unwrap();
        while let Some(cursor) = page.next_cursor.clone() {
            page = list(&live, &query(limit, Some(cursor))).unwrap();
        }
        let mut start = whole.len() - page.items.len();
        prop_assert_eq!(page.skipped as usize, start);
        while let Some(cursor) = page.previous_cursor.clone() {
            page = list(&live, &query(limit, Some(cursor))).unwrap();
            start = start.saturating_sub(limit as usize);
            let refs: Vec<String> = page.items.into_iter().map(|item| item.entity_ref).collect();
            prop_assert_eq!(page.skipped as usize, start);
            prop_assert_eq!(&refs[..], &whole[start..(start + limit as usize).min(whole.len())]);
        }
        prop_assert_eq!(start, 0);
    }

    #[test]
    fn any_filter_order_and_cursor_is_answered_or_refused(filter in any::<String>(), order in any::<String>(), cursor in "[0-9a-f]{0,40}") {
        let query = ListQuery { filter: vec![filter], order: Some(order), cursor: Some(cursor), ..Default::default() };
        if let Err(problem) = list(&shop(), &query) {
            prop_assert_eq!(problem.status, 400);
        }
    }
}
