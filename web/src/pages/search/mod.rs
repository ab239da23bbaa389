//! `/search`: where is …?

mod answer;
mod examples;
mod form;
mod hit;
mod load;
mod state;
mod view;

pub(super) use form::search_form;
pub(crate) use load::load;
