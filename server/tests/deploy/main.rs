//! Whether the product does what the files of examples/deploy say. That each file is what its reader takes is asked in
//! xtask/tests/deploy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod files;
mod probes;
mod proxy;
mod running;
mod settings;
