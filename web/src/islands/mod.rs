//! What lives in the browser. Everything works without: islands only make it better.

mod command_palette;
mod explorer;
mod graph_explorer;
mod palette_entry;
mod palette_search;

pub use command_palette::*;
pub use graph_explorer::*;
