//! Talking to GitLab: keeps to its limits, follows what moved, and never leaves its origin.

mod answer;
mod budget;
mod call;
mod endpoints;
mod error;
mod graphql;
mod limits;
mod token;

pub(super) use answer::Ask;
pub use budget::{Budget, Spent};
pub use call::Client;
pub use endpoints::{Endpoints, ForeignAddress};
pub use error::GitlabError;
pub use token::Token;
