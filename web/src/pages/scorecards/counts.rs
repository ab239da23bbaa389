//! Counts of entities, each leading to the entities that it counts.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{Scorecard, ScorecardRule};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::address::{catalog_page, scorecard_page, with_query};
use crate::components::{Share, count_link, level_bar, level_mark, share_bar};

/// Entities that it applies to, as the catalog lists them.
pub(super) fn all_of(scorecard: &Scorecard) -> String {
    narrowed(&[Condition::is("scorecard", &scorecard.name)])
}

/// How the entities are spread over the levels, or over pass and fail where there are none: a bar and its figures.
/// `now` is in milliseconds since the Unix epoch.
pub(super) fn spread(scorecard: &Scorecard, now: i64) -> AnyView {
    match scorecard.entities {
        0 => view! { <p class="absent">"It applies to nothing that the catalog has."</p> }.into_any(),
        _ if scorecard.levels.is_empty() => by_verdict(scorecard, now),
        _ => by_level(scorecard),
    }
}

fn by_level(scorecard: &Scorecard) -> AnyView {
    let at = |level: &str| {
        let page = scorecard_page(&scorecard.name);
        format!("{}#entities", with_query(&page, [("level", level)]))
    };
    let reached = scorecard.levels.iter().rev().map(|level| {
        view! {
            <li>
                {level_mark(&level.title, level.color.as_deref())} " " {count_link(level.entities, at(&level.name))}
            </li>
        }
    });
    let none = view! { <li>"no level " {count_link(scorecard.without_level, at("none"))}</li> };
    view! {
        <div class="level-shares">
            {level_bar(&scorecard.levels, scorecard.entities)}
            <ul class="share-keys">{reached.collect_view()} {none}</ul>
        </div>
    }
    .into_any()
}

fn by_verdict(scorecard: &Scorecard, now: i64) -> AnyView {
    // A rule that does not count yet makes nobody fail.
    let verdict = |key: &'static str| counting(scorecard, now).map(move |rule| (key, rule_id(scorecard, rule)));
    let is = |key| verdict(key).map(|(key, id)| Condition::is(key, id)).collect::<Vec<_>>();
    let is_not = |key| verdict(key).map(|(key, id)| Condition::is_not(key, id)).collect::<Vec<_>>();
    let all = vec![Condition::is("scorecard", &scorecard.name)];
    let parts = [
        (scorecard.passing, "share-good", "pass every rule", [all, is_not("failing"), is_not("unknown")].concat()),
        (scorecard.unknown, "share-fair", "not all known", [is("unknown"), is_not("failing")].concat()),
        (scorecard.failing, "share-poor", "fail a rule", is("failing")),
    ];
    let shares: Vec<Share> = parts.iter().map(|(count, class, ..)| Share { count: *count, class }).collect();
    let keys = parts.iter().filter(|(count, ..)| *count > 0).map(|(count, class, words, conditions)| {
        view! {
            <li>
                <svg class="share-key" width="10" height="10" aria-hidden="true">
                    <rect class=*class width="10" height="10" rx="2"></rect>
                </svg>
                {count_link(*count, narrowed(conditions))}
                {format!(" {words}")}
            </li>
        }
    });
    view! {
        <div class="level-shares">
            {share_bar(&shares, scorecard.entities)}
            <ul class="share-keys">{keys.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The rules that count on the day of a moment, in milliseconds since the Unix epoch: the others are judged and change
/// nothing yet.
pub(super) fn counting(scorecard: &Scorecard, now: i64) -> impl Iterator<Item = &ScorecardRule> {
    let today = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = today.to_zoned(TimeZone::UTC).date().to_string();
    scorecard.rules.iter().filter(move |rule| rule.effective_from.as_ref().is_none_or(|from| *from <= today))
}

/// A rule as filters take it.
pub(super) fn rule_id(scorecard: &Scorecard, rule: &ScorecardRule) -> String {
    format!("{}/{}", scorecard.name, rule.id)
}

/// Entities that fail a rule.
pub(super) fn failing(scorecard: &Scorecard, rule: &ScorecardRule) -> AnyView {
    let id = rule_id(scorecard, rule);
    count_link(rule.failed, catalog_page([("failing", id.as_str())]))
}

/// Entities for which a rule comes to something else, by the filter's name.
pub(super) fn coming_to(scorecard: &Scorecard, rule: &ScorecardRule, filter: &str, count: u64) -> AnyView {
    count_link(count, narrowed(&[Condition::is(filter, rule_id(scorecard, rule))]))
}

/// The catalog with one filter of these conditions.
fn narrowed(conditions: &[Condition]) -> String {
    let conditions: Vec<String> = conditions.iter().map(ToString::to_string).collect();
    catalog_page([("filter", conditions.join(",").as_str())])
}
