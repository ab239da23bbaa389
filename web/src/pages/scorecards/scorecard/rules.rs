//! Every rule with how many pass, fail and cannot be judged.

use catalog_schema::wire::{RuleFailure, Scorecard, ScorecardRule};
use leptos::prelude::*;

use crate::components::{day, level_mark, markdown, safe_link, with_code};
use crate::pages::scorecards::counts::{coming_to, failing};

/// A table of the rules; each count leads to the entities that it counts.
pub(super) fn rules(scorecard: &Scorecard) -> AnyView {
    let has_levels = !scorecard.levels.is_empty();
    let rows = scorecard.rules.iter().map(|rule| row(scorecard, rule, has_levels)).collect_view();
    let level = has_levels.then(|| view! { <th scope="col">"Level"</th> });
    let figure = |title: &'static str| view! { <th scope="col" class="figure">{title}</th> };
    view! {
        <section aria-labelledby="rules">
            <h2 id="rules">"Rules"</h2>
            <table class="rows scorecard-rules">
                <caption class="visually-hidden">"Rules with how many entities pass and fail"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        {level}
                        {figure("Points")}
                        {figure("Pass")}
                        {figure("Fail")}
                        {figure("Unknown")}
                        {figure("Exempt")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(scorecard: &Scorecard, rule: &ScorecardRule, has_levels: bool) -> AnyView {
    let level = rule.level.as_ref().and_then(|name| scorecard.levels.iter().find(|level| level.name == *name));
    let level = level.map(|level| level_mark(&level.title, level.color.as_deref()));
    let level = level.unwrap_or_else(|| view! { <span class="absent">"–"</span> }.into_any());
    let level = has_levels.then(|| view! { <td data-label="Level">{level}</td> });
    let other = |filter, count| coming_to(scorecard, rule, filter, count);
    view! {
        <tr id=format!("rule.{}", rule.id)>
            <th scope="row" class="row-name">
                {rule.title.clone()}
                {about(rule)}
            </th>
            {level}
            <td class="figure number" data-label="Points">{rule.weight}</td>
            <td class="figure" data-label="Pass">{other("passing", rule.passed)}</td>
            <td class="figure" data-label="Fail">{failing(scorecard, rule)}</td>
            <td class="figure" data-label="Unknown">{other("unknown", rule.unknown)}</td>
            <td class="figure" data-label="Exempt">{other("exempt", rule.exempt)}</td>
        </tr>
    }
    .into_any()
}

/// What has to hold, and how to make it so.
fn about(rule: &ScorecardRule) -> AnyView {
    let kinds = (!rule.kinds.is_empty()).then(|| view! { <p>{format!("Of {} only.", rule.kinds.join(", "))}</p> });
    let from = rule.effective_from.as_deref().map(|from| view! { <p>"It counts from " {day(from)} " on."</p> });
    let documentation = rule.documentation.as_deref();
    let documentation =
        documentation.map(|address| view! { <p>{safe_link(address, Some("More about this rule"))}</p> });
    let failures = rule.failures.iter().map(failure).collect_view();
    view! {
        <details class="rule-about">
            <summary>"What it takes"</summary>
            {kinds}
            {from}
            <p>"It passes where this holds:"</p>
            <pre tabindex="0"><code>{rule.expression.clone()}</code></pre>
            {failures}
            {documentation}
        </details>
    }
    .into_any()
}

fn failure(failure: &RuleFailure) -> AnyView {
    view! {
        <div class="rule-fix">
            <p class="rule-message">{with_code(&failure.message)}</p>
            {markdown(&failure.fix)}
        </div>
    }
    .into_any()
}
