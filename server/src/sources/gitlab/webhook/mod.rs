//! What GitLab tells as it happens: checked, understood, and turned into what is to be done.

mod delivery;
mod effect;
mod happened;
mod proof;
mod push;

pub use delivery::GitlabDelivery;
pub use effect::effect;
pub use proof::{Proof, is_proven};
