//! Every rule with how many findings it has.

use catalog_schema::wire::InsightRule;
use leptos::prelude::*;

use super::state::InsightsState;
use crate::components::count_link;

/// A table of the rules, those without findings too.
pub(super) fn rules(state: &InsightsState, rules: &[InsightRule]) -> AnyView {
    let rows = rules.iter().map(|rule| {
        let address = InsightsState::only(&rule.id).address();
        let here = (state.rule.as_deref() == Some(rule.id.as_str())).then_some("true");
        let accepted = InsightsState { accepted: true, ..InsightsState::only(&rule.id) };
        view! {
            <tr aria-current=here>
                <th class="row-name" scope="row">{rule.title.clone()}</th>
                <td class="figure" data-label="Open">{count_link(rule.open, address)}</td>
                <td class="figure" data-label="Accepted">{count_link(rule.accepted, accepted.address())}</td>
            </tr>
        }
    });
    view! {
        <table class="rows insight-rules">
            <thead>
                <tr>
                    <th scope="col">"What is looked for"</th>
                    <th scope="col" class="figure">
                        "Open"
                    </th>
                    <th scope="col" class="figure">
                        "Accepted"
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
