//! Groups by the share of points that they reach, the best first.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{RollupGroup, ScorecardRule};
use leptos::prelude::*;

use super::groups::{SHOWN, group_name, list, list_of};
use super::load::ScorecardPage;
use crate::address::{encode, with_query};
use crate::charts::{percent, share};
use crate::components::{count_link, level_bar, number};
use crate::pages::scorecards::counts::{counting, rule_id};

/// A table of the groups.
pub(super) fn ranking(page: &ScorecardPage) -> Option<AnyView> {
    let (scorecard, groups) = (&page.scorecard, &page.groups);
    if groups.best.is_empty() {
        return None;
    }
    let csv = format!("/api/v1/scorecards/{}/rollup.csv", encode(&scorecard.name));
    let csv = with_query(&csv, [("by", groups.by.as_str())]);
    let heads = scorecard.levels.iter().rev().map(|level| {
        view! {
            <th scope="col" class="figure">
                {level.title.clone()}
            </th>
        }
    });
    let bar = (!scorecard.levels.is_empty()).then(|| view! { <th scope="col">"Levels"</th> });
    let shown = |groups: &[RollupGroup]| groups.iter().map(|group| row(page, group)).collect_view();
    let (best, worst) = (shown(&groups.best), shown(&groups.worst));
    let left_out = (!groups.worst.is_empty()).then(|| {
        let text = format!("The first and the last {}, of {}; the CSV has all.", SHOWN / 2, number(groups.total));
        view! { <p class="teams-note">{text}</p> }
    });
    Some(
        view! {
            <section aria-labelledby="ranking">
                <div class="activity-head">
                    <h2 id="ranking">"Ranking"</h2>
                    <p class="catalog-data">
                        <a href=csv>"As CSV"</a>
                    </p>
                </div>
                {left_out}
                <table class="rows ranking">
                    <caption class="visually-hidden">"Groups by the share of points that they reach"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col" class="figure">"Points"</th>
                            {bar}
                            {heads.collect_view()}
                            <th scope="col" class="figure">"Entities"</th>
                            <th scope="col" class="figure">"Fail a rule"</th>
                        </tr>
                    </thead>
                    <tbody>{best} {worst}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(page: &ScorecardPage, group: &RollupGroup) -> AnyView {
    let (scorecard, counts, by) = (&page.scorecard, &group.counts, page.groups.by);
    let id = |rule: &ScorecardRule| Condition::is("failing", rule_id(scorecard, rule));
    let failing: Vec<Condition> = counting(scorecard, page.now).map(id).collect();
    let of_it = list(by, group, "scorecard", &scorecard.name);
    let reached = match share(counts.score, counts.max) {
        Some(share) => {
            let exact = format!("{} of {} points", number(counts.score), number(counts.max));
            view! {
                <a class="number" href=of_it.clone() title=exact>
                    {percent(share)}
                </a>
            }
            .into_any()
        }
        None => view! { <span class="absent">"–"</span> }.into_any(),
    };
    let bar = (!scorecard.levels.is_empty()).then(|| {
        view! {
            <td data-label="Levels" class="ranking-levels">
                {level_bar(&counts.levels, counts.entities)}
            </td>
        }
    });
    let levels = counts.levels.iter().rev().map(|level| {
        view! {
            <td class="figure" data-label=level.title.clone()>
                {count_link(level.entities, list(by, group, "level", &format!("{}/{}", scorecard.name, level.name)))}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {group_name(by, group)}
            </th>
            <td class="figure" data-label="Points">{reached}</td>
            {bar}
            {levels.collect_view()}
            <td class="figure" data-label="Entities">{count_link(counts.entities, of_it)}</td>
            <td class="figure" data-label="Fail a rule">
                {count_link(counts.failing, list_of(by, group, &failing))}
            </td>
        </tr>
    }
    .into_any()
}
