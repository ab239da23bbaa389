//! Who may do what: tokens, what they allow, and a journal of what was refused.

mod caller;
mod first;
mod journal;
mod lifetime;
mod problems;
mod reading;
mod scope;
mod secret;
mod service;
mod told;

pub(crate) use caller::{Caller, SESSION_COOKIE, is_same_origin, session};
pub use first::{FirstToken, FirstTokenError, first_token};
pub use journal::Journal;
pub use lifetime::Lifetime;
pub(crate) use problems::cross_site;
pub use reading::Reading;
pub use scope::{Scope, Scopes, UnknownScope};
pub use secret::Secret;
pub(crate) use service::SESSION;
pub use service::{Actor, Auth, AuthError, NewToken};
