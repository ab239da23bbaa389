//! What stands around a drawing that can be moved about. None of it shows before the island that makes it work is alive.

use leptos::prelude::*;

/// Buttons to zoom.
pub(super) fn tools() -> AnyView {
    let buttons = [
        ("in", "+", "Zoom in"),
        ("out", "\u{2212}", "Zoom out"),
        ("fit", "Fit", "Fit all of it"),
        ("real", "1:1", "1:1, real size"),
    ];
    let buttons = buttons.map(|(act, sign, name)| {
        view! {
            <button type="button" class="explorer-tool" data-act=act title=name aria-label=name>
                {sign}
            </button>
        }
    });
    view! {
        <div class="explorer-tools" role="group" aria-label="Zoom">
            {buttons.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

/// Which keys and gestures there are.
pub(super) fn help() -> AnyView {
    let keys = [
        ("arrow keys", "next box"),
        ("Enter", "open"),
        ("e", "expand"),
        ("c", "center"),
        ("+ \u{2212} 0", "zoom, fit"),
        ("Esc", "let go"),
    ];
    let keys = keys.map(|(key, what)| {
        view! {
            <span>
                <kbd>{key}</kbd>
                " "
                {what}
            </span>
        }
    });
    view! {
        <p class="explorer-help">
            <span>"Drag to move, Ctrl and wheel or two fingers to zoom, click a box to select it."</span>
            {keys.into_iter().collect_view()}
        </p>
    }
    .into_any()
}
