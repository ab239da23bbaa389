//! Faults: processes are killed and stopped, connections cut, disks filled, databases crashed, while writers write and
//! readers read. After each, every acknowledged write is there, no half of another is, what is shown equals what a
//! rebuild from the database shows, and replicas agree.
//!
//! Writers are `sextant source sync` processes and count as acknowledged when these say so; readers go through HTTP to
//! `sextant serve` processes. A plain test run does a little of everything; `cargo xtask faults` does more and writes
//! docs/reliability.md.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod check;
mod cluster;
mod crash;
mod cut;
mod deployment;
mod disk;
mod effort;
mod fleet;
mod kill;
mod lag;
mod pause;
mod proxy;
mod random;
mod replica;
mod writer;
