//! Where the targets of a Location lead.

use catalog_schema::companions::{Companions, DescriptorFile, is_address};
use catalog_schema::decode::{DecodeOptions, decode_file};
use serde_json::Value;

use crate::cases::shared;

/// The path in its repository of a file on one of the forges, or on disk.
fn within(address: &str) -> &str {
    ["/blob/main/", "/tree/main/", "/src/main/"]
        .iter()
        .find_map(|root| Some(address.split_once(root)?.1))
        .unwrap_or_else(|| address.trim_start_matches('/'))
}

#[test]
fn targets_lead_where_backstage_looks() {
    let Some(path) = shared("vectors/location_targets.json") else { return };
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let text = |key: &str| case[key].as_str().unwrap();
        let (base, target, resolved) = (text("base"), text("target"), text("resolved"));
        let location = format!("kind: Location\nmetadata: {{name: a}}\nspec:\n  target: '{target}'\n");
        let companions = Companions::new();
        let file = DescriptorFile { path: within(base), repository: "", companions: &companions };
        let decoded = decode_file(&file, location.as_bytes(), &DecodeOptions::default());
        let found: Vec<&str> = decoded.companions.iter().map(String::as_str).collect();
        if target.contains("://") {
            // Asked for by a portal, where it is the address of one file; by nobody here.
            let is_refused = decoded.diagnostics.iter().any(|told| told.code == "remote-target");
            assert_eq!(found.is_empty(), is_refused, "{case}");
            assert!(found.iter().all(|found| is_address(found)), "{case}");
        } else if text("type") == "file" && !target.starts_with('.') {
            // Backstage takes it from the directory that it was started in; here it is beside the descriptor.
            assert_eq!(found, ["data/b.yaml"], "{case}");
        } else {
            assert_eq!(found, [within(resolved)], "{case}");
        }
    }
}
