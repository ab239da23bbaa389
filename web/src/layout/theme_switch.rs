//! Light, dark, or as the device has it. Plain links: the server sets the cookie and leads back.

use leptos::prelude::*;

use crate::address::with_query;
use crate::components::icons;
use crate::request::{PageRequest, Theme};

/// Three links, one of them current.
pub(super) fn theme_switch(request: &PageRequest) -> AnyView {
    let back = request.address();
    let chosen = request.theme;
    let links = Theme::ALL.map(|theme| {
        let (label, icon) = match theme {
            Theme::Auto => ("Theme of the device", icons::theme_auto()),
            Theme::Light => ("Light theme", icons::theme_light()),
            Theme::Dark => ("Dark theme", icons::theme_dark()),
        };
        view! {
            <a
                href=with_query("/theme", [("set", theme.as_str()), ("back", &back)])
                rel="nofollow"
                title=label
                aria-label=label
                aria-current=(theme == chosen).then_some("true")
            >
                {icon}
            </a>
        }
    });
    view! {
        <div class="theme-switch" role="group" aria-label="Theme">
            {links.into_iter().collect_view()}
        </div>
    }
    .into_any()
}
