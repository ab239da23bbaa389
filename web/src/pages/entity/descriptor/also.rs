//! Descriptions of the entity that are kept but not shown.

use catalog_schema::wire::DescriptionPlace;
use leptos::prelude::*;

use crate::address::encode;

/// Their places, to stand beside the facts; nothing where there is none.
pub(in crate::pages::entity) fn also_described_by(places: &[DescriptionPlace]) -> Option<AnyView> {
    (!places.is_empty()).then(|| {
        let items = places.iter().map(|place| view! { <li>{file(place)} " " {origin(place)}</li> });
        view! { <ul class="also-described">{items.collect_view()}</ul> }.into_any()
    })
}

/// The same as a section with what to do about it.
pub(super) fn also_section(places: &[DescriptionPlace]) -> Option<AnyView> {
    also_described_by(places).map(|list| {
        view! {
            <section aria-labelledby="also-described">
                <h2 id="also-described">"Also described by"</h2>
                <p>
                    "Kept, but not shown, as the description above was there first. Rename the entity in one of them, or \
                     delete the one that is out of date; what is left takes over."
                </p>
                {list}
            </section>
        }
        .into_any()
    })
}

fn file(place: &DescriptionPlace) -> AnyView {
    let full = format!("{}/{}", place.location, place.path);
    view! {
        <code title=full>{place.path.clone()}</code>
        " line "
        {place.line}
    }
    .into_any()
}

fn origin(place: &DescriptionPlace) -> AnyView {
    let address = format!("/sources/{}", encode(&place.source));
    view! {
        <span class="absent">
            {format!("{} format, source ", place.format.as_str())} <a href=address>{place.source.clone()}</a>
        </span>
    }
    .into_any()
}
