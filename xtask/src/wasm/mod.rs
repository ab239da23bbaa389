//! The web bundle: the `web` crate compiled to wasm, its JavaScript side, made small, checked, in target/web.

pub(crate) mod bundle;
mod compile;
mod debian;
mod inputs;
pub(crate) mod islands;
mod optimise;
pub(crate) mod toolchain;
