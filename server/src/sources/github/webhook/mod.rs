//! What GitHub tells as it happens: checked, understood, and turned into what is to be done.

mod effect;
mod happened;
mod payload;
mod signature;
mod touched;

pub use effect::{Effect, Happening, effect};
pub use payload::Payload;
pub use signature::{BadSignature, verify};
