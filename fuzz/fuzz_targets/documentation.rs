//! Pages of documentation, and a mkdocs.yml: the same bytes are both.

#![no_main]

use std::sync::Arc;

use catalog_schema::companions::{Companion, Companions, DescriptorFile, alternatives, is_pattern};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_file};
use catalog_schema::docs::{MOST_TEXT, MOST_TITLE};
use libfuzzer_sys::fuzz_target;

const DESCRIPTOR: &[u8] = b"kind: Component\nmetadata: {name: a, annotations: {backstage.io/techdocs-ref: 'dir:.'}}\n\
    spec: {type: service, lifecycle: production, owner: b}\n";

fuzz_target!(|bytes: &[u8]| {
    let mut companions = Companions::new();
    let path = "svc/catalog-info.yaml";
    for _ in 0..5 {
        let file = DescriptorFile { path, repository: "svc", companions: &companions };
        let decoded = decode_file(&file, DESCRIPTOR, &DecodeOptions::default());
        assert!(decoded.companions.iter().all(|named| named.starts_with("svc/")), "{:?}", decoded.companions);
        if let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome {
            for page in &entity.docs {
                assert!(page.text.len() <= MOST_TEXT && !page.text.contains('\0'));
                assert!((1..=MOST_TITLE).contains(&page.title.chars().count()), "{page:?}");
            }
        }
        let given = |name: &String| {
            let found = alternatives(name).map(|path| path.replace("**/*", "a")).collect();
            (
                name.clone(),
                if is_pattern(name) { Companion::Listing(found) } else { Companion::Bytes(Arc::from(bytes)) },
            )
        };
        companions.extend(decoded.companions.iter().map(given));
    }
});
