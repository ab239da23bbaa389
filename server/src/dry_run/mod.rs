//! What a pull request would do to the catalog: the dry run of a location, and what follows from it for findings and
//! impact. The state after is a snapshot of its own, made as any other; nothing is written.

mod findings;
mod problems;
mod run;
mod scores;
mod surroundings;
mod told;

pub(crate) use problems::failed;
pub use run::DryRuns;
