//! Events: JSON of either shape.

#![no_main]

use catalog_schema::events::{Shape, classify, names, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for event in read(bytes, Shape::Either).unwrap_or_default() {
        let said = classify(&event);
        assert!(!said.title.chars().any(char::is_control), "{said:?}");
        let _ = names(&event);
        let written = event.to_json().to_string();
        // Not compared: the last digit of a fraction may be another one.
        assert!(read(written.as_bytes(), Shape::Single).is_ok(), "{written}");
    }
});
