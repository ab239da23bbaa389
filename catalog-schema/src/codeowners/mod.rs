//! CODEOWNERS: who answers for a directory of a repository where a descriptor does not say it.
//!
//! GitHub's and GitLab's files are read alike: of the rules that match, the last one counts, and one without owners says
//! that there is none. Of GitLab's sections the default owners count; whether an approval is optional makes no difference
//! here.

mod fallback;
mod owners;
mod pattern;
mod rules;

pub(crate) use fallback::Fallback;
pub use rules::{CodeOwners, Rule};

/// Where the file may lie in a repository; the first that is there counts.
pub const PLACES: [&str; 4] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
