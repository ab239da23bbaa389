//! Compass's compass.yml.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| catalog_schema_fuzz::read("compass.yml", bytes));
