//! The rules that are asked for, each with those that fail it.

use catalog_schema::wire::InitiativeRule;
use leptos::prelude::*;

use super::load::InitiativePage;
use super::state::{Part, State};
use crate::address::scorecard_page;
use crate::components::{count_link, day};

/// A table of them, in the initiative's order.
pub(super) fn asked(page: &InitiativePage) -> AnyView {
    let rows = page.initiative.rules.iter().map(|rule| row(page, rule)).collect_view();
    view! {
        <section aria-labelledby="rules">
            <h2 id="rules">"What it takes"</h2>
            <table class="rows">
                <caption class="visually-hidden">"The rules that are asked for"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        <th scope="col">"Scorecard"</th>
                        <th scope="col" class="figure">
                            "Fail it"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(page: &InitiativePage, rule: &InitiativeRule) -> AnyView {
    let id = format!("{}/{}", rule.scorecard, rule.rule);
    let failing = State { rule: Some(id), state: None, cursor: None, ..page.state.clone() };
    let figure = match &rule.announced_for {
        Some(from) => view! { <span class="absent">"not asked before " {day(from)}</span> }.into_any(),
        None => count_link(rule.failing, failing.address(&page.initiative.name, Part::Entities)),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {rule.title.clone()}
            </th>
            <td data-label="Scorecard">
                <a href=format!("{}#rules", scorecard_page(&rule.scorecard))>{rule.scorecard_title.clone()}</a>
            </td>
            <td data-label="Fail it" class="figure">{figure}</td>
        </tr>
    }
    .into_any()
}
