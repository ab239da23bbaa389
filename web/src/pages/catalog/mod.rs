//! `/catalog`: what do we have?

mod chips;
mod facets;
mod load;
mod pager;
mod search_box;
mod state;
mod table;
mod view;

pub(crate) use load::load;
