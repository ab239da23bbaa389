//! Whatever the bytes: decoding ends, does not panic, and keeps its promises.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::fields::{is_name, is_namespace};
use catalog_schema::formats::backstage::strict;
use proptest::prelude::*;

/// What every decoded file holds to.
fn decode_soundly(path: &str, bytes: &[u8]) {
    let options = DecodeOptions::default();
    let decoded = decode(path, bytes, &options);
    let lines = u32::try_from(bytes.iter().filter(|&&byte| byte == b'\n').count() + 1).unwrap();
    for (index, document) in (0..).zip(&decoded.documents) {
        assert_eq!(document.index, index);
        assert!(1 <= document.start_line && document.start_line <= document.end_line && document.end_line <= lines);
        match &document.outcome {
            DocumentOutcome::Entity(entity) => {
                assert!(is_name(&entity.name) && is_namespace(&entity.namespace), "{entity:?}");
                assert!(entity.descriptor["metadata"]["name"] == entity.name.as_str());
            }
            DocumentOutcome::Broken => assert!(!decoded.diagnostics.is_empty()),
            _ => {}
        }
    }
    for diagnostic in &decoded.diagnostics {
        assert!(catalog_schema::diagnostic::codes::find(&diagnostic.code).is_some());
        let line = diagnostic.line.unwrap();
        assert!(1 <= line && line <= lines + 1, "{diagnostic:?}");
    }
    let _ = strict(path, bytes, &options);
}

const SEEDS: [&str; 4] = [
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\n  labels: {a: b}\n  tags: [x, y]\n  links:\n    - url: https://example.com\nspec:\n  type: service\n  lifecycle: production\n  owner: group:shop/a\n  dependsOn: [component:b, {kind: Resource, name: c}]\n",
    "configVersion: 1\nname: b\ntypeId: SERVICE\nownerId: 'ari:cloud:identity::team/x'\nfields: {tier: 1, lifecycle: Active}\nlabels: [language:rust]\nlinks:\n  - {name: null, type: REPOSITORY, url: https://example.com}\nrelationships: {DEPENDS_ON: [c]}\n",
    "kind: API\nmetadata: {name: c, annotations: {a/b: \"1\"}}\nspec: {type: openapi, lifecycle: x, owner: [a, b], definition: {$text: ./x}}\n---\nkind: Group\nmetadata: {name: d}\nspec: {type: team, profile: {displayName: D}, children: []}\n",
    "a: &a [1, 010, 0x1F, .inf]\nb: *a\n? {c: d}\n: |\n  text\n...\n%YAML 1.2\n---\n!tag {e: !!str 1}\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        decode_soundly("catalog-info.yaml", &bytes);
        decode_soundly("other.yaml", &bytes);
    }

    #[test]
    fn arbitrary_indicators(text in "[-\\[\\]{},:?|>&*!%#'\"@` \n\ta0.~]{0,200}") {
        decode_soundly("catalog-info.yaml", text.as_bytes());
    }

    #[test]
    fn damaged_descriptors(
        seed in 0..SEEDS.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), "[-\\[\\]{},:?|>&*!%#'\"@` \n\ta0.~ä]{0,3}", 0..4_usize), 1..6),
    ) {
        let mut text = SEEDS[seed].to_owned();
        for (place, insertion, deletion) in damage {
            let start = floor(&text, place.index(text.len()));
            let end = floor(&text, (start + deletion).min(text.len()));
            text.replace_range(start..end, &insertion);
        }
        decode_soundly("catalog-info.yaml", text.as_bytes());
    }
}

fn floor(text: &str, index: usize) -> usize {
    (0..=index).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
