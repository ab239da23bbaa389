//! Line drawings. They never carry meaning alone. Every page carries all of them once, in a sprite, and refers to it
//! where one is shown.

mod drawings;

use std::fmt::Write as _;
use std::sync::LazyLock;

use catalog_schema::model::LinkType;
use leptos::prelude::*;

use drawings::DRAWINGS;

/// All drawings, to be referred to. Stands at the beginning of every page.
pub(crate) fn sprite() -> AnyView {
    view! { <svg class="sprite" width="0" height="0" aria-hidden="true" inner_html=symbols()></svg> }.into_any()
}

/// The same as the symbols of an SVG document.
pub(crate) fn symbols() -> &'static str {
    static SYMBOLS: LazyLock<String> = LazyLock::new(|| {
        let mut symbols = String::new();
        for (name, drawing) in DRAWINGS {
            // Writing to a text cannot fail.
            let _ = write!(symbols, r#"<symbol id="icon-{name}" viewBox="0 0 16 16">{drawing}</symbol>"#);
        }
        symbols
    });
    &SYMBOLS
}

fn icon(name: &str) -> impl IntoView + use<> {
    view! {
        <svg class="icon" width="16" height="16" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}

/// The sign of the product: frame, arc and index arm of a sextant.
pub(crate) fn sextant() -> impl IntoView {
    view! {
        <svg
            class="sextant"
            viewBox="0 0 24 24"
            width="24"
            height="24"
            aria-hidden="true"
            inner_html=r#"<path d="M12 3 3.6 17.6a16.8 16.8 0 0 0 16.8 0Z"/><path d="M6 13.6a12 12 0 0 0 12 0"/><path class="arm" d="M12 3l3.1 18"/><circle class="arm" cx="12" cy="3" r="1.6"/>"#
        ></svg>
    }
}

/// A kind's drawing; a plain mark for kinds of people's own.
pub(crate) fn kind(kind: &str) -> impl IntoView + use<> {
    const KINDS: [&str; 9] =
        ["component", "api", "resource", "system", "domain", "group", "user", "location", "template"];
    icon(KINDS.into_iter().find(|known| known.eq_ignore_ascii_case(kind)).unwrap_or("entity"))
}

/// What a link leads to.
pub(crate) fn link(link_type: LinkType) -> impl IntoView + use<> {
    icon(match link_type {
        LinkType::Other => "link",
        known => known.as_str(),
    })
}

/// A letter.
pub(crate) fn mail() -> AnyView {
    icon("mail").into_any()
}

/// Something to take along.
pub(crate) fn download() -> AnyView {
    icon("download").into_any()
}

/// From here to there.
pub(crate) fn arrow() -> AnyView {
    icon("arrow").into_any()
}

/// Every drawing with its name, for the style guide.
#[cfg(debug_assertions)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, AnyView)> {
    DRAWINGS.into_iter().map(|(name, _)| (name, icon(name).into_any()))
}

/// Half light, half dark.
pub(crate) fn theme_auto() -> AnyView {
    icon("theme-auto").into_any()
}

/// The sun.
pub(crate) fn theme_light() -> AnyView {
    icon("theme-light").into_any()
}

/// The moon.
pub(crate) fn theme_dark() -> AnyView {
    icon("theme-dark").into_any()
}

/// Good.
pub(crate) fn check() -> AnyView {
    icon("check").into_any()
}

/// Bad.
pub(crate) fn cross() -> AnyView {
    icon("cross").into_any()
}

/// Neither good nor bad.
pub(crate) fn question() -> AnyView {
    icon("question").into_any()
}

/// Left out on purpose.
pub(crate) fn dash() -> AnyView {
    icon("dash").into_any()
}

/// Take care.
pub(crate) fn warning() -> AnyView {
    icon("warning").into_any()
}

/// Worth knowing.
pub(crate) fn info() -> AnyView {
    icon("info").into_any()
}

/// Stop.
pub(crate) fn error() -> AnyView {
    icon("error").into_any()
}

/// Leads out of the portal.
pub(crate) fn external() -> AnyView {
    icon("external").into_any()
}

/// A magnifying glass.
pub(crate) fn search() -> AnyView {
    icon("search").into_any()
}
