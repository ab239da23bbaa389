//! The column of facets: every value is a link that narrows or widens the list.

use catalog_schema::wire::FacetValue;
use leptos::prelude::*;

use super::chosen::Chosen;
use super::names::{facet_title, value_label, value_position};
use crate::components::number;

/// Values shown at once where the others fold away.
const SHOWN: usize = 8;
/// Values that are not worth folding away.
const FEW: usize = 2;
/// Values that are folded away: rarer ones are found by words, not by reading.
const MOST: usize = 60;

/// One facet with its counts.
pub(crate) struct Facet {
    /// The key in addresses and filters.
    pub(crate) key: &'static str,
    /// By count, then by name, unless the facet has an order of its own.
    pub(crate) values: Vec<Value>,
}

/// One value of a facet.
pub(crate) struct Value {
    value: String,
    label: String,
    count: u64,
}

impl Facet {
    /// A facet as the portal counted it. What is chosen stays in sight, so that it can be taken away, also where nothing
    /// has it any more.
    pub(crate) fn new(key: &'static str, counted: Vec<FacetValue>, chosen: &Chosen) -> Self {
        let value = |value: String, count: u64| Value { label: value_label(key, &value), value, count };
        let mut values: Vec<Value> = counted.into_iter().map(|counted| value(counted.value, counted.count)).collect();
        for missing in chosen.of(key) {
            if !values.iter().any(|known| known.value == missing) {
                values.push(value(missing.to_owned(), 0));
            }
        }
        values.sort_by_key(|known| value_position(key, &known.value));
        Self { key, values }
    }

    /// Nothing has a value.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The same with values called by other names.
    pub(crate) fn labelled(mut self, label: impl Fn(&str) -> Option<String>) -> Self {
        for value in &mut self.values {
            if let Some(label) = label(&value.value) {
                value.label = label;
            }
        }
        self
    }

    /// The same with these values only: a switch has one.
    pub(crate) fn only(mut self, value: &str) -> Self {
        self.values.retain(|known| known.value == value);
        self
    }
}

/// All facets that have a value; facets of one title stand together. On small screens a button opens them.
/// `toggled` gives the address of the list with a value added or taken away.
pub(crate) fn facet_column(
    facets: &[Facet],
    chosen: &Chosen,
    toggled: impl Fn(&'static str, &str) -> String,
) -> AnyView {
    let shown: Vec<&Facet> = facets.iter().filter(|facet| !facet.values.is_empty()).collect();
    let same_title = |one: &&Facet, other: &&Facet| facet_title(one.key) == facet_title(other.key);
    let groups = shown.chunk_by(same_title).map(|facets| group(facets, chosen, &toggled)).collect_view();
    let count = (!chosen.is_empty()).then(|| format!("({} chosen)", chosen.len()));
    view! {
        <button type="button" class="button facets-open" popovertarget="facets">
            "Filter "
            {count}
        </button>
        <nav id="facets" class="facets" popover="auto" aria-label="Filter">
            <button type="button" class="button facets-close" popovertarget="facets" popovertargetaction="hide">
                "Close"
            </button>
            {groups}
        </nav>
    }
    .into_any()
}

fn group(facets: &[&Facet], chosen: &Chosen, toggled: &impl Fn(&'static str, &str) -> String) -> AnyView {
    let title = facets.first().map(|facet| facet_title(facet.key).to_owned());
    let all: usize = facets.iter().map(|facet| facet.values.len()).sum();
    let at_once = if all <= SHOWN + FEW { all } else { SHOWN };
    let mut shown = Vec::new();
    let mut folded = Vec::new();
    for facet in facets {
        for value in &facet.values {
            let list =
                if shown.len() < at_once || chosen.has(facet.key, &value.value) { &mut shown } else { &mut folded };
            list.push((facet.key, value));
        }
    }
    let left_out = folded.len().saturating_sub(MOST);
    folded.truncate(MOST);
    let entry = |(key, value): &(&'static str, &Value)| entry(key, value, chosen, toggled);
    let left_out = (left_out > 0).then(|| {
        view! { <li class="facet-left-out">{format!("and {left_out} rarer ones")}</li> }
    });
    let more = (!folded.is_empty()).then(|| {
        view! {
            <details class="facet-more">
                <summary>{format!("Show all {all}")}</summary>
                <ul>
                    {folded.iter().map(entry).collect_view()}
                    {left_out}
                </ul>
            </details>
        }
    });
    view! {
        <section class="facet">
            <h2>{title}</h2>
            <ul>{shown.iter().map(entry).collect_view()}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn entry(
    key: &'static str,
    value: &Value,
    chosen: &Chosen,
    toggled: &impl Fn(&'static str, &str) -> String,
) -> AnyView {
    let here = chosen.has(key, &value.value);
    view! {
        <li>
            <a
                class="facet-value"
                href=toggled(key, &value.value)
                data-key=format!("{key}={}", value.value)
                aria-current=here.then_some("true")
                title=(value.value != "true").then(|| value.value.clone())
                rel="nofollow"
            >
                <span class="facet-box" aria-hidden="true"></span>
                <span class="facet-label">{value.label.clone()}</span>
                <span class="facet-count number">{number(value.count)}</span>
            </a>
        </li>
    }
    .into_any()
}
