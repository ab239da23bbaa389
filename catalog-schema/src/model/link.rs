//! Links from an entity to what lives elsewhere.

use serde::{Deserialize, Serialize};

/// A link to a repository, a dashboard, a runbook, …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// Where it leads. Untrusted: faces show only http, https and mailto as something to click.
    pub url: String,
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The icon that the descriptor asks for, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// What it leads to.
    #[serde(rename = "type", default)]
    pub link_type: LinkType,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkType {
    /// Source code.
    Repository,
    /// Charts, metrics, logs.
    Dashboard,
    /// Who is on call.
    OnCall,
    /// What to do when it breaks.
    Runbook,
    /// A chat channel.
    Chat,
    /// Documentation.
    Documentation,
    /// An issue tracker or project board.
    Project,
    /// Anything else.
    #[default]
    Other,
}

impl LinkType {
    /// The name on the wire, such as `on-call`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repository => "repository",
            Self::Dashboard => "dashboard",
            Self::OnCall => "on-call",
            Self::Runbook => "runbook",
            Self::Chat => "chat",
            Self::Documentation => "documentation",
            Self::Project => "project",
            Self::Other => "other",
        }
    }
}
