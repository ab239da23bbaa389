//! The graph through the router.

mod around;
mod common;
mod cycles;
mod impact;
mod order;
mod path;
mod street;
