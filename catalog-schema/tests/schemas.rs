//! schemas/*.json are made from code. `UPDATE_DOCS=1 cargo test -p catalog-schema --test schemas` writes them anew.
//!
//! What the readers take without an error, the schemas take too; what is plainly wrong, they do not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::path::{Path, PathBuf};

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::Severity;
use catalog_schema::model::{Entity, Format};
use catalog_schema::schema::{ALL, find};
use jsonschema::{Validator, validator_for};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator(name: &str) -> Validator {
    validator_for(&find(name).unwrap().document()).unwrap()
}

#[test]
fn the_files_are_current() {
    for schema in ALL {
        let path = root().join("schemas").join(format!("{}.json", schema.name));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, schema.text()).unwrap();
        }
        assert!(
            std::fs::read_to_string(&path).unwrap_or_default() == schema.text(),
            "{} is not current; run UPDATE_DOCS=1 cargo test -p catalog-schema --test schemas",
            path.display()
        );
    }
}

#[test]
fn every_schema_is_one() {
    for schema in ALL {
        assert!(jsonschema::meta::is_valid(&schema.document()), "{}", schema.name);
    }
}

#[test]
fn every_field_is_explained() {
    for schema in ALL {
        let mut dumb = Vec::new();
        unexplained(&schema.document(), "", &mut dumb);
        assert_eq!(dumb, Vec::<String>::new(), "{}", schema.name);
    }
}

/// The properties without a description; those of a condition (`if`) only compare.
fn unexplained(schema: &Value, at: &str, found: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "if") {
                let properties = value.as_object().filter(|_| key == "properties");
                let Some(properties) = properties else {
                    unexplained(value, &format!("{at}/{key}"), found);
                    continue;
                };
                for (name, property) in properties {
                    let narrows = property.get("properties").is_some();
                    if property.get("description").is_none() && !narrows {
                        found.push(format!("{at}/{name}"));
                    }
                    unexplained(property, &format!("{at}/{name}"), found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unexplained(item, at, found)),
        _ => {}
    }
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The document as its author wrote it.
fn written(entity: &Entity) -> &Value {
    match entity.format {
        Format::Native | Format::Backstage => &entity.descriptor,
        foreign => &entity.descriptor["spec"][foreign.as_str()],
    }
}

fn schema_name(format: Format) -> &'static str {
    if format == Format::Backstage { "native" } else { format.as_str() }
}

/// Validates every document below `directory` in which nothing of at least this severity was found. How many there were,
/// and what the schemas refuse.
fn validate_all(directory: &Path, worst: Severity) -> (usize, Vec<String>) {
    let validators: Vec<_> = ALL.iter().map(|schema| (schema.name, validator(schema.name))).collect();
    let mut found = Vec::new();
    files(directory, &mut found);
    let (mut documents, mut refused) = (0, Vec::new());
    for path in found {
        let name = path.strip_prefix(directory).unwrap().to_string_lossy().into_owned();
        let decoded = decode(&name, &std::fs::read(&path).unwrap(), &DecodeOptions::default());
        if decoded.diagnostics.iter().any(|diagnostic| diagnostic.severity >= worst) {
            continue;
        }
        for document in &decoded.documents {
            let DocumentOutcome::Entity(entity) = &document.outcome else { continue };
            documents += 1;
            let (_, validator) = validators.iter().find(|(name, _)| *name == schema_name(entity.format)).unwrap();
            for error in validator.iter_errors(written(entity)) {
                refused.push(format!("{name} line {}: {} {error:.200}", document.start_line, error.instance_path()));
            }
        }
    }
    (documents, refused)
}

#[test]
fn the_examples_of_the_repository_are_valid() {
    let (documents, refused) = validate_all(&root().join("examples"), Severity::Error);
    assert!(documents > 20, "{documents}");
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn real_files_of_other_products_are_valid() {
    for format in ["compass", "cortex", "datadog", "opslevel", "port"] {
        let directory = root().join("../shared/corpus").join(format);
        if !directory.exists() {
            println!("skipped: {} is not there", directory.display());
            continue;
        }
        let (documents, refused) = validate_all(&directory, Severity::Error);
        println!("{format}: {documents} documents");
        assert_eq!(refused, Vec::<String>::new(), "{format}");
    }
}

/// The native schema is as exact as `sextant check`: what draws no word there draws none in an editor.
#[test]
fn real_files_without_a_problem_are_valid_native_descriptors() {
    for format in ["backstage", "backstage-examples"] {
        let directory = root().join("../shared/corpus").join(format);
        if !directory.exists() {
            println!("skipped: {} is not there", directory.display());
            continue;
        }
        let (documents, refused) = validate_all(&directory, Severity::Info);
        println!("{format}: {documents} documents");
        assert_eq!(refused, Vec::<String>::new(), "{format}");
    }
}

#[test]
fn what_is_plainly_wrong_is_refused() {
    let named = |spec: Value| json!({"kind": "Component", "metadata": {"name": "a"}, "spec": spec});
    let wrong = [
        ("native", json!({"kind": "Component", "metadata": {}})),
        ("native", json!({"kind": "Component", "metadata": {"name": "no blanks"}})),
        ("native", json!({"metadata": {"name": "a"}})),
        ("native", json!({"kind": "Component", "metadata": {"name": "a", "labels": ["a"]}})),
        ("native", json!({"kind": "Component", "metadata": {"name": "a", "links": [{"title": "no address"}]}})),
        ("native", json!({"kind": "Group", "metadata": {"name": "a"}, "spec": {"members": "jane"}})),
        ("native", named(json!([]))),
        ("native", named(json!({"tier": 9}))),
        ("native", named(json!({"dependsOn": "component:b"}))),
        ("native", named(json!({"subcomponentOf": 7}))),
        ("compass", json!({"configVersion": 1})),
        ("compass", json!({"name": "a", "links": [{"name": "no address"}]})),
        ("cortex", json!({"openapi": "3.0.1"})),
        ("cortex", json!({"openapi": "3.0.1", "info": {"x-cortex-tag": "a", "x-cortex-parents": [{"name": "b"}]}})),
        ("opslevel", json!({"version": 1})),
        ("opslevel", json!({"version": 2, "service": {"name": "a"}})),
        ("datadog", json!({"apiVersion": "v3", "kind": "service", "metadata": {}})),
        ("datadog", json!({"schema-version": "v2"})),
        ("port", json!({"blueprint": "service"})),
        ("port", json!([{"identifier": "a", "blueprint": "service", "properties": "text"}])),
    ];
    for (schema, document) in wrong {
        assert!(!validator(schema).is_valid(&document), "{schema}: {document}");
    }
}
