//! What lives in the browser. Everything works without: islands only make it better.

mod command_palette;
mod explorer;
mod graph_explorer;
mod list_narrowing;
mod narrowing;
mod palette_entry;
mod palette_search;
mod storage;

pub use command_palette::*;
pub use graph_explorer::*;
pub use list_narrowing::*;
