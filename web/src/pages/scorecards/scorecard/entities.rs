//! The entities, each with the level it reached and what it fails.

use catalog_schema::wire::{EntityScore, Outcome, Problem, Scorecard, ScorecardResults};
use leptos::prelude::*;

use super::load::ScorecardPage;
use super::state::{Part, State};
use crate::address::{rule_on_entity, scorecard_page};
use crate::components::{Tone, alert, entity_link, level_mark, number, owner_link};

/// A page of them, narrowed as the address says.
pub(super) fn entities(page: &ScorecardPage) -> AnyView {
    let ScorecardPage { scorecard, state, results, .. } = page;
    let body = match results {
        Ok(results) if results.items.is_empty() => view! { <p class="absent">"None."</p> }.into_any(),
        Ok(results) => table(scorecard, state, results),
        Err(problem) => refused(scorecard, problem),
    };
    let csv = (scorecard.entities > 0).then(|| {
        view! { <a href=state.csv(&scorecard.name)>"As CSV"</a> }
    });
    view! {
        <section aria-labelledby="entities">
            <div class="activity-head">
                <h2 id="entities">{heading(scorecard, state)}</h2>
                <p class="catalog-data">{csv}</p>
            </div>
            {levels(scorecard, state)}
            {body}
        </section>
    }
    .into_any()
}

fn heading(scorecard: &Scorecard, state: &State) -> String {
    let title = |name: &str| {
        let level = scorecard.levels.iter().find(|level| level.name.eq_ignore_ascii_case(name));
        level.map(|level| level.title.clone())
    };
    if let Some(target) = state.below.as_deref().and_then(title) {
        return format!("Entities below {target}");
    }
    let Some(asked) = state.level.as_deref() else { return "Entities".to_owned() };
    title(asked).map_or_else(|| "Entities at no level".to_owned(), |title| format!("Entities at {title}"))
}

/// The levels to choose from.
fn levels(scorecard: &Scorecard, state: &State) -> Option<AnyView> {
    if scorecard.levels.is_empty() {
        return None;
    }
    let all = [(None, None, "All".to_owned())];
    let at = scorecard.levels.iter().map(|level| (Some(level.name.clone()), None, level.title.clone()));
    let none = [(Some("none".to_owned()), None, "No level".to_owned())];
    let below = scorecard.levels.iter().map(|level| (None, Some(level.name.clone()), format!("Below {}", level.title)));
    let choices = all.into_iter().chain(at).chain(none).chain(below).map(|(level, below, title)| {
        let here = ((&level, &below) == (&state.level, &state.below)).then_some("true");
        let address = State { level, below, cursor: None, ..state.clone() }.address(&scorecard.name, Part::Entities);
        view! {
            <li>
                <a class="chip" href=address aria-current=here>
                    <span class="chip-value">{title}</span>
                </a>
            </li>
        }
    });
    Some(
        view! {
            <nav aria-label="Levels">
                <ul class="chips">{choices.collect_view()}</ul>
            </nav>
        }
        .into_any(),
    )
}

fn table(scorecard: &Scorecard, state: &State, results: &ScorecardResults) -> AnyView {
    let has_levels = !scorecard.levels.is_empty();
    let rows = results.items.iter().map(|item| row(scorecard, item, has_levels)).collect_view();
    let level = has_levels.then(|| view! { <th scope="col">"Level"</th> });
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Entities with what the scorecard says of them"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Owner"</th>
                    {level}
                    <th scope="col" class="figure">
                        "Points"
                    </th>
                    <th scope="col">"To be mended"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {pager(&scorecard.name, state, results)}
    }
    .into_any()
}

fn row(scorecard: &Scorecard, item: &EntityScore, has_levels: bool) -> AnyView {
    let level = item.level.as_ref().and_then(|name| scorecard.levels.iter().find(|level| level.name == *name));
    let level = level.map(|level| level_mark(&level.title, level.color.as_deref()));
    let level = level.unwrap_or_else(|| view! { <span class="absent">"–"</span> }.into_any());
    let level = has_levels.then(|| view! { <td data-label="Level">{level}</td> });
    let fails = |id: &str| item.outcomes.get(id) == Some(&Outcome::Fail);
    let failing = scorecard.rules.iter().filter(|rule| fails(&rule.id)).map(|rule| {
        let address = rule_on_entity(&item.entity_ref, &scorecard.name, Some(&rule.id));
        view! { <a href=address>{rule.title.clone()}</a> }
    });
    let failing: Vec<_> = failing.collect();
    let failing = match failing.is_empty() {
        true => view! { <span class="absent">"–"</span> }.into_any(),
        false => view! { <span class="comma-list">{failing}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
            </th>
            <td data-label="Owner">{owner_link(item.owner.as_deref())}</td>
            {level}
            <td class="figure number" data-label="Points">{format!("{} of {}", item.score, item.max)}</td>
            <td data-label="To be mended">{failing}</td>
        </tr>
    }
    .into_any()
}

fn pager(name: &str, state: &State, results: &ScorecardResults) -> Option<AnyView> {
    let step = |cursor: &Option<String>, rel: &'static str, title: &'static str| {
        cursor.clone().map(|cursor| {
            view! {
                <a class="button" rel=format!("{rel} nofollow") href=state.at(Some(cursor)).address(name, Part::Entities)>
                    {title}
                </a>
            }
        })
    };
    let shown = results.items.len() as u64;
    (shown < results.total).then(|| {
        let extent =
            format!("{}–{} of {}", number(results.skipped + 1), number(results.skipped + shown), number(results.total));
        view! {
            <nav class="pager" aria-label="Pages">
                {step(&results.previous_cursor, "prev", "Previous page")}
                {step(&results.next_cursor, "next", "Next page")}
                <span class="extent">{extent}</span>
            </nav>
        }
        .into_any()
    })
}

/// What the address asks for and the portal does not have.
fn refused(scorecard: &Scorecard, problem: &Problem) -> AnyView {
    let (text, address) = (problem.detail.clone(), scorecard_page(&scorecard.name));
    let body = view! { <p>{text} " " <a href=address>"Show all entities"</a></p> };
    alert(Tone::Warning, "This cannot be looked for", body)
}
