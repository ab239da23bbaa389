//! Entities one after another, each leading to the next.

use leptos::prelude::*;

use super::icons;
use crate::address::{entity_page, short_name};

/// The references as links with an arrow between each two, read as `word`, such as `depends on`.
pub(crate) fn chain<'a>(references: impl IntoIterator<Item = &'a str>, word: &'static str) -> AnyView {
    let links = references.into_iter().enumerate().map(|(place, reference)| {
        let arrow = (place > 0).then(|| {
            view! {
                <span class="chain-arrow">
                    {icons::arrow()} <span class="visually-hidden">{format!(" {word} ")}</span>
                </span>
            }
        });
        view! {
            <li>
                {arrow} <a href=entity_page(reference) title=reference.to_owned()>{short_name(reference)}</a>
            </li>
        }
    });
    view! { <ol class="chain">{links.collect_view()}</ol> }.into_any()
}
