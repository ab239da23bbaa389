//! Diagnostics as text, one renderer to a file.

mod clean;
mod concise;
mod human;
mod json;

pub use concise::concise;
pub use human::human;
pub use json::json;
