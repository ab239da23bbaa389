//! From read files to a new revision of the catalog: decode and stage outside the lock, diff and flip under it.

mod audited;
mod configure;
mod contents;
mod contest;
mod decode;
mod dry_run;
mod error;
pub(crate) mod guard;
mod known;
mod moment;
mod plan;
mod policy;
mod pushed;
mod removal;
mod resolve;
mod scope;
mod session;
mod settle;
mod signals;
mod standing;
mod surroundings;

pub(crate) use contest::{Contest, Verdict, contest};
pub use decode::DECODER_VERSION;
pub use dry_run::DryRun;
pub use error::IngestError;
pub use moment::Moment;
pub use policy::DEFAULT_KINDS;
pub(crate) use policy::refusal;
pub use pushed::{Destination, PUSH, Pushed};
pub use removal::{Removal, Removed};
pub use scope::Scope;
pub use session::{Ingest, ReadFile, Session};
pub use signals::Calls;
pub use standing::{OtherBranch, Stale, Standing};
pub(crate) use surroundings::{Among, decode_among};
pub use surroundings::{NoSurroundings, Surroundings};
