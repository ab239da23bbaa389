//! What to mend next.

use catalog_schema::wire::NextFix;
use leptos::prelude::*;

use super::counted;
use crate::address::{entity_page, rule_on_entity, scorecard_page, short_name};

/// Fixes, the most useful first, each with the way to the rule and what it is worth.
pub(crate) fn fixes_list(fixes: &[NextFix]) -> AnyView {
    view! { <ol class="fixes">{fixes.iter().map(fix).collect_view()}</ol> }.into_any()
}

fn fix(fix: &NextFix) -> AnyView {
    let name = fix.title.clone().unwrap_or_else(|| short_name(&fix.entity_ref));
    let rule = rule_on_entity(&fix.entity_ref, &fix.scorecard, Some(&fix.rule));
    let worth = format!("{}, criticality {}", counted(fix.points.into(), "point", "points"), fix.criticality);
    view! {
        <li>
            <p class="fix-what">
                <a href=rule>{fix.rule_title.clone()}</a>
                <a class="fix-entity" href=entity_page(&fix.entity_ref) title=fix.entity_ref.clone()>
                    {name}
                </a>
            </p>
            <p class="fix-worth">
                <span class="number" title="Points times criticality: what fixes are ranked by">
                    {format!("worth {}", fix.worth)}
                </span>
                " · "
                {worth}
                " · "
                <a href=scorecard_page(&fix.scorecard)>{fix.scorecard.clone()}</a>
            </p>
        </li>
    }
    .into_any()
}
