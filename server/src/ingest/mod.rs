//! From read files to a new revision of the catalog: decode and stage outside the lock, diff and flip under it.

mod decode;
mod error;
mod moment;
mod plan;
mod resolve;
mod session;
mod surroundings;

pub use decode::DECODER_VERSION;
pub use error::IngestError;
pub use moment::Moment;
pub use session::{Ingest, ReadFile, Scope, Session};
pub use surroundings::{NoSurroundings, Surroundings};
