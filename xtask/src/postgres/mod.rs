//! A real PostgreSQL for the tests.

pub(crate) mod cluster;
mod programs;
