//! What happened: taken and listed.

pub(super) mod csv;
pub(super) mod list;
pub(super) mod of_entity;
pub(super) mod push;
pub(super) mod show;
