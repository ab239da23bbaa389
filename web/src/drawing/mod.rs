//! Graphs as drawings: laid out on the server, shown as SVG that needs no script.

mod arrow;
mod card;
mod file;
mod grouped;
mod layout;
mod picture;
mod text;
mod tools;
mod view;
mod words;

pub(crate) use card::card_id;
pub(crate) use file::svg_file;
pub(crate) use grouped::Grouping;
pub(crate) use picture::{MAX_CARDS, Picture};
pub(crate) use view::{drawing, explorable};
pub(crate) use words::edge_notes;
