//! What GitHub tells as it happens: checked, understood, and turned into what is to be done.

mod effect;
mod happened;
mod intake;
mod payload;
mod signature;
mod told;
mod touched;

pub use effect::{Effect, Happening, effect};
pub use intake::{Delivery, NotTaken, Webhooks};
pub use payload::Payload;
pub use signature::{BadSignature, verify};
