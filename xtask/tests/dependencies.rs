//! Dependencies between the crates flow one way, and the pure ones stay pure.

#![allow(clippy::unwrap_used, reason = "helpers of tests; clippy only knows the test functions themselves")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The workspace's own crates that build the product.
const OWN: [&str; 5] = ["catalog-schema", "scorecards", "web", "sextant-server", "xtask"];

/// Crates that reach for the network, the disk or a clock.
const IO: [&str; 9] = ["tokio", "async-std", "sqlx", "axum", "hyper", "reqwest", "tantivy", "notify", "octocrab"];

/// All crates that the library or binary of `package` is built from, itself left out; tests' own are not asked for.
fn built_from(package: &str, features: &[&str]) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["tree", "--package", package, "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(features)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != package).map(str::to_owned).collect()
}

fn own_crates(package: &str, features: &[&str]) -> BTreeSet<String> {
    built_from(package, features).into_iter().filter(|name| OWN.contains(&name.as_str())).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn assert_without(package: &str, features: &[&str], forbidden: &[&str]) {
    let found = built_from(package, features);
    let wrong: Vec<&&str> = forbidden.iter().filter(|name| found.contains(**name)).collect();
    assert!(
        wrong.is_empty(),
        "{package} is built from {wrong:?}; `cargo tree --package {package} --invert NAME` says why"
    );
}

#[test]
fn crates_know_only_what_lies_below_them() {
    assert_eq!(own_crates("catalog-schema", &["--all-features"]), names(&[]));
    assert_eq!(own_crates("scorecards", &[]), names(&["catalog-schema"]));
    assert_eq!(own_crates("web", &["--features", "ssr"]), names(&["catalog-schema"]));
    assert_eq!(own_crates("web", &["--features", "hydrate"]), names(&["catalog-schema"]));
    assert_eq!(own_crates("sextant-server", &[]), names(&["catalog-schema", "scorecards", "web"]));
}

#[test]
fn the_language_and_the_health_engine_do_no_io() {
    assert_without("catalog-schema", &["--all-features"], &IO);
    assert_without("scorecards", &[], &IO);
}

#[test]
fn pages_know_the_portal_and_not_what_is_behind_it() {
    for feature in ["ssr", "hydrate"] {
        assert_without("web", &["--features", feature], &["sqlx", "tantivy", "axum", "scorecards", "petgraph"]);
    }
}

#[test]
fn the_two_sides_of_the_web_app_never_meet() {
    // The server is built with the side that renders; the other one would compile that out.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["tree", "--workspace", "--edges", "normal", "--prefix", "none", "--format", "{p}|{f}"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let web: Vec<&str> = text.lines().filter(|line| line.starts_with("web v")).collect();
    assert!(!web.is_empty(), "cargo tree does not list the crate web:\n{text}");
    for line in web {
        let features = line.rsplit('|').next().unwrap_or_default();
        assert!(features.contains("ssr") && !features.contains("hydrate"), "{line}");
    }
}
