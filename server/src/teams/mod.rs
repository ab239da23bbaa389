//! What each team carries, and how teams depend on each other. An entity belongs to its effective owner.

mod dependencies;
mod list;

#[cfg(test)]
mod tests;

pub use dependencies::dependencies;
pub use list::list;
