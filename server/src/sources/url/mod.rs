//! Descriptors behind web addresses, each of which is a location: asked for with what is known of it, by the guarded client.

mod remote;
mod settings;
mod tree;

pub use remote::UrlRemote;
pub use settings::UrlSettings;
