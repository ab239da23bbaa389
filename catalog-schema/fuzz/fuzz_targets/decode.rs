//! Whatever the bytes, decoding ends and does not panic. Run with `cargo fuzz run decode` in `catalog-schema/`.

#![no_main]

use catalog_schema::decode::{DecodeOptions, decode};
use catalog_schema::diagnostic::{human, json};
use catalog_schema::formats::backstage::strict;
use catalog_schema::limits::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = DecodeOptions { limits: Limits::remote(), ..DecodeOptions::default() };
    for path in ["catalog-info.yaml", "compass.yml", "service.datadog.yaml", "port.yml", "other.yaml"] {
        let decoded = decode(path, bytes, &options);
        let _ = human(&decoded.diagnostics, true);
        let _ = json(&decoded.diagnostics);
    }
    let _ = strict("catalog-info.yaml", bytes, &options);
});
