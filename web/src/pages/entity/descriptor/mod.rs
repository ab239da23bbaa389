//! The third tab: the texts that the entity was read from, what is wrong at their lines, and which of them says what.

mod also;
mod frame;
mod origins;
mod shown;
mod view;

pub(super) use also::also_described_by;
pub(super) use shown::Shown;
pub(super) use view::descriptor;
