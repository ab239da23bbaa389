//! What occurs in files that people wrote, and is read as they meant it; each in its smallest form.

use catalog_schema::decode::DocumentOutcome;
use serde_json::{Value, json};

use crate::support::{check, read, told};

/// A component with this spec, and lines that `#!` says more of.
fn component(spec: &str, expected: &Value) {
    let text = format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\nspec:\n  type: service\n  \
         lifecycle: production\n  owner: t\n{spec}"
    );
    check("catalog-info.yaml", &text, expected);
}

/// The targets of an entity's dependencies.
fn needs(targets: &[&str]) -> Value {
    let owner = json!({ "type": "ownedBy", "target": "group:default/t", "origin": "/spec/owner" });
    let needs = targets.iter().enumerate().map(
        |(number, target)| json!({ "type": "dependsOn", "target": target, "origin": format!("/spec/dependsOn/{number}") }),
    );
    json!({ "relations": std::iter::once(owner).chain(needs).collect::<Vec<_>>() })
}

#[test]
fn a_blank_after_the_kind_of_a_reference_changes_nothing() {
    component(
        "  dependsOn:\n  - resource: ledger-db #! wrong-type\n  - Component: other #! wrong-type\n",
        &needs(&["resource:default/ledger-db", "component:default/other"]),
    );
    component("  dependsOn:\n  - table: ledger #! wrong-type\n", &needs(&[]));
}

#[test]
fn a_merge_key_is_not_followed_and_says_so() {
    let text = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: &m\n  name: a\nspec: #! missing-type \
                missing-lifecycle\n  <<: {type: service, lifecycle: production} #! unknown-key\n  owner: t\n";
    check("catalog-info.yaml", text, &json!({ "type": null }));
}

#[test]
fn a_name_to_be_filled_in_makes_a_template() {
    for name in ["$SERVICE_NAME", "${SERVICE_NAME}", "${{ values.name }}", "'{{ cookiecutter.name }}'", "<service>"] {
        let decoded = read("catalog-info.yaml", &format!("kind: Component\nmetadata:\n  name: {name}\nspec: {{}}\n"));
        assert_eq!(decoded.documents[0].outcome, DocumentOutcome::Template, "{name}");
    }
    let decoded = read("catalog-info.yaml", "kind: Component\nmetadata: {name: $ales}\nspec: {}\n");
    assert!(matches!(decoded.documents[0].outcome, DocumentOutcome::Entity(_)), "a name with a dollar sign is a name");
}

#[test]
fn a_placeholder_that_holds_the_text_itself_gives_the_text() {
    let text = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\nspec:\n  type: openapi\n  lifecycle: \
                production\n  owner: t\n  definition:\n    $text: | #! invalid-file\n      openapi: 3.1.0\n      info: \
                {}\n";
    let definition = "openapi: 3.1.0\ninfo: {}\n";
    let decoded = read("catalog-info.yaml", text);
    assert_eq!(told(&decoded), [(9, "invalid-file".to_owned())]);
    assert!(decoded.companions.is_empty(), "nobody is asked for a file of that name");
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else { panic!("{decoded:?}") };
    assert_eq!(entity.api.as_ref().unwrap().definition.as_deref(), Some(definition));
}

#[test]
fn a_list_of_services_is_told_how_to_become_documents() {
    let decoded = read("opslevel.yml", "version: 1\nservices:\n- name: a\n- name: b\n");
    assert_eq!(told(&decoded), [(2, "nothing-described".to_owned())]);
    assert!(decoded.diagnostics[0].help.as_ref().unwrap().contains("`component:`"));
}

#[test]
fn a_list_of_descriptors_is_told_how_to_become_documents() {
    let decoded = read("catalog-info.yaml", "- kind: Component\n  metadata: {name: a}\n");
    assert_eq!(told(&decoded), [(1, "not-a-mapping".to_owned())]);
    assert!(decoded.diagnostics[0].help.as_ref().unwrap().contains("`---`"));
}

#[test]
fn what_is_no_yaml_is_told_with_a_remedy_for_this_slip() {
    for (text, remedy) in [
        ("kind: Component\nmetadata:\n  name: \"a\"bc\n", "closing quote"),
        ("kind: Component\nmetadata: {name: a}\nExternal Resources\nspec: {}\n", "`#` before it"),
        ("kind: Component\nmetadata:\n  name: a\n  title: one: two\n", "quote a value"),
    ] {
        let decoded = read("catalog-info.yaml", text);
        let help = decoded.diagnostics[0].help.clone().unwrap_or_default();
        assert!(help.contains(remedy), "{text}{:?}", decoded.diagnostics);
    }
}

#[test]
fn tags_and_dependencies_of_opslevel_may_be_short() {
    let text = "version: 1\nservice:\n  name: shop\n  owner: team\n  tags:\n  - pci: true #! wrong-type\n  - {key: a, value: \
                b}\n  dependencies:\n  - name: ledger #! unknown-key\n";
    let decoded = read("opslevel.yml", text);
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else { panic!("{decoded:?}") };
    assert_eq!(entity.tags, ["pci:true", "a:b"]);
    assert!(entity.relations.iter().any(|relation| relation.target.as_str() == "component:default/ledger"));
    assert_eq!(told(&decoded), [(6, "wrong-type".to_owned()), (9, "unknown-key".to_owned())]);
}

#[test]
fn a_compass_component_that_has_only_an_identifier_is_called_after_its_folder() {
    let text = "configVersion: 1\nid: ari:cloud:compass:x:component/y/z\ntypeId: SERVICE\nownerId: team\n";
    let decoded = read("shop/orders/compass.yml", text);
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else { panic!("{decoded:?}") };
    assert_eq!(entity.name, "orders");
    assert_eq!(told(&decoded), [(1, "derived-name".to_owned())]);
    let nowhere = read("compass.yml", text);
    assert_eq!(told(&nowhere), [(1, "missing-name".to_owned())], "there is no folder to call it after");
    assert_eq!(nowhere.documents[0].outcome, DocumentOutcome::Broken);
}
