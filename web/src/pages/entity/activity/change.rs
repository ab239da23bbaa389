//! One field that differs. Came and went are told by word and sign, colour only repeats it.

use catalog_schema::wire::{Difference, FieldChange, Line, LineKind};
use leptos::prelude::*;
use serde_json::Value;

pub(super) fn change(field: &FieldChange) -> AnyView {
    let difference = match &field.difference {
        Difference::Value { before, after } => view! {
            {(!before.is_null()).then(|| removed(before))}
            {(!after.is_null()).then(|| added(after))}
        }
        .into_any(),
        Difference::List { added: came, removed: went, more } => view! {
            {went.iter().map(removed).collect_view()}
            {came.iter().map(added).collect_view()}
            {(*more > 0).then(|| view! { <dd class="absent">{format!("and {more} more")}</dd> })}
        }
        .into_any(),
        Difference::Pages { added: came, changed, removed: went, more } => pages(came, changed, went, *more),
        Difference::Text { lines, more } => text(lines, *more),
    };
    view! {
        <div class="field-change">
            <dt title=field.pointer.clone()>{field.name.clone()}</dt>
            {difference}
        </div>
    }
    .into_any()
}

/// Pages that came, say something else, or went.
fn pages(came: &[String], changed: &[String], went: &[String], more: u64) -> AnyView {
    let one = |word: &'static str| move |page: &String| view! { <dd>{word} " " {page.clone()}</dd> };
    view! {
        {went.iter().map(one("removed:")).collect_view()}
        {changed.iter().map(one("changed:")).collect_view()}
        {came.iter().map(one("added:")).collect_view()}
        {(more > 0).then(|| view! { <dd class="absent">{format!("and {more} more")}</dd> })}
    }
    .into_any()
}

fn removed(value: &Value) -> AnyView {
    view! {
        <dd>
            <del>{said(value)}</del>
        </dd>
    }
    .into_any()
}

fn added(value: &Value) -> AnyView {
    view! {
        <dd>
            <ins>{said(value)}</ins>
        </dd>
    }
    .into_any()
}

/// A value as people write it: a text without its quotes.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn text(lines: &[Line], more: u64) -> AnyView {
    let rows = lines.iter().map(|line| {
        let text = line.text.clone();
        match line.kind {
            LineKind::Added => view! { <ins>{text}</ins> }.into_any(),
            LineKind::Removed => view! { <del>{text}</del> }.into_any(),
            LineKind::Same => view! { <span>{text}</span> }.into_any(),
        }
    });
    let more = (more > 0).then(|| view! { <p class="absent">{format!("and {more} more lines")}</p> });
    view! {
        <dd>
            <div class="line-changes" tabindex="0" role="group" aria-label="Lines that changed">
                {rows.collect_view()}
            </div>
            {more}
        </dd>
    }
    .into_any()
}
