//! Every example of the repository, and every real file that lies beside it in `../shared/corpus`.

use std::path::{Path, PathBuf};

use catalog_schema::convert::{Target, convert_file};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};

use crate::round_trip::check;

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

/// Checks every entity of every file below, and says how many there were.
fn check_all(root: &Path) -> usize {
    let mut found = Vec::new();
    files(root, &mut found);
    let (mut entities, mut wrong) = (0, Vec::new());
    for path in &found {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).unwrap();
        let options = DecodeOptions::default();
        for document in decode(&name, &bytes, &options).documents {
            if let DocumentOutcome::Entity(entity) = document.outcome {
                entities += 1;
                let result = check(&entity);
                wrong.extend(result.err().map(|error| format!("{name} line {} to {error}", document.start_line)));
            }
        }
        for converted in convert_file(&name, &bytes, &options, Target::Compass).documents {
            for gap in converted.unexpressed {
                assert!(gap.diagnostic.line.is_some() && gap.diagnostic.help.is_some(), "{name}: {gap:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {entities} entities\n{}", wrong.len(), wrong.join("\n"));
    entities
}

#[test]
fn the_examples_of_the_repository() {
    let entities = check_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples"));
    assert!(entities > 20, "{entities}");
}

#[test]
fn real_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !root.exists() {
        println!("skipped: {} is not there", root.display());
        return;
    }
    for format in ["backstage", "backstage-examples", "compass", "cortex", "datadog", "opslevel", "port"] {
        println!("{format}: {} entities", check_all(&root.join(format)));
    }
}
