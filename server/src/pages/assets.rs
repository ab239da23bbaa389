//! `/assets/{name}`: style sheet and bundle. Names carry a hash of the content, so they are kept for ever.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One embedded file.
pub(super) struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
    /// The same, compressed when the server was built.
    brotli: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file of this name; 404 for any other. Where the browser does not take Brotli it goes out as it is, and the
/// server's own compression does what it can.
pub(super) async fn serve(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::VARY, "accept-encoding"),
    ];
    if takes_brotli(&request) {
        (headers, [(header::CONTENT_ENCODING, "br")], asset.brotli).into_response()
    } else {
        (headers, asset.bytes).into_response()
    }
}

/// Whether `br` is among the encodings that the browser takes, with no quality of zero.
fn takes_brotli(request: &HeaderMap) -> bool {
    let lines = request.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|encoding| {
        let (name, parameters) = encoding.split_once(';').unwrap_or((encoding, ""));
        let quality = parameters.trim().strip_prefix("q=").and_then(|quality| quality.trim().parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case("br") && quality != Some(0.0)
    })
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    fn takes(encodings: &str) -> bool {
        takes_brotli(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, encodings.parse().unwrap())]))
    }

    #[tokio::test]
    async fn a_file_comes_as_small_as_the_browser_takes_it() {
        let asset = &ASSETS[0];
        let serve = async |encodings: &'static str| {
            let request = HeaderMap::from_iter([(header::ACCEPT_ENCODING, encodings.parse().unwrap())]);
            let response = serve(Path(asset.name.to_owned()), request).await;
            let encoding = response.headers().get(header::CONTENT_ENCODING).cloned();
            assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().ends_with("immutable"));
            assert_eq!(response.headers()[header::VARY], "accept-encoding");
            (encoding, response.into_body().collect().await.unwrap().to_bytes())
        };
        let (encoding, small) = serve("gzip, br").await;
        assert_eq!(encoding.unwrap(), "br");
        let (encoding, whole) = serve("identity").await;
        assert_eq!((encoding, &whole[..]), (None, asset.bytes));
        assert!(small.len() * 3 < whole.len(), "{} of {}", small.len(), whole.len());
    }

    #[test]
    fn brotli_goes_to_those_who_take_it() {
        assert!(takes("gzip, deflate, br, zstd") && takes("br;q=0.5") && takes("BR"));
        assert!(!takes("gzip") && !takes("gzip, br;q=0") && !takes("br; q=0.0") && !takes("brr"));
        assert!(!takes_brotli(&HeaderMap::new()));
    }
}
