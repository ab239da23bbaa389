//! Who moved: rules and levels of entities that stand elsewhere than some days ago.

use catalog_schema::wire::MoveDirection;
use leptos::prelude::*;

use super::load::ScorecardPage;
use super::state::{Part, State};
use crate::components::{Span, day, moves_cut, moves_table, number};

/// The moves, narrowed as the address says.
pub(super) fn moved(page: &ScorecardPage) -> AnyView {
    let (moves, state, name) = (&page.moves, &page.state, &page.scorecard.name);
    let body = match moves.items.is_empty() {
        true => view! { <p class="absent">"Nothing stands elsewhere than then."</p> }.into_any(),
        false => moves_table(&moves.items, page.now, false),
    };
    let rest = moves.total.saturating_sub(moves.items.len() as u64);
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=state.moves_csv(name)>{format!("{} more in the table as CSV", number(rest))}</a>
            </p>
        }
    });
    view! {
        <section aria-labelledby="moved">
            <div class="activity-head">
                <h2 id="moved">"What moved"</h2>
                <p class="catalog-data">
                    <a href=state.moves_csv(name)>"As CSV"</a>
                </p>
            </div>
            {choices(page)}
            <p class="teams-note">
                "Compared with " {day(moves.since.get(..10).unwrap_or_default())} ". What came back is left out."
            </p>
            {moves_cut(moves)}
            {body}
            {more}
        </section>
    }
    .into_any()
}

/// Directions with their counts, and how far back.
fn choices(page: &ScorecardPage) -> AnyView {
    let (state, name) = (&page.state, page.scorecard.name.as_str());
    let counts = page.moves.counts.iter().find(|counts| counts.scorecard == name);
    let count = |of: fn(&catalog_schema::wire::MoveCount) -> u64| counts.map_or(0, of);
    let directions = [
        (None, "All".to_owned()),
        (Some(MoveDirection::Worse), format!("Worse {}", count(|counts| counts.worse))),
        (Some(MoveDirection::Better), format!("Better {}", count(|counts| counts.better))),
    ];
    let directions = directions.map(|(direction, title)| {
        let moved = direction.map(|direction| direction.as_str().to_owned());
        chip(title, state.direction() == direction, &State { moved, ..state.clone() }, name)
    });
    let spans = Span::ALL.map(|span| {
        let is_chosen = state.days == span.said();
        chip(span.title().to_owned(), is_chosen, &State { days: span.said(), ..state.clone() }, name)
    });
    view! {
        <nav aria-label="Which moves">
            <ul class="chips">{directions.into_iter().collect_view()} {spans.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn chip(title: String, is_chosen: bool, state: &State, name: &str) -> AnyView {
    view! {
        <li>
            <a class="chip" href=state.address(name, Part::Moved) aria-current=is_chosen.then_some("true")>
                <span class="chip-value">{title}</span>
            </a>
        </li>
    }
    .into_any()
}
