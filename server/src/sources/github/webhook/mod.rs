//! What GitHub tells as it happens: checked, understood, and turned into what is to be done.

mod delivery;
mod effect;
mod happened;
mod payload;
mod push;
mod signature;

pub use delivery::GithubDelivery;
pub use effect::effect;
pub use payload::Payload;
pub use signature::{BadSignature, verify};
