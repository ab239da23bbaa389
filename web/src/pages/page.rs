//! What every page is made of.

use leptos::prelude::*;

/// A page with its data loaded, to be rendered within the layout.
pub(crate) struct Page {
    /// What the layout needs to know.
    pub(crate) head: Head,
    /// Makes the content; called once, where rendering happens.
    pub(crate) body: Box<dyn FnOnce() -> AnyView + Send>,
}

/// What the layout needs to know of a page.
pub(crate) struct Head {
    /// The document's title, without the product's name.
    pub(crate) title: String,
    /// The HTTP status code.
    pub(crate) status: u16,
    /// The entry of the navigation that it belongs to.
    pub(crate) section: Option<Section>,
    /// The address where the API has the same as JSON.
    pub(crate) json: Option<String>,
}

/// An entry of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What there is.
    Catalog,
    /// Who carries it.
    Teams,
    /// How it hangs together.
    Graph,
    /// Where we stand, and what next.
    Scorecards,
    /// What is wrong with how it hangs together.
    Insights,
    /// What changed.
    Activity,
    /// Looking for words.
    Search,
    /// Where it comes from.
    Sources,
}

impl Section {
    /// All of them, in the order of the navigation.
    pub(crate) const ALL: [Section; 8] = [
        Self::Catalog,
        Self::Teams,
        Self::Graph,
        Self::Scorecards,
        Self::Insights,
        Self::Activity,
        Self::Search,
        Self::Sources,
    ];

    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Catalog => "Catalog",
            Self::Teams => "Teams",
            Self::Graph => "Graph",
            Self::Scorecards => "Scorecards",
            Self::Insights => "Insights",
            Self::Activity => "Activity",
            Self::Search => "Search",
            Self::Sources => "Sources",
        }
    }

    /// The address of its page.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Catalog => "/catalog",
            Self::Teams => "/teams",
            Self::Graph => "/graph",
            Self::Scorecards => "/scorecards",
            Self::Insights => "/insights",
            Self::Activity => "/activity",
            Self::Search => "/search",
            Self::Sources => "/sources",
        }
    }
}

impl Page {
    /// A page of status 200.
    pub(crate) fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        Self {
            head: Head { title: title.into(), status: 200, section: None, json: None },
            body: Box::new(move || body().into_any()),
        }
    }

    /// The same page with another status.
    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.head.status = status;
        self
    }

    /// The same page within a section.
    pub(crate) fn in_section(mut self, section: Section) -> Self {
        self.head.section = Some(section);
        self
    }

    /// The same page with the address where the API has the same as JSON.
    pub(crate) fn with_json(mut self, address: String) -> Self {
        self.head.json = Some(address);
        self
    }
}
