//! What holds of every descriptor, whatever its bytes are. `cargo xtask fuzz` tries to find bytes of which it does not.

use std::sync::Arc;

use catalog_schema::companions::{Companion, Companions, DescriptorFile};
use catalog_schema::convert::{Target, convert_file};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_file};
use catalog_schema::diagnostic::{concise, human, json};
use catalog_schema::fields::{is_name, is_namespace};
use catalog_schema::fix::fix;
use catalog_schema::limits::Limits;

/// Decodes `bytes` as the file at `path`, without and with the files that they name, and does with the result what the
/// product does.
///
/// # Panics
/// If something does not hold.
pub fn read(path: &str, bytes: &[u8]) {
    let options = DecodeOptions { limits: Limits::remote(), ..DecodeOptions::default() };
    let none = Companions::new();
    let alone = DescriptorFile { path, repository: "", companions: &none };
    let decoded = decode_file(&alone, bytes, &options);
    holds(&decoded, bytes);
    let _ = (human(&decoded.diagnostics, true), json(&decoded.diagnostics), concise(&decoded.diagnostics));

    // What they name says the same: a file that leads to itself, as it were.
    let given = |name: &String| match name.contains('*') {
        true => (name.clone(), Companion::Listing(vec!["a.yaml".to_owned()])),
        false => (name.clone(), Companion::Bytes(Arc::from(bytes))),
    };
    let companions: Companions = decoded.companions.iter().map(given).collect();
    let among = DescriptorFile { path, repository: "", companions: &companions };
    let with_files = decode_file(&among, bytes, &options);
    holds(&with_files, bytes);

    if let Some(fixed) = fix(&alone, bytes, &options) {
        assert!(fix(&alone, fixed.text.as_bytes(), &options).is_none(), "a second time it changes: {}", fixed.text);
    }
    for target in [Target::Native, Target::Backstage, Target::Compass] {
        let _ = convert_file(path, bytes, &options, target);
    }
}

fn holds(decoded: &DecodedFile, bytes: &[u8]) {
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32 + 1;
    for (index, document) in (0..).zip(&decoded.documents) {
        assert_eq!(document.index, index);
        assert!(1 <= document.start_line && document.start_line <= document.end_line && document.end_line <= lines);
        if let DocumentOutcome::Entity(entity) = &document.outcome {
            assert!(is_name(&entity.name) && is_namespace(&entity.namespace), "{entity:?}");
        }
    }
    for diagnostic in &decoded.diagnostics {
        assert!(diagnostic.line.is_some_and(|line| 1 <= line && line <= lines + 1), "{diagnostic:?}");
    }
}
