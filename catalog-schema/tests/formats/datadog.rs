//! Datadog's service.datadog.yaml and entity.datadog.yaml.

use std::path::Path;

use insta::assert_snapshot;

use super::shown::shown;

#[test]
fn a_definition_of_version_1() {
    let text = r##"schema-version: v1
info:
  dd-service: Checkout API
  display-name: Checkout
  description: Takes orders.
  service-tier: High
org: {team: shop, application: storefront}
contact: {email: shop@example.com, slack: https://chat.example.com/shop}
external-resources:
  - {name: When it breaks, type: runbook, url: https://example.com/runbook}
tags: ["pci:true"]
integrations:
  pagerduty: https://acme.pagerduty.com/service-directory/PABC123
  github: https://github.com/acme/checkout
extensions: {acme.dev/cost-centre: 4711}
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-15 Component component:default/checkout-api
      title: Checkout
      description: Takes orders.
      type: service
      tier: 2
      owner: group:default/shop
      system: system:default/storefront
      tags: pci:true
      pagerduty.com/service-id: PABC123
      runbook: https://example.com/runbook When it breaks
      other: mailto:shop@example.com -
      chat: https://chat.example.com/shop -
      on-call: https://acme.pagerduty.com/service-directory/PABC123 PagerDuty
      repository: https://github.com/acme/checkout GitHub
      alias: name Checkout API
      alias: dd-service Checkout API
      alias: datadog service:Checkout API
      relation: ownedBy group:default/shop (/org/team)
      relation: partOf system:default/storefront (/org/application)
      field: acme.dev/cost-centre = 4711
    --
    service.datadog.yaml:3:15: warning[invalid-name]: "Checkout API" is not a valid name; the entity is called checkout-api
    "##);
}

#[test]
fn a_definition_of_version_2() {
    let text = r##"schema-version: v2
dd-service: checkout
team: shop
contacts:
  - {name: Shop, type: email, contact: shop@example.com}
  - {type: microsoft-teams, contact: https://teams.example.com/shop}
links: [{name: Board, type: dashboard, url: https://example.com/board}]
repos: [{name: Source, provider: Github, url: https://github.com/acme/checkout}]
docs: [{name: Design, provider: Confluence, url: https://example.com/design}]
integrations:
  opsgenie: {service-url: acme.opsgenie.com/service/1, region: EU}
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-11 Component component:default/checkout
      type: service
      owner: group:default/shop
      dashboard: https://example.com/board Board
      repository: https://github.com/acme/checkout Source
      documentation: https://example.com/design Design
      other: mailto:shop@example.com Shop
      chat: https://teams.example.com/shop -
      on-call: https://acme.opsgenie.com/service/1 Opsgenie
      alias: dd-service checkout
      alias: datadog service:checkout
      relation: ownedBy group:default/shop (/team)
    "##);
}

#[test]
fn a_definition_of_version_2_2() {
    let text = r##"schema-version: v2.2
dd-service: checkout
team: shop
application: storefront
tier: mission_critical
lifecycle: GA
type: web
languages: [Rust, python]
links: [{name: Source, provider: Github, url: https://github.com/acme/checkout}]
integrations:
  pagerduty: {service-url: https://acme.pagerduty.com/service-directory/PABC123}
ci-pipeline-fingerprints: [hEcBkPTYQkFE]
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-12 Component component:default/checkout
      type: service
      lifecycle: production
      tier: 1
      language: rust
      owner: group:default/shop
      system: system:default/storefront
      datadoghq.com/type: web
      pagerduty.com/service-id: PABC123
      repository: https://github.com/acme/checkout Source
      on-call: https://acme.pagerduty.com/service-directory/PABC123 PagerDuty
      alias: dd-service checkout
      alias: datadog service:checkout
      relation: ownedBy group:default/shop (/team)
      relation: partOf system:default/storefront (/application)
    "##);
}

#[test]
fn a_service_of_version_3() {
    let text = r##"apiVersion: v3
kind: service
metadata:
  id: 0a1b
  name: checkout
  displayName: Checkout
  inheritFrom: service:shop-defaults
  owner: shop
  additionalOwners: [{name: risk, type: stakeholder}, {name: shop}]
  tags: [pci:true]
  contacts: [{name: Shop, type: slack, contact: https://chat.example.com/shop}]
  links: [{name: Source, type: repo, provider: Github, url: https://github.com/acme/checkout}]
spec:
  lifecycle: production
  tier: "1"
  type: rest
  languages: [rust]
  dependsOn: ["service:ledger", "datastore:orders", "queue:payments/settlements", ledger]
  componentOf: ["system:storefront", "application:legacy"]
integrations:
  sentry: {projectSlugs: [checkout, checkout-web]}
  jiraServiceManagementOps: {teamURL: https://acme.atlassian.net/jira/ops/1}
datadog:
  codeLocations:
    - {repositoryURL: https://github.com/acme/checkout.git, paths: ["src/**"]}
    - {repositoryURL: https://github.com/acme/shared.git}
  pipelines: {fingerprints: [abc]}
extensions: {cost-centre: CC-1}
"##;
    assert_snapshot!(shown("entity.datadog.yaml", text), @r##"
    #0 1-28 Component component:default/checkout
      title: Checkout
      type: service
      lifecycle: production
      tier: 1
      language: rust
      owner: group:default/shop
      additional owner: group:default/risk
      system: system:default/storefront
      tags: pci:true
      datadoghq.com/type: rest
      sentry.io/project-slug: checkout,checkout-web
      repository: https://github.com/acme/checkout Source
      repository: https://github.com/acme/shared.git -
      chat: https://chat.example.com/shop Shop
      on-call: https://acme.atlassian.net/jira/ops/1 Jira Service Management
      alias: dd-service checkout
      alias: datadog service:checkout
      alias: datadog-id 0a1b
      relation: ownedBy group:default/shop (/metadata/owner)
      relation: ownedBy group:default/risk (/metadata/additionalOwners/0) {"type":"stakeholder"}
      relation: dependsOn component:default/ledger (/spec/dependsOn/0)
      relation: dependsOn resource:default/orders (/spec/dependsOn/1)
      relation: dependsOn resource:payments/settlements (/spec/dependsOn/2)
      relation: partOf system:default/storefront (/spec/componentOf/0)
      relation: partOf system:default/legacy (/spec/componentOf/1)
      relation: custom:inheritFrom component:default/shop-defaults (/metadata/inheritFrom)
      field: cost-centre = "CC-1"
    "##);
}

#[test]
fn every_kind_of_version_3() {
    let text = r##"apiVersion: v3
kind: system
metadata: {name: storefront, owner: shop}
spec: {components: [service:checkout, datastore:orders], componentOf: [domain:commerce]}
---
apiVersion: v3
kind: datastore
metadata: {name: orders, owner: shop}
spec: {type: postgres, dependencyOf: [service:checkout]}
---
apiVersion: v3
kind: queue
metadata: {name: settlements, owner: shop}
---
apiVersion: v3
kind: api
metadata: {name: orders-api, owner: shop}
spec:
  implementedBy: [service:checkout]
  interface: {fileRef: https://example.com/openapi.yaml}
---
apiVersion: v3
kind: api
metadata: {name: inline, owner: shop}
spec: {interface: {definition: {openapi: 3.1.0}}}
---
apiVersion: v3
kind: library
metadata: {name: money, owner: shop}
---
apiVersion: v3
kind: ui
metadata: {name: till, owner: shop}
---
apiVersion: v3
kind: ml-model
metadata: {name: fraud, owner: risk}
spec: {type: xgboost, dependencyOf: [ml-model:scores]}
"##;
    assert_snapshot!(shown("entity.datadog.yaml", text), @r##"
    #0 1-4 System system:default/storefront
      owner: group:default/shop
      alias: datadog system:storefront
      relation: ownedBy group:default/shop (/metadata/owner)
      relation: partOf domain:default/commerce (/spec/componentOf/0)
      relation: hasPart component:default/checkout (/spec/components/0)
      relation: hasPart resource:default/orders (/spec/components/1)
    #1 6-9 Resource resource:default/orders
      type: postgres
      owner: group:default/shop
      alias: datadog datastore:orders
      relation: ownedBy group:default/shop (/metadata/owner)
      relation: dependencyOf component:default/checkout (/spec/dependencyOf/0)
    #2 11-13 Resource resource:default/settlements
      type: queue
      owner: group:default/shop
      alias: datadog queue:settlements
      relation: ownedBy group:default/shop (/metadata/owner)
    #3 15-20 API api:default/orders-api
      owner: group:default/shop
      alias: datadog api:orders-api
      relation: ownedBy group:default/shop (/metadata/owner)
      relation: apiProvidedBy component:default/checkout (/spec/implementedBy/0)
      api: None Some("https://example.com/openapi.yaml") None
    #4 22-25 API api:default/inline
      type: openapi
      owner: group:default/shop
      alias: datadog api:inline
      relation: ownedBy group:default/shop (/metadata/owner)
      api: Some("openapi") None Some("{\n  \"openapi\": \"3.1.0\"\n}")
    #5 27-29 Component component:default/money
      type: library
      owner: group:default/shop
      alias: datadog library:money
      relation: ownedBy group:default/shop (/metadata/owner)
    #6 31-33 Component component:default/till
      type: ui
      owner: group:default/shop
      alias: datadog ui:till
      relation: ownedBy group:default/shop (/metadata/owner)
    #7 35-38 MlModel mlmodel:default/fraud
      type: xgboost
      owner: group:default/risk
      alias: datadog ml-model:fraud
      relation: ownedBy group:default/risk (/metadata/owner)
      relation: dependencyOf mlmodel:default/scores (/spec/dependencyOf/0)
    "##);
}

#[test]
fn tiers_and_lifecycles_that_are_not_understood_are_told() {
    let text = r##"apiVersion: v3
kind: service
metadata: {name: a, owner: o}
spec: {tier: "0", lifecycle: 5 weeks}
---
apiVersion: v3
kind: service
metadata: {name: b, owner: o}
spec: {tier: 5}
"##;
    assert_snapshot!(shown("entity.datadog.yaml", text), @r##"
    #0 1-4 Component component:default/a
      type: service
      lifecycle: 5 weeks
      tier: 1
      owner: group:default/o
      alias: dd-service a
      alias: datadog service:a
      relation: ownedBy group:default/o (/metadata/owner)
    #1 6-9 Component component:default/b
      type: service
      owner: group:default/o
      alias: dd-service b
      alias: datadog service:b
      relation: ownedBy group:default/o (/metadata/owner)
    --
    entity.datadog.yaml:4:14: warning[invalid-tier]: "0" is read as tier 1, above which there is none
    entity.datadog.yaml:9:14: warning[invalid-tier]: "5" is not a tier; it is left out
    "##);
}

#[test]
fn slips_are_told_where_they_are() {
    let text = r##"schema-version: v2.9
dd-service: checkout
teams: shop
tier: 2
contats: []
links:
  - {name: No address, type: doc}
  - {name: Bad, typo: doc, url: example.com/x}
  - just text
contacts:
  - {type: slack, contact: "#shop"}
  - {type: email}
tags: [{team: shop}, 7]
integrations: {pagerdutty: x, sentry: text}
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-14 Component component:default/checkout
      type: service
      tier: 2
      tags: team:shop, 7
      other: example.com/x Bad
      chat: #shop -
      alias: dd-service checkout
      alias: datadog service:checkout
    --
    service.datadog.yaml:1:1: warning[missing-owner]: the Component checkout has no owner
    service.datadog.yaml:1:17: warning[invalid-api-version]: "v2.9" is no schema version of Datadog's; the document is read as v2.2
    service.datadog.yaml:3:1: warning[unknown-key]: `teams` is not a known key
    service.datadog.yaml:5:1: warning[unknown-key]: `contats` is not a known key
    service.datadog.yaml:7:5: warning[invalid-link]: the link has no url; it is left out
    service.datadog.yaml:8:17: warning[unknown-key]: `typo` is not a known key of links[1]
    service.datadog.yaml:8:33: warning[invalid-link]: "example.com/x" is not an address; the link is kept, but leads nowhere
    service.datadog.yaml:9:5: warning[wrong-type]: links[2] is text, not {name, type, url}; it is left out
    service.datadog.yaml:11:28: warning[invalid-link]: "#shop" is not an address; the link is kept, but leads nowhere
    service.datadog.yaml:12:5: warning[invalid-link]: the contact says nowhere to write to; it is left out
    service.datadog.yaml:13:8: warning[wrong-type]: the tag team:shop is a map; it is read as text
    service.datadog.yaml:13:22: warning[wrong-type]: tags[1] is a number; it is read as the text "7"
    service.datadog.yaml:14:16: warning[unknown-key]: `pagerdutty` is not a known key of integrations
    service.datadog.yaml:14:39: warning[wrong-type]: integrations.sentry is text, not a map; it is left out
    "##);
}

#[test]
fn what_lacks_a_name_is_broken() {
    let text = r##"schema-version: v2
team: shop
---
apiVersion: v3
kind: service
spec: {}
---
schema-version: v1
info: {display-name: x}
---
metadata: {name: a, owner: o}
kind: service
---
apiVersion: v3
metadata: {name: no kind, owner: o}
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-2 broken
    #1 4-6 broken
    #2 8-9 broken
    #3 11-12 Component component:default/a
      type: service
      owner: group:default/o
      alias: dd-service a
      alias: datadog service:a
      relation: ownedBy group:default/o (/metadata/owner)
    #4 14-15 Component component:default/no-kind
      title: no kind
      type: service
      owner: group:default/o
      alias: name no kind
      alias: dd-service no kind
      alias: datadog service:no kind
      relation: ownedBy group:default/o (/metadata/owner)
    --
    service.datadog.yaml:1:1: error[missing-name]: the service has no name
    service.datadog.yaml:4:1: error[missing-name]: the service has no name
    service.datadog.yaml:9:1: error[missing-name]: the service has no name
    service.datadog.yaml:11:1: warning[invalid-api-version]: the entity has no apiVersion; it is read as v3
    service.datadog.yaml:14:1: warning[missing-kind]: the entity has no kind; it is taken for a service
    service.datadog.yaml:15:18: warning[invalid-name]: "no kind" is not a valid name; the entity is called no-kind
    "##);
}

#[test]
fn every_key_may_be_null() {
    let text = r##"schema-version: v2.2
dd-service: a
team: null
application: null
description: null
tier: null
lifecycle: null
type: null
languages: null
contacts: null
links: [null]
repos: null
docs: null
tags: null
integrations: {pagerduty: null, opsgenie: {service-url: null}, sentry: {projectSlugs: null}}
ci-pipeline-fingerprints: null
extensions: {a: null}
---
apiVersion: v3
kind: api
metadata: {name: b, displayName: null, owner: null, additionalOwners: [null], links: null, contacts: [], inheritFrom: null}
spec: {tier: null, interface: {fileRef: null, definition: null}, implementedBy: null, componentOf: []}
integrations: null
datadog: {codeLocations: [null]}
extensions: null
"##;
    assert_snapshot!(shown("service.datadog.yaml", text), @r##"
    #0 1-17 Component component:default/a
      type: service
      alias: dd-service a
      alias: datadog service:a
    #1 19-25 API api:default/b
      alias: datadog api:b
      api: None None None
    --
    service.datadog.yaml:3:1: warning[missing-owner]: the Component a has no owner
    service.datadog.yaml:21:40: warning[missing-owner]: the API b has no owner
    service.datadog.yaml:22:20: warning[missing-definition]: the API b has no definition
    "##);
}

#[test]
fn wrong_types_everywhere_leave_an_entity() {
    let text = r##"apiVersion: v3
kind: service
metadata:
  name: 7
  displayName: [One]
  owner: {ref: shop}
  additionalOwners: [risk, {type: x}, 3]
  tags: a
  contacts: text
  links: {url: https://example.com}
spec: []
integrations: [pagerduty]
datadog: {codeLocations: [text, {repositoryURL: [x, y]}]}
extensions: text
"##;
    assert_snapshot!(shown("entity.datadog.yaml", text), @r##"
    #0 1-14 Component component:default/7
      title: One
      type: service
      owner: group:default/shop
      additional owner: group:default/risk
      additional owner: group:default/3
      tags: a
      other: https://example.com -
      alias: dd-service 7
      alias: datadog service:7
      relation: ownedBy group:default/shop (/metadata/owner)
      relation: ownedBy group:default/risk (/metadata/additionalOwners/0)
      relation: ownedBy group:default/3 (/metadata/additionalOwners/2)
    --
    entity.datadog.yaml:4:9: warning[wrong-type]: metadata.name is a number; it is read as the text "7"
    entity.datadog.yaml:5:16: warning[wrong-type]: metadata.displayName is a list of one; its item is taken
    entity.datadog.yaml:7:28: warning[wrong-type]: metadata.additionalOwners[1] is a map, not a reference; it is left out
    entity.datadog.yaml:7:39: warning[wrong-type]: metadata.additionalOwners[2] is a number; it is read as the text "3"
    entity.datadog.yaml:8:9: warning[wrong-type]: metadata.tags is text; it is read as a list of one
    entity.datadog.yaml:9:13: warning[wrong-type]: metadata.contacts is text; it is read as a list of one
    entity.datadog.yaml:9:13: warning[wrong-type]: metadata.contacts is text, not {name, type, contact}; it is left out
    entity.datadog.yaml:10:10: warning[wrong-type]: metadata.links is a map; it is read as a list of one
    entity.datadog.yaml:11:7: warning[wrong-type]: spec is a list, not a map; it is left out
    entity.datadog.yaml:12:15: warning[wrong-type]: integrations is a list, not a map; it is left out
    entity.datadog.yaml:13:27: warning[wrong-type]: datadog.codeLocations[0] is text, not a map; it is left out
    entity.datadog.yaml:13:49: warning[wrong-type]: datadog.codeLocations[1].repositoryURL is a list, not text; it is left out
    entity.datadog.yaml:14:13: warning[wrong-type]: extensions is text, not a map; it is left out
    "##);
}

#[test]
fn another_products_file_is_passed_over() {
    for (path, text) in [
        ("service.datadog.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: []}\n"),
        ("service.datadog.yaml", "logs_enabled: true\napi_key: x\n"),
        ("values.yaml", "dd-service: a\nimage: b\n"),
        ("deploy.yaml", "apiVersion: v3\nkind: Gateway\nmetadata: {name: a}\nspec: {}\n"),
    ] {
        let shown = shown(path, text);
        assert!(shown.contains("not a descriptor"), "{text}: {shown}");
        assert!(path == "service.datadog.yaml" || !shown.contains("--"), "{text}: {shown}");
    }
}

#[test]
fn content_decides_whatever_the_file_is_called() {
    for text in [
        "schema-version: v2\ndd-service: a\nteam: b\n",
        "info: {dd-service: a}\norg: {team: b}\n",
        "apiVersion: v3\nkind: system\nmetadata: {name: a, owner: b}\nspec: {lifecycle: production}\n",
    ] {
        assert!(shown("catalog/a.yaml", text).contains("alias: datadog "), "{text}");
    }
    assert!(shown("shop.entity.datadog.yaml", "dd-service: a\nteam: b\n").contains("component:default/a"));
}

#[test]
fn broken_files_and_templates_are_told_apart() {
    let broken = "schema-version: v2\ndd-service: a\nteam: [\n";
    assert!(shown("some.yaml", broken).starts_with("#0 1-3 broken"));
    assert!(shown("service.datadog.yaml", "dd-service: a: b\n").starts_with("#0 1-1 broken"));
    for template in [
        "schema-version: v2\ndd-service: ${{ values.name }}\n",
        "schema-version: v2\ndd-service: {{ cookiecutter.name }}\nteam: {{ x }}-y\n",
        "apiVersion: v3\nkind: service\nmetadata:\n  name: {% if a %}b{% endif %}\n",
    ] {
        assert!(shown("service.datadog.yaml", template).starts_with("#0 1-"), "{template}");
        assert!(shown("service.datadog.yaml", template).contains("template"), "{template}");
    }
}

#[test]
fn the_reference_examples_are_entities() {
    for (name, entities) in [
        ("service.datadog.v1.yaml", 1),
        ("service.datadog.v2.yaml", 1),
        ("service.datadog.v2.1.yaml", 1),
        ("service.datadog.v2.2.yaml", 1),
        ("entity.datadog.yaml", 7),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/examples").join(name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: {} is not there", path.display());
            continue;
        };
        let shown = shown(name, &text);
        assert_eq!(shown.matches("relation: ownedBy").count(), entities, "{shown}");
        assert!(!shown.contains("broken"), "{shown}");
    }
}
