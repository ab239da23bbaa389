//! What an API's contract offers, by name: paths and operations, channels and messages, procedures and types.

mod graphql;
mod http;
mod outline;
mod proto;
mod tokens;

#[cfg(test)]
mod tests;

pub use outline::outline;
