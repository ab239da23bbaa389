//! What the graph's island does. The page is the server's, and stays as it is but for attributes and sizes.

mod board;
pub(super) mod dom;
mod events;
mod panel;
mod steps;
pub(super) mod swap;
mod view;

pub(super) use events::start;
