//! What every page says to the browser about what it may do.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Sets the headers of a document whose inline script carries this nonce.
///
/// Everything comes from the portal itself. Nothing inline runs but the boot script, no page can be framed, and no
/// address of a page is told to other hosts.
pub(super) fn secure(headers: &mut HeaderMap, nonce: Option<&str>) {
    let script = match nonce {
        Some(nonce) => format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"),
        None => "script-src 'none'".to_owned(),
    };
    let policy = format!(
        "default-src 'none'; {script}; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    // A nonce is hexadecimal, so the policy is a valid header value.
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let fixed: [(HeaderName, &str); 3] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// A fresh nonce of 128 bits; none, and so a page without script, where the system has no randomness to give.
pub(super) fn nonce() -> Option<String> {
    let mut bytes = [0_u8; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        Err(error) => {
            tracing::error!(%error, "no randomness for a nonce; the page is served without script");
            None
        }
    }
}
