//! What code hosts tell as it happens.

pub(super) mod github;
pub(super) mod gitlab;
mod take;
