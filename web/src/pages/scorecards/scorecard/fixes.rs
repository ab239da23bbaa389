//! What to mend next by this scorecard.

use leptos::prelude::*;

use super::load::ScorecardPage;
use crate::address::with_query;
use crate::components::{fixes_list, number};

/// The most useful fixes.
pub(super) fn fixes(page: &ScorecardPage) -> AnyView {
    let fixes = &page.fixes;
    let csv = with_query("/api/v1/fixes.csv", [("scorecard", page.scorecard.name.as_str())]);
    let body = match fixes.items.is_empty() {
        true => view! { <p class="absent">"No rule fails."</p> }.into_any(),
        false => fixes_list(&fixes.items),
    };
    let rest = fixes.total.saturating_sub(fixes.items.len() as u64);
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=csv.clone()>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    view! {
        <section aria-labelledby="fixes">
            <div class="activity-head">
                <h2 id="fixes">"What to mend next"</h2>
                <p class="catalog-data">
                    <a href=csv>"As CSV"</a>
                </p>
            </div>
            <p class="teams-note">"The points that each fix gives, times how much stands on the entity."</p>
            {body}
            {more}
        </section>
    }
    .into_any()
}
