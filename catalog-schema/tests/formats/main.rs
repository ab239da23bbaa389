//! The descriptor formats of other portals, one module to a format.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod cortex;
mod datadog;
mod mappings;
mod opslevel;
mod port;
mod shown;
mod support;
mod wild;
