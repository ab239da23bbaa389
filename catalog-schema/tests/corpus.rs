//! Real descriptor files, as their authors wrote them: every one is decoded, and none of them stops the reader.
//!
//! The files lie beside the repository, in `../shared/corpus`; without them there is nothing to run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::Severity;

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

#[test]
fn every_file_is_decoded() {
    for format in ["backstage", "compass", "backstage-examples"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(format);
        if !root.exists() {
            println!("skipped: {} is not there", root.display());
            continue;
        }
        let mut found = Vec::new();
        files(&root, &mut found);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for path in &found {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let decoded = decode(&name, &std::fs::read(path).unwrap(), &DecodeOptions::default());
            for document in &decoded.documents {
                let outcome = match &document.outcome {
                    DocumentOutcome::Entity(entity) => {
                        assert!(catalog_schema::fields::is_name(&entity.name), "{name}: {}", entity.name);
                        let again: catalog_schema::model::Entity =
                            serde_json::from_str(&serde_json::to_string(entity).unwrap()).unwrap();
                        assert_eq!(again.entity_ref(), entity.entity_ref(), "{name}");
                        "entities"
                    }
                    DocumentOutcome::Broken => "broken",
                    DocumentOutcome::NotADescriptor => "not a descriptor",
                    DocumentOutcome::Template => "templates",
                    DocumentOutcome::Empty => "empty",
                };
                *counts.entry(outcome).or_default() += 1;
                if document.outcome == DocumentOutcome::Broken {
                    let lines = document.start_line..=document.end_line;
                    let told = decoded.diagnostics.iter().any(|diagnostic| {
                        diagnostic.severity == Severity::Error && lines.contains(&diagnostic.line.unwrap())
                    });
                    assert!(told, "{name}: a broken document without an error");
                }
            }
        }
        println!("{format}: {} files, {counts:?}", found.len());
        let entities = counts["entities"];
        let broken = counts.get("broken").copied().unwrap_or_default();
        assert!(entities > 15 && broken * 20 < entities, "{format}: {counts:?}");
    }
}
