//! `/initiatives` and `/initiatives/{name}`: what is to be reached until when, how far is everybody, and who is left?

mod due;
mod initiative;
mod list;
mod progress;
mod standing;
mod table;

pub(crate) use due::due;
pub(crate) use initiative::load as load_initiative;
pub(crate) use list::load as load_list;
pub(crate) use standing::standing_mark;
pub(crate) use table::initiatives_table;
