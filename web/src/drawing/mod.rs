//! Graphs as drawings: laid out on the server, shown as SVG that needs no script.

mod arrow;
mod card;
mod grouped;
mod layout;
mod picture;
mod text;
mod view;
mod words;

pub(crate) use picture::Picture;
pub(crate) use view::drawing;
pub(crate) use words::{dependency, edge_notes};
