//! The envelope `{apiVersion, kind, metadata, spec}`, which the native format and Backstage's share.

mod entity;
mod identity;
mod links;
mod metadata;
mod misplaced;
mod normalise;
mod owners;
mod relations;
mod spec;

pub(super) use entity::read;
pub(super) use identity::named;
pub(super) use links::link_type;
