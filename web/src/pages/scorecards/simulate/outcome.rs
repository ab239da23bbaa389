//! What the definition would say.

use catalog_schema::wire::{ScorecardState, SimulatedMove, SimulatedMoves, Simulation};
use leptos::prelude::*;

use super::{entities, levels, rules, teams};
use crate::address::scorecard_page;
use crate::components::{counted, diagnostic_item, number};

/// In one line, then level by level, rule by rule, team by team and entity by entity.
pub(super) fn outcome(found: &Simulation) -> AnyView {
    let draft = (found.state == ScorecardState::Draft)
        .then(|| view! { <p class="teams-note">"It is a draft: this is what it would say when it is published."</p> });
    let odd = found.diagnostics.iter().map(|item| view! { <li>{diagnostic_item(item, true)}</li> });
    let odd =
        (!found.diagnostics.is_empty()).then(|| view! { <ul class="diagnostics">{odd.collect_view()}</ul> }.into_any());
    view! {
        <section aria-labelledby="outcome">
            <h2 id="outcome">"What would change"</h2>
            <p role="status">{summary(found)}</p>
            {draft}
            {odd}
            {levels::levels(found)}
            {others(found)}
        </section>
        {rules::rules(found)}
        {teams::teams(found)}
        {entities::entities(found)}
    }
    .into_any()
}

fn summary(found: &Simulation) -> String {
    let as_of = format!("By revision {} of the catalog", found.revision);
    match found.total {
        0 if found.same => format!("{as_of}: the definition is the one that there is, so that nothing changes."),
        0 => format!("{as_of} no entity changes."),
        total => {
            let noun = if total == 1 { "entity changes" } else { "entities change" };
            format!("{as_of} {} {noun}: {}.", number(total), moves(&found.moves))
        }
    }
}

/// `3 get worse, 2 get better`.
pub(super) fn moves(moves: &SimulatedMoves) -> String {
    let told = SimulatedMove::ALL.into_iter().filter(|moved| moves.of(*moved) > 0).map(|moved| {
        let (one, more) = words(moved);
        counted(moves.of(moved), one, more)
    });
    told.collect::<Vec<_>>().join(", ")
}

fn words(moved: SimulatedMove) -> (&'static str, &'static str) {
    match moved {
        SimulatedMove::Worse => ("gets worse", "get worse"),
        SimulatedMove::Better => ("gets better", "get better"),
        SimulatedMove::Comes => ("is judged by it anew", "are judged by it anew"),
        SimulatedMove::Goes => ("is not judged by it any more", "are not judged by it any more"),
        SimulatedMove::Other => ("changes otherwise", "change otherwise"),
    }
}

/// Other scorecards that follow.
fn others(found: &Simulation) -> Option<AnyView> {
    let items = found.others.iter().map(|other| {
        view! {
            <li>
                <a href=scorecard_page(&other.scorecard)>{other.title.clone()}</a>
                {format!(": {}", moves(&other.moves))}
            </li>
        }
    });
    (!found.others.is_empty()).then(|| {
        view! {
            <p>"Other scorecards read its levels, and come to something else as well:"</p>
            <ul>{items.collect_view()}</ul>
        }
        .into_any()
    })
}
