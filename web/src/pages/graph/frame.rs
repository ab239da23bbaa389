//! What all of the graph's questions have around them.

use leptos::prelude::*;

use crate::islands::GraphExplorer;

/// One of the graph's questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Around,
    Path,
    Cycles,
}

impl Question {
    const ALL: [(Question, &'static str, &'static str); 3] = [
        (Question::Around, "Around an entity", "/graph"),
        (Question::Path, "Between two", "/graph?view=path"),
        (Question::Cycles, "Cycles", "/graph?view=cycles"),
    ];
}

/// Heading, the questions as tabs, and the answer.
pub(super) fn frame(question: Question, data: AnyView, body: AnyView) -> AnyView {
    let links = Question::ALL.map(|(other, title, address)| {
        view! {
            <li>
                <a href=address aria-current=(other == question).then_some("page")>
                    {title}
                </a>
            </li>
        }
    });
    view! {
        <GraphExplorer />
        <div class="graph-page">
            <div class="graph-head">
                <h1>"Graph"</h1>
                <p class="catalog-data">{data}</p>
            </div>
            <nav class="tabs" aria-label="Questions to the graph">
                <ul>{links.into_iter().collect_view()}</ul>
            </nav>
            {body}
        </div>
    }
    .into_any()
}
