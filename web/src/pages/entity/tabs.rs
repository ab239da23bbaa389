//! The tabs of an entity, as links.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::people::is_of_people;
use crate::address::entity_page;
use crate::query::Query;

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Overview,
    Dependencies,
    Scorecards,
    Activity,
    Descriptor,
}

impl Tab {
    const ALL: [Tab; 5] = [Tab::Overview, Tab::Dependencies, Tab::Scorecards, Tab::Activity, Tab::Descriptor];

    /// The tab that an address asks for; the overview if it asks for none that there is.
    pub(super) fn from_query(query: &Query) -> Self {
        let asked = query.first("tab");
        Self::ALL.into_iter().find(|tab| asked == Some(tab.key())).unwrap_or(Self::Overview)
    }

    fn key(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Dependencies => "dependencies",
            Self::Scorecards => "scorecards",
            Self::Activity => "activity",
            Self::Descriptor => "descriptor",
        }
    }

    /// What to call it on the page of an entity. Teams and people have no dependencies, but relations.
    fn title(self, entity: &Entity) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Dependencies if is_of_people(entity) => "Relations",
            Self::Dependencies => "Dependencies",
            Self::Scorecards => "Scorecards",
            Self::Activity => "Activity",
            Self::Descriptor => "Descriptor",
        }
    }

    /// The address of this tab of an entity's page.
    pub(super) fn address(self, entity_ref: &str) -> String {
        let page = entity_page(entity_ref);
        match self {
            Self::Overview => page,
            other => format!("{page}?tab={}", other.key()),
        }
    }
}

/// One link per tab.
pub(super) fn tabs(entity: &Entity, current: Tab) -> AnyView {
    let links = Tab::ALL.map(|tab| {
        view! {
            <li>
                <a href=tab.address(&entity.entity_ref) aria-current=(tab == current).then_some("page")>
                    {tab.title(entity)}
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label="Views of this entity">
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}
