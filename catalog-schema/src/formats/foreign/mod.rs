//! What the formats of other portals have in common.

mod descriptor;
mod entity;
mod kind;
mod lifecycle;
mod name;
mod repository;
mod tags;
mod tier;

pub(super) use entity::{blank, finish, relate};
pub(super) use kind::kind_name;
pub use kind::{ForeignKind, foreign_kind};
pub(super) use lifecycle::lifecycle;
pub(super) use name::{person, shown, team};
pub(super) use repository::{Host, repository};
pub(super) use tags::tags;
pub(super) use tier::{tier, tier_word};
