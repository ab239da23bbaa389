//! What is done with diagnostics: rendered, fixed, allowed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod fix;
mod github;
mod sarif;
mod suppress;

use catalog_schema::decode::{DecodeOptions, DecodedFile, decode};

/// What becomes of a file called catalog-info.yaml.
fn read(text: &str) -> DecodedFile {
    decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default())
}
