//! The bar on top of every page.

use leptos::prelude::*;

use super::account::account;
use super::theme_switch::theme_switch;
use crate::components::icons;
use crate::islands::CommandPalette;
use crate::pages::{Head, Section};
use crate::request::PageRequest;

/// Name, navigation, palette, theme.
pub(super) fn header(request: &PageRequest, head: &Head) -> AnyView {
    let current = head.section;
    let entries = Section::ALL.map(|section| {
        let here = (current == Some(section)).then_some("true");
        view! {
            <li>
                <a href=section.address() aria-current=here>{section.title()}</a>
            </li>
        }
    });
    let palette = view! { <CommandPalette /> }.into_any();
    view! {
        <header class="header">
            <a class="wordmark" href="/" aria-label="Sextant, home">
                {icons::sextant()}
                <span>"Sextant"</span>
            </a>
            <nav class="nav" aria-label="Main">
                <ul>{entries.into_iter().collect_view()}</ul>
            </nav>
            <div class="header-tools">
                {palette}
                {account(request)}
                {theme_switch(request)}
            </div>
        </header>
    }
    .into_any()
}
