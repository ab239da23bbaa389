//! `/teams` and `/teams/{name}`: what does each team carry, and how is it doing?

mod gaps;
mod list;
mod table;
mod team;
mod tree;

pub(crate) use gaps::{is_whole, unknown_owner, unowned_page};
pub(crate) use list::load;
pub(crate) use table::team_table;
pub(crate) use team::load as load_team;
pub(crate) use tree::{Place, TeamTree, team_name};
