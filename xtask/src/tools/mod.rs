//! Finding programs and, where that is allowed, installing them.

pub(crate) mod apt;
pub(crate) mod cargo_install;
pub(crate) mod npm;
pub(crate) mod path;
