//! All findings, the ones that hide others first.

use leptos::prelude::*;

use super::finding::{Finding, Known, Part};
use super::{contacts, contract, cycle, dangling, deprecated, experimental, owner, providers, rules, stale, tier};
use crate::address::entity_page;
use crate::components::{icons, with_code};

/// The list; nothing where nothing is wrong.
pub(in crate::pages::entity) fn attention(known: &Known<'_>) -> Option<AnyView> {
    let findings: Vec<Finding> = [
        stale::find(known),
        owner::find(known),
        dangling::find(known),
        providers::find(known),
        cycle::find(known),
        deprecated::find(known),
        experimental::find(known),
        tier::find(known),
        contract::find(known),
        contacts::find(known),
    ]
    .into_iter()
    .flatten()
    .chain(rules::find(known))
    .collect();
    if findings.is_empty() {
        return None;
    }
    let count = findings.len();
    let items = findings.into_iter().map(item);
    Some(
        view! {
            <section class="attention" aria-labelledby="attention">
                <h2 id="attention">
                    "Attention "
                    <span class="count number">{count}</span>
                </h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn item(finding: Finding) -> AnyView {
    let what = finding.what.into_iter().map(|part| match part {
        Part::Text(text) => with_code(&text),
        Part::Entity { entity_ref, name } => {
            view! { <a href=entity_page(&entity_ref) title=entity_ref>{name}</a> }.into_any()
        }
    });
    view! {
        <li>
            {icons::warning()}
            <div>
                <p class="attention-what">{what.collect_view()}</p>
                <p class="attention-advice">{with_code(&finding.advice)}</p>
            </div>
        </li>
    }
    .into_any()
}
