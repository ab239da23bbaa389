//! What an entity needs and what needs it: asked for, told in rows, drawn.

mod impact;
mod other;
mod picture;
mod risks;
mod row;
mod state;
mod table;
mod view;
mod walk;

pub(super) use picture::{SHOWN, parts_picture, small_picture};
pub(super) use row::{Row, rows};
pub(super) use state::State;
pub(super) use view::{DependenciesTab, dependencies};
pub(super) use walk::{Side, walk};
