//! Asks the API for hits, as any script could.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::address::encode;

/// How many hits the palette shows.
const LIMIT: u32 = 8;

/// What the palette shows of an answer.
pub(super) struct Results {
    /// Best first.
    pub(super) hits: Vec<Hit>,
    /// How many there are in all.
    pub(super) total: u32,
}

// The browser decodes the answer, a `catalog_schema::wire::SearchResults`: a decoder of its own would make the bundle
// larger by a third.
#[wasm_bindgen]
extern "C" {
    type Answer;
    #[wasm_bindgen(method, getter, catch)]
    fn hits(this: &Answer) -> Result<Vec<Hit>, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn items(this: &Answer) -> Result<Vec<Hit>, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn total(this: &Answer) -> u32;

    pub(super) type Hit;
    #[wasm_bindgen(method, getter, js_name = "ref")]
    pub(super) fn entity_ref(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn kind(this: &Hit) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn title(this: &Hit) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn name(this: &Hit) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = "type")]
    pub(super) fn entity_type(this: &Hit) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn owner(this: &Hit) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn highlights(this: &Hit) -> Option<Highlights>;

    pub(super) type Highlights;
    #[wasm_bindgen(method, getter, js_name = "title")]
    pub(super) fn of_title(this: &Highlights) -> Option<String>;
}

/// Hits for these words.
///
/// # Errors
/// What the browser says where the server cannot be reached, or that the answer was not one.
pub(super) async fn search(words: &str) -> Result<Results, JsValue> {
    let answer = ask(&format!("/api/v1/search?q={}&limit={LIMIT}", encode(words))).await?;
    Ok(Results { hits: answer.hits()?, total: answer.total() })
}

/// The components that the most depend on.
///
/// # Errors
/// As [`search`].
pub(super) async fn suggested() -> Result<Vec<Hit>, JsValue> {
    ask("/api/v1/entities?filter=kind=component&order=-measures.dependents&limit=4").await?.items()
}

async fn ask(address: &str) -> Result<Answer, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()).into());
    }
    Ok(JsFuture::from(response.json()?).await?.unchecked_into())
}
