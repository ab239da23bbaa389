//! Diagnostics as text, one renderer to a file.

mod clean;
mod concise;
mod github;
mod human;
mod json;
mod sarif;

pub use concise::concise;
pub use github::github;
pub use human::human;
pub use json::json;
pub use sarif::Sarif;
