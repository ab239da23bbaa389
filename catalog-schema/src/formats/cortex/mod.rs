//! Cortex's cortex.yaml: an OpenAPI document whose `info` carries `x-cortex-…` fields.

mod annotations;
mod custom;
mod groups;
mod hierarchy;
mod links;
mod owners;
mod read;
mod relations;
mod repositories;
mod team;

pub(crate) use read::{INFO, ROOT};
pub(super) use read::{read, recognises};
