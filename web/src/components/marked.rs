//! Text with its matched words marked.

use leptos::prelude::*;

use crate::highlight::stretches;

/// Text in which the wire has marked matched words.
pub(crate) fn marked(text: &str) -> impl IntoView + use<> {
    stretches(text)
        .into_iter()
        .map(|stretch| match stretch.matched {
            true => view! { <mark>{stretch.text}</mark> }.into_any(),
            false => stretch.text.into_any(),
        })
        .collect_view()
}
