//! OpsLevel's opslevel.yml.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| sextant_fuzz::read("opslevel.yml", bytes));
