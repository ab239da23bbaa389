//! Links that descriptors bring along. Untrusted: what is not http, https or mailto is shown as text.

use leptos::prelude::*;
use url::Url;

use super::icons;

/// Whether an address may become something to click.
pub(crate) fn is_safe_address(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// A link out of the portal, or its text where it leads nowhere safe.
pub(crate) fn safe_link(address: &str, label: Option<&str>) -> AnyView {
    let label = label.map(str::trim).filter(|label| !label.is_empty()).unwrap_or(address).to_owned();
    if is_safe_address(address) {
        let href = address.trim().to_owned();
        view! {
            <a class="external" href=href title=address.to_owned() rel="noopener noreferrer nofollow">
                <span>{label}</span>
                {icons::external()}
            </a>
        }
        .into_any()
    } else {
        view! {
            <span class="not-a-link" title="Not shown as a link: only http, https and mailto are">
                {label.clone()}
                {(label != address).then(|| view! { " " <code>{address.to_owned()}</code> })}
            </span>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_clickable() {
        for safe in ["https://example.com/a", "HTTP://example.com", "mailto:team@example.com"] {
            assert!(is_safe_address(safe), "{safe}");
        }
        for unsafe_address in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.com",
            "/relative",
            "",
        ] {
            assert!(!is_safe_address(unsafe_address), "{unsafe_address}");
        }
    }
}
