//! One rule: what it came to and why, how to mend it, and what it read.

use catalog_schema::wire::{ExemptionNote, MissingFact, Outcome, RuleResult, ScorecardResult};
use leptos::prelude::*;

use super::evidence::evidence;
use super::tab::{ScorecardsTab, anchor};
use crate::address::{scorecard_page, with_query};
use crate::components::{counted, day, markdown, outcome_mark, safe_link, time_ago, with_code};

/// One item of the tab's lists of rules.
pub(super) fn rule(result: &ScorecardResult, rule: &RuleResult, tab: &ScorecardsTab) -> AnyView {
    let now = tab.now;
    let fix = rule.fix.as_deref().filter(|_| rule.outcome != Outcome::Pass);
    let fix = fix.map(|fix| view! { <div class="rule-fix">{markdown(fix)}</div> });
    let missing = (!rule.missing.is_empty()).then(|| missing(&rule.missing));
    let announced = rule.effective_from.as_deref().map(|from| {
        view! { <p class="rule-announced">"Does not count yet: from " {day(from)} " on."</p> }
    });
    let documentation = rule.documentation.as_deref().map(|address| {
        view! { <p class="rule-documentation">{safe_link(address, Some("More about this rule"))}</p> }
    });
    view! {
        <li class="rule" id=anchor(&result.scorecard, Some(&rule.id))>
            {outcome_mark(rule.outcome)}
            <div>
                <p class="rule-title">{rule.title.clone()}</p>
                <p class="rule-message">{with_code(&rule.message)}</p>
                {figures(result, rule, now)}
                {announced}
                {rule.exemption.as_ref().map(exemption)}
                {missing}
                {fix}
                {documentation}
                {evidence(rule, now)}
                {ways(result, rule, &tab.entity_ref)}
            </div>
        </li>
    }
    .into_any()
}

/// Points, the level that needs it, and since when it is so.
fn figures(result: &ScorecardResult, rule: &RuleResult, now: i64) -> AnyView {
    let points = match (rule.outcome, rule.earned) {
        (Outcome::Fail, earned) => format!("{earned} of {}", counted(rule.weight.into(), "point", "points")),
        (_, _) => counted(rule.weight.into(), "point", "points"),
    };
    let points = (rule.weight > 0).then(|| view! { <span class="number">{points}</span> });
    let level = rule.level.as_ref().map(|name| {
        let title = result.levels.iter().find(|level| level.name == *name).map_or(name, |level| &level.title);
        view! { <span>{format!("needed for {title}")}</span> }
    });
    let since = rule.since.as_deref().map(|since| {
        let revision = rule.since_revision.map(|revision| format!(", revision {revision}"));
        view! { <span>"since " {time_ago(since, now)} {revision}</span> }
    });
    view! {
        <p class="rule-figures">
            {points}
            {level}
            {since}
        </p>
    }
    .into_any()
}

fn exemption(note: &ExemptionNote) -> AnyView {
    let by = note.approved_by.clone().map(|by| format!(", decided by {by}"));
    let until = note.expires.as_deref().map(|last| view! { ", until " {day(last)} });
    let otherwise = match note.otherwise {
        Outcome::Pass => "It would pass.",
        Outcome::Fail => "It would fail.",
        Outcome::Unknown | Outcome::Exempt => "It could not be judged.",
    };
    let asked = note.request.as_ref().map(|request| {
        view! {
            ", asked for by "
            {request.requested_by.clone()}
            ", approved on "
            {day(request.approved_at.get(..10).unwrap_or_default())}
        }
    });
    view! {
        <p class="rule-exemption">"Exempt: " {note.reason.clone()} {by} {asked} {until} ". " {otherwise}</p>
    }
    .into_any()
}

/// Other ways out of a rule that is not passed: to be exempt from it, or to change it.
fn ways(result: &ScorecardResult, rule: &RuleResult, entity_ref: &str) -> Option<AnyView> {
    let ask = [("scorecard", result.scorecard.as_str()), ("rule", &rule.id), ("ref", entity_ref)];
    matches!(rule.outcome, Outcome::Fail | Outcome::Unknown).then(|| {
        view! {
            <p class="rule-documentation">
                <a href=with_query("/exemptions/new", ask)>"Ask for an exemption"</a>
                " "
                <a href=format!("{}/simulate", scorecard_page(&result.scorecard))>"Try a change of the rule"</a>
            </p>
        }
        .into_any()
    })
}

fn missing(facts: &[MissingFact]) -> AnyView {
    let facts = facts.iter().map(|missing| {
        view! {
            <li>
                <code>{missing.fact.clone()}</code>
                " is missing; it comes from "
                {with_code(&missing.supplied_by)}
            </li>
        }
    });
    view! { <ul class="rule-missing">{facts.collect_view()}</ul> }.into_any()
}
