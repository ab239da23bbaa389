//! How much there is of what.

use catalog_schema::wire::FacetValue;
use leptos::prelude::*;

use super::load::HomePage;
use crate::address::catalog_page;
use crate::components::icons;

/// What several of a kind are called; other kinds keep their name.
const PLURALS: [(&str, &str); 9] = [
    ("component", "Components"),
    ("api", "APIs"),
    ("resource", "Resources"),
    ("system", "Systems"),
    ("domain", "Domains"),
    ("group", "Groups"),
    ("user", "Users"),
    ("location", "Locations"),
    ("template", "Templates"),
];

/// All kinds with their counts.
pub(super) fn totals(page: &HomePage) -> AnyView {
    view! {
        <section aria-labelledby="totals">
            <h2 id="totals">"In the catalog"</h2>
            <ul class="totals">{page.kinds.iter().map(total).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn total(kind: &FacetValue) -> AnyView {
    let plural = PLURALS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(&kind.value));
    let name = plural.map_or_else(|| kind.value.clone(), |(_, plural)| plural.to_owned());
    view! {
        <li>
            <a href=catalog_page([("kind", kind.value.as_str())])>
                {icons::kind(&kind.value)}
                <span>{name}</span>
                <span class="number">{kind.count}</span>
            </a>
        </li>
    }
    .into_any()
}
