//! Every scorecard in a line, and the rules that fail; the tab has the rest.

use catalog_schema::wire::{Outcome, RuleResult, ScorecardResult};
use leptos::prelude::*;

use super::tab::{anchor, counting, level_badge};
use crate::components::{outcome_mark, with_code};
use crate::pages::entity::tabs::Tab;

/// Every scorecard that applies.
pub(in crate::pages::entity) fn summary(entity_ref: &str, results: &[ScorecardResult]) -> AnyView {
    let body = match results.is_empty() {
        true => view! { <p class="absent">"No scorecard applies to it."</p> }.into_any(),
        false => results.iter().map(|result| scorecard(entity_ref, result)).collect_view().into_any(),
    };
    let more = (!results.is_empty()).then(|| {
        view! {
            <p class="scorecards-more">
                <a href=Tab::Scorecards.address(entity_ref)>
                    "Every rule with its evidence, and how to mend it, on the tab Scorecards"
                </a>
            </p>
        }
    });
    view! {
        <section aria-labelledby="scorecards">
            <h2 id="scorecards">"Scorecards"</h2>
            {body}
            {more}
        </section>
    }
    .into_any()
}

fn scorecard(entity_ref: &str, result: &ScorecardResult) -> AnyView {
    let address = format!("{}#{}", Tab::Scorecards.address(entity_ref), anchor(&result.scorecard, None));
    let failing = counting(result).filter(|rule| rule.outcome == Outcome::Fail);
    let failing: Vec<AnyView> = failing.map(|rule| failing_rule(entity_ref, result, rule)).collect();
    let failing = (!failing.is_empty()).then(|| view! { <ul class="rules">{failing}</ul> });
    view! {
        <section class="scorecard">
            <h3>
                <a href=address>{result.title.clone()}</a>
                " "
                {level_badge(result)}
                " "
                <span class="count number">{format!("{} of {} points", result.score, result.max)}</span>
                " "
                <span class="count">{in_words(result)}</span>
            </h3>
            {failing}
        </section>
    }
    .into_any()
}

/// `3 pass, 1 fails, 2 could not be judged`; what there is none of is left out.
pub(super) fn in_words(result: &ScorecardResult) -> String {
    let count = |outcome| counting(result).filter(|rule| rule.outcome == outcome).count();
    let parts = [
        (count(Outcome::Fail), "fails", "fail"),
        (count(Outcome::Unknown), "could not be judged", "could not be judged"),
        (count(Outcome::Exempt), "is exempt", "are exempt"),
        (count(Outcome::Pass), "passes", "pass"),
    ];
    let said = parts.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more })).collect();
    said.join(", ")
}

fn failing_rule(entity_ref: &str, result: &ScorecardResult, rule: &RuleResult) -> AnyView {
    let address = format!("{}#{}", Tab::Scorecards.address(entity_ref), anchor(&result.scorecard, Some(&rule.id)));
    view! {
        <li class="rule">
            {outcome_mark(rule.outcome)}
            <div>
                <p class="rule-title">
                    <a href=address>{rule.title.clone()}</a>
                </p>
                <p class="rule-message">{with_code(&rule.message)}</p>
            </div>
        </li>
    }
    .into_any()
}
