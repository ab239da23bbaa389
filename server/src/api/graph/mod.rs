//! `/api/v1/graph…`

pub(super) mod around;
pub(super) mod common;
pub(super) mod cycles;
mod direction;
pub(super) mod impact;
pub(super) mod order;
pub(super) mod path;
