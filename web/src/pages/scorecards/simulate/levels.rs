//! How the entities would be spread over the levels.

use catalog_schema::wire::{ScorecardLevelCount, SimulatedLevel, Simulation};
use leptos::prelude::*;

use crate::charts::{percent, share};
use crate::components::{Share, level_bar, level_mark, number, share_bar};

/// Two bars, and a table with their figures.
pub(super) fn levels(found: &Simulation) -> AnyView {
    let levels = found.levels.iter().rev().map(|level| {
        row(level_mark(&level.title, level.color.as_deref()), level.before.unwrap_or(0), level.after.unwrap_or(0))
    });
    let none = row("No level".into_any(), found.before.without_level, found.after.without_level);
    let with_levels = !found.levels.is_empty();
    let levels = with_levels.then(|| view! { {levels.collect_view()} {none} });
    let (before, after) = (&found.before, &found.after);
    let points = points(found);
    view! {
        <dl class="simulate-bars">
            <div>
                <dt>"Now"</dt>
                <dd>{bar(found, false)}</dd>
            </div>
            <div>
                <dt>"Then"</dt>
                <dd>{bar(found, true)}</dd>
            </div>
        </dl>
        <table class="rows simulate-counts">
            <caption class="visually-hidden">"Entities before and after"</caption>
            <thead>
                <tr>
                    <th scope="col">"Entities"</th>
                    <th scope="col" class="figure">"Now"</th>
                    <th scope="col" class="figure">"Then"</th>
                    <th scope="col" class="figure">"Difference"</th>
                </tr>
            </thead>
            <tbody>
                {levels} {row("Pass every rule".into_any(), before.passing, after.passing)}
                {row("Fail a rule".into_any(), before.failing, after.failing)}
                {row("Not all known".into_any(), before.unknown, after.unknown)}
                {row("All that it applies to".into_any(), before.entities, after.entities)} {points}
            </tbody>
        </table>
    }
    .into_any()
}

fn bar(found: &Simulation, is_after: bool) -> AnyView {
    let counts = if is_after { &found.after } else { &found.before };
    if found.levels.is_empty() {
        let parts = [(counts.passing, "share-good"), (counts.unknown, "share-fair"), (counts.failing, "share-poor")];
        let shares = parts.map(|(count, class)| Share { count, class });
        return share_bar(&shares, counts.entities);
    }
    let level = |level: &SimulatedLevel| ScorecardLevelCount {
        name: level.name.clone(),
        title: level.title.clone(),
        color: level.color.clone(),
        entities: if is_after { level.after } else { level.before }.unwrap_or(0),
    };
    level_bar(&found.levels.iter().map(level).collect::<Vec<_>>(), counts.entities)
}

fn row(name: AnyView, before: u64, after: u64) -> AnyView {
    view! {
        <tr>
            <th scope="row" class="row-name">
                {name}
            </th>
            <td class="figure number" data-label="Now">{number(before)}</td>
            <td class="figure number" data-label="Then">{number(after)}</td>
            <td class="figure number" data-label="Difference">{difference(before, after)}</td>
        </tr>
    }
    .into_any()
}

/// `+3`, `−2`, and nothing where it stays.
pub(super) fn difference(before: u64, after: u64) -> String {
    match after.cmp(&before) {
        std::cmp::Ordering::Greater => format!("+{}", number(after - before)),
        std::cmp::Ordering::Less => format!("\u{2212}{}", number(before - after)),
        std::cmp::Ordering::Equal => String::new(),
    }
}

/// The share of points, where there are any.
fn points(found: &Simulation) -> Option<AnyView> {
    let of = |score, max| share(score, max).map_or_else(|| "–".to_owned(), percent);
    (found.before.max + found.after.max > 0).then(|| {
        view! {
            <tr>
                <th scope="row" class="row-name">"Share of the points"</th>
                <td class="figure number" data-label="Now">{of(found.before.score, found.before.max)}</td>
                <td class="figure number" data-label="Then">{of(found.after.score, found.after.max)}</td>
                <td class="figure" data-label="Difference"></td>
            </tr>
        }
        .into_any()
    })
}
