//! How a definition comes to judge.

use leptos::prelude::*;

use super::Simulate;
use crate::address::{entity_page, with_query};

/// Where the file is, or what to do about a scorecard that is built in.
pub(super) fn publish(shown: &Simulate) -> AnyView {
    let body = match &shown.scorecard.defined_at {
        Some(place) => {
            let page = entity_page(&place.entity_ref);
            view! {
                <p>
                    "It is defined in " <a href=with_query(&page, [("tab", "descriptor")])>{place.path.clone()}</a>
                    {format!(" of the source {}. ", place.source)}
                    "Put the text there and merge it: the catalog is judged by it as soon as the source is read. "
                    <a href=format!("{page}/edit")>"The editor"</a>
                    " makes it a change for the repository."
                </p>
            }
            .into_any()
        }
        None => view! {
            <p>
                "It is built in. Put the text into a file of a repository that the catalog reads, such as "
                <code>{format!("scorecards/{}.yaml", shown.scorecard.name)}</code>
                ", in a source that may define scorecards: under its name it takes the place of the built-in one."
            </p>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="publish">
            <h2 id="publish">"How to publish it"</h2>
            {body}
        </section>
    }
    .into_any()
}
