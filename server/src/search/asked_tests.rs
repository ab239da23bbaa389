//! What a person can type: words in their forms, phrases, fields, and what is ruled out.

use catalog_schema::model::{Alias, ApiSpec, Entity, Form, Link, LinkType};
use catalog_schema::wire::{Matched, SearchQuery};

use super::search;
use super::tests::Portal;
use crate::live::testing::*;

fn described(name: &str, description: &str) -> Entity {
    entity(name).with(|entity| entity.description = Some(description.into()))
}

fn harbour() -> Portal {
    Portal::of([
        entity("group:grp-42").titled("Berth Planning Crew"),
        entity("group:devs"),
        entity("system:vts").titled("Vessel Traffic").owned_by("group:grp-42"),
        described("component:crane-telemetry", "Streams load and wind sensor readings.")
            .with(|entity| entity.tags = vec!["kafka".into(), "go".into()]),
        described("component:runners", "Ephemeral machines on Kubernetes; the sensor of the wind is elsewhere.")
            .owned_by("group:devs")
            .with(|entity| {
                entity.tags = vec!["go".into()];
                entity.tier = Some(1);
                entity.lifecycle = Some("production".into());
                entity.entity_type = Some("service".into());
                entity.annotations.insert("pagerduty.com/service-id".into(), "PBERTH1".into());
                entity.links = vec![Link {
                    url: "https://grafana.example/d/queue".into(),
                    title: Some("Length of the line".into()),
                    icon: None,
                    link_type: LinkType::Dashboard,
                }];
            }),
        // Named by its title; found by it, too.
        entity("component:allocator")
            .with(|entity| entity.owner = Some(reference("group:berth-planning-crew")))
            .refers("ownedBy", "group:berth-planning-crew", Form::Name, Some("Berth Planning Crew")),
        // Without an owner of its own.
        entity("resource:tides").in_system("system:vts"),
        entity("component:BerthAllocationEngine").with(|entity| {
            entity.name = "BerthAllocationEngine".into();
            entity.aliases = vec![Alias { scheme: "name".into(), value: "Optimiser of Berths".into() }];
        }),
    ])
}

#[test]
fn words_match_in_their_other_forms() {
    let portal = harbour();
    assert_eq!(portal.hits("cranes "), "crane-telemetry");
    assert_eq!(portal.hits("sensors readings"), "crane-telemetry");
    assert_eq!(portal.hits("k8s machine "), "runners");
    assert_eq!(portal.hits("optimizers of berths"), "berthallocationengine");
    assert_eq!(portal.hits("bae"), "berthallocationengine", "the first letters");
    assert_eq!(portal.hits("where are the cranes?"), "crane-telemetry", "small words need not match");
    assert_eq!(portal.hits("streaming sensor "), "crane-telemetry", "the stem of a word, where nothing else matches");
    assert_eq!(portal.search("streaming sensor ").matched, Matched::Nearly);
}

#[test]
fn a_phrase_is_found_in_its_order_only() {
    let portal = harbour();
    assert_eq!(portal.hits("\"wind sensor\""), "crane-telemetry");
    assert_eq!(portal.hits("\"sensor wind\""), "");
    assert_eq!(portal.hits("\"wind sen"), "crane-telemetry", "while somebody types");
    assert_eq!(portal.hits("\"berth allocation\""), "berthallocationengine");
    assert_eq!(portal.hits("\"allocation\""), "berthallocationengine");
    assert_eq!(portal.hits("\"allocati\""), "", "a word in quotes is meant as it is");
}

#[test]
fn what_is_ruled_out_does_not_come() {
    let portal = harbour();
    assert_eq!(portal.search("sensor").total, 2);
    assert_eq!(portal.hits("sensor -kubernetes"), "crane-telemetry");
    assert_eq!(portal.hits("sensor -\"wind sensor\""), "runners");
    assert_eq!(portal.hits("sensor -tag:kafka"), "runners");
    assert_eq!(portal.hits("sensor -kube"), portal.hits("sensor"), "only whole words are ruled out");
    assert_eq!(portal.search("-sensor").total, 6, "everything else");
    assert_eq!(portal.hits("crane-telemetry"), "crane-telemetry", "a sign within a word is none");
}

#[test]
fn fields_narrow_the_hits() {
    let portal = harbour();
    let cases = [
        ("tag:go sensor", "crane-telemetry runners"),
        ("tag:go tag:kafka", "crane-telemetry"),
        ("kind:group kind:system", "vts devs grp-42"),
        ("tier:1", "runners"),
        ("lifecycle:prod", "runners"),
        ("lifecycle:prod ", ""),
        ("type:service -tag:kafka", "runners"),
        ("owner:devs", "runners"),
        ("owner:group:default/devs", "runners"),
        ("owner:\"Berth Planning Crew\" ", "vts allocator"),
        ("system:vts", "tides"),
        ("system:default/vts", "vts"),
        ("KIND:Resource", "tides"),
        ("namespace:default tide", "tides"),
    ];
    for (query, expected) in cases {
        let sorted = |text: &str| {
            let mut names: Vec<String> = text.split(' ').map(str::to_owned).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(sorted(&portal.hits(query)), sorted(expected), "{query}");
    }
}

#[test]
fn every_facet_can_be_asked_for_in_words() {
    let portal = harbour();
    let facets = [
        "kind",
        "type",
        "owner",
        "system",
        "domain",
        "lifecycle",
        "tier",
        "language",
        "tag",
        "health",
        "failing",
        "source",
        "format",
        "namespace",
        "stale",
        "dangling",
    ];
    for facet in facets {
        let query = SearchQuery { q: "-nothing".into(), facet: vec![facet.into()], ..SearchQuery::default() };
        for value in &search(&portal.live, &query).unwrap().facets[facet] {
            let found = portal.search(&format!("{facet}:{}", value.value));
            assert_eq!((found.total, found.matched), (value.count, Matched::AsWritten), "{facet}:{}", value.value);
        }
    }
}

#[test]
fn what_is_no_field_is_words() {
    let portal = harbour();
    assert_eq!(portal.hits("colour:crane telemetry"), "");
    assert_eq!(portal.hits("crane:telemetry"), "crane-telemetry");
    assert_eq!(portal.hits("tier:high crane"), "");
    assert_eq!(portal.hits("component:runners"), "runners");
}

#[test]
fn annotations_and_links_are_searched_and_marked() {
    let portal = harbour();
    for (query, field) in [("PBERTH1", "annotations"), ("pagerduty", "annotations"), ("length line", "links")] {
        let hits = portal.search(query).hits;
        assert_eq!(Portal::names(&hits), "runners", "{query}");
        assert!(hits[0].highlights.contains_key(field), "{query}: {:?}", hits[0].highlights);
    }
    assert_eq!(portal.hits("grafana queue"), "runners");
}

#[test]
fn what_belongs_to_a_team_or_a_system_is_found_by_what_that_is_called() {
    let mut portal = harbour();
    assert_eq!(portal.hits("planning crew allocator"), "allocator", "an owner by its title");
    assert_eq!(portal.hits("vessel tides"), "tides", "a system by its title");
    assert_eq!(portal.hits("planning tides"), "tides", "an owner of the system");
    let found = &portal.search("planning crew allocator").hits[0];
    assert!(found.highlights["owner"].contains('\u{E000}'), "{:?}", found.highlights);

    // The other end changes, and what belongs to it is not indexed again.
    portal.change(&[put(entity("group:grp-42").titled("Quay People"))]);
    assert_eq!(portal.hits("planning tides"), "");
    assert_eq!(portal.hits("quay tides"), "tides");
}

#[test]
fn contracts_are_searched_by_what_they_offer() {
    let api = |name: &str, definition: &str| {
        let definition = definition.to_owned();
        entity(name).with(|entity| {
            entity.api = Some(ApiSpec { spec_type: None, definition: Some(definition), reference: None });
        })
    };
    let portal = Portal::of([
        api("api:berths", "openapi: 3.1.0\npaths:\n  /berths/{id}/bookings:\n    post: {operationId: reserveBerth}\n"),
        api("api:positions", "asyncapi: 2.6.0\ncomponents:\n  messages:\n    VesselLost: {payload: {}}\n"),
        api("api:declarations", "type Mutation { submitDeclaration(id: ID!): Int }\nenum ClearanceState { A }"),
        api("api:pilotage", "syntax = \"proto3\";\nservice Pilots { rpc Assign(AssignRequest) returns (Pilot); }"),
    ]);
    let cases = [
        ("/berths/{id}/bookings", "berths"),
        ("POST bookings", "berths"),
        ("reserveBerth", "berths"),
        ("vessel lost", "positions"),
        ("submitDeclaration", "declarations"),
        ("ClearanceState", "declarations"),
        ("AssignRequest", "pilotage"),
    ];
    for (query, expected) in cases {
        assert_eq!(portal.hits(query), expected, "{query}");
    }
    let marked = &portal.search("reserveBerth").hits[0].highlights["contract"];
    assert_eq!(marked, "POST /\u{E000}berths\u{E001}/{id}/bookings \u{E000}reserve\u{E001}\u{E000}Berth\u{E001}");
}

#[test]
fn where_nothing_matches_all_words_the_most_of_them_count() {
    let portal = harbour();
    let found = portal.search("crane telemetry zebra");
    assert_eq!((found.matched, Portal::names(&found.hits)), (Matched::InPart, "crane-telemetry".to_owned()));
    assert_eq!(portal.search("zebra giraffe crane").total, 0, "less than half of the words say nothing");
    assert_eq!(portal.search("crane tag:none").total, 0, "fields are never left out");
    let list = catalog_schema::wire::ListQuery { q: Some("crane zebra".into()), ..Default::default() };
    assert_eq!(crate::lists::list(&portal.live, &list).unwrap().items.len(), 0, "a list is what all words match");
    let found = portal.search("cranee tag:kafka");
    assert_eq!(found.suggestion.as_deref(), Some("crane tag:kafka"));
}

#[test]
fn between_equal_matches_goes_before_what_more_stands_on() {
    let mut portal = Portal::of([
        entity("component:stock-b"),
        entity("component:stock-a"),
        entity("component:stock-c").with(|entity| entity.tier = Some(1)),
    ]);
    assert_eq!(portal.hits("stock"), "stock-c stock-a stock-b", "the more critical tier, then the name");
    let uses = |name: &str, other: &str| entity(name).relates("dependsOn", other);
    portal.change(&[
        put(uses("component:x", "component:stock-b")),
        put(uses("component:y", "component:stock-b")),
        put(uses("component:z", "component:x")),
    ]);
    assert!(portal.hits("stock").starts_with("stock-c stock-b"), "{}", portal.hits("stock"));
    // What stands on it by way of others counts, as far as the graph was measured.
    let many: Vec<_> = (0..200).map(|number| put(uses(&format!("component:u{number}"), "component:y"))).collect();
    portal.change(&many);
    let measures = crate::graph::transitive_measures(&portal.live);
    let measured = crate::graph::Measured::new(&portal.live, &measures);
    let query = SearchQuery { q: "stock".into(), ..SearchQuery::default() };
    let hits = search(measured, &query).unwrap().hits;
    assert_eq!(Portal::names(&hits), "stock-b stock-c stock-a");
}
