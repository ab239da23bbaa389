//! Port's port.yml.

use std::path::Path;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::formats::Blueprints;
use catalog_schema::limits::Limits;
use catalog_schema::model::Entity;
use insta::assert_snapshot;

use super::shown::shown;

#[test]
fn one_entity() {
    let text = r##"identifier: checkout
title: Checkout
blueprint: service
icon: Microservice
team: [shop, Risk Team]
properties:
  tier: Mission Critical
  lifecycle: Production
  language: Rust
  description: Takes orders.
  url: https://github.com/acme/checkout
  slackChannel: https://chat.example.com/shop
  type: backend
  readme: file://README.md
  openapi: file://./openapi.yaml
  on_call: null
  replicas: 3
relations:
  system: storefront
  domain: commerce
  depends_on: [ledger, orders-db]
  consumes: fx
  providesApi: checkout-api
  resources: [bucket-1]
  platform: eks
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-25 Component component:default/checkout
      title: Checkout
      description: Takes orders.
      type: service
      lifecycle: production
      tier: 1
      language: rust
      owner: group:default/shop
      additional owner: group:default/risk-team
      system: system:default/storefront
      repository: https://github.com/acme/checkout url
      chat: https://chat.example.com/shop slackChannel
      alias: port checkout
      relation: ownedBy group:default/shop (/team/0)
      relation: ownedBy group:default/risk-team (/team/1) words: Risk Team
      relation: partOf system:default/storefront (/relations/system)
      relation: partOf domain:default/commerce (/relations/domain)
      relation: dependsOn component:default/ledger (/relations/depends_on/0)
      relation: dependsOn component:default/orders-db (/relations/depends_on/1)
      relation: dependsOn component:default/fx (/relations/consumes)
      relation: providesApi api:default/checkout-api (/relations/providesApi)
      relation: custom:resources resource:default/bucket-1 (/relations/resources/0)
      relation: custom:platform component:default/eks (/relations/platform)
      api: Some("openapi") Some("file://./openapi.yaml") None
      field: readme = "file://README.md"
      field: replicas = 3
      field: type = "backend"
    "##);
}

#[test]
fn a_list_and_what_its_items_mean_by_each_other() {
    let text = r##"# all of the shop
- identifier: checkout
  blueprint: microservice
  team: shop
  relations: {depends_on: [ordersDb, ledger], runsOn: eks-1}
- identifier: ordersDb
  title: Orders
  blueprint: database
  team: shop
  properties: {type: postgres}

- identifier: shop
  blueprint: _team
  title: The shop
  properties: {email: shop@example.com}
- identifier: jane@example.com
  blueprint: _user
  team: shop
- identifier: eks-1
  blueprint: k8s_cluster
- identifier: checkoutApi
  blueprint: api
  team: shop
  properties: {type: Open API, swagger: https://example.com/swagger.json}
---
identifier: storefront
blueprint: system
properties: {owner: shop}
relations: {domain: commerce}
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 2-5 Component component:default/checkout
      type: service
      owner: group:default/shop
      alias: port checkout
      relation: ownedBy group:default/shop (/0/team)
      relation: dependsOn resource:default/ordersdb (/0/relations/depends_on/0)
      relation: dependsOn component:default/ledger (/0/relations/depends_on/1)
      relation: custom:runsOn k8scluster:default/eks-1 (/0/relations/runsOn)
    #1 6-11 Resource resource:default/ordersdb
      title: Orders
      type: postgres
      owner: group:default/shop
      alias: port ordersDb
      relation: ownedBy group:default/shop (/1/team)
    #2 12-15 Group group:default/shop
      title: The shop
      type: team
      alias: port shop
      profile: Some("The shop") Some("shop@example.com")
    #3 16-18 User user:default/jane-example.com
      title: jane@example.com
      alias: name jane@example.com
      alias: port jane@example.com
      relation: memberOf group:default/shop (/3/team)
      profile: Some("jane@example.com") None
    #4 19-20 K8sCluster k8scluster:default/eks-1
      alias: port eks-1
    #5 21-24 API api:default/checkoutapi
      type: openapi
      owner: group:default/shop
      alias: port checkoutApi
      relation: ownedBy group:default/shop (/5/team)
      api: Some("openapi") Some("https://example.com/swagger.json") None
    #6 26-29 System system:default/storefront
      owner: group:default/shop
      alias: port storefront
      relation: partOf domain:default/commerce (/relations/domain)
      relation: ownedBy group:default/shop (/properties/owner)
    --
    port.yml:16:15: warning[invalid-name]: "jane@example.com" is not a valid name; the entity is called jane-example.com
    "##);
}

#[test]
fn a_broken_item_costs_none_of_the_others() {
    let text = r##"- identifier: a
  blueprint: service
  team: shop
- blueprint: service
- just text
-
- identifier: b
  team: shop
  propertys: {tier: unknown}
- identifier: {{ name }}
- identifier: ok
  blueprint: service
  team: shop
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-3 Component component:default/a
      type: service
      owner: group:default/shop
      alias: port a
      relation: ownedBy group:default/shop (/0/team)
    #1 4-4 broken
    #2 5-5 broken
    #3 6-6 empty
    #4 7-9 Component component:default/b
      type: service
      owner: group:default/shop
      alias: port b
      relation: ownedBy group:default/shop (/4/team)
    #5 10-10 template
    #6 11-13 Component component:default/ok
      type: service
      owner: group:default/shop
      alias: port ok
      relation: ownedBy group:default/shop (/6/team)
    --
    port.yml:4:3: error[missing-name]: the entity has no identifier
    port.yml:5:3: error[not-a-mapping]: item 3 of the list is text, not an entity
    port.yml:7:3: warning[missing-kind]: the entity b has no blueprint; it is taken for a service
    port.yml:9:3: warning[unknown-key]: `propertys` is not a known key
    port.yml:10:3: info[template]: this is the template of a descriptor; it describes nothing yet
    "##);
}

#[test]
fn an_item_that_is_no_yaml_costs_none_of_the_others() {
    let text = r##"---
# the shop
- identifier: a
  blueprint: service
  team: shop
- identifier: b
  blueprint: service: wrong
  team: shop
- identifier: c
  blueprint: service
  identifier: d
- identifier: e
  blueprint: database
  team: shop
  properties: {tier: 9}
---
identifier: f
blueprint: service
team: shop
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 3-5 Component component:default/a
      type: service
      owner: group:default/shop
      alias: port a
      relation: ownedBy group:default/shop (/0/team)
    #1 6-8 broken
    #2 9-11 broken
    #3 12-15 Resource resource:default/e
      type: database
      owner: group:default/shop
      alias: port e
      relation: ownedBy group:default/shop (/3/team)
      field: tier = 9
    #4 17-19 Component component:default/f
      type: service
      owner: group:default/shop
      alias: port f
      relation: ownedBy group:default/shop (/team)
    --
    port.yml:7:21: error[invalid-yaml]: this is not valid YAML: mapping values are not allowed in this context
    port.yml:11:3: error[duplicate-key]: the key `identifier` is there already, on line 9
    port.yml:15:22: warning[invalid-tier]: "9" is not a tier; it is left out
    "##);
}

#[test]
fn odd_identifiers_meet_their_entities() {
    let text = r##"- identifier: arn:aws:s3/My Bucket
  blueprint: cloudResource
  team: shop
- identifier: 42
  blueprint: service
  team: shop
  relations: {uses: "arn:aws:s3/My Bucket", "~odd": a, owner: jane@example.com, query: {combinator: and, rules: []}}
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-3 Resource resource:default/arn-aws-s3-my-bucket
      title: arn:aws:s3/My Bucket
      owner: group:default/shop
      alias: name arn:aws:s3/My Bucket
      alias: port arn:aws:s3/My Bucket
      relation: ownedBy group:default/shop (/0/team)
    #1 4-7 Component component:default/42
      type: service
      owner: group:default/shop
      additional owner: user:default/jane-example.com
      alias: port 42
      relation: ownedBy group:default/shop (/1/team)
      relation: dependsOn resource:default/arn-aws-s3-my-bucket (/1/relations/uses) words: arn:aws:s3/My Bucket
      relation: custom:odd component:default/a (/1/relations/~0odd)
      relation: ownedBy user:default/jane-example.com (/1/relations/owner) email: jane@example.com
    --
    port.yml:1:15: warning[invalid-name]: "arn:aws:s3/My Bucket" is not a valid name; the entity is called arn-aws-s3-my-bucket
    port.yml:4:15: warning[wrong-type]: identifier is a number; it is read as the text "42"
    "##);
}

#[test]
fn what_is_not_understood_stays_a_custom_field() {
    let text = r##"identifier: a
blueprint: argocdProject
properties: {tier: Experimental, lifecycle: [x, y], slack: "#shop", owner: shop}
relations: null
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-4 ArgocdProject argocdproject:default/a
      owner: group:default/shop
      alias: port a
      relation: ownedBy group:default/shop (/properties/owner)
      field: lifecycle = ["x","y"]
      field: slack = "#shop"
      field: tier = "Experimental"
    --
    port.yml:3:20: warning[invalid-tier]: "Experimental" is not a tier; it is left out
    "##);
}

#[test]
fn every_key_may_be_null() {
    let text = r##"identifier: a
title: null
icon: null
team: null
blueprint: null
properties: {tier: null, openapi: null, other: null}
relations: {system: null, depends_on: [], owner: [null]}
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-7 Component component:default/a
      type: service
      alias: port a
    --
    port.yml:4:1: warning[missing-owner]: the Component a has no owner
    port.yml:5:1: warning[missing-kind]: the entity a has no blueprint; it is taken for a service
    "##);
}

#[test]
fn wrong_types_everywhere_leave_an_entity() {
    let text = r##"- identifier: [a]
  title: {x: y}
  team: {name: shop}
  blueprint: 3
  properties: [tier]
  relations: text
- identifier: b
  blueprint: service
  properties: {tier: [1], language: [7, x], tags: text, openapi: {openapi: 3.1.0}, url: 4}
  relations: {system: {identifier: c}, depends_on: 5}
"##;
    assert_snapshot!(shown("port.yml", text), @r##"
    #0 1-6 Custom custom:default/a
      alias: port a
    #1 7-10 Component component:default/b
      type: service
      language: 7
      alias: port b
      relation: dependsOn component:default/5 (/1/relations/depends_on)
      api: Some("openapi") None Some("{\n  \"openapi\": \"3.1.0\"\n}")
      field: tags = "text"
      field: tier = [1]
      field: url = 4
    --
    port.yml:1:15: warning[wrong-type]: identifier is a list of one; its item is taken
    port.yml:2:10: warning[wrong-type]: title is a map, not text; it is left out
    port.yml:3:9: warning[wrong-type]: team is a map; it is read as a list of one
    port.yml:3:9: warning[wrong-type]: team is a map, not text; it is left out
    port.yml:4:14: warning[wrong-type]: blueprint is a number; it is read as the text "3"
    port.yml:5:15: warning[wrong-type]: properties is a list, not a map; it is left out
    port.yml:6:14: warning[wrong-type]: relations is text, not a map; it is left out
    port.yml:7:3: warning[missing-owner]: the Component b has no owner
    port.yml:9:38: warning[wrong-type]: properties.language[0] is a number; it is read as the text "7"
    port.yml:10:23: warning[wrong-type]: relations.system is a map; it is read as a list of one
    port.yml:10:23: warning[wrong-type]: relations.system is a map, not text; it is left out
    port.yml:10:52: warning[wrong-type]: relations.depends_on is a number; it is read as the text "5"
    "##);
}

#[test]
fn another_products_file_is_passed_over() {
    for text in [
        "config: 8888\ngateway: 8080\n",
        "- 8080\n- 9090\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: [\n",
        "identifier: a\nblueprint: service\ntitle: A\nrules: []\nlevels: []\n",
    ] {
        let shown = shown("port.yaml", text);
        assert!(shown.starts_with("#0 1-") && shown.contains("not a descriptor"), "{text}: {shown}");
        assert!(!shown.contains("error["), "{text}: {shown}");
    }
    assert_eq!(shown("list.yaml", "- identifier: a\n- b\n"), "#0 1-2 not a descriptor");
}

#[test]
fn content_decides_whatever_the_file_is_called() {
    assert!(shown("a.yaml", "[{identifier: a, blueprint: service, team: b}]").contains("component:default/a"));
    assert!(shown("a.yaml", "- identifier: a\n  blueprint: service\n- identifier: [\n").contains("#1 3-3 broken"));
    assert!(shown("port.yml", "- identifier: a title: b blueprint: service\n").starts_with("#0 1-1 broken"));
}

#[test]
fn items_count_against_the_limit_on_documents() {
    let options = DecodeOptions { limits: Limits { documents: 3, ..Limits::remote() }, ..DecodeOptions::default() };
    let item = "- {identifier: a, blueprint: service, team: b}\n";
    let decode = |items: usize| decode("port.yml", format!("a: 1\n---\n{}", item.repeat(items)).as_bytes(), &options);
    assert!(!decode(2).unreadable);
    let refused = decode(3);
    assert!(refused.unreadable && refused.documents.is_empty());
    assert_eq!((&*refused.diagnostics[0].code, refused.diagnostics[0].line), ("too-many-documents", Some(5)));
}

#[test]
fn the_reference_examples_are_entities() {
    for (name, entities) in [("port.yml", 1)] {
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

#[test]
fn an_organisations_blueprints_have_the_kinds_that_it_says() {
    let blueprints = Blueprints::parse([("ml_model", "Resource/ml-model"), ("squad", "Group/squad")]).unwrap();
    let options = DecodeOptions { blueprints, ..DecodeOptions::default() };
    let text = "- identifier: fraud\n  blueprint: mlModel\n  team: risk\n  relations: {trained_by: risk, mlModels: [other]}\n- \
                identifier: risk\n  blueprint: squad\n";
    let decoded = decode("port.yml", text.as_bytes(), &options);
    let entities: Vec<&Entity> = decoded
        .documents
        .iter()
        .map(|document| match &document.outcome {
            DocumentOutcome::Entity(entity) => &**entity,
            other => panic!("{other:?}"),
        })
        .collect();
    let found = |entity: &Entity| (entity.entity_ref().to_string(), entity.entity_type.clone());
    assert_eq!(found(entities[0]), ("resource:default/fraud".to_owned(), Some("ml-model".to_owned())));
    assert_eq!(found(entities[1]), ("group:default/risk".to_owned(), Some("squad".to_owned())));
    let targets: Vec<String> = entities[0].relations.iter().map(|relation| relation.target.to_string()).collect();
    let expected = ["group:default/risk", "group:default/risk", "resource:default/other"];
    assert_eq!(targets, expected, "an item of the list, and a relation by a blueprint's name");
}
