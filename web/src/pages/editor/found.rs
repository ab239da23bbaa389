//! What is wrong with a text.

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::Problem;
use leptos::prelude::*;

use super::Editor;
use crate::components::{Tone, alert, diagnostic_item};

/// Why nothing was written, with the places.
pub(super) fn problem(problem: Option<&Problem>) -> Option<AnyView> {
    let problem = problem?;
    let body = view! {
        <p>{problem.detail.clone()}</p>
        {list(&problem.diagnostics)}
    };
    Some(alert(Tone::Error, problem.title.clone(), body.into_any()))
}

/// Sends the text to the page's own check after a pause in typing, and shows what that says; an answer to what was typed
/// before is dropped. Only this page needs it, so that it is no part of the bundle that every page loads.
const TYPING: &str = "\
const box = document.querySelector('textarea[data-checked]');
const found = document.querySelector('[data-part=found]');
let pause, sent = 0;
box.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(async () => {
    const number = ++sent;
    const body = new URLSearchParams({ text: box.value, action: 'check' });
    const answer = await fetch(location.pathname, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const other = page.querySelector('[data-part=found]');
    if (number === sent && other) found.replaceChildren(...other.childNodes);
  }, 400);
});
box.dataset.live = '';
";

fn typing(nonce: String) -> AnyView {
    view! { <script type="module" nonce=nonce inner_html=TYPING></script> }.into_any()
}

/// What is wrong with the text of a form, below that.
pub(super) fn found(shown: &Editor) -> AnyView {
    let checked = shown.checked.as_deref().map(|found| match found.is_empty() {
        true => view! { <p>"Checked: there is nothing to say about it."</p> }.into_any(),
        false => view! {
            <h2>"Checked: it can be saved, with remarks"</h2>
            {list(found)}
        }
        .into_any(),
    });
    view! {
        <div data-part="found" role="status">
            {problem(shown.problem.as_ref())} {checked}
        </div>
        {shown.nonce.clone().map(typing)}
    }
    .into_any()
}

fn list(found: &[Diagnostic]) -> Option<AnyView> {
    let items = found.iter().map(|item| view! { <li>{diagnostic_item(item, true)}</li> });
    (!found.is_empty()).then(|| view! { <ul class="diagnostics">{items.collect_view()}</ul> }.into_any())
}
