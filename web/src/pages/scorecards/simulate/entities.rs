//! Which entities would change, and what the rules would see.

use catalog_schema::wire::{
    SimulatedEntity, SimulatedLevel, SimulatedMove, SimulatedOutcome, SimulatedStanding, Simulation,
};
use leptos::prelude::*;
use serde_json::Value;

use crate::components::{entity_link, icons, markdown, number, outcome_mark, owner_link, with_code};

/// The first of them, what gets worse first; nothing where there is none.
pub(super) fn entities(found: &Simulation) -> Option<AnyView> {
    let rows = found.items.iter().map(|item| row(item, &found.levels)).collect_view();
    let shown = found.items.len() as u64;
    let more = (found.total > shown).then(|| {
        let text = format!(
            "The first {} of {}; the table that the form gives as CSV has all.",
            number(shown),
            number(found.total)
        );
        view! { <p class="teams-note">{text}</p> }
    });
    (found.total > 0).then(|| {
        view! {
            <section aria-labelledby="entities">
                <h2 id="entities">"Who changes"</h2>
                {more}
                <table class="rows simulate-entities">
                    <caption class="visually-hidden">"Entities that change, what gets worse first"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Level"</th>
                            <th scope="col">"Rules"</th>
                            <th scope="col" class="figure">"Points"</th>
                            <th scope="col">"Owner"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn row(item: &SimulatedEntity, levels: &[SimulatedLevel]) -> AnyView {
    let points = |stand: &Option<SimulatedStanding>| {
        stand.as_ref().map_or_else(|| "–".to_owned(), |stand| format!("{} of {}", stand.score, stand.max))
    };
    let (before, after) = (points(&item.before), points(&item.after));
    let points = if before == after { after } else { format!("{before} → {after}") };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
            </th>
            <td data-label="Level">{level(item, levels)}</td>
            <td data-label="Rules">{item.rules.iter().map(rule).collect_view()}</td>
            <td class="figure number" data-label="Points">{points}</td>
            <td data-label="Owner">{owner_link(item.owner.as_deref())}</td>
        </tr>
    }
    .into_any()
}

/// `better: bronze → silver`, with whether that is better in words and colour.
fn level(item: &SimulatedEntity, levels: &[SimulatedLevel]) -> AnyView {
    let (class, words) = match item.moved {
        SimulatedMove::Worse => ("move move-worse", "worse: "),
        SimulatedMove::Better => ("move move-better", "better: "),
        SimulatedMove::Comes => ("move", "new: "),
        SimulatedMove::Goes => ("move", "gone: "),
        SimulatedMove::Other => ("move", ""),
    };
    let name = |stand: &Option<SimulatedStanding>| match stand {
        None => "not judged".to_owned(),
        Some(_) if levels.is_empty() => String::new(),
        Some(stand) => {
            let title =
                |name: &String| levels.iter().find(|level| level.name == *name).map(|level| level.title.clone());
            stand
                .level
                .as_ref()
                .map_or_else(|| "no level".to_owned(), |name| title(name).unwrap_or_else(|| name.clone()))
        }
    };
    let (before, after) = (name(&item.before), name(&item.after));
    let to = (before != after).then(|| {
        view! { {icons::arrow()} <span class="visually-hidden">" to "</span> {after} }
    });
    view! { <span class=class>{words} {before} {to}</span> }.into_any()
}

fn rule(rule: &SimulatedOutcome) -> AnyView {
    let mark = |outcome| match outcome {
        Some(outcome) => outcome_mark(outcome).into_any(),
        None => view! { <span class="absent">"none"</span> }.into_any(),
    };
    let message = (!rule.message.is_empty()).then(|| view! { <p class="rule-message">{with_code(&rule.message)}</p> });
    view! {
        <div class="simulate-rule">
            {rule.title.clone()} ": " {mark(rule.before)} {icons::arrow()} <span class="visually-hidden">" to "</span>
            {mark(rule.after)} {message} {seen(rule)}
        </div>
    }
    .into_any()
}

/// What the rule saw, and the way out; nothing where there is neither.
fn seen(rule: &SimulatedOutcome) -> Option<AnyView> {
    let facts = rule.evidence.iter().map(|(fact, value)| {
        let value = match value {
            Value::Null => "none".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        view! {
            <li>
                <code>{fact.clone()}</code>
                " is "
                <code>{value}</code>
            </li>
        }
    });
    let fix = rule.fix.as_deref().filter(|fix| !fix.is_empty()).map(markdown);
    (!rule.evidence.is_empty() || fix.is_some()).then(|| {
        view! {
            <details class="rule-about">
                <summary>"What it saw"</summary>
                <ul>{facts.collect_view()}</ul>
                {fix}
            </details>
        }
        .into_any()
    })
}
