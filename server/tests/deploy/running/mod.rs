//! Portals and a proxy, running as a deployment runs them.

pub(crate) mod database;
pub(crate) mod haproxy;
pub(crate) mod program;
pub(crate) mod replica;
pub(crate) mod stream;
