//! Backstage's own example files, document by document.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::formats::backstage::strict;
use serde_json::Value;

use crate::cases::shared;

#[test]
fn every_example_is_what_backstage_makes_of_it() {
    let (Some(vectors), Some(examples)) =
        (shared("vectors/examples_expected.json"), shared("corpus/backstage-examples"))
    else {
        return;
    };
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(vectors).unwrap()).unwrap();
    let mut entities = 0;
    for file in expected["files"].as_array().unwrap() {
        let path = file["file"].as_str().unwrap();
        let bytes = std::fs::read(examples.join(path)).unwrap();
        let decoded = decode(path, &bytes, &DecodeOptions::default());
        let strict = strict(path, &bytes, &DecodeOptions::default());
        let documents: Vec<_> =
            decoded.documents.iter().filter(|document| document.outcome != DocumentOutcome::Empty).collect();
        let expected = file["documents"].as_array().unwrap();
        assert_eq!(documents.len(), expected.len(), "{path}");
        for (document, expected) in documents.iter().zip(expected) {
            let lines = document.start_line..=document.end_line;
            let refusal = strict.iter().find(|found| lines.contains(&found.line.unwrap()));
            let found = match (&document.outcome, refusal.map(|refusal| &*refusal.code)) {
                (DocumentOutcome::NotADescriptor, _) => "not_an_entity",
                (_, None) => "valid",
                (_, Some("backstage-invalid")) => "invalid",
                (_, Some(_)) => "not_recognized",
            };
            assert_eq!(found, expected["outcome"], "{path} {expected} {refusal:?}");
            match &document.outcome {
                DocumentOutcome::Entity(entity) => {
                    entities += 1;
                    if found == "valid" {
                        assert_eq!(entity.entity_ref().as_str(), expected["ref"], "{path}");
                    }
                }
                DocumentOutcome::Template => assert!(expected["ref"].as_str().unwrap().contains("${{"), "{path}"),
                other => assert_eq!(*other, DocumentOutcome::NotADescriptor, "{path}"),
            }
        }
    }
    println!("{entities} entities in the examples");
    assert!(entities >= 290);
}
