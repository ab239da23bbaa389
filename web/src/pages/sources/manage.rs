//! What an admin may do with a source, by plain forms.

use catalog_schema::wire::{ManagedBy, Source};
use leptos::prelude::*;

use crate::address::source_page;
use crate::components::{Tone, alert, time_ago};

/// The type of sources whose files are on the portal's machine.
const DIRECTORY: &str = "directory";

/// That the source rests, for everybody.
pub(super) fn paused(source: &Source, now: i64) -> Option<AnyView> {
    let since = source.paused_at.clone().filter(|_| source.paused)?;
    let body = view! {
        <p>
            "Since " {time_ago(&since, now)}
            " it is not read and takes no pushes. The catalog keeps what it said; changes show when it goes on."
        </p>
    };
    Some(alert(Tone::Warning, "This source is paused", body))
}

/// Buttons for what is done at once.
pub(super) fn actions(source: &Source) -> AnyView {
    let page = source_page(&source.name);
    let form = |action: &str, label: &'static str| {
        view! {
            <form method="post" action=format!("{page}/{action}")>
                <button class="button" type="submit">
                    {label}
                </button>
            </form>
        }
    };
    let is_read = source.source_type == DIRECTORY || source.remote.is_some();
    let read = (is_read && !source.paused).then(|| form("sync", "Read now"));
    let rest = if source.paused { form("resume", "Resume") } else { form("pause", "Pause") };
    view! {
        <div class="source-actions">
            {read} {rest}
            <a class="button" href=format!("{page}/remove") rel="nofollow">
                "Remove…"
            </a>
        </div>
    }
    .into_any()
}

/// How it stands to others and what it may describe, to be changed where the portal may.
pub(super) fn settings(source: &Source) -> AnyView {
    let body = match source.managed_by {
        ManagedBy::File => view! {
            <p class="absent">
                "The table " <code>{format!("[sources.{}]", source.name)}</code> " of "
                <code>"sextant.toml"</code> " says how this source stands to others. Change it there."
            </p>
        }
        .into_any(),
        ManagedBy::Portal => form(source),
    };
    view! {
        <section aria-labelledby="source-settings">
            <h2 id="source-settings">"How it stands to others"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn form(source: &Source) -> AnyView {
    let list = |names: &Option<Vec<String>>| names.as_ref().map(|names| names.join(", ")).unwrap_or_default();
    let text = |name: &'static str, label: &'static str, example: &'static str, value: String| {
        view! {
            <label>
                <span>{label}</span>
                <input type="text" name=name value=value placeholder=example autocomplete="off" spellcheck="false" />
            </label>
        }
    };
    view! {
        <form class="access-form" method="post" action=format!("{}/settings", source_page(&source.name))>
            {text("priority", "Priority: the source with the higher one is shown", "100", source.priority.to_string())}
            <label class="check">
                <input type="checkbox" name="overlay" value="true" checked=source.overlay />
                <span>"Only adds to what other sources describe"</span>
            </label>
            {text("kinds", "Kinds that it may describe; all where this is empty", "component, api", list(&source.kinds))}
            {text(
                "namespaces",
                "Namespaces in which it may describe something; all where this is empty",
                "default",
                list(&source.namespaces),
            )}
            <button class="button" type="submit">
                "Save"
            </button>
        </form>
    }
    .into_any()
}
