//! A figure with its name.

use leptos::prelude::*;

/// One figure of a `<dl class="stats">`; leads to what it counts, where there is something.
pub(crate) fn stat(name: &'static str, figure: u64, address: Option<String>) -> AnyView {
    let figure = match address.filter(|_| figure > 0) {
        Some(address) => view! { <a href=address>{figure}</a> }.into_any(),
        None => figure.into_any(),
    };
    view! {
        <div class="stat">
            <dt>{name}</dt>
            <dd class="number">{figure}</dd>
        </div>
    }
    .into_any()
}

/// A count as the link to what it counts; plain where there is nothing to see.
pub(crate) fn count_link(count: u64, address: String) -> AnyView {
    match count {
        0 => view! { <span class="absent number">"0"</span> }.into_any(),
        count => view! {
            <a class="number" href=address>
                {count}
            </a>
        }
        .into_any(),
    }
}

/// `1 entity`, `2 entities`.
pub(crate) fn counted(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
