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
    if !response.ok() {
        return Err("no page".into());
    }
    read(&response).await
}

/// The page that answers to a form, whatever it says.
///
/// # Errors
/// What the browser says where the server cannot be reached, or that the answer was no text.
pub(in crate::islands) async fn send(address: &str, fields: &[(&str, &str)]) -> Result<Document, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    // The browser says by itself how such a body is written.
    let body = web_sys::UrlSearchParams::new()?;
    for (name, value) in fields {
        body.append(name, value);
    }
    let request = web_sys::RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    let sent = window.fetch_with_str_and_init(address, &request);
    read(&JsFuture::from(sent).await?.dyn_into()?).await
}

async fn read(response: &web_sys::Response) -> Result<Document, JsValue> {
    let text = JsFuture::from(response.text()?).await?.as_string().ok_or("no page")?;
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
