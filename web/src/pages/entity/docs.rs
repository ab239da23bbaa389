//! The documentation pages that lie in the entity's repository.

use catalog_schema::model::LinkType;
use catalog_schema::wire::Entity;
use leptos::prelude::*;

use crate::components::{icons, safe_link};

/// Pages that are listed at once; the others are behind a fold.
const SHOWN: usize = 12;

/// Their titles, each leading to its file where that is known; nothing where there is none.
pub(super) fn docs(entity: &Entity) -> Option<AnyView> {
    if entity.docs.is_empty() {
        return None;
    }
    let items = |from: usize, to: usize| {
        let pages = entity.docs.iter().skip(from).take(to);
        let pages = pages.map(|page| {
            let title = match &page.url {
                Some(url) => safe_link(url, Some(&page.title)),
                None => view! { <span>{page.title.clone()}</span> }.into_any(),
            };
            view! {
                <li>
                    {icons::link(LinkType::Documentation)} {title} <span class="link-type">{page.path.clone()}</span>
                </li>
            }
        });
        view! { <ul class="links">{pages.collect_view()}</ul> }
    };
    let more = entity.docs.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| {
        view! {
            <details>
                <summary>{format!("{more} more pages")}</summary>
                {items(SHOWN, more)}
            </details>
        }
    });
    Some(
        view! {
            <section aria-labelledby="docs">
                <h2 id="docs">"Documentation"</h2>
                {items(0, SHOWN)}
                {rest}
            </section>
        }
        .into_any(),
    )
}
