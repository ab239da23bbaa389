//! Relations between entities, in pairs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{EntityRef, Spelling};

/// The type of a relation, read as `<from> <type> <to>`. Each has an inverse.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationType {
    /// Owned by a team or person.
    OwnedBy,
    /// Inverse of [`RelationType::OwnedBy`].
    OwnerOf,
    /// Needs the other to work.
    DependsOn,
    /// Inverse of [`RelationType::DependsOn`].
    DependencyOf,
    /// Belongs to a system, a domain or a larger component.
    PartOf,
    /// Inverse of [`RelationType::PartOf`].
    HasPart,
    /// Serves an API.
    ProvidesApi,
    /// Inverse of [`RelationType::ProvidesApi`].
    ApiProvidedBy,
    /// Calls an API.
    ConsumesApi,
    /// Inverse of [`RelationType::ConsumesApi`].
    ApiConsumedBy,
    /// A team inside another.
    ChildOf,
    /// Inverse of [`RelationType::ChildOf`].
    ParentOf,
    /// A person in a team.
    MemberOf,
    /// Inverse of [`RelationType::MemberOf`].
    HasMember,
    /// A relation that a foreign format names itself; `custom:<name>` on the wire, its inverse `custom:~<name>`.
    Custom(String),
}

/// The built-in types: (forward, its name, inverse, its name). Forward is the direction in which an edge is stored.
const PAIRS: [(RelationType, &str, RelationType, &str); 7] = [
    (RelationType::OwnedBy, "ownedBy", RelationType::OwnerOf, "ownerOf"),
    (RelationType::DependsOn, "dependsOn", RelationType::DependencyOf, "dependencyOf"),
    (RelationType::PartOf, "partOf", RelationType::HasPart, "hasPart"),
    (RelationType::ProvidesApi, "providesApi", RelationType::ApiProvidedBy, "apiProvidedBy"),
    (RelationType::ConsumesApi, "consumesApi", RelationType::ApiConsumedBy, "apiConsumedBy"),
    (RelationType::ChildOf, "childOf", RelationType::ParentOf, "parentOf"),
    (RelationType::MemberOf, "memberOf", RelationType::HasMember, "hasMember"),
];

impl RelationType {
    /// The forward types that are built in, in the order in which faces list them.
    pub fn forward_types() -> impl Iterator<Item = RelationType> {
        PAIRS.into_iter().map(|(forward, ..)| forward)
    }

    /// The type that reads the same edge from its other end.
    pub fn inverse(&self) -> RelationType {
        if let Self::Custom(name) = self {
            return Self::Custom(match name.strip_prefix('~') {
                Some(forward) => forward.to_owned(),
                None => format!("~{name}"),
            });
        }
        for (forward, _, inverse, _) in PAIRS {
            if *self == forward {
                return inverse;
            }
            if *self == inverse {
                return forward;
            }
        }
        self.clone()
    }

    /// Whether edges are stored in this direction.
    pub fn is_forward(&self) -> bool {
        match self {
            Self::Custom(name) => !name.starts_with('~'),
            built_in => PAIRS.iter().any(|(forward, ..)| built_in == forward),
        }
    }

    /// The type of this name, such as `dependsOn` or `custom:calls`; built-in names match in any case.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(name) = text.strip_prefix("custom:") {
            return (!name.trim_start_matches('~').is_empty()).then(|| Self::Custom(name.to_owned()));
        }
        PAIRS.into_iter().find_map(|(forward, forward_name, inverse, inverse_name)| {
            if text.eq_ignore_ascii_case(forward_name) {
                Some(forward)
            } else if text.eq_ignore_ascii_case(inverse_name) {
                Some(inverse)
            } else {
                None
            }
        })
    }
}

impl fmt::Display for RelationType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Custom(name) = self {
            return write!(f, "custom:{name}");
        }
        for (forward, forward_name, inverse, inverse_name) in PAIRS {
            if *self == forward {
                return f.write_str(forward_name);
            }
            if *self == inverse {
                return f.write_str(inverse_name);
            }
        }
        Ok(())
    }
}

impl Serialize for RelationType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RelationType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("unknown relation type {text:?}")))
    }
}

/// A relation as one end declares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Read from the declaring entity: `it <type> target`. May be either direction of a pair.
    #[serde(rename = "type")]
    pub relation_type: RelationType,
    /// The other end as the descriptor alone tells it; it need not exist.
    pub target: EntityRef,
    /// How the descriptor writes the other end, and so where else it may be found; see [`crate::resolve`].
    #[serde(default, skip_serializing_if = "Spelling::is_full")]
    pub spelling: Spelling,
    /// Where the descriptor says so, as a JSON pointer such as `/spec/dependsOn/0`.
    pub origin: String,
    /// What the descriptor says of the edge itself (endpoint, description, criticality).
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub attributes: serde_json::Map<String, serde_json::Value>,
}
