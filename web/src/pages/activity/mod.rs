//! `/activity`: what changed lately in the catalog, grouped by day and by sync, and what happened, grouped by day.

mod days;
mod entry;
mod events;
mod form;
mod load;
mod state;
mod sync;
mod tabs;
mod view;
mod words;

pub(crate) use load::load;
