//! Backstage's own examples, where the shared corpus is at hand: every entity that Backstage calls valid is shown, with
//! the relations that it derives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalog_schema::model::EntityRef;
use serde_json::Value;
use sextant_server::app::{App, AppOptions};
use web::portal::Portal;

use crate::world::reference;

/// Kind, field, default kind, relation read from the entity.
const FIELDS: [(&str, &str, &str, &str); 20] = [
    ("component", "owner", "group", "ownedBy"),
    ("api", "owner", "group", "ownedBy"),
    ("resource", "owner", "group", "ownedBy"),
    ("system", "owner", "group", "ownedBy"),
    ("domain", "owner", "group", "ownedBy"),
    ("template", "owner", "group", "ownedBy"),
    ("component", "system", "system", "partOf"),
    ("api", "system", "system", "partOf"),
    ("resource", "system", "system", "partOf"),
    ("component", "subcomponentOf", "component", "partOf"),
    ("component", "providesApis", "api", "providesApi"),
    ("component", "consumesApis", "api", "consumesApi"),
    ("component", "dependsOn", "component", "dependsOn"),
    ("resource", "dependsOn", "component", "dependsOn"),
    ("system", "domain", "domain", "partOf"),
    ("domain", "subdomainOf", "domain", "partOf"),
    ("group", "parent", "group", "childOf"),
    ("group", "children", "group", "parentOf"),
    ("group", "members", "user", "hasMember"),
    ("user", "memberOf", "group", "memberOf"),
];

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    shared.join("vectors/examples_expected.json").is_file().then_some(shared)
}

/// The references that Backstage calls valid in files below `folder`.
fn valid_refs(shared: &Path, folder: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(shared.join("vectors/examples_expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let files = expected["files"].as_array().unwrap().iter();
    let files = files.filter(|file| file["file"].as_str().unwrap().starts_with(folder));
    let documents = files.flat_map(|file| file["documents"].as_array().unwrap());
    let valid = documents.filter(|document| document["outcome"] == "valid");
    valid.map(|document| document["ref"].as_str().unwrap().to_owned()).collect()
}

/// What the fields of a descriptor come to, by the table in Backstage's documentation.
fn declared(entity_ref: &EntityRef, descriptor: &Value) -> BTreeSet<(String, String)> {
    let mut relations = BTreeSet::new();
    for (kind, field, default_kind, relation) in FIELDS {
        if entity_ref.kind() != kind {
            continue;
        }
        let values = match &descriptor["spec"][field] {
            Value::String(one) => vec![one.clone()],
            Value::Array(many) => many.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
            _ => Vec::new(),
        };
        for value in values {
            let target = EntityRef::parse(&value, Some(default_kind), entity_ref.namespace()).unwrap();
            relations.insert((relation.to_owned(), target.to_string()));
        }
    }
    relations
}

#[tokio::test(flavor = "multi_thread")]
async fn every_valid_example_is_shown_with_its_relations() {
    let Some(shared) = shared() else {
        println!("the shared corpus is not at hand; nothing compared");
        return;
    };
    let catalog = shared.join("corpus/backstage-examples/packages/catalog-model/examples");
    let data = tempfile::tempdir().unwrap();
    let options = AppOptions { data_dir: data.path().into(), catalogs: vec![catalog], ..AppOptions::default() };
    let app = App::start(options).await.unwrap();
    app.readiness().ready().await;
    let portal = app.portal();

    let expected = valid_refs(&shared, "packages/catalog-model/examples/");
    assert!(expected.len() > 50, "{}", expected.len());
    let mut all: BTreeMap<EntityRef, BTreeSet<(String, String)>> = BTreeMap::new();
    for text in &expected {
        let entity_ref = reference(text);
        let entity = portal.entity(&entity_ref).await.unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let declared = declared(&entity_ref, &entity.descriptor.unwrap());
        for (relation, target) in declared {
            let inverse = catalog_schema::model::RelationType::parse(&relation).unwrap().inverse().to_string();
            all.entry(reference(&target)).or_default().insert((inverse, text.clone()));
            all.entry(entity_ref.clone()).or_default().insert((relation, target));
        }
    }
    for text in &expected {
        let entity_ref = reference(text);
        let shown = portal.relations(&entity_ref).await.unwrap().items;
        let shown: BTreeSet<_> = shown.into_iter().map(|item| (item.relation, item.entity_ref)).collect();
        // Kinds newer than the table (AiResource) declare relations of their own.
        let missing: Vec<_> =
            all.get(&entity_ref).into_iter().flatten().filter(|pair| !shown.contains(*pair)).collect();
        assert!(missing.is_empty(), "{text} lacks {missing:?}");
        if FIELDS.iter().any(|(kind, ..)| entity_ref.kind() == *kind) {
            let wanted = all.get(&entity_ref).cloned().unwrap_or_default();
            let extra: Vec<_> =
                shown.difference(&wanted).filter(|(_, target)| !target.starts_with("airesource:")).collect();
            assert!(extra.is_empty(), "{text} has {extra:?} too many");
        }
    }
    app.stop().await;
}
