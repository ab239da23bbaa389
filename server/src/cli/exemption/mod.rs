//! `sextant exemption`: who need not pass what, and deciding about who asks for it.

mod command;

pub(super) use command::{Arguments, run};
