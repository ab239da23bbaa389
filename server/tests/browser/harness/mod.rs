//! What the tests stand on: a server, a browser, and what is asked of every page.

mod browser;
mod checks;
mod portal;

pub(crate) use browser::{Browser, Device, Script};
pub(crate) use checks::{answers, answers_an_admin, is_accessible, sign_in};
pub(crate) use portal::Portal;
