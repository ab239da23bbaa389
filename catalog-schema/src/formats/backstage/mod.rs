//! Backstage's catalog-info.yaml: read kindly into the catalog, and judged as strictly as Backstage itself on request.

mod field_formats;
mod kind_schema;
mod policy;
mod read;
mod schema;
mod strict;
mod template_schema;
mod verdict;

pub(crate) use kind_schema::spec_fields;
pub(super) use read::{read, recognises};
pub use strict::strict;
pub use verdict::{Refusal, Verdict, envelope_verdict, verdict};
