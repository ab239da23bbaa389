//! `/sources/{name}/remove`: what goes with a source, before it goes.

use catalog_schema::wire::SourceRemoval;
use leptos::prelude::*;

use crate::address::{entity_page, source_page};
use crate::components::{Tone, alert, number};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// The page, at a revision of the catalog.
pub fn source_removal(request: &PageRequest, revision: u64, removal: SourceRemoval) -> PageResponse {
    let title = format!("Remove {} · Sources", removal.source);
    let page = Page::new(title, move || view(&removal)).in_section(Section::Sources);
    render::document(request, revision, page)
}

fn view(removal: &SourceRemoval) -> AnyView {
    let page = source_page(&removal.source);
    let count = match removal.entities {
        0 => "No entity goes with it.".to_owned(),
        1 => "One entity goes with it, as no other source describes it.".to_owned(),
        count => format!("{} entities go with it, as no other source describes them.", number(count)),
    };
    let gone = removal.refs.iter().map(|entity_ref| link(entity_ref, None));
    let taken = removal.taken_over_by.iter().map(|taken| link(&taken.entity_ref, Some(&taken.source)));
    let stay = (removal.taken_over > 0).then(|| {
        view! {
            <section aria-labelledby="stay">
                <h2 id="stay">{format!("{} stay, as another source describes them", number(removal.taken_over))}</h2>
                <ul>{taken.collect_view()}</ul>
                {more(removal.taken_over, removal.taken_over_by.len())}
            </section>
        }
    });
    let go = (removal.entities > 0).then(|| {
        view! {
            <section aria-labelledby="go">
                <h2 id="go">{format!("{} go", number(removal.entities))}</h2>
                <ul>{gone.collect_view()}</ul>
                {more(removal.entities, removal.refs.len())}
            </section>
        }
    });
    let remark = removal.remark.clone().map(|remark| alert(Tone::Warning, "To know before", view! { <p>{remark}</p> }));
    view! {
        <div class="sources">
            <nav class="source-up" aria-label="Breadcrumb">
                <a href=page.clone()>{removal.source.clone()}</a>
            </nav>
            <h1>{format!("Remove {}", removal.source)}</h1>
            <p>{count} " Their histories are kept: described anew under the same name, they are the same entities."</p>
            {remark}
            <div class="source-actions">
                <form method="post" action=format!("{page}/remove")>
                    <input type="hidden" name="confirm" value=removal.entities.to_string() />
                    <button class="button button-main" type="submit">
                        {format!("Remove {}", removal.source)}
                    </button>
                </form>
                <a class="button" href=page>
                    "Leave it"
                </a>
            </div>
            {go}
            {stay}
        </div>
    }
    .into_any()
}

fn link(entity_ref: &str, by: Option<&str>) -> AnyView {
    let by = by.map(|source| {
        view! {
            " by "
            <a href=source_page(source)>{source.to_owned()}</a>
        }
    });
    view! {
        <li>
            <a href=entity_page(entity_ref)>{entity_ref.to_owned()}</a>
            {by}
        </li>
    }
    .into_any()
}

fn more(all: u64, shown: usize) -> Option<AnyView> {
    let more = all.saturating_sub(shown as u64);
    (more > 0).then(|| view! { <p>{format!("and {} more", number(more))}</p> }.into_any())
}
