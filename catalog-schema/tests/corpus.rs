//! Real descriptor files, as their authors wrote them: every one is decoded, and none of them stops the reader.
//!
//! The files lie beside the repository, in `../shared/corpus`; without them there is nothing to run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::Severity;
use catalog_schema::model::RelationType;

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

/// What became of a document.
fn word(outcome: &DocumentOutcome) -> &'static str {
    match outcome {
        DocumentOutcome::Entity(_) => "entities",
        DocumentOutcome::Broken => "broken",
        DocumentOutcome::NotADescriptor => "not a descriptor",
        DocumentOutcome::Template => "templates",
        DocumentOutcome::Empty => "empty",
    }
}

/// Diagnostics of text that is no sound YAML.
const OF_YAML: [&str; 6] =
    ["invalid-yaml", "duplicate-key", "control-character", "not-utf8", "nesting-too-deep", "too-complex"];

/// Folder, how many entities it has at least, and the files of sound YAML that mean to be descriptors and describe
/// nothing.
const FOLDERS: [(&str, usize, &[&str]); 7] = [
    ("backstage", 1_000, &[]),
    ("backstage-examples", 20, &[]),
    ("compass", 15, &[]),
    ("cortex", 60, &[]),
    // `services:` is a list there, which OpsLevel does not know.
    ("opslevel", 13, &["DhruvCha__test/opslevel.yml"]),
    ("datadog", 40, &[]),
    ("port", 15, &[]),
];

#[test]
fn every_file_is_decoded() {
    for (format, least, nothing) in FOLDERS {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(format);
        if !root.exists() {
            println!("skipped: {} is not there", root.display());
            continue;
        }
        let mut found = Vec::new();
        files(&root, &mut found);
        found.sort();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut refused = 0;
        for path in &found {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let decoded = decode(&name, &std::fs::read(path).unwrap(), &DecodeOptions::default());
            for document in &decoded.documents {
                *counts.entry(word(&document.outcome)).or_default() += 1;
                if let DocumentOutcome::Entity(entity) = &document.outcome {
                    assert!(catalog_schema::fields::is_name(&entity.name), "{name}: {}", entity.name);
                    let again: catalog_schema::model::Entity =
                        serde_json::from_str(&serde_json::to_string(entity).unwrap()).unwrap();
                    assert_eq!(again.entity_ref(), entity.entity_ref(), "{name}");
                }
                if document.outcome == DocumentOutcome::Broken {
                    let lines = document.start_line..=document.end_line;
                    let error = decoded.diagnostics.iter().find(|diagnostic| {
                        diagnostic.severity == Severity::Error && lines.contains(&diagnostic.line.unwrap())
                    });
                    let error = error.unwrap_or_else(|| panic!("{name}: a broken document without an error"));
                    println!("{format}: {name}:{} {}", error.line.unwrap(), error.message);
                    let of_yaml = OF_YAML.contains(&&*error.code);
                    refused += usize::from(!of_yaml && !nothing.contains(&&*name));
                }
            }
        }
        println!("{format}: {} files, {counts:?}", found.len());
        let entities = counts["entities"];
        let broken = counts.get("broken").copied().unwrap_or_default();
        assert!(entities >= least && broken * 5 < entities, "{format}: {counts:?}");
        assert!(refused * 100 <= entities, "{format}: {refused} documents of sound YAML were refused");
    }
}

/// Owners of real files: what each spelling becomes.
#[test]
fn every_spelling_of_an_owner_is_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !root.exists() {
        println!("skipped: {} is not there", root.display());
        return;
    }
    let mut table: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for (format, ..) in FOLDERS {
        let mut found = Vec::new();
        files(&root.join(format), &mut found);
        for path in found {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let decoded = decode(&name, &std::fs::read(&path).unwrap(), &DecodeOptions::default());
            for document in &decoded.documents {
                let DocumentOutcome::Entity(entity) = &document.outcome else { continue };
                if let Some(word) = &entity.unowned {
                    assert!(entity.owner.is_none(), "{name}: {word}");
                    *table.entry(("nobody", word.clone(), String::new())).or_default() += 1;
                }
                let owners = entity.relations.iter().filter(|one| one.relation_type == RelationType::OwnedBy);
                for owner in owners {
                    let spelling = &owner.spelling;
                    let written = spelling.text.clone().unwrap_or_else(|| owner.target.name().to_owned());
                    assert!(!spelling.form.is_plain() || !written.contains(['@', ' ']), "{name}: {owner:?}");
                    *table.entry((spelling.form.as_str(), written, owner.target.to_string())).or_default() += 1;
                }
            }
        }
    }
    for ((form, written, target), count) in &table {
        println!("{form:16} {count:5} {written:45} {target}");
    }
    let of = |form: &str| table.keys().filter(|(found, ..)| *found == form).count();
    for form in ["full", "kind-name", "namespace-name", "name", "handle", "email", "identifier", "words", "nobody"] {
        assert!(of(form) > 0, "no {form}");
    }
}
