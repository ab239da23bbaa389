//! Datadog's service.datadog.yaml and entity.datadog.yaml.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sextant_fuzz::read("entity.datadog.yaml", bytes));
