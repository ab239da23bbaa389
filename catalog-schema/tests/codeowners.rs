//! CODEOWNERS of whatever text: no panic, and the last rule that matches counts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::sync::Arc;

use catalog_schema::codeowners::CodeOwners;
use catalog_schema::companions::{Companion, Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_file};
use catalog_schema::model::Entity;
use proptest::prelude::*;

const LINES: &[&str] = &[
    "* @acme/all",
    "/services/ @acme/services @jane",
    "/services/pay @acme/pay",
    "services/* jane@example.com",
    "**/pay/ @pay",
    "/services/old/",
    "*.md @docs",
    "[Backend][2] @backend",
    "^[Docs] @docs @acme/docs",
    "!/services/pay/",
    "/a\\ b/ @x # why",
    "# nothing",
    "",
    "[",
    "@",
    "\\",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "[-*/?!\\[\\]^#@\\\\ \t\na-c.é]{0,200}", directory in "[a-c/. *]{0,20}") {
        let lines = text.lines().count();
        if let Some(rule) = CodeOwners::of(&text).rule_for(&directory) {
            prop_assert!(rule.line as usize <= lines && !rule.pattern.is_empty());
        }
    }

    #[test]
    fn a_rule_counts_until_a_later_one_matches(
        lines in proptest::collection::vec(proptest::sample::select(LINES), 0..12),
        directory in proptest::sample::select(&["", "services", "services/pay", "services/pay/api", "a b", "docs"][..]),
    ) {
        let text = lines.join("\n");
        let found = CodeOwners::of(&text).rule_for(directory);
        let longer = format!("{text}\n/elsewhere/ @other\n*.md @docs");
        prop_assert_eq!(&CodeOwners::of(&longer).rule_for(directory), &found, "rules that do not match change nothing");
        let last = format!("{text}\n* @last");
        let rule = CodeOwners::of(&last).rule_for(directory).unwrap();
        prop_assert_eq!((rule.line as usize, rule.owners), (last.lines().count(), vec!["@last"]));
    }
}

fn read(path: &str, text: &str, companions: &Companions) -> (Entity, Vec<String>, Vec<String>) {
    let file = DescriptorFile { path, repository: "shop", companions };
    let decoded = decode_file(&file, text.as_bytes(), &DecodeOptions::default());
    let DocumentOutcome::Entity(entity) = decoded.documents[0].outcome.clone() else { panic!("{decoded:?}") };
    let told = decoded.diagnostics.iter().map(|told| told.code.to_string()).collect();
    (*entity, told, decoded.companions.into_iter().collect())
}

#[test]
fn an_entity_without_an_owner_asks_for_codeowners_and_keeps_them_apart_from_its_own() {
    let unowned = "kind: Component\nmetadata: {name: a}\nspec: {type: x, lifecycle: x}\n";
    let path = "shop/services/a/catalog-info.yaml";
    let (entity, told, asked) = read(path, unowned, &Companions::new());
    assert_eq!((entity.code_owner, told), (None, vec!["missing-owner".to_owned()]));
    let places = ["shop/.github/CODEOWNERS", "shop/.gitlab/CODEOWNERS", "shop/CODEOWNERS", "shop/docs/CODEOWNERS"];
    assert_eq!(asked, places);

    let given = |text: &str| Companion::Bytes(Arc::from(text.as_bytes()));
    let companions = Companions::from([
        (places[0].to_owned(), Companion::Absent),
        (places[2].to_owned(), given("* @acme/shop\n/services/ @acme/services\n")),
        (places[3].to_owned(), given("* @acme/docs\n")),
    ]);
    let (entity, told, asked) = read(path, unowned, &companions);
    let code_owner = entity.code_owner.unwrap();
    assert_eq!((code_owner.owner.as_str(), code_owner.line), ("group:default/services", 2));
    assert_eq!((code_owner.path.as_str(), told), ("shop/CODEOWNERS", vec!["codeowners-owner".to_owned()]));
    assert_eq!(asked, [places[0], places[2]], "what comes after the first is of no interest");
    assert_eq!((entity.owner, entity.relations), (None, Vec::new()), "it is not declared");

    let owned = unowned.replace("lifecycle: x", "lifecycle: x, owner: t");
    let (entity, told, asked) = read(path, &owned, &companions);
    assert_eq!((entity.code_owner, told, asked), (None, vec![], vec![]));
    let (entity, _, asked) = read(path, "kind: Group\nmetadata: {name: a}\nspec: {type: team}\n", &companions);
    assert_eq!((entity.code_owner, asked), (None, vec![]), "nobody owns a team");
    let nobody = Companions::from([(places[0].to_owned(), given("* @a\n/services/\n"))]);
    assert_eq!(read(path, unowned, &nobody).1, ["missing-owner"], "a rule without owners is a word, too");
}

/// In every format, also for the items of a list.
#[test]
fn every_format_falls_back() {
    let companions =
        Companions::from([("shop/.github/CODEOWNERS".to_owned(), Companion::Bytes(Arc::from(&b"* @acme/shop\n"[..])))]);
    for (name, text) in [
        ("compass.yml", "configVersion: 1\nname: a\ntypeId: SERVICE\n"),
        ("cortex.yaml", "openapi: 3.0.1\ninfo: {title: a, x-cortex-tag: a}\n"),
        ("opslevel.yml", "version: 1\ncomponent: {name: a, tier: tier_1}\n"),
        ("service.datadog.yaml", "schema-version: v2.2\ndd-service: a\n"),
        ("port.yml", "- identifier: a\n  blueprint: service\n"),
    ] {
        let (entity, told, _) = read(&format!("shop/{name}"), text, &companions);
        let owner = entity.code_owner.map(|code_owner| code_owner.owner.to_string());
        assert_eq!(owner.as_deref(), Some("group:default/shop"), "{name}");
        assert_eq!(told, ["codeowners-owner"], "{name}");
    }
}

/// The files lie beside the repository, in `../shared/corpus/codeowners`; without them there is nothing to read.
#[test]
fn real_files() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/codeowners");
    let Ok(repositories) = std::fs::read_dir(&root) else {
        println!("skipped: {} is not there", root.display());
        return;
    };
    let mut everything = 0;
    for repository in repositories {
        for place in catalog_schema::codeowners::PLACES {
            let Ok(text) = std::fs::read_to_string(repository.as_ref().unwrap().path().join(place)) else { continue };
            let rule = CodeOwners::of(&text).rule_for("some/folder");
            let starred = text.lines().any(|line| line.starts_with("* "));
            assert!(!starred || rule.is_some(), "{text}");
            everything += usize::from(rule.is_some());
        }
    }
    assert!(everything >= 8, "{everything}");
}
