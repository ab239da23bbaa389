//! The columns, and the orders that they stand for.

use leptos::prelude::*;

use super::measure::{Measure, measure_orders};
use super::state::CatalogState;

/// A column that the list can be ordered by: the field, its name for people, its class, and whether the first click
/// puts the highest on top.
pub(super) struct Column {
    pub(super) field: &'static str,
    pub(super) title: &'static str,
    pub(super) class: &'static str,
    pub(super) descending_first: bool,
}

static COLUMNS: [Column; 8] = [
    Column { field: "name", title: "Name", class: "", descending_first: false },
    Column { field: "type", title: "Type", class: "", descending_first: false },
    Column { field: "owner", title: "Owner", class: "", descending_first: false },
    Column { field: "lifecycle", title: "Lifecycle", class: "", descending_first: false },
    Column { field: "tier", title: "Tier", class: "", descending_first: false },
    Column { field: "health", title: "Health", class: "", descending_first: false },
    Column { field: "measures.dependents", title: "Dependents", class: "figure", descending_first: true },
    Column { field: "changed", title: "Last change", class: "", descending_first: true },
];

/// The order of a list that asks for none.
const USUAL_ORDER: &str = "name";

/// Which way a column orders the list now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    None,
    Ascending,
    Descending,
}

impl Sort {
    fn of(state: &CatalogState, column: &Column) -> Self {
        let order = state.order.as_deref().unwrap_or(USUAL_ORDER);
        match order.strip_prefix('-') {
            Some(field) if field == column.field => Self::Descending,
            None if order == column.field => Self::Ascending,
            _ => Self::None,
        }
    }

    /// As assistive technology is told.
    fn aria(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Ascending => Some("ascending"),
            Self::Descending => Some("descending"),
        }
    }

    fn arrow(self) -> AnyView {
        let arrow = match self {
            Self::None => "",
            Self::Ascending => "↑",
            Self::Descending => "↓",
        };
        view! {
            <span class="sort-arrow" aria-hidden="true">
                {arrow}
            </span>
        }
        .into_any()
    }
}

/// The columns of the table, in order: besides the usual ones the measure that it is ordered by, before the last change.
fn columns(state: &CatalogState) -> Vec<&'static Column> {
    let mut columns: Vec<&'static Column> = COLUMNS.iter().collect();
    if let Some(measure) = Measure::of(state) {
        columns.insert(columns.len() - 1, &measure.column);
    }
    columns
}

/// The headings of the table: each orders by its column, and turns the order around where that is the order already.
pub(super) fn headings(state: &CatalogState) -> impl IntoView + use<> {
    let heading = |column: &Column| {
        let sort = Sort::of(state, column);
        view! {
            <th scope="col" class=column.class aria-sort=sort.aria()>
                {link(state, column, sort)}
            </th>
        }
    };
    columns(state).into_iter().map(heading).collect_view()
}

/// The orders that have no heading: those by measures and, where the screen is too narrow for headings, all others.
pub(super) fn orders(state: &CatalogState) -> AnyView {
    let entry = |column: &Column| {
        let sort = Sort::of(state, column);
        view! { <li aria-current=(sort != Sort::None).then_some("true")>{link(state, column, sort)}</li> }
    };
    let columns = columns(state);
    let current = columns.iter().find(|column| Sort::of(state, column) != Sort::None);
    let current = current.map(|column| format!("Ordered by {}", column.title.to_lowercase()));
    view! {
        <details class="orders">
            <summary>{current.unwrap_or_else(|| "Order".to_owned())}</summary>
            <ul class="orders-by-column">{columns.into_iter().map(entry).collect_view()}</ul>
            {measure_orders(state)}
        </details>
    }
    .into_any()
}

fn link(state: &CatalogState, column: &Column, sort: Sort) -> AnyView {
    let descend = match sort {
        Sort::None => column.descending_first,
        Sort::Ascending => true,
        Sort::Descending => false,
    };
    let order = match (descend, column.field) {
        (false, USUAL_ORDER) => None,
        (false, field) => Some(field.to_owned()),
        (true, field) => Some(format!("-{field}")),
    };
    view! {
        <a href=state.ordered_by(order).address() rel="nofollow">
            {column.title}
            {sort.arrow()}
        </a>
    }
    .into_any()
}
