//! From a page to the text of a document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::layout;
use crate::pages::Page;
use crate::request::{PageRequest, PageResponse};

/// Renders a view by itself.
pub(crate) fn fragment(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| view().to_html())
}

/// Renders the page within the layout.
///
/// All data is there already, so it is one pass without streaming. The owner lives for this pass only, and is in islands
/// mode: what it renders stays inert in the browser, except within an island.
pub(crate) fn document(request: &PageRequest, revision: u64, page: Page) -> PageResponse {
    let Page { head, body } = page;
    let status = head.status;
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| layout::document(request, revision, &head, body()).to_html());
    PageResponse { status, html: format!("<!DOCTYPE html>{html}") }
}
