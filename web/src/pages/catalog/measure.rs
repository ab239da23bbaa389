//! Measures that the list can be ordered by and that have a column while it is.

use catalog_schema::wire::{Entity, Measures};
use leptos::prelude::*;

use super::columns::Column;
use super::state::CatalogState;
use crate::address::{entity_page, with_query};
use crate::components::number;

/// A measure with a column of its own while the list is ordered by it.
pub(super) struct Measure {
    pub(super) column: Column,
    value: fn(&Measures) -> Option<u32>,
    /// Behind the figure.
    unit: &'static str,
    /// Where on the tab of dependencies stands what it is made of.
    place: &'static str,
}

/// What the list can be ordered by besides its columns, in words, and the order.
const ORDERS: [(&str, &str); 6] = [
    ("Most critical", "-measures.criticality"),
    ("Widest reach", "-measures.reach"),
    ("Longest chain of dependencies", "-measures.depth"),
    ("Most dependencies", "-measures.dependencies"),
    ("Least stable", "-measures.instability"),
    ("Most stable", "measures.instability"),
];

static MEASURES: [Measure; 5] = [
    Measure {
        column: figure("measures.criticality", "Criticality"),
        value: |measures| measures.criticality.map(u32::from),
        unit: "",
        place: "#impact",
    },
    Measure { column: figure("measures.reach", "Reach"), value: |measures| measures.reach, unit: "", place: "#impact" },
    Measure { column: figure("measures.depth", "Depth"), value: |measures| measures.depth, unit: "", place: "" },
    Measure {
        column: figure("measures.dependencies", "Dependencies"),
        value: |measures| Some(measures.dependencies),
        unit: "",
        place: "",
    },
    Measure {
        column: figure("measures.instability", "Instability"),
        value: |measures| measures.instability.map(u32::from),
        unit: " %",
        place: "",
    },
];

const fn figure(field: &'static str, title: &'static str) -> Column {
    Column { field, title, class: "figure", descending_first: true }
}

impl Measure {
    /// The measure that the list is ordered by.
    pub(super) fn of(state: &CatalogState) -> Option<&'static Self> {
        let order = state.order.as_deref()?;
        let field = order.strip_prefix('-').unwrap_or(order);
        MEASURES.iter().find(|measure| measure.column.field == field)
    }

    /// An entity's figure, which leads to what it is made of; a dash where nobody has counted it, or there is none.
    pub(super) fn cell(&self, entity: &Entity) -> AnyView {
        let figure = match (self.value)(&entity.measures) {
            None => view! { <span class="absent">"–"</span> }.into_any(),
            Some(0) => view! { <span class="row-none">{format!("0{}", self.unit)}</span> }.into_any(),
            Some(value) => {
                let tab = with_query(&entity_page(&entity.entity_ref), [("tab", "dependencies")]);
                let figure = format!("{}{}", number(value.into()), self.unit);
                view! {
                    <a class="row-figure" href=format!("{tab}{}", self.place)>
                        {figure}
                    </a>
                }
                .into_any()
            }
        };
        view! {
            <td data-label=self.column.title class="figure number">
                {figure}
            </td>
        }
        .into_any()
    }
}

/// The orders by measures, each with its name for people.
pub(super) fn measure_orders(state: &CatalogState) -> AnyView {
    let entry = |(words, order): &(&'static str, &'static str)| {
        let is_current = state.order.as_deref() == Some(*order);
        let address = state.ordered_by(Some((*order).to_owned())).address();
        view! {
            <li aria-current=is_current.then_some("true")>
                <a href=address rel="nofollow">
                    {*words}
                </a>
            </li>
        }
    };
    view! { <ul class="orders-by-measure">{ORDERS.iter().map(entry).collect_view()}</ul> }.into_any()
}
