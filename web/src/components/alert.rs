//! A notice on top of what it is about.

use leptos::prelude::*;

use super::icons;

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something is not as it should be.
    Warning,
    /// Something is broken.
    Error,
}

/// A notice with a heading and what to do.
pub(crate) fn alert(tone: Tone, heading: impl Into<String>, body: impl IntoView + 'static) -> AnyView {
    let (class, icon) = match tone {
        Tone::Warning => ("alert alert-warning", icons::warning()),
        Tone::Error => ("alert alert-error", icons::error()),
    };
    view! {
        <section class=class>
            {icon}
            <div>
                <h2 class="alert-heading">{heading.into()}</h2>
                {body}
            </div>
        </section>
    }
    .into_any()
}
