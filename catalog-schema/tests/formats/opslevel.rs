//! OpsLevel's opslevel.yml.

use catalog_schema::decode::DocumentOutcome;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{any_map, check, entity, example, is_sound, read, told};

#[test]
fn a_component_with_everything() {
    check(
        "opslevel.yml",
        "version: 1
component:
  name: Parcel Tracker
  type: service
  tier: Tier_2
  lifecycle: pre-alpha
  owner: night_shift
  system: depot
  product: Parcels
  language: Go
  framework: net/http
  description: Where parcels are.
  note: Ask Kim.
  aliases: [tracker, parcel_tracker, 'k8s:depot/tracker']
  tags: [{key: region, value: nordics}, {key: region, value: baltics}, {key: lone}]
  repositories:
    - {name: depot/parcels, path: /tracker, provider: github, display_name: Parcels}
    - {name: depot/labels, path: /, provider: gitlab}
    - {name: depot/elsewhere, provider: sourcehut}
  tools:
    - {name: Books, category: runbooks, url: 'https://books.example/lost'}
    - {name: Pager, category: incidents, url: 'https://pager.example/p', environment: night}
    - {name: Scan, category: security_scans, url: 'https://scan.example', display_name: Scanner}
  dependencies: [{alias: label_printer, notes: one label each}, {alias: ledger}, {alias: ledger}]
  alert_sources: [{type: pagerduty, external_id: P1}, {type: datadog, external_id: 77}, {type: Datadog, external_id: 78}]
  properties: {racks: 3, gone: null}
",
        &json!({
            "format": "opslevel", "kind": "Component", "name": "parcel-tracker", "title": "Parcel Tracker",
            "description": "Where parcels are.", "type": "service", "tier": 2, "lifecycle": "experimental",
            "language": "go", "owner": "group:default/night_shift", "system": "system:default/depot",
            "tags": ["region:nordics", "region:baltics", "lone"],
            "aliases": [
                {"scheme": "name", "value": "Parcel Tracker"},
                {"scheme": "opslevel", "value": "parcel_tracker"},
                {"scheme": "opslevel", "value": "tracker"},
                {"scheme": "opslevel", "value": "k8s:depot/tracker"},
            ],
            "annotations": {
                "datadoghq.com/monitor-id": "77, 78",
                "github.com/project-slug": "depot/parcels",
                "gitlab.com/project-slug": "depot/labels",
                "opslevel.com/framework": "net/http",
                "opslevel.com/note": "Ask Kim.",
                "opslevel.com/product": "Parcels",
                "pagerduty.com/service-id": "P1",
            },
            "links": [
                {"url": "https://github.com/depot/parcels/tree/HEAD/tracker", "title": "Parcels", "type": "repository"},
                {"url": "https://gitlab.com/depot/labels", "title": "depot/labels", "type": "repository"},
                {"url": "https://books.example/lost", "title": "Books", "type": "runbook"},
                {"url": "https://pager.example/p", "title": "Pager (night)", "type": "on-call"},
                {"url": "https://scan.example", "title": "Scanner", "type": "other"},
            ],
            "custom_fields": {"racks": 3},
            "relations": [
                {"type": "ownedBy", "target": "group:default/night_shift", "origin": "/component/owner"},
                {"type": "partOf", "target": "system:default/depot", "origin": "/component/system"},
                {
                    "type": "dependsOn", "target": "component:default/label_printer",
                    "origin": "/component/dependencies/0", "attributes": {"description": "one label each"},
                },
                {"type": "dependsOn", "target": "component:default/ledger", "origin": "/component/dependencies/1"},
            ],
        }),
    );
}

#[test]
fn a_repository_is_a_component_called_after_its_folder() {
    let text = "version: 1\nrepository:\n  owner: night_shift\n  tier: tier_3\n  tags: [{key: a, value: b}]\n";
    check(
        "depot/parcels/opslevel.yml",
        text,
        &json!({
            "kind": "Component", "type": "repository", "name": "parcels", "owner": "group:default/night_shift",
            "tier": 3, "tags": ["a:b"],
        }),
    );
    let decoded = read("opslevel.yml", text);
    assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Broken, "no folder tells its name");
    assert_eq!(told(&decoded), [(2, "missing-name".to_owned())]);
    check("opslevel.yml", &text.replace("  owner", "  name: parcels\n  owner"), &json!({"name": "parcels"}));
}

#[test]
fn words_are_booleans_unless_they_are_quoted() {
    check(
        "opslevel.yml",
        "version: 1
service:
  name: a
  owner: t
  properties: {vpc: yes, public: Off, word: 'on', list: [no], on: true}
  tags:
    - {key: queue, value: yes}  #! wrong-type
    - {key: queue, value: 'yes'}
    - {key: queue, value: &off off}  #! wrong-type
    - {key: queue, value: *off}  #! wrong-type
",
        &json!({
            "custom_fields": {"vpc": true, "public": false, "word": "on", "list": [false], "on": true},
            "tags": ["queue:yes", "queue:yes", "queue:off", "queue:false"],
        }),
    );
}

#[test]
fn merge_keys_are_followed() {
    check(
        "opslevel.yml",
        "version: 1
DEFAULT: &default {framework: Rails, tier: tier_4, owner: t}
service:
  <<: *default
  name: a
  tier: tier_1
",
        &json!({"tier": 1, "owner": "group:default/t", "annotations": {"opslevel.com/framework": "Rails"}}),
    );
}

#[test]
fn slips_are_understood_and_said_where_they_stand() {
    check(
        "opslevel.yml",
        "version: '1'
component:
  name: a
  Owner: t  #! misspelt-key
  tier: gold-plated  #! invalid-tier
  lifecylce: beta  #! unknown-key
  shoe_size: 44  #! unknown-key
  type: 7  #! wrong-type
  aliases: b  #! wrong-type
  tags: [{kye: a}]  #! unknown-key wrong-type
  tools:
    - {name: x, category: wiki, url: nowhere}  #! invalid-link
  dependencies: [{notes: of what}]  #! wrong-type
  repositories: depot/parcels  #! wrong-type wrong-type
repository: {owner: t}  #! several-described
",
        &json!({
            "owner": "group:default/t", "type": "7", "tier": null, "links": null, "lifecycle": null,
            "aliases": [{"scheme": "opslevel", "value": "b"}],
        }),
    );
    check("opslevel.yml", "version: 1\nservice:\n  name: a\n  owner:  #! missing-owner\n", &json!({"owner": null}));
}

#[test]
fn a_document_that_describes_nothing_says_so() {
    for (text, code) in [
        ("version: 1\nservices: [{name: a}]\n", "nothing-described"),
        ("version: 1\nservice:\n", "nothing-described"),
        ("version: 1\ncomponent: {owner: t}\n", "missing-name"),
    ] {
        let decoded = read("opslevel.yml", text);
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Broken, "{text}");
        assert!(told(&decoded).iter().any(|(_, told)| told == code), "{text}: {:?}", decoded.diagnostics);
    }
}

#[test]
fn several_documents_are_several_entities() {
    let decoded = read(
        "opslevel.yml",
        "version: 1\ncomponent: {name: a, owner: t}\n---\nversion: 1\nservice: [\n---\nversion: 1\nservice: {name: b, owner: t}\n",
    );
    let names = decoded.documents.iter().map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) => entity.name.clone(),
        other => format!("{other:?}"),
    });
    assert_eq!(names.collect::<Vec<_>>(), ["a", "Broken", "b"]);
}

#[test]
fn infrastructure_is_a_resource_and_an_own_type_stays_a_component() {
    for (written, kind, entity_type) in [
        ("database", "Resource", "database"),
        ("api", "API", "api"),
        ("ml_model", "Component", "ml-model"),
        ("null", "Component", "service"),
    ] {
        let text = format!("version: 1\ncomponent: {{name: a, owner: t, type: {written}}}\n");
        let decoded = read("some.yml", &text);
        let entity = entity(&decoded);
        assert_eq!((entity.kind.as_str(), entity.entity_type.as_deref()), (kind, Some(entity_type)), "{written}");
    }
}

#[test]
fn other_files_with_a_version_and_a_service_are_not_descriptors() {
    for text in [
        "version: 1\nservice: {name: a, image: b}\n",
        "version: '3'\nservice: {owner: t}\n",
        "version: 1\nservices: {web: {image: a}}\n",
        "service: {name: a, owner: b}\nprovider: {name: aws}\n",
        "version: 2\nrepository: {name: a, owner: b}\n",
    ] {
        let decoded = read("deploy.yml", text);
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::NotADescriptor, "{text}");
        assert_eq!(told(&decoded), [], "{text}");
    }
}

#[test]
fn broken_ones_and_templates_are_told_apart() {
    let broken = read("ops/some.yml", "version: 1\nservice:\n  name: 'a\n");
    assert_eq!(broken.documents[0].outcome, DocumentOutcome::Broken);
    for text in [
        "version: 1\nservice:\n  name: {{ name }}\n  owner: t\n",
        "version: 1\ncomponent: {name: '<NAME>', owner: t}\n",
    ] {
        assert_eq!(read("some.yml", text).documents[0].outcome, DocumentOutcome::Template, "{text}");
    }
}

#[test]
fn the_reference_examples_are_read_without_a_word() {
    for name in ["opslevel.yml", "opslevel-repository.yml"] {
        let Some(text) = example(name) else { continue };
        let decoded = read(&format!("payments/{name}"), &text);
        assert_eq!(told(&decoded), [], "{name}");
        assert_eq!(entity(&decoded).owner.as_ref().map(|owner| owner.as_str()), Some("group:default/payments"));
    }
}

const COMPONENT: &[&str] = &[
    "name",
    "type",
    "tier",
    "lifecycle",
    "owner",
    "system",
    "product",
    "language",
    "description",
    "aliases",
    "tags",
    "repositories",
    "tools",
    "dependencies",
    "alert_sources",
    "properties",
    "relationships",
    "<<",
];

#[test]
fn fields_of_nothing_or_of_another_type_leave_the_others_alone() {
    for value in [json!(null), json!([]), json!({}), json!(""), json!(7), json!(true), json!([[[]]]), json!([null])] {
        let mut component: serde_json::Map<String, Value> =
            COMPONENT.iter().map(|key| ((*key).to_owned(), value.clone())).collect();
        component.insert("name".to_owned(), json!("a"));
        let decoded = read("opslevel.yml", &json!({"version": 1, "component": component}).to_string());
        assert_eq!(entity(&decoded).name, "a", "{value}");
    }
}

proptest! {
    #[test]
    fn any_document_is_read_soundly(
        body in any_map(COMPONENT),
        what in prop::sample::select(vec!["component", "service", "repository"]),
    ) {
        let mut document = serde_json::Map::from_iter([("version".to_owned(), json!(1))]);
        document.insert(what.to_owned(), Value::Object(body));
        is_sound("depot/opslevel.yml", &Value::Object(document));
    }
}
