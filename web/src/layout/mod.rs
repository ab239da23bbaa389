//! What surrounds every page.

mod account;
mod boot;
mod document;
mod footer;
mod header;
mod theme_switch;

pub(crate) use document::document;
