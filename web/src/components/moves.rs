//! What scorecards say otherwise than some days ago.

use catalog_schema::wire::{MoveDirection, MoveList, ScoreMove};
use leptos::prelude::*;

use super::{entity_link, icons, owner_link, time_ago};
use crate::address::{activity_page, rule_on_entity, scorecard_page};

/// A table of moves, each with the way to the rule of the entity; `now` is in milliseconds since the Unix epoch.
pub(crate) fn moves_table(moves: &[ScoreMove], now: i64, with_scorecard: bool) -> AnyView {
    let rows = moves.iter().map(|moved| row(moved, now, with_scorecard)).collect_view();
    let scorecard = with_scorecard.then(|| view! { <th scope="col">"Scorecard"</th> });
    view! {
        <table class="rows moves">
            <caption class="visually-hidden">"What stands elsewhere than before, the latest first"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Rule"</th>
                    <th scope="col">"Was, and is"</th>
                    {scorecard}
                    <th scope="col">"Owner"</th>
                    <th scope="col">"Since"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(moved: &ScoreMove, now: i64, with_scorecard: bool) -> AnyView {
    let rule = rule_on_entity(&moved.entity_ref, &moved.scorecard, moved.rule.as_deref());
    let title = moved.rule_title.clone().or_else(|| moved.rule.clone()).unwrap_or_else(|| "Level".to_owned());
    let scorecard = with_scorecard.then(|| {
        view! {
            <td data-label="Scorecard">
                <a href=scorecard_page(&moved.scorecard)>{moved.scorecard.clone()}</a>
            </td>
        }
    });
    let revision = moved.revision.map(|revision| {
        let address = format!("{}#r{revision}", activity_page(&moved.entity_ref));
        view! { ", " <a href=address>{format!("revision {revision}")}</a> }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&moved.entity_ref, &moved.kind, moved.title.as_deref())}
            </th>
            <td data-label="Rule">
                <a href=rule>{title}</a>
            </td>
            <td data-label="Was, and is">{direction(moved)}</td>
            {scorecard}
            <td data-label="Owner">{owner_link(moved.owner.as_deref())}</td>
            <td data-label="Since">{time_ago(&moved.at, now)} {revision}</td>
        </tr>
    }
    .into_any()
}

/// `pass → fail`, with whether that is better in words and colour.
fn direction(moved: &ScoreMove) -> AnyView {
    let (class, words) = match moved.direction {
        MoveDirection::Worse => ("move move-worse", "worse: "),
        MoveDirection::Better => ("move move-better", "better: "),
        MoveDirection::Other => ("move", ""),
    };
    let none = || if moved.rule.is_some() { "not judged" } else { "no level" };
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| none().to_owned());
    view! {
        <span class=class>
            {words} {value(&moved.was)} {icons::arrow()} <span class="visually-hidden">" to "</span>
            {value(&moved.became)}
        </span>
    }
    .into_any()
}

/// That more changed than is looked at, where it did.
pub(crate) fn moves_cut(moves: &MoveList) -> Option<AnyView> {
    let text = "So much changed that it is compared with a later moment than asked for, and not all of it is told.";
    moves.truncated.then(|| view! { <p class="teams-note">{text}</p> }.into_any())
}
