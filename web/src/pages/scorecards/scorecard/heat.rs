//! Groups against rules: how many fail, in numbers and shades.

use catalog_schema::wire::{RollupBy, RollupGroup, RollupRule, ScorecardRule};
use leptos::prelude::*;

use super::groups::{FEW, SHOWN, group_name, groupings, list};
use super::load::ScorecardPage;
use crate::address::{encode, with_query};
use crate::components::{count_link, number};

/// The heat map. Each number leads to the entities that it counts.
pub(super) fn heat(page: &ScorecardPage) -> AnyView {
    let (scorecard, by) = (&page.scorecard, page.groups.by);
    let csv = with_query(&format!("/api/v1/scorecards/{}/rollup.csv", encode(&scorecard.name)), [("by", by.as_str())]);
    let body = match page.groups.failing.is_empty() {
        true => view! { <p class="absent">"It applies to nothing that the catalog has."</p> }.into_any(),
        false => table(page),
    };
    let all = page.groups.total;
    let left_out = (all > FEW as u64).then(|| {
        let text = format!("The {SHOWN} in which most entities fail a rule, of {}; the CSV has all.", number(all));
        view! { <p class="teams-note">{text}</p> }
    });
    view! {
        <section aria-labelledby="groups">
            <div class="activity-head">
                <h2 id="groups">"Who fails what"</h2>
                <p class="catalog-data">
                    <a href=csv>"As CSV"</a>
                </p>
            </div>
            {groupings(&page.state, &scorecard.name)}
            <p class="teams-note">"In each cell those that fail, of those that the rule applies to."</p>
            {left_out}
            {body}
        </section>
    }
    .into_any()
}

fn table(page: &ScorecardPage) -> AnyView {
    let scorecard = &page.scorecard;
    let heads = scorecard.rules.iter().map(|rule| {
        view! {
            <th scope="col" class="heat-rule">
                <a href=format!("#rule.{}", rule.id) title=rule.title.clone()>
                    {rule.title.clone()}
                </a>
            </th>
        }
    });
    let rows = page.groups.failing.iter().map(|group| {
        let cells = scorecard.rules.iter().map(|rule| cell(page, group, rule));
        view! {
            <tr>
                <th scope="row">{group_name(page.groups.by, group)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="heat-frame" tabindex="0" role="region" aria-label="Heat map">
            <table class="heat">
                <caption class="visually-hidden">"Groups against rules: how many fail"</caption>
                <thead>
                    <tr>
                        <td></td>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(page: &ScorecardPage, group: &RollupGroup, rule: &ScorecardRule) -> AnyView {
    let counts = group.counts.rules.iter().find(|counts| counts.id == rule.id);
    let applying = counts.map_or(0, |counts| counts.passed + counts.failed + counts.unknown + counts.exempt);
    let Some(counts) = counts.filter(|_| applying > 0) else {
        return view! { <td class="heat-none">"–"</td> }.into_any();
    };
    let id = format!("{}/{}", page.scorecard.name, rule.id);
    let by: RollupBy = page.groups.by;
    view! {
        <td class=shade(counts, applying)>
            {count_link(counts.failed, list(by, group, "failing", &id))}
            <span class="heat-of">" of " {count_link(applying, list(by, group, "scorecard", &id))}</span>
        </td>
    }
    .into_any()
}

/// How many fail, in five steps.
fn shade(counts: &RollupRule, applying: u64) -> &'static str {
    match counts.failed * 4 {
        0 if counts.passed == 0 => "heat-unknown",
        0 => "heat-0",
        failed if failed <= applying => "heat-1",
        failed if failed <= 2 * applying => "heat-2",
        failed if failed <= 3 * applying => "heat-3",
        _ => "heat-4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_by_the_share_that_fails() {
        let shades = |failed, passed| shade(&RollupRule { failed, passed, ..RollupRule::default() }, failed + passed);
        let of_eight = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|failed| shades(failed, 8 - failed));
        let expected = ["heat-0", "heat-1", "heat-1", "heat-2", "heat-2", "heat-3", "heat-3", "heat-4", "heat-4"];
        assert_eq!(of_eight, expected);
        assert_eq!(shade(&RollupRule { unknown: 2, ..RollupRule::default() }, 2), "heat-unknown");
    }
}
