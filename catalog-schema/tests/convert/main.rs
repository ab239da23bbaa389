//! Conversion: what the target can say comes back as it was, and the rest is exactly what the list says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod files;
mod generated;
mod round_trip;
