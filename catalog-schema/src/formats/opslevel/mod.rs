//! OpsLevel's opslevel.yml, version 1, which is YAML 1.1.

mod body;
mod component;
mod read;
mod repository;
mod tools;

pub(crate) use component::COMPONENT;
pub(super) use read::{read, recognises};
pub(crate) use repository::REPOSITORY;
