//! Talking to GitHub: octocrab signs and sends, this keeps to the limits, follows what moved, and never leaves the origin.

mod answer;
mod budget;
mod call;
mod credentials;
mod endpoints;
mod error;
mod etags;
mod graphql;
mod limits;
mod transport;

pub(super) use answer::{Answer, Ask};
pub use budget::{Budget, Spent};
pub use call::Client;
pub use credentials::{AppKey, Credentials, Installation};
pub use endpoints::{Endpoints, ForeignAddress};
pub use error::GithubError;
