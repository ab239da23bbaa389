//! `sextant token`: what programs prove with who they are. Works on the database itself, whether its portal runs or not.

mod command;
mod table;

pub(super) use command::{Arguments, run};
