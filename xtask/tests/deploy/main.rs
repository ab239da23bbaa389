//! The files of examples/deploy, each asked of what would read it: by its own checker, or by the schema that is published
//! for it. That the product does what they say is asked in server/tests/deploy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod compose;
mod dockerfile;
mod files;
mod haproxy;
mod kubernetes;
mod schema;
mod systemd;
