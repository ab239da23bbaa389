//! Another drawing in place of this one, from the same address that the whole page would have.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element};

use super::dom::find;

/// The page of this address.
///
/// # Errors
/// What the browser says where the server cannot be reached, or that the answer was no page.
pub(in crate::islands) async fn ask(address: &str) -> Result<Document, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().filter(|_| response.ok()).ok_or("no page")?;
    web_sys::DomParser::new()?.parse_from_string(&text, web_sys::SupportedType::TextHtml)
}

/// Puts its content into this page; whether it has any.
pub(super) fn put(page: &Element, answer: &Document) -> bool {
    let Some(other) = answer.document_element().and_then(|root| find(&root, ".graph-page")) else { return false };
    page.set_inner_html(&other.inner_html());
    if let Some(document) = page.owner_document() {
        document.set_title(&answer.title());
    }
    true
}
