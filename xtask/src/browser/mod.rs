//! A real browser for the tests, and the accessibility checker that runs inside it.

pub(crate) mod axe;
pub(crate) mod driver;
mod programs;
pub(crate) mod session;
