//! What becomes of files: entities, places of problems, documents that are none.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::diagnostic::{concise, human};
use catalog_schema::model::{Entity, Format, LinkType};
use insta::assert_snapshot;
use serde_json::json;

fn read(path: &str, text: &str) -> DecodedFile {
    decode(path, text.as_bytes(), &DecodeOptions::default())
}

fn entity(decoded: &DecodedFile) -> &Entity {
    let entities = decoded.documents.iter().find_map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) => Some(&**entity),
        _ => None,
    });
    entities.unwrap_or_else(|| panic!("no entity: {decoded:#?}"))
}

/// What `text`, in a file called catalog-info.yaml, is told.
fn told(text: &str) -> String {
    concise(&read("catalog-info.yaml", text).diagnostics)
}

#[test]
fn a_native_descriptor_has_typed_fields() {
    let decoded = read(
        "sextant.yaml",
        "apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: Ledger
  namespace: shop
  title: The ledger
  links:
    - {url: https://example.com/runbook, type: runbook, title: When it breaks}
    - {url: https://example.com/other, type: admin-dashboard}
spec:
  type: service
  lifecycle: production
  owner: team-ledger
  additionalOwners: [user:jane, team-ledger]
  tier: 1
  language: Rust
  system: money
  dependsOn:
    - ref: resource:ledger-db
      criticality: high
  customFields: {pci: true}
",
    );
    assert_eq!(decoded.diagnostics, []);
    let entity = entity(&decoded);
    assert_eq!((entity.format, entity.tier, entity.language.as_deref()), (Format::Native, Some(1), Some("rust")));
    assert_eq!(entity.entity_ref().as_str(), "component:shop/ledger");
    assert_eq!(entity.owner.as_ref().unwrap().as_str(), "group:shop/team-ledger");
    assert_eq!(entity.additional_owners[0].as_str(), "user:shop/jane");
    assert_eq!(entity.additional_owners.len(), 1, "an owner counts once");
    assert_eq!(entity.links[0].link_type, LinkType::Runbook);
    assert_eq!(entity.links[1].link_type, LinkType::Dashboard);
    let depends =
        entity.relations.iter().find(|relation| relation.target.as_str() == "resource:shop/ledger-db").unwrap();
    assert_eq!(depends.attributes["criticality"], "high");
    assert_eq!(depends.origin, "/spec/dependsOn/0/ref".trim_end_matches("/ref"));
    assert_eq!(entity.custom_fields["pci"], json!(true));
    assert_eq!(entity.descriptor["metadata"]["title"], "The ledger");
}

#[test]
fn an_api_version_may_be_left_out() {
    let decoded = read("anything.yaml", "kind: Gadget\nmetadata: {name: g}\nspec: {anything: [1, {goes: here}]}\n");
    assert_eq!(decoded.diagnostics, []);
    let entity = entity(&decoded);
    assert_eq!((entity.kind.as_str(), entity.api_version.as_str()), ("Gadget", "sextant.dev/v1"));
    assert_eq!(entity.descriptor["spec"], json!({"anything": [1, {"goes": "here"}]}));
}

#[test]
fn a_compass_component_is_an_entity() {
    let decoded = read(
        "compass.yml",
        "configVersion: 1
id: 'ari:cloud:compass:s:component/w/u'
name: payments-api
description: null
typeId: CLOUD_RESOURCE
ownerId: 'ari:cloud:identity::team/3d5f'
fields: {tier: 2, lifecycle: Pre-Release}
labels: ['language:Rust', pci]
links:
  - {name: null, type: REPOSITORY, url: 'https://example.com/repo'}
relationships:
  DEPENDS_ON: [ledger]
customFields:
  - {name: Region, type: text, value: eu}
  - {name: Empty, type: text, value: null}
",
    );
    let entity = entity(&decoded);
    assert_eq!(entity.entity_ref().as_str(), "component:default/payments-api");
    assert_eq!(entity.entity_type.as_deref(), Some("cloud-resource"));
    assert_eq!((entity.tier, entity.lifecycle.as_deref()), (Some(2), Some("experimental")));
    assert_eq!(entity.language.as_deref(), Some("rust"));
    assert_eq!(entity.links[0].link_type, LinkType::Repository);
    assert_eq!(entity.aliases[0].value, "ari:cloud:compass:s:component/w/u");
    assert_eq!(entity.owner.as_ref().unwrap().as_str(), "group:default/ari:cloud:identity::team/3d5f");
    assert_eq!(entity.relations[1].target.as_str(), "component:default/ledger");
    assert_eq!(entity.custom_fields.len(), 1);
    assert_eq!(entity.descriptor["spec"]["compass"]["fields"]["tier"], 2, "nothing is lost");
    assert_snapshot!(concise(&decoded.diagnostics), @r##"compass.yml:6:10: info[opaque-owner]: ownerId is an identifier of another product, whose team is not known here"##);
}

#[test]
fn broken_documents_do_not_hide_the_others_and_keep_their_index() {
    let text = "kind: Component\nmetadata: {name: a}\n---\nkind: Component\n  bad: [\n---\n# nothing\n---\nkind: Component\nmetadata: {name: b}\n";
    let decoded = read("catalog-info.yaml", text);
    let shape: Vec<_> = decoded
        .documents
        .iter()
        .map(|document| {
            let outcome = match &document.outcome {
                DocumentOutcome::Entity(entity) => entity.name.as_str(),
                DocumentOutcome::Broken => "broken",
                DocumentOutcome::Empty => "empty",
                _ => "other",
            };
            (document.index, document.start_line, document.end_line, outcome)
        })
        .collect();
    assert_eq!(shape, [(0, 1, 2, "a"), (1, 4, 5, "broken"), (2, 7, 7, "empty"), (3, 9, 10, "b")]);
}

#[test]
fn a_problem_is_shown_with_its_line_and_a_remedy() {
    let decoded = read(
        "shop/catalog-info.yaml",
        "# the shop\nkind: Component\nmetadata:\n  name: Ünser Shop\nspec:\n  type: website\n  lifecycle: production\n  ownr: team-a\n",
    );
    assert_snapshot!(human(&decoded.diagnostics, false), @r##"
    warning[invalid-name]: "Ünser Shop" is not a valid name; the entity is called ufcnser-shop
     --> shop/catalog-info.yaml:4:9
      |
    4 |   name: Ünser Shop
      |         ^^^^^^^^^^
      = help: use up to 63 letters, digits, `-`, `_` and `.`; what people should read goes into the title

    warning[missing-owner]: the Component ufcnser-shop has no owner
     --> shop/catalog-info.yaml:5:1
      |
    5 | spec:
      | ^^^^
      = help: write `owner:` with the team that answers for it

    warning[unknown-key]: `ownr` is not a known key of spec
     --> shop/catalog-info.yaml:8:3
      |
    8 |   ownr: team-a
      |   ^^^^
      = help: did you mean `owner`?
    "##);
}

#[test]
fn all_problems_of_a_file_are_told_in_one_run() {
    let text = "apiVersion: backstage.io/v1alpha1
kind: component
metadata:
  name: a
  namespace: Team_A
  labels:
    version: 1.10
    owner: two words
  tags: [Java, node.js, 7]
  links:
    - title: no address
    - url: example.com
spec:
  type: [service]
  owner: [team-a, team-b]
  subComponentOf: big
  dependsOn: [ledger, 'component:', {kind: Resource, name: db}]
  tags: [more]
  lifecycle:
extra: 1
---
kind: API
metadata: {}
---
just text
";
    assert_snapshot!(told(text), @r##"
    catalog-info.yaml:2:7: warning[kind-case]: the kind component is read as Component
    catalog-info.yaml:5:14: warning[invalid-namespace]: "Team_A" is not a valid namespace; it is read as team-a
    catalog-info.yaml:7:14: warning[wrong-type]: metadata.labels.version is a number; it is read as the text "1.10"
    catalog-info.yaml:8:12: warning[invalid-label]: "two words" is not a valid label value; it is kept as it is
    catalog-info.yaml:9:10: warning[invalid-tag]: "Java" is not a valid tag; it is kept as it is
    catalog-info.yaml:9:16: warning[invalid-tag]: "node.js" is not a valid tag; it is kept as it is
    catalog-info.yaml:9:25: warning[wrong-type]: metadata.tags[2] is a number; it is read as the text "7"
    catalog-info.yaml:11:7: warning[invalid-link]: the link has no url; it is left out
    catalog-info.yaml:12:12: warning[invalid-link]: "example.com" is not an address; the link is kept, but leads nowhere
    catalog-info.yaml:14:9: warning[wrong-type]: spec.type is a list of one; its item is taken
    catalog-info.yaml:15:10: warning[several-owners]: the owner is a list; the first is the owner, the others are additional owners
    catalog-info.yaml:16:3: warning[misspelt-key]: spec.subComponentOf is read as `subcomponentOf`
    catalog-info.yaml:17:15: warning[reference-without-kind]: "ledger" does not say of which kind it is; a component is assumed
    catalog-info.yaml:17:23: warning[invalid-reference]: "component:" is not a reference; it is left out
    catalog-info.yaml:19:3: warning[missing-lifecycle]: the Component a has no lifecycle
    catalog-info.yaml:20:1: warning[unknown-key]: `extra` is not a known key
    catalog-info.yaml:23:1: error[missing-name]: the API has no name
    catalog-info.yaml:25:1: error[not-a-mapping]: the document is text
    "##);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    assert_snapshot!(told("kind: A\nmetadata:\n\tname: x\n"), @r##"catalog-info.yaml:3:1: error[invalid-yaml]: this is not valid YAML: found character that cannot start any token"##);
    assert_snapshot!(told("a: *nope\n"), @r##"catalog-info.yaml:1:4: error[invalid-yaml]: this is not valid YAML: unknown anchor"##);
    assert_snapshot!(told("kind: Component\nmetadata: {name: a}\nkind: API\n"), @r##"catalog-info.yaml:3:1: error[duplicate-key]: the key `kind` is there already, on line 1"##);
    assert_snapshot!(told("kind: Component\nmetadata: []\nspec: text\n"), @r##"
    catalog-info.yaml:2:11: error[invalid-metadata]: metadata is a list, not a map
    catalog-info.yaml:3:7: error[invalid-spec]: spec is text, not a map
    "##);
    assert_snapshot!(told("kind: Component\nmetadata: {name: a, description: a: b}\n"), @r##"catalog-info.yaml:2:35: error[invalid-yaml]: this is not valid YAML: did not find expected ',' or '}'"##);
    assert_snapshot!(told("`"), @r##"catalog-info.yaml:1:1: error[invalid-yaml]: this is not valid YAML: found character that cannot start any token"##);
}

#[test]
fn descriptors_without_a_separator_between_them_are_told_apart() {
    let text = "# two\nkind: API\nmetadata: {name: a}\nspec: {type: x, lifecycle: x, owner: o, definition: x}\n# the second\nkind: Component\nmetadata: {name: b}\nspec: {type: x, lifecycle: x, owner: o}\n";
    let decoded = read("catalog-info.yaml", text);
    let found: Vec<_> = decoded
        .documents
        .iter()
        .map(|document| match &document.outcome {
            DocumentOutcome::Entity(entity) => (document.index, document.start_line, entity.name.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(found, [(0, 1, "a"), (1, 6, "b")]);
    assert_snapshot!(concise(&decoded.diagnostics), @r##"catalog-info.yaml:6:1: warning[missing-separator]: another descriptor begins here, without a line `---` before it"##);
}

#[test]
fn a_key_that_comes_again_within_a_descriptor_is_an_error() {
    for text in [
        "kind: API\nmetadata: {name: a}\nkind: API\n",
        "kind: API\nmetadata: {name: a}\nspec: {}\nspec: {}\n",
        "apiVersion: sextant.dev/v1\nkind: API\nmetadata: {name: a}\napiVersion: sextant.dev/v1\nspec: {}\n",
    ] {
        let decoded = read("other.yaml", text);
        assert_eq!(decoded.documents.len(), 1, "{text}");
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Broken, "{text}");
        assert!(decoded.diagnostics.iter().all(|told| told.code == "duplicate-key"), "{:?}", decoded.diagnostics);
    }
}

#[test]
fn templates_are_listed_quietly() {
    for text in [
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name | dump }}\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {{ cookiecutter.name }}\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\n{% if x %}\nmetadata:\n{% endif %}\n",
    ] {
        let decoded = read("skeleton/catalog-info.yaml", text);
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Template, "{text}");
        assert_eq!(concise(&decoded.diagnostics).matches("info[template]").count(), 1);
    }
    let scaffolder = "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: t}\nspec:\n  type: service\n  steps:\n    - action: a\n      input: {x: '${{ parameters.x }}'}\n";
    assert_eq!(entity(&read("template.yaml", scaffolder)).kind, "Template", "a scaffolder template is an entity");
}

#[test]
fn other_peoples_files_are_passed_over_in_silence() {
    for text in [
        "on: push\njobs: {build: {runs-on: ubuntu-latest}}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 1}\n",
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n",
        "services:\n  a:\n    image: {{ image }}\n",
        "- a\n- b\n",
        "openapi: 3.0.0\ninfo: {title: a}\npaths: {}\n",
        "addr: :8080\nhosts: [{host: '*'}]\n",
    ] {
        let decoded = read("deploy/some.yaml", text);
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::NotADescriptor, "{text}");
        assert_eq!(decoded.diagnostics, [], "{text}");
    }
    let decoded = read("compass.yaml", "addr: :8080\nhosts: [{host: '*'}]\n");
    assert_eq!(decoded.diagnostics[0].code, "not-a-descriptor", "under a descriptor's name, one quiet word");
}

#[test]
fn references_by_a_foreign_name_meet_the_entity_of_that_name() {
    let target = read(
        "a.yaml",
        "kind: API\nmetadata: {name: Payments API}\nspec: {type: openapi, lifecycle: x, owner: o, definition: d}\n",
    );
    let holder = read(
        "b.yaml",
        "kind: Component\nmetadata: {name: b}\nspec: {type: x, lifecycle: x, owner: o, consumesApis: [Payments API]}\n",
    );
    let target = entity(&target);
    assert!(entity(&holder).relations.iter().any(|relation| relation.target == target.entity_ref()));
    assert_eq!(target.title.as_deref(), Some("Payments API"));
    assert_eq!(target.aliases[0].value, "Payments API");
}
