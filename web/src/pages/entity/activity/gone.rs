//! What is still known of an entity that is gone.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{History, Problem};
use leptos::prelude::*;

use super::view::{activity, page_query};
use crate::address::{entity_path, short_name};
use crate::components::{Tone, alert};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// The page of an entity that the catalog does not have any more: that it is gone, and what it was.
///
/// # Errors
/// `problem`, where the catalog never had it.
pub(in crate::pages::entity) async fn load_gone(
    portal: &dyn Portal,
    request: &PageRequest,
    entity_ref: &EntityRef,
    problem: Problem,
) -> Result<Page, Problem> {
    let query = page_query(&request.query);
    let history = match portal.history(entity_ref, &query).await {
        Ok(history) if history.deleted => history,
        Ok(_) => return Err(problem),
        Err(other) if other.status == 404 => return Err(problem),
        Err(other) => return Err(other),
    };
    let json = format!("/api/v1/entities/{}/history", entity_path(entity_ref));
    let (later, now) = (query.cursor.is_some(), request.now);
    let title = format!("{} · removed", short_name(entity_ref.as_str()));
    Ok(Page::new(title, move || view(&history, later, now))
        .with_status(404)
        .in_section(Section::Catalog)
        .with_json(json))
}

fn view(history: &History, later: bool, now: i64) -> AnyView {
    let entity_ref = history.entity_ref.clone();
    view! {
        <article class="entity">
            <h1>{short_name(&entity_ref)}</h1>
            <p class="entity-ref">
                <code>{entity_ref}</code>
            </p>
            {alert(
                Tone::Warning,
                "This is not in the catalog any more",
                view! {
                    <p>
                        "No descriptor describes it since the change below. It comes back with its descriptor; "
                        <a href="/catalog">"the whole catalog"</a> " has what there is now."
                    </p>
                },
            )}
            {activity(history, later, now)}
        </article>
    }
    .into_any()
}
