//! How many entities pass all rules, and how many do not.

use catalog_schema::wire::HealthSummary;
use leptos::prelude::*;

use super::share_bar::{Share, share_bar};
use crate::scope::Scope;

/// Entities of one verdict.
struct Part {
    share: Share,
    words: &'static str,
    /// What narrows the list to them.
    besides: (&'static str, &'static str),
}

/// A bar and its figures; each leads to the entities that it counts.
pub(crate) fn health_shares(health: &HealthSummary, scope: &Scope) -> AnyView {
    if health.scored == 0 {
        return view! { <p class="absent">"No scorecard applies to any of these."</p> }.into_any();
    }
    let unscored = health.entities.saturating_sub(health.scored);
    let part = |count, class, words, besides| Part { share: Share { count, class }, words, besides };
    let parts = [
        part(health.passing, "share-good", "pass every rule", ("health", "pass")),
        part(health.unknown, "share-fair", "not all known", ("health", "unknown")),
        part(health.failing, "share-poor", "fail a rule", ("health", "fail")),
        part(unscored, "share-none", "without a scorecard", ("filter", "!health")),
    ];
    let key = parts.iter().filter(|part| part.share.count > 0).map(|part| {
        view! {
            <li>
                <svg class="share-key" width="10" height="10" aria-hidden="true">
                    <rect class=part.share.class width="10" height="10" rx="2"></rect>
                </svg>
                <a href=scope.catalog(&[part.besides])>
                    <span class="number">{part.share.count}</span>
                    {format!(" {}", part.words)}
                </a>
            </li>
        }
    });
    view! {
        <div class="health-shares">
            {share_bar(&parts.each_ref().map(|part| part.share), health.entities)}
            <ul class="share-keys">{key.collect_view()}</ul>
        </div>
    }
    .into_any()
}
