//! Asks the API for hits, as any script could.

use catalog_schema::wire::SearchResults;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::address::encode;

/// How many hits the palette shows.
const LIMIT: u32 = 8;

/// Hits for these words.
///
/// # Errors
/// What the browser says where the server cannot be reached, or that the answer was not one.
pub(super) async fn search(words: &str) -> Result<SearchResults, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let address = format!("/api/v1/search?q={}&limit={LIMIT}", encode(words));
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(&address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()).into());
    }
    let body = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    serde_json::from_str(&body).map_err(|error| error.to_string().into())
}
