//! Cortex's cortex.yaml.

use catalog_schema::decode::DocumentOutcome;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{any_map, check, entity, example, is_sound, read, told};

#[test]
fn a_service_with_everything() {
    check(
        "cortex.yaml",
        "openapi: 3.0.1
info:
  title: Parcel tracker
  x-cortex-description: Where parcels are.
  x-cortex-tag: parcel-tracker
  x-cortex-groups: ['tier:2', 'lifecycle:Beta', 'language:Go', Nordics]
  x-cortex-owners:
    - {type: EMAIL, email: kim@depot.example}
    - {type: GROUP, name: depot/parcels, provider: GITHUB, inheritance: APPEND}
    - {type: slack, channel: parcels, notificationsEnabled: true}
    - {type: group, name: parcels, provider: CORTEX}
    - {type: group, name: Night Shift, provider: OKTA}
  x-cortex-parents: [{tag: delivery}, {tag: depot, type: system}]
  x-cortex-domain-parents: [{tag: delivery}]
  x-cortex-children: [{tag: parcel-labels}]
  x-cortex-slack: {channels: [{name: parcels}, {name: parcels-alerts}]}
  x-cortex-git: {github: {repository: depot/parcels, basepath: ./tracker}}
  x-cortex-oncall: {pagerduty: {id: P1, type: ESCALATION_POLICY}, opsgenie: {id: 7, type: SCHEDULE}}
  x-cortex-issues: {jira: {projects: [PAR, SHIP]}}
  x-cortex-dashboards: {embeds: [{type: grafana, url: 'https://graphs.example/d/1'}]}
  x-cortex-link:
    - {name: When parcels vanish, type: RUNBOOK, url: 'https://books.example/lost'}
    - {name: Contract, type: OPENAPI, url: ./openapi.yaml}
  x-cortex-custom-metadata:
    cost-centre: 4711
    data-class: {value: public, description: as the lawyers said}
    nothing: null
",
        &json!({
            "format": "cortex", "kind": "Component", "name": "parcel-tracker", "title": "Parcel tracker",
            "description": "Where parcels are.", "type": "service", "tier": 2, "lifecycle": "experimental",
            "language": "go", "tags": ["tier:2", "lifecycle:Beta", "language:Go", "Nordics"],
            "owner": "group:default/parcels",
            "additional_owners": ["group:default/night-shift", "user:default/kim-depot.example"],
            "system": "system:default/depot",
            "annotations": {
                "github.com/project-slug": "depot/parcels",
                "jira/project-key": "PAR, SHIP",
                "opsgenie.com/schedule-id": "7",
                "pagerduty.com/escalation-policy-id": "P1",
                "slack.com/channel": "parcels, parcels-alerts",
            },
            "links": [
                {"url": "https://github.com/depot/parcels/tree/HEAD/tracker", "title": "depot/parcels", "type": "repository"},
                {"url": "https://books.example/lost", "title": "When parcels vanish", "type": "runbook"},
                {"url": "https://graphs.example/d/1", "title": "grafana", "type": "dashboard"},
            ],
            "api": {"type": "openapi", "reference": "./openapi.yaml"},
            "custom_fields": {"cost-centre": 4711, "data-class": "public"},
            "relations": [
                {
                    "type": "ownedBy", "target": "group:default/parcels", "origin": "/info/x-cortex-owners/1",
                    "attributes": {"name": "depot/parcels", "provider": "GITHUB", "inheritance": "APPEND"},
                },
                {
                    "type": "ownedBy", "target": "group:default/night-shift", "origin": "/info/x-cortex-owners/4",
                    "attributes": {"name": "Night Shift", "provider": "OKTA"},
                },
                {
                    "type": "ownedBy", "target": "user:default/kim-depot.example",
                    "origin": "/info/x-cortex-owners/0", "attributes": {"email": "kim@depot.example"},
                },
                {"type": "partOf", "target": "domain:default/delivery", "origin": "/info/x-cortex-domain-parents/0"},
                {"type": "partOf", "target": "system:default/depot", "origin": "/info/x-cortex-parents/1"},
                {"type": "hasPart", "target": "component:default/parcel-labels", "origin": "/info/x-cortex-children/0"},
            ],
        }),
    );
}

#[test]
fn dependencies_keep_their_endpoints_and_relationships_their_type() {
    let text = "openapi: 3.0.1
info:
  title: a
  x-cortex-tag: a
  x-cortex-owners: [{type: group, name: t}]
  x-cortex-dependency:
    - {tag: b, method: GET, path: /x, description: reads, metadata: {criticality: hard, since: 2020}}
    - {tag: c}
    - {tag: b, method: POST, path: /y}
  x-cortex-relationships:
    - {type: runs-on, destinations: [{tag: rack-1}], sources: [{tag: robot}]}
    - {destinations: [{tag: nowhere}]}  #! missing-type
";
    let first = json!({
        "endpoint": "GET /x", "criticality": "hard", "method": "GET", "path": "/x", "description": "reads",
        "metadata": {"criticality": "hard", "since": 2020},
    });
    let second = json!({"endpoint": "POST /y", "method": "POST", "path": "/y"});
    let mut all = first.clone();
    all["endpoints"] = json!([first, second]);
    check(
        "cortex.yaml",
        text,
        &json!({"relations": [
            {"type": "ownedBy", "target": "group:default/t", "origin": "/info/x-cortex-owners/0"},
            {
                "type": "dependsOn", "target": "component:default/b", "origin": "/info/x-cortex-dependency/0",
                "attributes": all,
            },
            {"type": "dependsOn", "target": "component:default/c", "origin": "/info/x-cortex-dependency/1"},
            {
                "type": "custom:runs-on", "target": "component:default/rack-1",
                "origin": "/info/x-cortex-relationships/0/destinations/0",
            },
            {
                "type": "custom:~runs-on", "target": "component:default/robot",
                "origin": "/info/x-cortex-relationships/0/sources/0",
            },
        ]}),
    );
}

#[test]
fn a_team_is_a_group_with_its_members() {
    check(
        ".cortex/teams/night-shift.yaml",
        "openapi: 3.0.1
info:
  title: Night shift
  x-cortex-tag: night-shift
  x-cortex-type: team
  x-cortex-parents: [{tag: depot}]
  x-cortex-children: [{tag: forklifts}]
  x-cortex-team:
    members:
      - {name: Kim, email: kim@depot.example, role: lead}
      - {name: Robin Doe}
      - {role: ghost}  #! wrong-type
    groups: [{name: depot/nights, provider: GITHUB}]
",
        &json!({
            "kind": "Group", "type": "team", "name": "night-shift", "profile": {"display_name": "Night shift"},
            "aliases": [{"scheme": "github", "value": "depot/nights"}],
            "relations": [
                {"type": "childOf", "target": "group:default/depot", "origin": "/info/x-cortex-parents/0"},
                {"type": "parentOf", "target": "group:default/forklifts", "origin": "/info/x-cortex-children/0"},
                {
                    "type": "hasMember", "target": "user:default/kim-depot.example",
                    "origin": "/info/x-cortex-team/members/0",
                    "attributes": {"name": "Kim", "email": "kim@depot.example", "role": "lead"},
                },
                {
                    "type": "hasMember", "target": "user:default/robin-doe",
                    "origin": "/info/x-cortex-team/members/1", "attributes": {"name": "Robin Doe"},
                },
            ],
        }),
    );
}

#[test]
fn types_are_kinds_and_unknown_ones_are_custom_kinds() {
    for (written, kind, entity_type) in [
        ("domain", "Domain", None),
        ("Service", "Component", Some("service")),
        ("library", "Component", Some("library")),
        ("database", "Resource", Some("database")),
        ("ai-agent", "AiAgent", None),
        ("null", "Component", Some("service")),
    ] {
        let text = format!(
            "info: {{x-cortex-tag: a, x-cortex-type: {written}, x-cortex-owners: [t], x-cortex-definition: {{racks: 3}}}}\n"
        );
        let decoded = read("a.yaml", &text);
        let entity = entity(&decoded);
        assert_eq!((entity.kind.as_str(), entity.entity_type.as_deref()), (kind, entity_type), "{written}");
        assert_eq!(entity.custom_fields["racks"], 3);
    }
}

#[test]
fn the_rest_of_the_document_is_the_contract_of_the_api() {
    let text = "openapi: 3.0.1
info: {title: a, version: '1', x-cortex-tag: a, x-cortex-owners: [{type: group, name: t}]}
paths:
  /parcels: {get: {responses: {'200': {description: all of them}}}}
";
    let api = json!({"type": "openapi", "definition": text});
    check("cortex.yaml", text, &json!({"api": api, "kind": "Component"}));
    let without = text.replace("/parcels: {get: {responses: {'200': {description: all of them}}}}", "{}");
    check("cortex.yaml", &without, &json!({"api": null}));
}

#[test]
fn slips_are_understood_and_said_where_they_stand() {
    check(
        "cortex.yaml",
        "openapi: 3.0.1
x-cortex-type: library  #! misplaced-key
info:
  title: A Thing
  X_Cortex_Tag: a  #! misspelt-key
  x-cortex-grups: [x]  #! unknown-key
  x-cortex-groups: tier:0.5  #! wrong-type invalid-tier
  x-cortex-owners:
    x-cortex-owners:  #! misplaced-key
      - {type: group, nmae: t}  #! unknown-key invalid-reference
      - {type: committee, name: t}  #! wrong-type
      - t
  x-cortex-link:
    - {name: x, type: wiki, url: not an address}  #! invalid-link
    - 7  #! wrong-type
  x-cortex-git: github.com/a/b  #! wrong-type
  x-cortex-parents: [{label: x}]  #! wrong-type
  x-cortex-custom-data: [{key: a, value: 1}, {b: 2}]  #! wrong-type
",
        &json!({
            "name": "a", "type": "library", "owner": "group:default/t", "tags": ["tier:0.5"], "tier": null,
            "links": null, "custom_fields": {"a": 1},
        }),
    );
}

#[test]
fn without_a_tag_it_is_called_after_its_title() {
    let text = "info:  #! derived-name\n  title: Parcel tracker\n  x-cortex-owners: [t]\n";
    check("cortex.yaml", text, &json!({"name": "parcel-tracker", "title": "Parcel tracker"}));
    let decoded = read("cortex.yaml", "openapi: 3.0.1\ninfo:\n  x-cortex-type: service\n");
    assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Broken);
    assert_eq!(told(&decoded), [(2, "missing-name".to_owned())]);
}

#[test]
fn nothing_that_was_written_is_lost() {
    let text = "openapi: 3.0.1\nservers: [{url: /}]\ninfo: {x-cortex-tag: a, x-cortex-owners: [t], x-cortex-wiz: {projects: [1]}}\n";
    let decoded = read("cortex.yaml", text);
    let kept = &entity(&decoded).descriptor["spec"]["cortex"];
    assert_eq!(kept["info"]["x-cortex-wiz"], json!({"projects": [1]}));
    assert_eq!(kept["servers"], json!([{"url": "/"}]));
}

#[test]
fn other_files_of_that_name_and_plain_contracts_are_not_descriptors() {
    for (path, text, told_there) in [
        ("cortex.yaml", "- name: a\n  kind: RealtimeAPI\n", true),
        ("cortex.yaml", "auth_enabled: false\nserver: {http_listen_port: 9009}\n", true),
        ("openapi.yaml", "openapi: 3.0.1\ninfo: {title: a, version: '1'}\npaths: {}\n", false),
        ("scorecard.yaml", "tag: a\nname: A\nrules: [{expression: 'git != null'}]\n", false),
    ] {
        let decoded = read(path, text);
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::NotADescriptor, "{text}");
        assert_eq!(told(&decoded).iter().any(|(_, code)| code == "not-a-descriptor"), told_there, "{text}");
    }
}

#[test]
fn broken_ones_and_templates_are_told_apart_whatever_their_name() {
    let broken = read(".cortex/a.yaml", "info:\n  x-cortex-tag: a\n  title: 'a\n");
    assert_eq!(broken.documents[0].outcome, DocumentOutcome::Broken);
    for text in [
        "info:\n  x-cortex-tag: {{ tag }}\n  title: {{ title\n",
        "info: {title: '<TITLE>', x-cortex-tag: '<TAG>'}\n",
        "info: {title: a, x-cortex-tag: '${{ values.tag }}'}\n",
    ] {
        assert_eq!(read("a.yaml", text).documents[0].outcome, DocumentOutcome::Template, "{text}");
    }
}

#[test]
fn the_reference_examples_are_read_without_a_word() {
    for (name, owner) in [("cortex.yaml", Some("group:default/payments")), ("cortex-team.yaml", None)] {
        let Some(text) = example(name) else { continue };
        let decoded = read(name, &text);
        assert_eq!(told(&decoded), [], "{name}");
        assert_eq!(entity(&decoded).owner.as_ref().map(|owner| owner.as_str()), owner);
    }
}

const INFO: &[&str] = &[
    "title",
    "description",
    "x-cortex-type",
    "x-cortex-groups",
    "x-cortex-owners",
    "x-cortex-parents",
    "x-cortex-children",
    "x-cortex-dependency",
    "x-cortex-relationships",
    "x-cortex-link",
    "x-cortex-dashboards",
    "x-cortex-git",
    "x-cortex-oncall",
    "x-cortex-slack",
    "x-cortex-team",
    "x-cortex-issues",
    "x-cortex-slos",
    "x-cortex-k8s",
    "x-cortex-definition",
    "x-cortex-custom-metadata",
    "x-cortex-custom-data",
    "x-cortex-tag",
];

#[test]
fn fields_of_nothing_or_of_another_type_leave_the_others_alone() {
    for value in [json!(null), json!([]), json!({}), json!(""), json!(7), json!(true), json!([[[]]]), json!([null])] {
        let mut info: serde_json::Map<String, Value> =
            INFO.iter().map(|key| ((*key).to_owned(), value.clone())).collect();
        info.insert("x-cortex-tag".to_owned(), json!("a"));
        let decoded = read("cortex.yaml", &json!({"openapi": "3.0.1", "info": info}).to_string());
        assert_eq!(entity(&decoded).name, "a", "{value}");
    }
}

proptest! {
    #[test]
    fn any_document_is_read_soundly(info in any_map(INFO), paths in any::<bool>()) {
        let mut document = json!({"info": info, "x-cortex-tag": "a"});
        if paths {
            document["paths"] = json!({"/": {}});
        }
        is_sound("cortex.yaml", &document);
    }
}
