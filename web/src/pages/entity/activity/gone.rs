//! What is still known of an entity that is gone.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;
use leptos::prelude::*;

use super::load::ActivityTab;
use super::view::activity;
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
    let tab = match ActivityTab::load(portal, entity_ref, &request.query, request.now).await {
        Ok(tab) if tab.is_of_what_is_gone() => tab,
        Ok(_) => return Err(problem),
        Err(other) if other.status == 404 => return Err(problem),
        Err(other) => return Err(other),
    };
    let json = format!("/api/v1/entities/{}{}", entity_path(entity_ref), tab.json_address());
    let title = format!("{} · removed", short_name(entity_ref.as_str()));
    Ok(Page::new(title, move || view(&tab)).with_status(404).in_section(Section::Catalog).with_json(json))
}

fn view(tab: &ActivityTab) -> AnyView {
    let entity_ref = tab.entity_ref.clone();
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
            {activity(tab)}
        </article>
    }
    .into_any()
}
