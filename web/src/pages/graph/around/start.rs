//! Entities to start with: those that most depends on, or those that may be meant.

use catalog_schema::wire::{ListQuery, Problem, SearchQuery};
use leptos::prelude::*;

use crate::components::{counted, icons};
use crate::portal::Portal;

/// So many are offered.
const OFFERED: u32 = 12;

/// An entity that one may ask about.
pub(super) struct Suggestion {
    entity_ref: String,
    kind: String,
    title: String,
    note: Option<String>,
}

/// What most depends on directly.
///
/// # Errors
/// What the portal answers.
pub(super) async fn most_needed(portal: &dyn Portal) -> Result<Vec<Suggestion>, Problem> {
    let query =
        ListQuery { order: Some("-measures.dependents".to_owned()), limit: Some(OFFERED), ..ListQuery::default() };
    let items = portal.list(&query).await?.items.into_iter().filter(|entity| entity.measures.dependents > 0);
    let offered = items.map(|entity| Suggestion {
        title: entity.display_name().to_owned(),
        note: Some(counted(entity.measures.dependents.into(), "dependent", "dependents")),
        entity_ref: entity.entity_ref,
        kind: entity.kind,
    });
    Ok(offered.take(OFFERED as usize).collect())
}

/// What may be meant by something that is no reference of an entity. References are searched for by their name.
///
/// # Errors
/// What the portal answers, but that it cannot search for this.
pub(super) async fn suggestions(portal: &dyn Portal, written: &str) -> Result<Vec<Suggestion>, Problem> {
    let words = written.rsplit([':', '/']).next().unwrap_or(written).to_owned();
    let query = SearchQuery { q: words, limit: Some(OFFERED), ..SearchQuery::default() };
    let hits = match portal.search(&query).await {
        Ok(found) => found.hits,
        Err(problem) if problem.status == 400 => Vec::new(),
        Err(problem) => return Err(problem),
    };
    let meant = hits.into_iter().map(|hit| Suggestion {
        entity_ref: hit.entity_ref,
        kind: hit.kind,
        title: hit.title,
        note: None,
    });
    Ok(meant.collect())
}

/// The entities, each with the way to what is around it.
pub(super) fn list(suggestions: &[Suggestion], address: impl Fn(&str) -> String) -> AnyView {
    let items = suggestions.iter().map(|one| {
        let around = format!("Draw what is around {}", one.title);
        view! {
            <li>
                <a class="entity-link" href=address(&one.entity_ref) title=one.entity_ref.clone() aria-label=around>
                    {icons::kind(&one.kind)}
                    <span>{one.title.clone()}</span>
                </a>
                {one.note.clone().map(|note| view! { <span class="absent">{note}</span> })}
            </li>
        }
    });
    view! { <ul class="graph-start">{items.collect_view()}</ul> }.into_any()
}
