//! Conformance: recorded behaviour of Backstage's published packages, one module to a file of cases.
//!
//! A few representative cases are kept in `tests/fixtures/vectors`; where the full set lies beside the repository, in
//! `../shared/vectors`, it is run too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod cases;
mod coverage;
mod entity_policy;
mod entity_refs;
mod examples;
mod field_validation;
mod filters;
mod kind_validation;
mod location_ref;
mod location_targets;
mod relations;
