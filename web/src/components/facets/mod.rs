//! Narrowing a list by the values of its fields: what is chosen, the column of values, and the chips that take a choice
//! away.

mod chips;
mod chosen;
mod column;
mod names;

pub(crate) use chips::{Chip, chips};
pub(crate) use chosen::Chosen;
pub(crate) use column::{Facet, facet_column};
pub(crate) use names::{facet_title, value_label};
