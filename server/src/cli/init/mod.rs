//! `sextant init`: a first descriptor from what a repository shows. One file a detector.

mod apis;
mod command;
mod dependencies;
mod description;
mod documents;
mod guess;
mod language;
mod lifecycle;
mod links;
mod manifest;
mod name;
mod owner;
mod remote;
mod render;
mod repository;
mod what;

pub(super) use command::{Arguments, run};
pub(super) use remote::Remote;
