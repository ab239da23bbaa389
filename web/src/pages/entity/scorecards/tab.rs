//! The tab: each scorecard with the level reached, and its rules, what is to be done first.

use std::cmp::Reverse;

use catalog_schema::wire::{Initiative, Outcome, RuleResult, ScorecardResult};
use leptos::prelude::*;

use super::initiatives::initiatives;
use super::ladder::ladder;
use super::rule::rule;
use super::summary::in_words;
use crate::address::scorecard_page;
use crate::components::{counted, level_mark};

/// What the tab shows.
pub(in crate::pages::entity) struct ScorecardsTab {
    /// Whom it is about.
    pub(in crate::pages::entity) entity_ref: String,
    pub(in crate::pages::entity) results: Vec<ScorecardResult>,
    /// Those that ask something of it.
    pub(in crate::pages::entity) initiatives: Vec<Initiative>,
    /// In milliseconds since the Unix epoch.
    pub(in crate::pages::entity) now: i64,
}

/// Every scorecard that applies, explained.
pub(in crate::pages::entity) fn scorecards(shown: &ScorecardsTab) -> AnyView {
    if shown.results.is_empty() {
        return view! {
            <div class="empty">
                <h2>"No scorecard applies to it"</h2>
                <p>
                    "Each scorecard says which entities it is about: see " <a href="/scorecards">"all scorecards"</a> "."
                </p>
            </div>
        }
        .into_any();
    }
    let sections = shown.results.iter().map(|result| scorecard(result, shown)).collect_view();
    view! {
        <div class="scorecards">
            {initiatives(shown)}
            {sections}
        </div>
    }
    .into_any()
}

/// The id of a scorecard, or of one of its rules, on the tab.
pub(super) fn anchor(scorecard: &str, rule: Option<&str>) -> String {
    match rule {
        Some(rule) => format!("{scorecard}.{rule}"),
        None => format!("scorecard.{scorecard}"),
    }
}

/// The rules that count by now.
pub(super) fn counting(result: &ScorecardResult) -> impl Iterator<Item = &RuleResult> {
    result.rules.iter().filter(|rule| rule.effective_from.is_none())
}

/// The level reached; nothing where the scorecard has none.
pub(super) fn level_badge(result: &ScorecardResult) -> Option<AnyView> {
    if result.levels.is_empty() {
        return None;
    }
    let reached = result.level.as_ref().and_then(|name| result.levels.iter().find(|level| level.name == *name));
    Some(match reached {
        Some(level) => level_mark(&level.title, level.color.as_deref()),
        None => view! { <span class="absent">"no level yet"</span> }.into_any(),
    })
}

fn scorecard(result: &ScorecardResult, tab: &ScorecardsTab) -> AnyView {
    let id = anchor(&result.scorecard, None);
    let labelled_by = id.clone();
    let of = |outcome| {
        let mut rules: Vec<&RuleResult> = counting(result).filter(|rule| rule.outcome == outcome).collect();
        rules.sort_by_key(|rule| Reverse(rule.weight));
        rules
    };
    let announced: Vec<&RuleResult> = result.rules.iter().filter(|rule| rule.effective_from.is_some()).collect();
    let passing = of(Outcome::Pass);
    let shown = |title, rules: Vec<&RuleResult>| group(result, title, &rules, tab);
    view! {
        <section class="scorecard" aria-labelledby=labelled_by>
            <h2 id=id>
                <a href=scorecard_page(&result.scorecard)>{result.title.clone()}</a>
                " "
                {level_badge(result)}
            </h2>
            <p class="scorecard-sum">
                <span class="number">{format!("{} of {} points", result.score, result.max)}</span>
                " · "
                {in_words(result)}
            </p>
            {ladder(result)}
            {shown("To be mended", of(Outcome::Fail))}
            {shown("Could not be judged", of(Outcome::Unknown))}
            {shown("Announced", announced)}
            {shown("Need not pass", of(Outcome::Exempt))}
            {folded(result, &passing, tab)}
        </section>
    }
    .into_any()
}

fn group(result: &ScorecardResult, title: &'static str, rules: &[&RuleResult], tab: &ScorecardsTab) -> Option<AnyView> {
    (!rules.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul class="rules">{list(result, rules, tab)}</ul>
        }
        .into_any()
    })
}

fn folded(result: &ScorecardResult, passing: &[&RuleResult], tab: &ScorecardsTab) -> Option<AnyView> {
    (!passing.is_empty()).then(|| {
        let count = counted(passing.len() as u64, "rule passes", "rules pass");
        view! {
            <details class="rules-passing">
                <summary>
                    <h3>{count}</h3>
                </summary>
                <ul class="rules">{list(result, passing, tab)}</ul>
            </details>
        }
        .into_any()
    })
}

fn list(result: &ScorecardResult, rules: &[&RuleResult], tab: &ScorecardsTab) -> AnyView {
    rules.iter().map(|one| rule(result, one, tab)).collect_view().into_any()
}
