//! Datadog's service.datadog.yaml and entity.datadog.yaml: service definitions v1, v2, v2.1 and v2.2, and entities v3.
//!
//! Either file name goes with every version. Each version says where its parts stand (`v1`, `v2`, `v3`); the other files
//! read the parts, whatever the version.

mod contacts;
mod integrations;
mod interface;
mod links;
mod parts;
mod read;
mod recognise;
mod relations;
mod v1;
mod v2;
mod v3;

pub(super) use read::read;
pub(super) use recognise::{recognises, resembles};
pub(crate) use v1::ROOT as V1;
pub(crate) use v2::ROOT as V2;
pub(crate) use v3::{METADATA as V3_METADATA, ROOT as V3, SPEC as V3_SPEC};
