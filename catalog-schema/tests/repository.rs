//! What the files of a repository say.

use catalog_schema::repository::{RepositoryFacts, RepositoryFile};
use proptest::prelude::*;

fn facts(paths: &[&str]) -> RepositoryFacts {
    RepositoryFacts::of_files(paths.iter().map(|path| RepositoryFile { path, size: 1 }))
}

#[test]
fn files_are_found_where_forges_look_for_them() {
    let found = facts(&[
        "src/README.md",
        "docs/readme.adoc",
        "README",
        "LICENSE-MIT",
        ".github/CODEOWNERS",
        "docs/CONTRIBUTING.md",
        ".github/SECURITY.md",
        "CHANGELOG.md",
        "deploy/Dockerfile.web",
        "deploy/images/Dockerfile",
        "src/orders_test.go",
    ]);
    assert_eq!(found.readme.as_deref(), Some("README"));
    assert_eq!((found.licence.as_deref(), found.licence_id.as_deref()), (Some("LICENSE-MIT"), Some("MIT")));
    assert_eq!(found.codeowners.as_deref(), Some(".github/CODEOWNERS"));
    assert_eq!(found.contributing.as_deref(), Some("docs/CONTRIBUTING.md"));
    assert_eq!(found.security_policy.as_deref(), Some(".github/SECURITY.md"));
    assert_eq!(found.changelog.as_deref(), Some("CHANGELOG.md"));
    assert_eq!(found.dockerfile.as_deref(), Some("deploy/Dockerfile.web"));
    assert_eq!(found.tests.as_deref(), Some("src/orders_test.go"));
    let elsewhere =
        facts(&["src/README.md", "vendor/x/LICENSE", "src/CODEOWNERS", "docs/CHANGELOG.md", "readmes/a.md"]);
    assert_eq!((elsewhere.readme, elsewhere.licence, elsewhere.codeowners), (None, None, None));
    assert_eq!((elsewhere.changelog, elsewhere.files), (None, 5));
}

#[test]
fn an_empty_file_says_nothing() {
    let empty = RepositoryFile { path: "README.md", size: 0 };
    assert_eq!(RepositoryFacts::of_files([empty]), RepositoryFacts::default());
}

#[test]
fn what_builds_it_is_told_by_the_file_that_says_so() {
    let found = facts(&[
        ".github/workflows/release.yml",
        ".github/workflows/ci.yaml",
        ".github/workflows/README.md",
        ".gitlab-ci.yml",
        "Jenkinsfile",
        ".circleci/config.yml",
        "azure-pipelines.yml",
        "examples/.travis.yml",
    ]);
    let systems: Vec<(&str, &str)> = found.ci.iter().map(|(system, file)| (system.as_str(), file.as_str())).collect();
    let expected = [
        ("Azure Pipelines", "azure-pipelines.yml"),
        ("CircleCI", ".circleci/config.yml"),
        ("GitHub Actions", ".github/workflows/ci.yaml"),
        ("GitLab CI", ".gitlab-ci.yml"),
        ("Jenkins", "Jenkinsfile"),
    ];
    assert_eq!(systems, expected);
}

#[test]
fn languages_are_counted_without_other_peoples_code() {
    let found = facts(&["a.rs", "b.rs", "c.rs", "run.sh", "node_modules/x/index.js", "vendor/y.go", "notes.txt"]);
    assert_eq!(found.language.as_deref(), Some("Rust"));
    assert_eq!(serde_json::to_value(&found.languages).unwrap(), serde_json::json!({"Rust": 75, "Shell": 25}));
}

#[test]
fn a_licence_is_recognised_by_its_text_where_its_name_does_not_say_it() {
    let texts = [
        (
            "MIT License\n\nCopyright (c) 2026 Shop\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy",
            "MIT",
        ),
        ("                 Apache License\n           Version 2.0, January 2004", "Apache-2.0"),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", "GPL-3.0-only"),
        // It names others as secondary licences.
        (
            "Mozilla Public License Version 2.0\n==================================\n\n1. Definitions\n--------------\n\n1.1. \
             \"Contributor\"\n    means each individual or legal entity that creates, contributes to the creation of, or owns \
             Covered Software.\n\n1.12. \"Secondary License\"\n    means either the GNU General Public License, Version 2.0, \
             the GNU Lesser General Public License, Version 2.1, the GNU Affero General Public License, Version 3.0",
            "MPL-2.0",
        ),
        (
            "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby \
             granted, provided that the above copyright notice and this permission notice appear in all copies.",
            "ISC",
        ),
        (
            "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby \
             granted.",
            "0BSD",
        ),
        (
            "Redistribution and use in source and binary forms, with or without modification, are permitted provided that: \
             Redistributions in binary form must reproduce the notice. All advertising materials mentioning features must \
             say so. Neither the name of the University",
            "BSD-4-Clause",
        ),
    ];
    for (text, identifier) in texts {
        let found = facts(&["LICENSE"]);
        assert_eq!(found.asks_for_licence(), Some("LICENSE"));
        assert_eq!(found.with_licence_text(text).licence_id.as_deref(), Some(identifier));
    }
    assert_eq!(facts(&["COPYING"]).with_licence_text("All rights reserved.").licence_id, None);
    assert_eq!(facts(&["LICENSES/EUPL-1.2.txt"]).licence_id.as_deref(), Some("EUPL-1.2"));
    assert_eq!(facts(&["LICENSE-APACHE"]).asks_for_licence(), None);
    assert_eq!(facts(&["a.rs"]).with_licence_text("MIT License").licence_id, None);
}

proptest! {
    #[test]
    fn the_order_of_files_makes_no_difference(
        paths in prop::collection::vec("(docs/|\\.github/|\\.github/workflows/|src/)?(README|LICENSE|ci|a_test|CODEOWNERS|\\PC{1,4})(\\.md|\\.yml|\\.go)?", 0..12),
    ) {
        let of = |paths: &[String]| {
            RepositoryFacts::of_files(paths.iter().map(|path| RepositoryFile { path, size: 1 }))
        };
        let mut other = paths.clone();
        other.reverse();
        let found = of(&paths);
        prop_assert_eq!(&found, &of(&other));
        let json = serde_json::to_string(&found).unwrap();
        prop_assert_eq!(serde_json::from_str::<RepositoryFacts>(&json).unwrap(), found);
    }
}
