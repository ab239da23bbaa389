//! What one can search for, with words of the catalog itself.

use catalog_schema::wire::{FacetQuery, FacetValue, ListQuery, Problem};
use leptos::prelude::*;

use crate::address::{search_page, short_name};
use crate::portal::Portal;

/// Words that find something, each with what it is.
pub(super) type Examples = Vec<(String, &'static str)>;

/// The component that the most depend on, and the most common owner, system, language and tag. Empty where the catalog
/// is.
///
/// # Errors
/// What the portal answers.
pub(super) async fn examples(portal: &dyn Portal) -> Result<Examples, Problem> {
    let most_needed = ListQuery {
        filter: vec!["kind=component".to_owned()],
        order: Some("-measures.dependents".to_owned()),
        limit: Some(1),
        ..ListQuery::default()
    };
    let component = portal.list(&most_needed).await?.items.into_iter().next();
    let common = [("owner", "an owner"), ("system", "a system"), ("language", "a language"), ("tag", "a tag")];
    let facet = common.map(|(facet, _)| facet.to_owned()).to_vec();
    let counted = portal.facets(&FacetQuery { facet, ..FacetQuery::default() }).await?.facets;
    let first = |values: &Vec<FacetValue>| values.first().map(|value| short_name(&value.value));
    let common = common.into_iter().filter_map(|(facet, what)| Some((counted.get(facet).and_then(first)?, what)));
    Ok(component.map(|component| (component.name, "a name")).into_iter().chain(common).collect())
}

/// What counts as a match, and the examples as links.
pub(super) fn view(examples: &Examples) -> AnyView {
    let entries = examples.iter().map(|(words, what)| {
        view! {
            <li>
                <a href=search_page(words)>{words.clone()}</a>
                " "
                <span class="absent">{*what}</span>
            </li>
        }
    });
    let entries = (!examples.is_empty()).then(|| {
        view! {
            <h2>"For example"</h2>
            <ul class="search-examples">{entries.collect_view()}</ul>
        }
    });
    view! {
        <div class="search-help">
            <p>
                "Names, titles and aliases, types, owners, systems, lifecycles, languages, tags, labels and annotations, \
                links, descriptions, and what APIs offer: paths, operations, messages, types. Every word has to match \
                somewhere, the last one as the beginning of a word; small typos do no harm."
            </p>
            <dl class="search-signs">
                <div>
                    <dt>
                        <code>"\"dead letters\""</code>
                    </dt>
                    <dd>"These words in this order"</dd>
                </div>
                <div>
                    <dt>
                        <code>"-legacy"</code>
                    </dt>
                    <dd>"Without this word, phrase or field"</dd>
                </div>
                <div>
                    <dt>
                        <code>"kind:api tag:rest"</code>
                    </dt>
                    <dd>"Of this value, for every facet and for label.KEY"</dd>
                </div>
            </dl>
            {entries}
            <p>
                <a href="/catalog">"Look through the whole catalog"</a>
            </p>
        </div>
    }
    .into_any()
}
