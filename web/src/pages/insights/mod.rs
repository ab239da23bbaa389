//! `/insights`: what is wrong with our architecture?

mod finding;
mod form;
mod load;
mod rules;
mod state;
mod trend;
mod view;

pub(crate) use load::load;
