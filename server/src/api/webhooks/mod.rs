//! What code hosts tell as it happens.

pub(super) mod github;
mod take;
