//! What others push.

pub(super) mod push;
