//! Asks for what the chosen tab shows.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Descriptor, Entity, Problem, Relations, ScorecardResult};
use leptos::prelude::*;

use super::tabs::{Tab, tabs};
use super::{descriptor, header, overview, relations, stale};
use crate::address::entity_path;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// What the chosen tab shows.
enum Content {
    Overview { relations: Relations, scorecards: Vec<ScorecardResult> },
    Relations { relations: Relations },
    Descriptor { from: Option<u32> },
}

/// The page of one entity.
///
/// # Errors
/// What the portal answers where there is no such entity.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest, entity_ref: &EntityRef) -> Result<Page, Problem> {
    let entity = portal.entity(entity_ref).await?;
    let tab = Tab::from_query(&request.query);
    let content = match tab {
        Tab::Overview => Content::Overview {
            relations: portal.relations(entity_ref).await?,
            scorecards: portal.scorecards(entity_ref).await?,
        },
        Tab::Relations => Content::Relations { relations: portal.relations(entity_ref).await? },
        Tab::Descriptor => Content::Descriptor { from: request.query.first("from").and_then(|line| line.parse().ok()) },
    };
    // A stale entity says on every tab what is wrong with its descriptor.
    let text = match tab == Tab::Descriptor || entity.stale {
        true => Some(portal.descriptor(entity_ref).await?),
        false => None,
    };
    let api = match tab {
        Tab::Overview => "",
        Tab::Relations => "/relations",
        Tab::Descriptor => "/descriptor",
    };
    let json = format!("/api/v1/entities/{}{api}", entity_path(entity_ref));
    let title = format!("{} · {}", entity.display_name(), entity.kind);
    Ok(Page::new(title, move || view(&entity, tab, content, text.as_ref()))
        .in_section(Section::Catalog)
        .with_json(json))
}

fn view(entity: &Entity, tab: Tab, content: Content, text: Option<&Descriptor>) -> AnyView {
    let content = match (content, text) {
        (Content::Overview { relations, scorecards }, _) => {
            overview::overview(entity, &relations, &scorecards).into_any()
        }
        (Content::Relations { relations }, _) => relations::relations(&relations).into_any(),
        (Content::Descriptor { from }, Some(text)) => descriptor::descriptor(text, from).into_any(),
        (Content::Descriptor { .. }, None) => ().into_any(),
    };
    let notice = text.filter(|_| entity.stale).map(|text| stale::notice(entity, text));
    view! {
        <article class="entity">
            {header::header(entity)}
            {notice}
            {tabs(entity, tab)}
            {content}
        </article>
    }
    .into_any()
}
