//! What initiatives ask of the entity, and by when.

use catalog_schema::wire::{Initiative, InitiativeRule, Outcome, ScorecardResult};
use leptos::prelude::*;

use super::tab::{ScorecardsTab, anchor};
use crate::address::initiative_page;
use crate::components::outcome_mark;
use crate::pages::initiatives::{due, standing_mark};

/// A list of them, those first that are due first; nothing where none asks anything of it.
pub(super) fn initiatives(shown: &ScorecardsTab) -> Option<AnyView> {
    if shown.initiatives.is_empty() {
        return None;
    }
    let items = shown.initiatives.iter().map(|initiative| item(shown, initiative)).collect_view();
    Some(
        view! {
            <section class="scorecard" aria-labelledby="initiatives">
                <h2 id="initiatives">"Asked of it"</h2>
                <ul class="initiative-asked">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn item(shown: &ScorecardsTab, initiative: &Initiative) -> AnyView {
    let lacks: Vec<_> = initiative.rules.iter().filter_map(|rule| lacking(&shown.results, rule)).collect();
    let lacks = match lacks.is_empty() {
        true => view! { <span class="absent">"It is there."</span> }.into_any(),
        false => view! { <ul class="initiative-lacks">{lacks}</ul> }.into_any(),
    };
    view! {
        <li>
            <p>
                <a href=initiative_page(&initiative.name)>{initiative.title.clone()}</a>
                " "
                {standing_mark(initiative.state)}
                " until "
                {due(&initiative.due_on, shown.now)}
            </p>
            {lacks}
        </li>
    }
    .into_any()
}

/// A rule that is asked for and not passed, which leads to what is said of it below.
fn lacking(results: &[ScorecardResult], asked: &InitiativeRule) -> Option<AnyView> {
    if asked.announced_for.is_some() {
        return None;
    }
    let result = results.iter().find(|result| result.scorecard == asked.scorecard)?;
    let rule = result.rules.iter().find(|rule| rule.id == asked.rule)?;
    (rule.outcome != Outcome::Pass).then(|| {
        view! {
            <li>
                <a href=format!("#{}", anchor(&asked.scorecard, Some(&asked.rule)))>{rule.title.clone()}</a>
                " "
                {outcome_mark(rule.outcome)}
            </li>
        }
        .into_any()
    })
}
