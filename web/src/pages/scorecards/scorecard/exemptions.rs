//! Who need not pass what, and until when.

use catalog_schema::wire::{Scorecard, ScorecardExemption};
use leptos::prelude::*;

use super::load::ScorecardPage;
use crate::address::{encode, rule_on_entity, with_query};
use crate::components::{day, entity_link, number};
use crate::pages::exemptions::exemptions_table;

/// So many are shown.
const SHOWN: usize = 100;

/// What waits for a decision, and a table of the exemptions that hold, those first that end first; nothing where there is
/// neither.
pub(super) fn exemptions(page: &ScorecardPage) -> Option<AnyView> {
    let scorecard = &page.scorecard;
    if scorecard.exemptions.is_empty() && page.waiting.is_empty() {
        return None;
    }
    let waiting = (!page.waiting.is_empty()).then(|| {
        view! {
            <h3>"Waiting for a decision"</h3>
            {exemptions_table(&page.waiting, &page.reader)}
        }
    });
    let csv = format!("/api/v1/scorecards/{}/exemptions.csv", encode(&scorecard.name));
    let in_force = (!scorecard.exemptions.is_empty()).then(|| in_force(scorecard, &csv));
    let all = with_query("/exemptions", [("scorecard", scorecard.name.as_str())]);
    Some(
        view! {
            <section aria-labelledby="exemptions">
                <div class="activity-head">
                    <h2 id="exemptions">"Exemptions"</h2>
                    <p class="catalog-data">
                        <a href=all>"With those that are over"</a>
                        " "
                        <a href=csv>"As CSV"</a>
                    </p>
                </div>
                {waiting}
                {in_force}
            </section>
        }
        .into_any(),
    )
}

fn in_force(scorecard: &Scorecard, csv: &str) -> AnyView {
    let rest = scorecard.exemptions.len().saturating_sub(SHOWN) as u64;
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=csv.to_owned()>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    let rows = scorecard.exemptions.iter().take(SHOWN).map(|exemption| row(scorecard, exemption)).collect_view();
    view! {
                <table class="rows">
                    <caption class="visually-hidden">"Who need not pass what, and until when"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Need not pass"</th>
                            <th scope="col">"Why"</th>
                            <th scope="col">"Decided by"</th>
                            <th scope="col">"Until"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {more}
    }
    .into_any()
}

fn row(scorecard: &Scorecard, exemption: &ScorecardExemption) -> AnyView {
    let kind = exemption.entity_ref.split(':').next().unwrap_or_default();
    let rules = exemption.rules.iter().map(|id| {
        let known = scorecard.rules.iter().find(|rule| rule.id == *id);
        let title = known.map_or_else(|| id.clone(), |rule| rule.title.clone());
        view! { <a href=rule_on_entity(&exemption.entity_ref, &scorecard.name, Some(id))>{title}</a> }
    });
    let rules: Vec<_> = rules.collect();
    let rules = match rules.is_empty() {
        true => {
            view! { <a href=rule_on_entity(&exemption.entity_ref, &scorecard.name, None)>"Every rule"</a> }.into_any()
        }
        false => view! { <span class="comma-list">{rules}</span> }.into_any(),
    };
    let until = match exemption.expires.as_deref() {
        Some(last) => day(last),
        None => view! { <span class="absent">"No end"</span> }.into_any(),
    };
    let asked = exemption.request.as_ref().map(|request| {
        let approved = day(request.approved_at.get(..10).unwrap_or_default());
        view! { <span class="exemption-steps">" on " {approved} ", asked for by " {request.requested_by.clone()}</span> }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&exemption.entity_ref, kind, exemption.title.as_deref())}
            </th>
            <td data-label="Need not pass">{rules}</td>
            <td data-label="Why">{exemption.reason.clone()}</td>
            <td data-label="Decided by">{exemption.approved_by.clone()} {asked}</td>
            <td data-label="Until">{until}</td>
        </tr>
    }
    .into_any()
}
