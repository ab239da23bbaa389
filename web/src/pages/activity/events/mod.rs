//! `/activity?show=events`: what happened lately, grouped by day.

mod form;
mod load;
mod state;
mod view;

pub(super) use load::load;
