//! From read files to a new revision of the catalog: decode and stage outside the lock, diff and flip under it.

mod clock;
mod decode;
mod error;
mod plan;
mod resolve;
mod session;

pub use clock::now_ms;
pub use decode::DECODER_VERSION;
pub use error::IngestError;
pub use session::{Ingest, ReadFile, Scope, Session};
