//! All knots, the largest first.

use leptos::prelude::*;

use super::knot::knot;
use super::load::CyclesPage;
use crate::address::with_query;
use crate::components::{counted, stat};
use crate::pages::graph::frame::{Question, frame};

/// The whole page.
pub(super) fn view(page: &CyclesPage) -> AnyView {
    let found = &page.found;
    let data = view! { <a href=page.json.clone()>"JSON"</a> }.into_any();
    let body = match found.total {
        0 => view! {
            <div class="empty">
                <h2>"No cycles"</h2>
                <p>"Nothing depends on itself by way of others, as far as descriptors say."</p>
            </div>
        }
        .into_any(),
        _ => view! {
            <p class="graph-note">
                "What is in a cycle cannot be started, changed or replaced alone, and fails together. Each comes with the \
                 dependencies to cut: without them it is no cycle any more."
            </p>
            <dl class="stats">
                {stat("Cycles", found.total, None)}
                {stat("Entities in one", found.entities, None)}
            </dl>
            <ol class="graph-knots">{found.items.iter().map(knot).collect_view()}</ol>
            {pager(page)}
        }
        .into_any(),
    };
    frame(Question::Cycles, data, body)
}

fn pager(page: &CyclesPage) -> Option<AnyView> {
    let first = page.later.then(|| {
        view! {
            <a class="button" rel="first nofollow" href="/graph?view=cycles">
                "First page"
            </a>
        }
    });
    let next = page.found.next_cursor.as_deref().map(|cursor| {
        let address = with_query("/graph", [("view", "cycles"), ("cursor", cursor)]);
        view! {
            <a class="button" rel="next nofollow" href=address>
                "Next page"
            </a>
        }
    });
    let shown = counted(page.found.items.len() as u64, "cycle", "cycles");
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {first}
                {next}
                <span>{format!("{shown} on this page")}</span>
            </nav>
        }
        .into_any()
    })
}
