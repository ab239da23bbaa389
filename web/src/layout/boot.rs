//! The script that brings the islands to life.

use leptos::prelude::*;

use crate::request::{Bundle, PageRequest};

/// Loads the bundle when the browser is idle and hydrates each island by the function that the bundle exports for it.
/// Nothing where the server has no bundle or the request no nonce.
pub(super) fn boot(request: &PageRequest) -> Option<impl IntoView> {
    let Bundle { js, wasm } = request.assets.bundle?;
    let nonce = request.nonce.clone()?;
    let script = format!(
        "const idle = window.requestIdleCallback ?? setTimeout;\n\
         idle(async () => {{\n  \
           const bundle = await import({js:?});\n  \
           await bundle.default({{ module_or_path: {wasm:?} }});\n  \
           bundle.hydrate();\n  \
           for (const island of document.querySelectorAll(\"leptos-island\")) bundle[island.dataset.component](island);\n\
         }});"
    );
    Some(view! {
        <link rel="modulepreload" href=js />
        <script type="module" nonce=nonce inner_html=script></script>
    })
}
