//! Pushes.

mod common;
mod content;
mod order;
mod policy;
mod refused;
