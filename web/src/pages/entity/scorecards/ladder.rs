//! The levels of a scorecard: which are reached, and what the next one takes.

use catalog_schema::wire::{Outcome, RuleResult, ScorecardLevel, ScorecardResult};
use leptos::prelude::*;

use super::tab::{anchor, counting};
use crate::components::{icons, level_mark};

/// The levels, the lowest first; nothing where the scorecard has none.
pub(super) fn ladder(result: &ScorecardResult) -> Option<AnyView> {
    let reached = result.level.as_ref().and_then(|name| result.levels.iter().position(|level| level.name == *name));
    let next = reached.map_or(0, |place| place + 1);
    let rungs = result.levels.iter().enumerate().map(|(place, level)| rung(result, level, place, next));
    let rungs: Vec<AnyView> = rungs.collect();
    (!rungs.is_empty()).then(|| {
        view! {
            <ol class="ladder" aria-label="Levels">
                {rungs}
            </ol>
        }
        .into_any()
    })
}

fn rung(result: &ScorecardResult, level: &ScorecardLevel, place: usize, next: usize) -> AnyView {
    let mark = level_mark(&level.title, level.color.as_deref());
    let missing = counting(result).filter(|rule| rule.level.as_ref() == Some(&level.name) && is_missing(rule));
    let missing: Vec<AnyView> = missing.map(|rule| link(result, rule)).collect();
    let (class, said) = if place < next {
        ("rung rung-reached", view! { <span class="rung-state">{icons::check()} "reached"</span> }.into_any())
    } else if missing.is_empty() {
        ("rung", view! { <span class="rung-state">"waits for the level below"</span> }.into_any())
    } else {
        let words = if place == next { "next, needs" } else { "needs" };
        let said = view! {
            <span class="rung-state">
                {words} " " <span class="comma-list">{missing}</span>
            </span>
        };
        ("rung", said.into_any())
    };
    let here = (place + 1 == next).then_some("step");
    view! {
        <li class=class aria-current=here>
            {mark}
            {said}
        </li>
    }
    .into_any()
}

fn is_missing(rule: &RuleResult) -> bool {
    matches!(rule.outcome, Outcome::Fail | Outcome::Unknown)
}

fn link(result: &ScorecardResult, rule: &RuleResult) -> AnyView {
    let address = format!("#{}", anchor(&result.scorecard, Some(&rule.id)));
    view! { <a href=address>{rule.title.clone()}</a> }.into_any()
}
