//! What hosts tell as it happens: deliveries are checked, understood by their kind of host, written down, and done about.

mod effect;
mod happening;
mod intake;
mod told;
mod touched;

pub use effect::Effect;
pub use happening::Happening;
pub(in crate::sources) use happening::{Deployed, PipelineRun, text};
pub use intake::{Delivery, NotTaken, Understood, Webhooks};
pub(in crate::sources) use touched::matters;
