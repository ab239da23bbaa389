//! The document around a page: head, header, content, footer.

use leptos::prelude::*;

use super::{boot::boot, footer::footer, header::header};
use crate::components::icons;
use crate::pages::Head;
use crate::request::PageRequest;

/// The whole document without its doctype.
pub(crate) fn document(request: &PageRequest, revision: u64, head: &Head, body: AnyView) -> impl IntoView {
    view! {
        <html lang="en" data-theme=request.theme.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{format!("{} · Sextant", head.title)}</title>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
                <link rel="stylesheet" href=request.assets.css />
                {boot(request)}
            </head>
            <body>
                {icons::sprite()}
                <a class="skip-link" href="#content">"Skip to content"</a>
                {header(request, head)}
                <main id="content" class="content" tabindex="-1">
                    {body}
                </main>
                {footer(revision, head)}
            </body>
        </html>
    }
}
