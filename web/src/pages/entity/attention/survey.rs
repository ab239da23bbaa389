//! What is wrong with how it hangs together with others: findings of insights that name it.

use catalog_schema::wire::{Insight, Insights};

use super::finding::{Finding, Known, Part};

/// Findings of insights that are told here at most; the others are on the page *Insights*.
pub(in crate::pages::entity) const MOST: u32 = 10;

/// The heaviest of them; without that its own owner is missing, which has a sentence of its own.
pub(super) fn find(known: &Known<'_>) -> Vec<Finding> {
    let told = known.insights.items.iter().filter(|item| !is_about_its_owner(known, item));
    let mut advised: Vec<&str> = Vec::new();
    told.map(|item| {
        let is_first = !advised.contains(&item.rule.as_str());
        advised.push(&item.rule);
        finding(known.insights, item, is_first)
    })
    .collect()
}

/// What insights say of its missing owner.
pub(super) fn owner(known: &Known<'_>) -> Option<Insight> {
    known.insights.items.iter().find(|item| is_about_its_owner(known, item)).cloned()
}

/// How many there are that are not told.
pub(super) fn untold(known: &Known<'_>) -> u64 {
    known.insights.total.saturating_sub(known.insights.items.len() as u64)
}

fn is_about_its_owner(known: &Known<'_>, item: &Insight) -> bool {
    item.rule == "unowned" && item.subject == known.entity.entity_ref
}

/// What to do is said once for all findings of a rule.
fn finding(insights: &Insights, item: &Insight, is_first: bool) -> Finding {
    let rule = insights.rules.iter().find(|rule| is_first && rule.id == item.rule);
    Finding {
        what: vec![Part::Text(format!("{}.", item.message))],
        advice: rule.map(|rule| rule.fix.clone()).unwrap_or_default(),
        surveyed: Some(item.clone()),
    }
}
