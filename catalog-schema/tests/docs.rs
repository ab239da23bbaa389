//! Documentation pages that lie beside descriptors: which files they are, what they are called, and what is not read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::companions::{Companion, Companions, DescriptorFile, is_docs, is_pattern, matches, read_docs};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_file};
use catalog_schema::docs::{MOST_PAGES, MOST_TEXT, MOST_TEXTS};
use catalog_schema::model::{DocPage, Entity};

/// Files of a location by path.
type Tree<'a> = BTreeMap<&'a str, &'a str>;

const PATH: &str = "shop/svc/catalog-info.yaml";

fn component(reference: &str) -> String {
    format!(
        "kind: Component\nmetadata:\n  name: orders\n  annotations:\n    backstage.io/techdocs-ref: {reference}\nspec:\n  \
         type: service\n  lifecycle: production\n  owner: shop\n"
    )
}

fn answer(tree: &Tree<'_>, name: &str) -> Companion {
    if is_pattern(name) {
        return Companion::Listing(
            tree.keys().filter(|path| matches(name, path)).map(|&path| path.to_owned()).collect(),
        );
    }
    tree.get(name).map_or(Companion::Absent, |text| Companion::Bytes(Arc::from(text.as_bytes())))
}

fn file(companions: &Companions) -> DescriptorFile<'_> {
    DescriptorFile { path: PATH, repository: "shop", companions }
}

/// Decodes a descriptor in the repository `shop` and reads what it names, until it names nothing more.
fn read(reference: &str, tree: &Tree<'_>) -> DecodedFile {
    let text = component(reference);
    let mut companions = Companions::new();
    let mut decoded = decode_file(&file(&companions), text.as_bytes(), &DecodeOptions::default());
    for _ in 0..4 {
        let named: Vec<String> = decoded.companions.iter().cloned().collect();
        companions.extend(named.into_iter().map(|name| (name.clone(), answer(tree, &name))));
        read_docs(&mut decoded, &file(&companions));
    }
    let at_once = decode_file(&file(&companions), text.as_bytes(), &DecodeOptions::default());
    assert_eq!(decoded, at_once, "reading documentation alone comes to the same");
    decoded
}

fn entity(decoded: &DecodedFile) -> &Entity {
    match &decoded.documents[0].outcome {
        DocumentOutcome::Entity(entity) => entity,
        other => panic!("{other:?}"),
    }
}

fn pages(reference: &str, tree: &Tree<'_>) -> Vec<(String, String)> {
    let decoded = read(reference, tree);
    entity(&decoded).docs.iter().map(|page| (page.path.clone(), page.title.clone())).collect()
}

fn told(pages: &[(&str, &str)]) -> Vec<(String, String)> {
    pages.iter().map(|(path, title)| ((*path).to_owned(), (*title).to_owned())).collect()
}

#[test]
fn without_mkdocs_it_is_the_folder_docs_and_what_a_folder_begins_with() {
    let tree = Tree::from([
        ("shop/svc/README.md", "# Orders\n\nTakes *orders*.\n"),
        ("shop/svc/CHANGELOG.md", "# Changes\n"),
        ("shop/svc/docs/ops/fire.md", "What to do.\n"),
        ("shop/svc/docs/rota.md", "---\ntitle: Who is on call\n---\nAda.\n"),
        ("shop/svc/docs/picture.svg", "<svg/>"),
        ("shop/other/docs/x.md", "# Not ours\n"),
    ]);
    let found = [("svc/README.md", "Orders"), ("svc/docs/ops/fire.md", "fire"), ("svc/docs/rota.md", "Who is on call")];
    assert_eq!(pages("dir:.", &tree), told(&found), "paths are those within the repository");
    assert_eq!(pages("dir:./", &tree), told(&found));
    assert_eq!(pages("dir:/svc", &tree), told(&found), "from the root of the repository");
    let decoded = read("dir:.", &tree);
    assert_eq!(entity(&decoded).docs[0].text, "Orders\nTakes orders.");
    assert!(!decoded.companions.contains("shop/svc/CHANGELOG.md"), "{:?}", decoded.companions);
}

#[test]
fn where_nothing_is_written_one_pattern_is_asked_for() {
    let decoded = read("dir:.", &Tree::from([("shop/svc/main.rs", "fn main() {}")]));
    assert_eq!(decoded.companions.iter().filter(|named| is_docs(named)).count(), 1);
    assert_eq!(decoded.companions.len(), 1, "{:?}", decoded.companions);
    assert!(is_docs("handbook/**/*.md") && !is_docs("services/*.yaml"));
}

#[test]
fn mkdocs_says_where_pages_are_and_what_those_without_a_heading_are_called() {
    let tree = Tree::from([
        ("shop/svc/mkdocs.yml", "docs_dir: handbook\nnav:\n  - Fire: ops/fire.md\n  - Home: index.md\n"),
        ("shop/svc/README.md", "# Not one of them\n"),
        ("shop/svc/docs/old.md", "# Not one of them either\n"),
        ("shop/svc/handbook/index.md", "# Orders\n"),
        ("shop/svc/handbook/ops/fire.md", "What to do.\n"),
        ("shop/svc/handbook/a.md", "Nobody links to it.\n"),
    ]);
    let found = [("svc/handbook/ops/fire.md", "Fire"), ("svc/handbook/index.md", "Orders"), ("svc/handbook/a.md", "a")];
    assert_eq!(pages("dir:.", &tree), told(&found), "in the order of the navigation");
}

#[test]
fn nothing_outside_of_the_repository_is_asked_for() {
    let tree = Tree::from([
        ("shop/svc/mkdocs.yml", "docs_dir: ../../other/docs\n"),
        ("other/docs/x.md", "# Secret\n"),
        ("other/README.md", "# Secret\n"),
    ]);
    let outside = read("dir:../../other", &tree);
    let codes: Vec<_> = outside.diagnostics.iter().map(|found| (found.code.to_string(), found.line)).collect();
    assert_eq!(codes, [("file-outside".to_owned(), Some(5))]);
    assert!(outside.companions.is_empty() && entity(&outside).docs.is_empty());

    let led_outside = read("dir:.", &tree);
    assert_eq!(entity(&led_outside).docs, []);
    assert!(led_outside.companions.iter().all(|name| name.starts_with("shop/svc/")), "{:?}", led_outside.companions);

    for elsewhere in ["url:https://docs.example/x", "dir:https://docs.example/x", "\"dir:*\"", "'dir:a\\b'"] {
        let decoded = read(elsewhere, &tree);
        assert!(decoded.companions.is_empty() && decoded.diagnostics.is_empty(), "{elsewhere}: {decoded:?}");
    }
}

#[test]
fn pages_and_what_they_say_are_bounded() {
    let long = "word ".repeat(8_000);
    let paths: Vec<String> = (0..MOST_PAGES + 50).map(|number| format!("shop/svc/docs/{number:04}.md")).collect();
    let tree: Tree<'_> = paths.iter().map(|path| (path.as_str(), long.as_str())).collect();
    let decoded = read("dir:.", &tree);
    let docs: &[DocPage] = &entity(&decoded).docs;
    assert_eq!(docs.len(), MOST_PAGES);
    assert!(docs.iter().all(|page| page.text.len() <= MOST_TEXT && !page.title.is_empty()));
    assert!(docs.iter().map(|page| page.text.len()).sum::<usize>() <= MOST_TEXTS);
    assert!(decoded.companions.len() < MOST_PAGES + 10, "no more is asked for");
}

#[test]
fn a_page_that_is_no_text_costs_none_of_the_others() {
    let mut companions = Companions::new();
    for (name, companion) in [
        (
            "shop/svc/{README.md,docs/**/*.md,index.md,mkdocs.yml}",
            Companion::Listing(
                ["shop/svc/README.md", "shop/svc/docs/a.md", "shop/svc/docs/b.md"].map(str::to_owned).to_vec(),
            ),
        ),
        ("shop/svc/README.md", Companion::Bytes(Arc::from(&b"\xff\xfe# \x00Odd\n"[..]))),
        ("shop/svc/docs/a.md", Companion::Refused("it is too large".into())),
        ("shop/svc/docs/b.md", Companion::Bytes(Arc::from(&b"# Sound\n"[..]))),
    ] {
        companions.insert(name.into(), companion);
    }
    let file = DescriptorFile { path: PATH, repository: "shop", companions: &companions };
    let decoded = decode_file(&file, component("dir:.").as_bytes(), &DecodeOptions::default());
    let paths: Vec<&str> = entity(&decoded).docs.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths, ["svc/README.md", "svc/docs/b.md"]);
    assert!(!entity(&decoded).docs[0].text.contains('\0'));
}
