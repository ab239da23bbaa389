//! The web app: pages rendered on the server, islands hydrated in the browser.
//!
//! With feature `ssr` it answers page requests ([`respond`]) from what a [`portal::Portal`] says; with feature
//! `hydrate` it is the wasm bundle that brings the islands to life. It knows the wire types and nothing of stores,
//! indexes or web servers.

pub mod address;
pub mod islands;

mod highlight;

#[cfg(feature = "ssr")]
mod charts;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod drawing;
#[cfg(feature = "ssr")]
mod layout;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod portal;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod render;
#[cfg(feature = "ssr")]
mod request;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod scope;

#[cfg(feature = "ssr")]
pub use pages::bulk::{BulkDraft, BulkEdit, bulk_edit};
#[cfg(feature = "ssr")]
pub use pages::editor::{Draft, Edited, Editor, editor};
#[cfg(feature = "ssr")]
pub use pages::exemptions::{ExemptionForm, exemption_form};
#[cfg(feature = "ssr")]
pub use pages::graph::graph_svg;
#[cfg(feature = "ssr")]
pub use pages::import::{TableImport, table_import};
#[cfg(feature = "ssr")]
pub use pages::problem::refused;
#[cfg(feature = "ssr")]
pub use pages::scorecards::simulate::{Simulate, simulate};
#[cfg(feature = "ssr")]
pub use pages::settings::{FieldSettings, TypeSettings, field_settings, type_settings};
#[cfg(feature = "ssr")]
pub use pages::sign_in::{SignIn, sign_in};
#[cfg(feature = "ssr")]
pub use pages::sources::{NewSource, new_source, source_removal};
#[cfg(feature = "ssr")]
pub use pages::tokens::{Tokens, tokens};
#[cfg(feature = "ssr")]
pub use query::Query;
#[cfg(feature = "ssr")]
pub use request::{AssetNames, Bundle, PageRequest, PageResponse, Theme, Visitor};
#[cfg(feature = "ssr")]
pub use routes::respond;

/// Starts the reactive runtime in the browser; the boot script then hydrates each island of the page by itself.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
