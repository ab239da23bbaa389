//! GitHub sources against a GitHub on this machine that is built from what GitHub publishes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod addresses;
mod asking;
mod client;
mod fake;
mod finding;
mod people;
mod portal;
mod reading;
mod sync;
mod webhooks;
