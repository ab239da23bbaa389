//! `/activity`: what changed lately in the catalog, grouped by day and by sync.

mod days;
mod entry;
mod form;
mod load;
mod state;
mod sync;
mod view;
mod words;

pub(crate) use load::load;
