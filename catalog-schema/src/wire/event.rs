//! What happened to entities: deployments, builds, incidents, changes, releases.

use serde::{Deserialize, Serialize};

/// What happened, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventList {
    /// A page of events.
    pub items: Vec<Event>,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that is shown now. Lists of events may be ahead of it.
    pub revision: u64,
}

/// What happened to one entity, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityEvents {
    /// The reference that was asked for.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The entity's identity; survives renames.
    pub uid: String,
    /// What runs where: the last deployment or rollback of each environment that it was not removed from since, at most
    /// 20, production first.
    pub deployed: Vec<Event>,
    /// Incidents that nothing has resolved yet, each by the event that told of it first, at most 20, the newest first.
    pub open_incidents: Vec<Event>,
    /// A page of events.
    pub items: Vec<Event>,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that is shown now. Lists of events may be ahead of it.
    pub revision: u64,
}

/// Something that happened to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Unique here.
    pub id: String,
    /// What sort of thing happened.
    pub kind: EventKind,
    /// How it ended or stands, as far as the event says.
    pub outcome: Option<EventOutcome>,
    /// Where, such as `production`.
    pub environment: Option<String>,
    /// Of which version.
    pub version: Option<String>,
    /// What happened, in a sentence.
    pub title: String,
    /// Where more of it is to be seen. Untrusted.
    pub url: Option<String>,
    /// When it happened, RFC 3339.
    pub happened_at: String,
    /// When it was told, RFC 3339.
    pub received_at: String,
    /// What the entity is called now; of one that is gone, what it was called when the event came.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The entity's identity.
    pub uid: String,
    /// What the events of one incident have in common.
    pub incident: Option<String>,
    /// The CloudEvent's `source`.
    pub source: String,
    /// The CloudEvent's `type`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The CloudEvent's `id`, unique within its source.
    pub event_id: String,
    /// Who told it, such as `token:ci`.
    pub actor: String,
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in answers and questions.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The one of this name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }
    };
}

names! {
    /// What sort of thing happened.
    EventKind {
        /// A version came to run in an environment, was taken back or away.
        Deployment "deployment",
        /// A build, a pipeline or a task of one.
        Build "build",
        /// Something is broken, or not any more.
        Incident "incident",
        /// A change of source, such as a pull request.
        Change "change",
        /// A version was published for others to use.
        Release "release",
        /// Anything else.
        Other "other",
    }
}

names! {
    /// How something ended or stands.
    EventOutcome {
        /// It went well.
        Success "success",
        /// It went wrong.
        Failure "failure",
        /// Somebody or something ended it.
        Cancelled "cancelled",
        /// An earlier version runs again.
        RolledBack "rolled_back",
        /// It does not run there any more.
        Removed "removed",
        /// It waits or is under way.
        Running "running",
        /// Of an incident: it is not over.
        Open "open",
        /// Of an incident: it is over.
        Resolved "resolved",
    }
}

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// Only of this [`EventKind`].
    pub kind: Option<String>,
    /// Only of this entity, also where it is gone.
    pub entity: Option<String>,
    /// Only of what this owner has now, declared or inherited.
    pub owner: Option<String>,
    /// Only in this environment.
    pub environment: Option<String>,
    /// Page size.
    pub limit: Option<u32>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// What became of events that were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventReceipt {
    /// New ones, which were written down.
    pub accepted: u64,
    /// Those that were known, by their `source` and `id`.
    pub duplicates: u64,
}
