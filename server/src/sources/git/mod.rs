//! Repositories behind git addresses, whoever serves them: by the git program, without a working tree, as few objects as
//! descriptors take.

mod address;
mod connection;
mod remote;
mod run;
mod settings;
mod store;
mod tree;

pub use remote::GitRemote;
pub use settings::{GitRepository, GitSettings};
