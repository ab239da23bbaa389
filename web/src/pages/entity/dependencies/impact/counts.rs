//! How much is hit: in all, by distance, by tier.

use catalog_schema::wire::Impact;
use leptos::prelude::*;

use crate::components::{Share, counted, number, share_bar, stat};

/// Distances that are told one by one; what is farther is one line.
const DISTANCES: usize = 6;

/// Figures, then a line with a bar for each distance and tier.
pub(super) fn counts(impact: &Impact) -> AnyView {
    let tiered: u64 = impact.tiers.iter().sum();
    let tiers = impact.tiers.iter().zip(1..).map(|(&count, tier)| (format!("Tier {tier}"), count));
    let tiers = tiers.chain([("No tier".to_owned(), impact.total.saturating_sub(tiered))]);
    let tiers = tiers.filter(|(_, count)| *count > 0).collect();
    view! {
        <dl class="stats">
            {stat("Hit in all", impact.total, None)}
            {stat("Teams to tell", impact.teams.len() as u64, Some("#impact-teams".to_owned()))}
            {stat("Of tier 1", impact.tiers[0], None)}
            {stat("Owned by nobody", impact.unowned, None)}
        </dl>
        <div class="impact-counts">
            {bars("By distance", distances(impact), impact.total)}
            {bars("By tier", tiers, impact.total)}
        </div>
    }
    .into_any()
}

fn distances(impact: &Impact) -> Vec<(String, u64)> {
    let near = impact.by_distance.iter().take(DISTANCES).zip(1_u64..);
    let mut lines: Vec<(String, u64)> = near.map(|(&count, steps)| (counted(steps, "step", "steps"), count)).collect();
    let far: u64 = impact.by_distance.iter().skip(DISTANCES).sum();
    if far > 0 {
        lines.push((format!("{} to {} steps", DISTANCES + 1, impact.by_distance.len()), far));
    }
    lines
}

fn bars(title: &'static str, lines: Vec<(String, u64)>, whole: u64) -> AnyView {
    let rows = lines.into_iter().map(|(name, count)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{number(count)}</td>
                <td class="impact-bar">{share_bar(&[Share { count, class: "tier-1" }], whole)}</td>
            </tr>
        }
    });
    view! {
        <table class="impact-bars">
            <caption>{title}</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
