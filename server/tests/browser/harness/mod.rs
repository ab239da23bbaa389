//! What the tests stand on: a server, a browser, and what is asked of every page.

mod browser;
mod checks;
mod portal;

pub(crate) use browser::{Browser, Device, Script};
pub(crate) use checks::{answers, is_accessible};
pub(crate) use portal::Portal;
