//! The pages, one file or folder each: `load` asks the portal for all that the page needs, views turn it into HTML.

pub(crate) mod activity;
pub(crate) mod audit;
pub(crate) mod bulk;
pub(crate) mod catalog;
pub(crate) mod diagnostic_code;
pub(crate) mod editor;
pub(crate) mod entity;
pub(crate) mod exemptions;
pub(crate) mod graph;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod initiatives;
pub(crate) mod insights;
pub(crate) mod not_found;
mod page;
pub(crate) mod problem;
pub(crate) mod problem_code;
pub(crate) mod scorecards;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod sources;
#[cfg(debug_assertions)]
pub(crate) mod styleguide;
pub(crate) mod teams;
pub(crate) mod tokens;

pub(crate) use page::{Head, Page, Section};
