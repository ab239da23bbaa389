//! What scorecards say: each rule's verdict, why, and how to mend it.

use catalog_schema::wire::{Outcome, RuleResult, ScorecardResult};
use leptos::prelude::*;

use crate::components::{markdown, outcome_mark, with_code};

/// Every scorecard that applies.
pub(super) fn scorecards(results: &[ScorecardResult]) -> AnyView {
    let body = match results.is_empty() {
        true => view! { <p class="absent">"No scorecard applies to it."</p> }.into_any(),
        false => results.iter().map(scorecard).collect_view().into_any(),
    };
    view! {
        <section aria-labelledby="scorecards">
            <h2 id="scorecards">"Scorecards"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn scorecard(result: &ScorecardResult) -> AnyView {
    let level = result.level.clone().map(|level| view! { <span class="level">{level}</span> });
    view! {
        <section class="scorecard">
            <h3>
                {result.title.clone()}
                " "
                <span class="count number">{format!("{} of {} points", result.score, result.max)}</span>
                " "
                {level}
            </h3>
            <ul class="rules">{result.rules.iter().map(rule).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn rule(result: &RuleResult) -> AnyView {
    let fix = result.fix.as_deref().filter(|_| matches!(result.outcome, Outcome::Fail | Outcome::Unknown));
    let fix = fix.map(|fix| view! { <div class="rule-fix">{markdown(fix)}</div> });
    view! {
        <li class="rule">
            {outcome_mark(result.outcome)}
            <div>
                <p class="rule-title">{result.title.clone()}</p>
                <p class="rule-message">{with_code(&result.message)}</p>
                {fix}
            </div>
        </li>
    }
    .into_any()
}
