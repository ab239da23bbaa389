//! Tokens.

pub(super) mod create;
pub(super) mod list;
pub(super) mod me;
pub(super) mod revoke;
