//! The Dockerfile by a linter that refuses what the builder would refuse, and what of the tree it is given.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::files::{path, root, said, text, tool};

fn lint(file: &Path) -> Vec<Value> {
    let (_, text) =
        said(Command::new("node").arg(tool("SEXTANT_TEST_DOCKERFILE_UTILS")).args(["lint", "-j"]).arg(file));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
#[ignore = "needs dockerfile-utils: cargo xtask test"]
fn the_builder_would_take_it() {
    assert_eq!(lint(&path("Dockerfile")), Vec::<Value>::new());

    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("Dockerfile");
    fs::write(&broken, text("Dockerfile").replace("--interval=10s", "--intervall=10s")).unwrap();
    assert!(lint(&broken)[0]["message"].as_str().unwrap().contains("intervall"));
}

#[test]
fn what_is_copied_from_another_stage_comes_from_a_stage_that_is_there() {
    let text = text("Dockerfile");
    let stages: Vec<&str> =
        text.lines().filter(|line| line.starts_with("FROM ")).filter_map(|line| line.split(" AS ").nth(1)).collect();
    let from: Vec<&str> = text.split("--from=").skip(1).map(|rest| rest.split_whitespace().next().unwrap()).collect();
    assert!(!from.is_empty() && from.iter().all(|stage| stages.contains(stage)), "{from:?} of {stages:?}");
    assert!(text.contains("\nUSER 10001:10001\n"), "the portal runs as its own user");
    // The compiler is no older than what the workspace asks for.
    let wanted = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let minor = |text: &str, before: &str| -> u32 {
        text.split(before).nth(1).unwrap().split(['-', '"']).next().unwrap().parse().unwrap()
    };
    assert!(minor(&text, "FROM rust:1.") >= minor(&wanted, "rust-version = \"1."));
}

/// Crates lie in these folders, tests and all: manifests name test targets, and cargo refuses those that are not there.
const CRATES: [&str; 5] = ["catalog-schema", "scorecards", "server", "web", "xtask"];

/// Sources include files from elsewhere in the tree; a build in a container has what the ignore file leaves.
#[test]
fn the_build_is_given_the_crates_and_what_they_include() {
    let ignore = text("Dockerfile.dockerignore");
    let ignored: Vec<&str> = ignore.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let root = root().canonicalize().unwrap();
    let mut needed: Vec<PathBuf> = CRATES.iter().map(|name| root.join(name)).collect();
    let mut folders: Vec<PathBuf> = CRATES.iter().map(|name| root.join(name).join("src")).collect();
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                let included = included(&fs::read_to_string(&entry).unwrap());
                needed.extend(included.iter().map(|name| folder.join(name).canonicalize().unwrap()));
            }
        }
    }
    assert!(needed.iter().any(|path| !CRATES.iter().any(|name| path.starts_with(root.join(name)))));
    for pattern in ignored {
        assert!(!pattern.contains(['*', '!']), "{pattern}: this test knows plain paths alone");
        let lost: Vec<&PathBuf> = needed.iter().filter(|path| path.starts_with(root.join(pattern))).collect();
        let within = CRATES.iter().any(|name| pattern.starts_with(&format!("{name}/")));
        assert!(lost.is_empty() && !within, "{pattern} takes away {lost:?}");
    }
}

/// The literal paths of `include_str!` and `include_bytes!`.
fn included(source: &str) -> Vec<String> {
    let after = ["include_str!(\"", "include_bytes!(\""].into_iter().flat_map(|macro_| source.split(macro_).skip(1));
    after.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}
