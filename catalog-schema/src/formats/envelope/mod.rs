//! The envelope `{apiVersion, kind, metadata, spec}`, which the native format and Backstage's share.

mod aliases;
mod api_field;
mod entity;
mod identity;
mod links;
mod metadata;
mod misplaced;
mod normalise;
mod owners;
mod relations;
mod spec;

pub(crate) use entity::METADATA;
pub(super) use entity::read;
pub(super) use identity::{Identity, named};
pub(super) use links::link_type;
pub(crate) use relations::{RelationField, field_of};
