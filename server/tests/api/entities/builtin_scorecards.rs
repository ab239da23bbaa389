//! What the built-in scorecards say of descriptors: each fact that they read, from its file to the answer.

use super::scorecards::outcome;
use crate::harness::Portal;

/// A team that has done its homework.
const FLEET: &str = "\
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: fleet
  links:
    - {type: chat, url: https://chat.example.com/fleet}
    - {type: on-call, url: https://oncall.example.com/fleet}
spec: {type: team, children: [], profile: {email: fleet@example.com}}
---
apiVersion: sextant.dev/v1
kind: User
metadata: {name: ana}
spec: {memberOf: [fleet]}
---
apiVersion: sextant.dev/v1
kind: User
metadata: {name: ben}
spec: {memberOf: [fleet]}
---
apiVersion: sextant.dev/v1
kind: System
metadata: {name: logistics}
spec: {owner: fleet}
---
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: tracker
  title: Parcel tracker
  description: Knows where each parcel is, and says so to whoever waits for it.
  labels: {cost-centre: c-1200}
  links:
    - {type: repository, url: https://git.example.com/tracker}
    - {type: runbook, url: https://handbook.example.com/tracker}
    - {type: dashboard, url: https://grafana.example.com/tracker}
    - {type: documentation, url: https://docs.example.com/tracker}
spec:
  type: service
  lifecycle: production
  tier: 1
  language: rust
  owner: fleet
  system: logistics
  providesApis: [tracker-api]
  dependsOn: [resource:tracker-db]
---
apiVersion: sextant.dev/v1
kind: API
metadata: {name: tracker-api}
spec: {type: openapi, lifecycle: production, owner: fleet, definition: 'openapi: 3.1.0'}
---
apiVersion: sextant.dev/v1
kind: Resource
metadata: {name: tracker-db}
spec: {type: database, owner: fleet}
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: labels, annotations: {backstage.io/techdocs-ref: 'dir:.', github.com/project-slug: acme/labels}}
spec: {type: website, lifecycle: experimental, system: logistics, consumesApis: [tracker-api]}
";

/// Somebody who has not.
const STRAY: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: stray
  annotations: {deploy-token: ghp_0123456789abcdefghij0123456789abcdef}
  links:
    - {type: dashboard, url: http://grafana.example.com/stray}
    - {url: https://admin:hunter2@rabbit.example.com}
spec:
  type: service
  lifecycle: production
  owner: user:ana
  providesApis: [hidden-api]
  consumesApis: [missing-api, old-api]
  dependsOn: [component:nowhere, component:old]
---
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: old}
spec: {type: service, lifecycle: deprecated, owner: fleet, providesApis: [old-api]}
---
apiVersion: sextant.dev/v1
kind: API
metadata: {name: old-api}
spec: {type: openapi, lifecycle: deprecated, owner: payments}
";

/// Rule by rule what is said of an entity.
async fn says(portal: &Portal, entity: &str, expected: &[(&str, &str, &str)]) {
    for &(rule, word, message) in expected {
        let result = outcome(portal, entity, rule).await;
        assert_eq!((result["outcome"].as_str(), result["message"].as_str()), (Some(word), Some(message)), "{rule}");
        assert_eq!(result["fix"].is_string(), word == "fail", "{rule}");
    }
}

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.save("fleet/catalog-info.yaml", FLEET).await;
    portal.save("stray/catalog-info.yaml", STRAY).await;
    portal
}

#[tokio::test]
async fn a_service_that_is_ready_is_told_why() {
    let portal = portal().await;
    let expected = [
        ("has-owner-in-effect", "pass", "It is owned by group:default/fleet."),
        ("lifecycle-declared", "pass", "Its lifecycle is production."),
        ("tier-declared", "pass", "It is of tier 1."),
        ("has-repository", "pass", "Its source code is at https://git.example.com/tracker"),
        ("on-call-reachable", "pass", "Who is on call for group:default/fleet: https://oncall.example.com/fleet"),
        ("has-runbook", "pass", "The runbook is at https://handbook.example.com/tracker"),
        ("has-dashboard", "pass", "The dashboard is at https://grafana.example.com/tracker"),
        ("dependencies-exist", "pass", "All that it depends on is in the catalog (1)."),
        ("team-of-two", "pass", "The catalog knows 2 people in group:default/fleet."),
        ("dependencies-stay", "pass", "Nothing that it depends on is deprecated or experimental."),
        ("owner-is-team", "pass", "group:default/fleet is not one person, but a Group."),
        ("owner-reachable", "pass", "group:default/fleet can be reached at https://chat.example.com/fleet."),
        ("description-is-telling", "pass", "The description has 64 characters, and 30 are asked for."),
        ("has-documentation", "pass", "It is documented at https://docs.example.com/tracker"),
        ("has-readable-name", "pass", "It is shown as Parcel tracker."),
        ("provided-apis-described", "pass", "In the catalog: api:default/tracker-api"),
        ("descriptor-readable", "pass", "fleet/catalog-info.yaml can be read."),
        ("security-contact", "pass", "One can write to fleet@example.com."),
        (
            "no-secrets",
            "pass",
            "Nothing in its annotations (0), labels (1) and links (4) looks like a key or a password.",
        ),
        ("language-declared", "pass", "It is written in rust."),
        ("few-dependencies", "pass", "It depends on 1 directly, and 15 may be."),
        ("part-of-system", "pass", "It is part of system:default/logistics."),
    ];
    says(&portal, "component/default/tracker", &expected).await;
    let results = portal.json("/api/v1/entities/component/default/tracker/scorecards").await;
    let readiness = &results[0];
    // Nobody sees its repository, which costs no points: the two rules that read it are unknown.
    assert_eq!(
        (&readiness["scorecard"], &readiness["level"], &readiness["score"], &readiness["max"]),
        (&"production-readiness".into(), &"gold".into(), &90.into(), &90.into())
    );
    let names: Vec<&str> = readiness["levels"].as_array().unwrap().iter().filter_map(|l| l["name"].as_str()).collect();
    assert_eq!(names, ["bronze", "silver", "gold"]);
}

#[tokio::test]
async fn a_service_that_is_not_is_told_what_is_wrong() {
    let portal = portal().await;
    let expected = [
        ("tier-declared", "fail", "It has no tier."),
        ("has-repository", "fail", "None of its links (2) is one to a repository."),
        ("on-call-reachable", "fail", "Neither it nor user:default/ana has a link to who is on call."),
        ("dependencies-exist", "fail", "It depends on what the catalog does not have: component:default/nowhere"),
        ("team-of-two", "fail", "It is owned by one person, user:default/ana."),
        ("dependencies-stay", "fail", "It is in production and depends on what is deprecated: component:default/old"),
        ("owner-is-team", "fail", "The owner user:default/ana is one person."),
        ("owner-reachable", "fail", "user:default/ana has neither a link to a chat channel nor an e-mail address."),
        ("provided-apis-described", "fail", "Not in the catalog: api:default/hidden-api"),
        ("no-plain-http", "fail", "Plain http: http://grafana.example.com/stray"),
        ("no-secrets", "fail", "A link holds a user name and a password."),
        ("consumed-apis-exist", "fail", "It consumes what the catalog does not have: api:default/missing-api"),
        ("part-of-system", "fail", "It is part of no system."),
    ];
    says(&portal, "component/default/stray", &expected).await;
    let critical = outcome(&portal, "component/default/stray", "owner-on-call").await;
    assert_eq!((&critical["outcome"], &critical["missing"][0]["fact"]), (&"unknown".into(), &"entity.tier".into()));
    let results = portal.json("/api/v1/entities/component/default/stray/scorecards").await;
    assert!(results[0]["level"].is_null(), "{results}");
}

#[tokio::test]
async fn apis_are_judged_by_what_stands_around_them() {
    let portal = portal().await;
    let good = [
        ("api-has-definition", "pass", "It has a definition."),
        ("has-documentation", "pass", "Its definition documents it."),
        ("api-has-provider", "pass", "It is provided by component:default/tracker."),
        ("api-lifecycle-declared", "pass", "Its lifecycle is production."),
        ("api-owned-by-provider", "pass", "It belongs to those who provide it."),
        ("deprecated-api-unused", "pass", "It is not deprecated."),
    ];
    says(&portal, "api/default/tracker-api", &good).await;
    let bad = [
        ("api-has-definition", "fail", "It has no definition."),
        (
            "api-owned-by-provider",
            "fail",
            "It belongs to group:default/payments, and what provides it does not: component:default/old",
        ),
        (
            "deprecated-api-unused",
            "fail",
            "It is deprecated, and still consumed in production by component:default/stray",
        ),
    ];
    says(&portal, "api/default/old-api", &bad).await;
    let offers = outcome(&portal, "api/default/old-api", "api-definition-offers-something").await;
    assert_eq!((&offers["outcome"], &offers["missing"][0]["fact"]), (&"unknown".into(), &"api.operations".into()));
}

#[tokio::test]
async fn what_is_inherited_or_annotated_counts() {
    let portal = portal().await;
    let expected = [
        ("has-owner-in-effect", "pass", "It is owned by group:default/fleet, which it inherits."),
        ("owner-exists", "fail", "No owner is declared."),
        ("has-repository", "pass", "An annotation says where its source code is."),
        ("has-documentation", "pass", "It is documented in TechDocs."),
        ("dependencies-stay", "pass", "It is not in production, but experimental."),
        ("consumed-apis-exist", "pass", "In the catalog: api:default/tracker-api"),
    ];
    says(&portal, "component/default/labels", &expected).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_any_more_is_held_against_what_it_describes() {
    let portal = Portal::start().await;
    portal.break_orders().await;
    let expected = [(
        "descriptor-readable",
        "fail",
        "catalog-info.yaml cannot be read any more; what is shown is what it said when it last could.",
    )];
    says(&portal, "component/default/orders", &expected).await;
}
