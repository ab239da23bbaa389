//! What becomes of each of them.

use catalog_schema::wire::{BulkField, BulkItem, BulkOutcome, BulkPlace, LeftOut};
use leptos::prelude::*;

use super::form::refs;
use super::{BulkDraft, entities};
use crate::address::{entity_page, short_name};

/// What would change, and the button that changes it.
pub(super) fn preview(draft: &BulkDraft, outcome: &BulkOutcome) -> AnyView {
    let changing = changing(outcome);
    let hidden = [
        ("owner", draft.owner.clone()),
        ("lifecycle", draft.lifecycle.clone()),
        ("tier", draft.tier.clone()),
        ("add_tags", draft.add_tags.clone()),
        ("remove_tags", draft.remove_tags.clone()),
        ("seen", outcome.outcome.revision.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let save = match changing {
        0 => view! { <p role="status">"Nothing of this would change anything."</p> }.into_any(),
        _ => view! {
            <form method="post" action="/catalog/edit">
                {refs(draft)}
                {hidden.into_iter().collect_view()}
                <p class="access-note">
                    {format!("As of revision {}: what somebody changes meanwhile is left as it is.", outcome.outcome.revision)}
                </p>
                <button class="button button-main" type="submit" name="action" value="save">
                    {format!("Change {}", entities(changing))}
                </button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="preview">
            <h2 id="preview">"What would change"</h2>
            {table(outcome)}
            {save}
        </section>
    }
    .into_any()
}

/// What changed.
pub(super) fn written(outcome: &BulkOutcome) -> AnyView {
    view! {
        <p role="status">{format!("{} changed. ", entities(changing(outcome)))} <a href="/catalog">"To the catalog"</a></p>
        {table(outcome)}
    }
    .into_any()
}

fn changing(outcome: &BulkOutcome) -> usize {
    outcome.items.iter().filter(|item| !item.changes.is_empty()).count()
}

fn table(outcome: &BulkOutcome) -> AnyView {
    view! {
        <table class="rows bulk-rows">
            <thead>
                <tr>
                    <th scope="col">"Entity"</th>
                    <th scope="col">"Change"</th>
                    <th scope="col">"Kept"</th>
                    <th scope="col">"Left as it is"</th>
                </tr>
            </thead>
            <tbody>{outcome.items.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(item: &BulkItem) -> AnyView {
    let name = match item.kept {
        Some(_) => view! {
            <a href=entity_page(&item.entity_ref) title=item.entity_ref.clone()>
                {short_name(&item.entity_ref)}
            </a>
        }
        .into_any(),
        None => item.entity_ref.clone().into_any(),
    };
    let kept = match item.kept.filter(|_| !item.changes.is_empty()) {
        Some(BulkPlace::Descriptor) => "In its descriptor",
        Some(BulkPlace::Overlay) => "Beside its file",
        None => "",
    };
    let changes = match item.changes.is_empty() {
        true => view! { <span class="absent">"Nothing"</span> }.into_any(),
        false => item.changes.iter().map(change).collect_view().into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {name}
            </th>
            <td data-label="Change">{changes}</td>
            <td data-label="Kept">{kept}</td>
            <td data-label="Left as it is">{item.left_out.iter().map(left_out).collect_view()}</td>
        </tr>
    }
    .into_any()
}

fn change(field: &BulkField) -> AnyView {
    let value = |value: &Option<String>| match value {
        None => "nothing".to_owned(),
        Some(text) if field.field == "owner" => short_name(text),
        Some(text) => text.clone(),
    };
    view! {
        <div>
            {title(&field.field)} ": " <del>{value(&field.before)}</del> " → " <ins>{value(&field.after)}</ins>
        </div>
    }
    .into_any()
}

fn left_out(left: &LeftOut) -> AnyView {
    let field = left.field.as_deref().map(|field| format!("{}: ", title(field)));
    view! { <div>{field} {left.detail.clone()}</div> }.into_any()
}

fn title(field: &str) -> String {
    match field {
        "owner" => "Owner",
        "lifecycle" => "Lifecycle",
        "tier" => "Tier",
        "tags" => "Tags",
        other => other,
    }
    .to_owned()
}
