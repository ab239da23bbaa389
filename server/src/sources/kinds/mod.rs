//! The kinds of sources that are elsewhere: what is said of each, and who reads them.

mod connect;
mod followers;
mod settings;

pub use connect::Connect;
pub use followers::RemoteFollowers;
pub use settings::RemoteSettings;
