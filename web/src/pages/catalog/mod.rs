//! `/catalog`: what do we have?

mod chooser;
mod columns;
mod facets;
mod head;
mod load;
mod measure;
mod narrowing;
mod pager;
mod refused;
mod saved;
mod state;
mod table;
mod view;

pub(crate) use load::load;
