//! Teams and members of an organisation.

mod ask;

pub use ask::people;

use crate::sources::forge::Words;

/// How GitHub is called in descriptors.
pub(super) const WORDS: Words = Words { host: "GitHub", team: "github.com/team-slug", user: "github.com/user-login" };
