//! What an address asks for that the portal does not understand: the page goes on without it and says so.

use catalog_schema::wire::{ListQuery, Problem};
use leptos::prelude::*;

use super::narrowing::besides_label;
use super::state::{CatalogState, besides_filter};
use crate::components::facets::{Chosen, facet_title, value_label};
use crate::components::{Tone, alert, with_code};
use crate::portal::Portal;

/// A part of an address, with what the portal says of it.
pub(super) struct Refused {
    title: String,
    text: String,
    problem: Problem,
}

/// A part of an address that can be wrong.
enum Part<'a> {
    Facet(&'static str, &'a str),
    Besides(&'static str, &'a str),
    Order(&'a str),
    /// A cursor, which belongs to the order.
    Place(&'a str),
}

impl Part<'_> {
    /// A question with this part and nothing else that could be refused.
    fn alone(&self, state: &CatalogState) -> ListQuery {
        let one = ListQuery { limit: Some(1), ..ListQuery::default() };
        match *self {
            Self::Facet(facet, value) => {
                let filter = Chosen::default().toggled(facet, value).filter();
                ListQuery { filter: filter.into_iter().collect(), ..one }
            }
            Self::Besides(key, text) => ListQuery { also: vec![besides_filter(key, text)], ..one },
            Self::Order(order) => ListQuery { order: Some(order.to_owned()), ..one },
            Self::Place(cursor) => ListQuery { order: state.order.clone(), cursor: Some(cursor.to_owned()), ..one },
        }
    }

    /// The state without this part.
    fn taken_from(&self, state: &CatalogState) -> CatalogState {
        match *self {
            Self::Facet(facet, value) => state.toggled(facet, value),
            Self::Besides(key, text) => state.without_besides(key, text),
            Self::Order(_) => state.ordered_by(None),
            Self::Place(_) => state.at(None),
        }
    }

    /// What it is, and what it asks for.
    fn label(&self) -> (String, String) {
        match *self {
            Self::Facet(facet, value) => (facet_title(facet).to_owned(), value_label(facet, value)),
            Self::Besides(key, text) => {
                let (title, text) = besides_label(key, text);
                (title.to_owned(), text)
            }
            Self::Order(order) => ("Order".to_owned(), order.to_owned()),
            Self::Place(cursor) => ("Cursor".to_owned(), cursor.to_owned()),
        }
    }
}

/// The state without the parts that the portal refuses by themselves, and those parts; none where it refuses no part.
pub(super) async fn understood(portal: &dyn Portal, state: &CatalogState) -> Option<(CatalogState, Vec<Refused>)> {
    let facets = state.chosen.pairs().map(|(facet, value)| Part::Facet(facet, value));
    let besides = state.besides.iter().map(|(key, text)| Part::Besides(key, text));
    let order = state.order.iter().map(|order| Part::Order(order));
    let place = state.cursor.iter().map(|cursor| Part::Place(cursor));

    let mut kept = state.clone();
    let mut refused = Vec::new();
    for part in facets.chain(besides).chain(order).chain(place) {
        if let Err(problem) = portal.list(&part.alone(state)).await {
            let (title, text) = part.label();
            refused.push(Refused { title, text, problem });
            kept = part.taken_from(&kept);
        }
    }
    (!refused.is_empty()).then_some((kept, refused))
}

/// Says what was left out and why, with the address of what is shown instead.
pub(super) fn notice(state: &CatalogState, refused: &[Refused]) -> Option<AnyView> {
    if refused.is_empty() {
        return None;
    }
    let entries = refused.iter().map(|Refused { title, text, problem }| {
        view! {
            <li>
                {title.clone()} " " <code>{text.clone()}</code> ": " {with_code(&problem.detail)}
            </li>
        }
    });
    let body = view! {
        <ul>{entries.collect_view()}</ul>
        <p>
            <a href=state.address()>"Drop it from the address"</a>
        </p>
    };
    Some(alert(Tone::Warning, "Shown without what could not be understood", body.into_any()))
}
