//! Backstage's catalog-info.yaml.
//!
//! Backstage keeps and indexes every field of a spec, so what it has no field for is written under the native name where
//! that is possible, and listed as written in vain.

mod document;
mod judge;
mod metadata;
mod spec;

pub(super) use document::write;
