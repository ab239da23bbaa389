//! What the rules find in small catalogs, and what they leave alone.

use std::sync::Arc;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::wire::{InsightQuery, Insights};
use jiff::civil::Date;

use super::{Seen, Survey, insights, survey};
use crate::graph::transitive_measures;
use crate::live::Live;
use crate::live::testing;

const TODAY: &str = "2027-01-15";

/// A catalog of what descriptors say.
fn catalog(descriptors: &str) -> Live {
    let decoded = decode("sextant.yaml", descriptors.as_bytes(), &DecodeOptions::default());
    let entities = decoded.documents.into_iter().map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => *entity,
        other => panic!("{other:?}"),
    });
    testing::catalog(entities)
}

fn surveyed(live: &Live) -> Survey {
    let measures = Arc::new(transitive_measures(live));
    let today: Date = TODAY.parse().unwrap();
    let findings = survey(live, &measures, today);
    Survey::new(live, measures, findings, Seen::default().into())
}

fn listed(live: &Live, query: &InsightQuery) -> Insights {
    insights(&surveyed(live), query).unwrap()
}

/// The messages of a rule in a catalog of these descriptors.
fn found(rule: &str, descriptors: &str) -> Vec<String> {
    let query = InsightQuery { rules: vec![rule.to_owned()], ..InsightQuery::default() };
    listed(&catalog(descriptors), &query).items.into_iter().map(|item| item.message).collect()
}

/// A component and what its spec says.
fn component(name: &str, spec: &str) -> String {
    format!("---\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, {spec}}}\n")
}

#[test]
fn measures_that_come_before_the_findings_leave_these_at_their_revision() {
    let before = catalog(&(component("a", "dependsOn: [component:b]") + &component("b", "dependsOn: [component:a]")));
    let survey = surveyed(&before);
    let after = before.apply(before.revision() + 1, &[testing::remove("component:default/a")]).0;
    let measured = survey.with_measures(Arc::new(transitive_measures(&after)));
    assert_eq!((measured.measures.revision(), measured.found_at()), (after.revision(), before.revision()));
    assert!(survey.is_current(&before) && !measured.is_current(&before) && !measured.is_current(&after));
    let told = |survey: &Survey| insights(survey, &InsightQuery::default()).unwrap();
    assert_eq!(told(&measured), told(&survey));
    assert_eq!(told(&measured).revision, before.revision());
}

#[test]
fn an_entity_has_the_findings_that_name_it() {
    let text = component("a", "tier: 1, lifecycle: production, dependsOn: [component:b, component:c]")
        + &component("b", "tier: 3, lifecycle: deprecated, dependsOn: [component:a]")
        + &component("c", "tier: 2, lifecycle: production, owner: one")
        + &component("d", "owner: one");
    let survey = surveyed(&catalog(&text));
    let all = insights(&survey, &InsightQuery::default()).unwrap();
    for name in ["a", "b", "c", "d", "e"] {
        let entity = format!("component:default/{name}");
        let query = InsightQuery { entity: Some(entity.clone()), ..InsightQuery::default() };
        let named = insights(&survey, &query).unwrap();
        let expected: Vec<_> =
            all.items.iter().filter(|item| item.subject == entity || item.path.contains(&entity)).cloned().collect();
        assert_eq!((named.total, &named.items), (expected.len() as u64, &expected), "{name}");
        assert_eq!(named.rules, all.rules, "counts are of the whole catalog");
    }
}

#[test]
fn a_cycle_is_told_with_what_to_cut() {
    let knot = component("a", "owner: one, dependsOn: [component:b]")
        + &component("b", "owner: two, dependsOn: [component:c, component:d]")
        + &component("c", "owner: one, dependsOn: [component:a]")
        + &component("d", "owner: one");
    let messages = found("cycle", &knot);
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("a, b and c depend on each other; without the dependency of "), "{messages:?}");
    let item = &listed(&catalog(&knot), &InsightQuery::default()).items[0];
    assert_eq!((item.rule.as_str(), item.severity.as_str()), ("cycle", "high"));
    assert_eq!(item.path, ["component:default/a", "component:default/b", "component:default/c"]);
    assert_eq!(item.owners, ["group:default/one", "group:default/two"]);
    assert!(found("cycle", &component("a", "dependsOn: [component:a, component:b]")).is_empty());
}

#[test]
fn a_store_of_one_team_is_nobodys_business() {
    let store = "---\nkind: Resource\nmetadata: {name: orders-db}\nspec: {type: database, owner: one}\n";
    let user = |name: &str, owner: &str| component(name, &format!("owner: {owner}, dependsOn: [resource:orders-db]"));
    assert!(found("shared-database", &(store.to_owned() + &user("a", "one") + &user("b", "one"))).is_empty());
    assert_eq!(
        found("shared-database", &(store.to_owned() + &user("a", "one") + &user("b", "two"))),
        ["resource:orders-db is used directly by 2 components of 2 teams: one and two"]
    );
    let topic = store.replace("database", "kafka-topic");
    assert!(found("shared-database", &(topic + &user("a", "one") + &user("b", "two"))).is_empty());
}

#[test]
fn what_can_fail_is_no_inversion() {
    let two = |edge: &str, lower: u8| {
        format!(
            "---\nkind: Component\nmetadata: {{name: shop}}\nspec:\n  type: service\n  tier: 1\n  dependsOn: [{edge}]\n"
        ) + &component("mail", &format!("tier: {lower}"))
    };
    assert_eq!(
        found("tier-inversion", &two("component:mail", 3)),
        ["shop is of tier 1 and depends on mail, which is of tier 3"]
    );
    assert!(found("tier-inversion", &two("component:mail", 1)).is_empty());
    let soft = "apiVersion: sextant.dev/v1\nkind: Component\nmetadata: {name: shop}\nspec:\n  type: service\n  tier: 1\n  \
                relations:\n    - {type: dependsOn, target: component:mail, attributes: {criticality: low}}\n";
    let soft = format!("---\n{soft}") + &component("mail", "tier: 3");
    assert!(found("tier-inversion", &soft).is_empty());
}

#[test]
fn production_on_what_ends_or_begins() {
    let two = |one: &str, other: &str| {
        component("shop", &format!("lifecycle: {one}, dependsOn: [component:old]"))
            + &component("old", &format!("lifecycle: {other}"))
    };
    assert_eq!(
        found("lifecycle-inversion", &two("production", "deprecated")),
        ["shop is in production and depends on old, which is deprecated"]
    );
    assert_eq!(found("lifecycle-inversion", &two("GA", "alpha")).len(), 1);
    assert!(found("lifecycle-inversion", &two("experimental", "deprecated")).is_empty());
    assert!(found("lifecycle-inversion", &two("production", "production")).is_empty());
}

#[test]
fn what_others_need_has_an_owner_whom_the_catalog_knows() {
    let needed = |owner: &str| component("a", "dependsOn: [component:b]") + &component("b", owner);
    assert_eq!(found("unowned", &needed("lifecycle: production")), ["b has no owner, and 1 other depends on it"]);
    assert_eq!(
        found("unowned", &needed("owner: ghosts")),
        ["b is owned by group:default/ghosts, which the catalog does not have, and 1 other depends on it"]
    );
    let team = "---\nkind: Group\nmetadata: {name: ghosts}\nspec: {type: team, children: []}\n";
    assert!(found("unowned", &(needed("owner: ghosts") + team)).is_empty());
}

#[test]
fn an_api_that_is_consumed_has_a_contract() {
    let api = |more: &str| {
        component("shop", "consumesApis: [prices]")
            + &format!("---\nkind: API\nmetadata: {{name: prices}}\nspec: {{type: openapi, owner: one{more}}}\n")
    };
    assert_eq!(found("missing-contract", &api("")), ["api:prices has no contract, and shop consumes it"]);
    assert!(found("missing-contract", &api(", definition: 'openapi: 3.1.0'")).is_empty());
}

#[test]
fn a_hub_stands_out() {
    let many: String =
        (0..30).map(|number| component(&format!("user-{number}"), "dependsOn: [component:auth]")).collect();
    let chain: String = (0..30)
        .map(|number| component(&format!("link-{number}"), &format!("dependsOn: [component:link-{}]", number + 1)))
        .collect();
    let messages = found("hub", &(component("auth", "lifecycle: production") + &many + &chain));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("30 entities depend directly on auth, "), "{messages:?}");
    // Where everything is like that, nothing stands out.
    assert!(found("hub", &(component("auth", "lifecycle: production") + &many)).is_empty());
}

#[test]
fn teams_that_need_each_other() {
    let team = |one: &str, other: &str, count: usize| -> String {
        let of = |number| {
            component(&format!("{one}-{number}"), &format!("owner: {one}, dependsOn: [component:{other}-{number}]"))
        };
        (0..count).map(of).collect()
    };
    assert_eq!(
        found("cross-team", &(team("x", "y", 3) + &team("y", "x", 3))),
        ["x needs y in 3 places, and is needed by it in 3"]
    );
    assert!(found("cross-team", &(team("x", "y", 3) + &team("y", "x", 2))).is_empty());
}

#[test]
fn what_is_connected_with_nothing_but_its_owner_is_an_orphan() {
    let lonely = component("lonely", "owner: one") + &component("part", "owner: one, system: shop");
    assert_eq!(found("orphan", &lonely), ["lonely depends on nothing, provides nothing and is part of nothing"]);
}

fn accepting(value: &str) -> String {
    format!(
        "---\nkind: Component\nmetadata:\n  name: lonely\n  annotations: {{sextant.dev/accept-orphan: '{value}'}}\nspec: {{type: \
         service, owner: one}}\n"
    )
}

#[test]
fn what_somebody_accepts_is_left_out_until_the_day_is_over() {
    let all = InsightQuery { accepted: true, ..InsightQuery::default() };
    let until = catalog(&accepting("until 2027-01-15: moves next week"));
    assert_eq!(listed(&until, &InsightQuery::default()).total, 0);
    let kept = listed(&until, &all);
    let accepted = kept.items[0].accepted.as_ref().unwrap();
    assert_eq!((accepted.reason.as_str(), accepted.expired), ("moves next week", false));
    let orphan = kept.rules.iter().find(|rule| rule.id == "orphan").unwrap();
    assert_eq!((orphan.open, orphan.accepted), (0, 1));

    let over = listed(&catalog(&accepting("until 2027-01-14: moved")), &InsightQuery::default());
    assert!(over.items[0].accepted.as_ref().unwrap().expired);
    let unclear = listed(&catalog(&accepting("yes please")), &InsightQuery::default());
    assert!(unclear.items[0].unclear.as_ref().unwrap().contains("write the last day and the reason"));
}

#[test]
fn pages_meet_every_finding_once_and_the_heaviest_first() {
    let descriptors: String = (0..25).map(|number| component(&format!("lonely-{number}"), "owner: one")).collect();
    let descriptors =
        descriptors + &component("a", "dependsOn: [component:b]") + &component("b", "dependsOn: [component:a]");
    let survey = surveyed(&catalog(&descriptors));
    let mut query = InsightQuery { limit: Some(10), ..InsightQuery::default() };
    let mut met = Vec::new();
    loop {
        let page = insights(&survey, &query).unwrap();
        met.extend(page.items.iter().map(|item| item.id.clone()));
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    let all: Vec<String> = survey.findings.iter().map(|finding| finding.id.clone()).collect();
    assert_eq!(met, all);
    let weights: Vec<f64> = survey.findings.iter().map(|finding| finding.weight).collect();
    assert!(weights.is_sorted_by(|one, other| one >= other), "{weights:?}");
    assert!(insights(&survey, &InsightQuery { rules: vec!["cicle".to_owned()], ..query }).is_err());
}
