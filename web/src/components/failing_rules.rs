//! Rules that fail, those first whose failures hit the most.

use catalog_schema::wire::{FailingEntity, HealthSummary, RuleSummary};
use leptos::prelude::*;

use super::{counted, entity_link};
use crate::scope::Scope;

/// Failing entities named for each rule.
const NAMED: usize = 3;

/// The first failing rules, at most `shown`; none where no rule fails.
pub(crate) fn failing_rules(health: &HealthSummary, scope: &Scope, shown: usize) -> Option<AnyView> {
    let failing = health.rules.iter().filter(|rule| rule.failed > 0);
    let rules: Vec<AnyView> = failing.clone().take(shown).map(|rule| failing_rule(rule, scope)).collect();
    if rules.is_empty() {
        return None;
    }
    let rest = failing.count() - rules.len();
    let more = (rest > 0).then(|| {
        let rest = u64::try_from(rest).unwrap_or(u64::MAX);
        view! {
            <li>
                <a href=scope.catalog(&[("health", "fail")])>{counted(rest, "more rule fails", "more rules fail")}</a>
            </li>
        }
    });
    Some(
        view! {
            <ol class="failing-rules">
                {rules}
                {more}
            </ol>
        }
        .into_any(),
    )
}

fn failing_rule(rule: &RuleSummary, scope: &Scope) -> AnyView {
    let judged = rule.passed + rule.failed + rule.unknown;
    let worst = rule.worst.iter().take(NAMED).map(|entity| view! { <li>{failing_entity(entity)}</li> });
    view! {
        <li class="failing-rule">
            <p class="failing-rule-title">
                <a href=scope.catalog(&[("failing", rule.id.as_str())])>{rule.title.clone()}</a>
            </p>
            <p class="failing-rule-figures">
                <span class="failing-count">
                    {format!("{} of {judged} {}", rule.failed, if rule.failed == 1 { "fails" } else { "fail" })}
                </span>
                <span>{counted(rule.impact, "dependent", "dependents")}</span>
            </p>
            <ul class="failing-worst">{worst.collect_view()}</ul>
        </li>
    }
    .into_any()
}

fn failing_entity(entity: &FailingEntity) -> AnyView {
    entity_link(&entity.entity_ref, &entity.kind, entity.title.as_deref())
}
