//! What each rule would come to.

use catalog_schema::wire::{RuleEdit, SimulatedOutcomes, SimulatedRule, Simulation};
use leptos::prelude::*;

use super::levels::difference;
use crate::components::number;

/// The rules that are edited, or come to something else; nothing where there is none.
pub(super) fn rules(found: &Simulation) -> Option<AnyView> {
    let is_told = |rule: &&SimulatedRule| rule.edit != RuleEdit::Same || rule.before != rule.after;
    let rows: Vec<AnyView> = found.rules.iter().filter(is_told).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="rules">
                <h2 id="rules">"Rule by rule"</h2>
                <table class="rows simulate-rules">
                    <caption class="visually-hidden">"Rules with how many entities pass and fail, now and then"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Rule"</th>
                            <th scope="col">"Edit"</th>
                            <th scope="col" class="figure">"Pass"</th>
                            <th scope="col" class="figure">"Fail"</th>
                            <th scope="col" class="figure">"Unknown"</th>
                            <th scope="col" class="figure">"Come to pass"</th>
                            <th scope="col" class="figure">"Come to fail"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn row(rule: &SimulatedRule) -> AnyView {
    let edit = match rule.edit {
        RuleEdit::Same => "As it was",
        RuleEdit::Changed => "Changed",
        RuleEdit::Added => "New",
        RuleEdit::Removed => "Removed",
    };
    let figure = |label: &'static str, of: fn(&SimulatedOutcomes) -> u64| {
        let (before, after) = (rule.before.as_ref().map(of), rule.after.as_ref().map(of));
        let then = after.map_or_else(|| "–".to_owned(), number_text);
        let by = difference(before.unwrap_or(0), after.unwrap_or(0));
        let by = (!by.is_empty() && before.is_some() && after.is_some()).then(|| format!(" ({by})"));
        view! { <td class="figure number" data-label=label>{then} {by}</td> }
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {rule.title.clone()}
            </th>
            <td data-label="Edit">{edit}</td>
            {figure("Pass", |counts| counts.passed)}
            {figure("Fail", |counts| counts.failed)}
            {figure("Unknown", |counts| counts.unknown)}
            <td class="figure number" data-label="Come to pass">{number(rule.to_pass)}</td>
            <td class="figure number" data-label="Come to fail">{number(rule.to_fail)}</td>
        </tr>
    }
    .into_any()
}

fn number_text(count: u64) -> String {
    number(count)
}
