//! One hit: its name, what it is and whose, and the words around the match.

use catalog_schema::wire::{DocMatch, SearchHit};
use leptos::prelude::*;

use crate::address::entity_page;
use crate::components::{icons, kind_and_type, lifecycle_label, marked, owner_link, safe_link};

/// Fragments of fields besides name and title, at most.
const FRAGMENTS: usize = 2;

/// The fields that fragments come from, the one that says the most first, as people say them. What a hit shows beside
/// its name is not among them.
const FIELDS: [(&str, &str); 9] = [
    ("description", ""),
    ("aliases", "Also known as"),
    ("contract", "In its API"),
    ("system", "System"),
    ("tags", "Tags"),
    ("labels", "Labels"),
    ("language", "Language"),
    ("links", "Link"),
    ("annotations", "Annotation"),
];

/// The whole entry.
pub(super) fn hit(hit: &SearchHit) -> AnyView {
    let title = hit.highlights.get("title");
    // Where only the name matched, and people call the entity something else, both are said.
    let name = hit.highlights.get("name").filter(|name| title.is_none() && !says(name, &hit.title));
    let title = match (title, hit.highlights.get("name")) {
        (Some(title), _) => title,
        (None, Some(marked)) if name.is_none() => marked,
        _ => &hit.title,
    };
    let found = FIELDS.iter().filter_map(|(field, label)| Some((*label, hit.highlights.get(*field)?)));
    let doc = hit.doc.as_ref().map(doc);
    // One fragment less, so that a hit with documentation is no longer than the others.
    let room = FRAGMENTS - usize::from(doc.is_some());
    let mut fragments: Vec<AnyView> = found.take(room).map(|(label, text)| fragment(label, text)).collect();
    fragments.extend(doc);
    if let Some(summary) = hit.summary.as_ref().filter(|_| !hit.highlights.contains_key("description")) {
        fragments.insert(0, fragment("", summary));
    }
    view! {
        <li class="hit">
            <h2>
                <a class="entity-link" href=entity_page(&hit.entity_ref) title=hit.entity_ref.clone()>
                    {icons::kind(&hit.kind)}
                    <span>{marked(title)}</span>
                </a>
                {name.map(|name| view! { <span class="hit-name">{marked(name)}</span> })}
            </h2>
            <p class="hit-meta">
                {kind_and_type(&hit.kind, hit.entity_type.as_deref())}
                {hit.owner.as_deref().map(|owner| owner_link(Some(owner)))}
                {hit.lifecycle.as_deref().map(|lifecycle| lifecycle_label(Some(lifecycle)))}
                {hit.tier.map(|tier| view! { <span>{format!("Tier {tier}")}</span> })}
                <code>{hit.entity_ref.clone()}</code>
            </p>
            {fragments}
        </li>
    }
    .into_any()
}

/// Which documentation page matched, and where.
fn doc(found: &DocMatch) -> AnyView {
    let title = match &found.url {
        Some(url) => safe_link(url, Some(&found.title)),
        None => view! { <span title=found.path.clone()>{found.title.clone()}</span> }.into_any(),
    };
    view! {
        <p class="hit-text">
            <span class="hit-field">"In its documentation, " {title} ": "</span>
            {marked(&found.excerpt)}
        </p>
    }
    .into_any()
}

/// Whether marked text is this text.
fn says(marked: &str, text: &str) -> bool {
    crate::highlight::stretches(marked).into_iter().map(|stretch| stretch.text).collect::<String>() == text
}

fn fragment(label: &'static str, text: &str) -> AnyView {
    let label = (!label.is_empty()).then(|| view! { <span class="hit-field">{label} ": "</span> });
    view! {
        <p class="hit-text">
            {label}
            {marked(text)}
        </p>
    }
    .into_any()
}
