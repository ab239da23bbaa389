//! References to entities: `[<kind>:][<namespace>/]<name>`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The namespace of an entity that names none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// The canonical name of an entity: `kind:namespace/name`, always all three parts, always lower case.
///
/// Cheap to clone and to compare. Two references are equal when they name the same entity, whatever the case they were
/// written in. The parts as written stay on the [`Entity`](super::Entity), for display.
#[derive(Clone)]
pub struct EntityRef {
    text: Arc<str>,
    /// Byte offset of the first `:`.
    colon: u32,
    /// Byte offset of the `/` that ends the namespace.
    slash: u32,
}

impl EntityRef {
    /// The reference of these three parts, lower-cased independently of any locale.
    pub fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let kind = kind.to_lowercase();
        let namespace = namespace.to_lowercase();
        let text = format!("{kind}:{namespace}/{}", name.to_lowercase());
        let colon = kind.len();
        let slash = colon + 1 + namespace.len();
        Self { text: text.into(), colon: offset(colon), slash: offset(slash) }
    }

    /// Parses `input`, taking a missing kind or namespace from the defaults. See [`RefParts::parse`].
    pub fn parse(input: &str, default_kind: Option<&str>, default_namespace: &str) -> Result<Self, RefError> {
        RefParts::parse(input, default_kind, Some(default_namespace)).map(|parts| parts.to_ref())
    }

    /// The whole canonical text, `kind:namespace/name`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The kind, lower case.
    pub fn kind(&self) -> &str {
        &self.text[..self.colon as usize]
    }

    /// The namespace, lower case.
    pub fn namespace(&self) -> &str {
        &self.text[self.colon as usize + 1..self.slash as usize]
    }

    /// The name, lower case.
    pub fn name(&self) -> &str {
        &self.text[self.slash as usize + 1..]
    }
}

/// Offsets are kept in 32 bits; text from a descriptor is far shorter (the formats' limits), and a longer one saturates.
fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl PartialEq for EntityRef {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }
}

impl Eq for EntityRef {}

impl Hash for EntityRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl std::borrow::Borrow<str> for EntityRef {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialOrd for EntityRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntityRef {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

/// Parses a full reference; the kind is mandatory, the namespace defaults to `default`.
impl FromStr for EntityRef {
    type Err = RefError;

    fn from_str(input: &str) -> Result<Self, RefError> {
        Self::parse(input, None, DEFAULT_NAMESPACE)
    }
}

impl Serialize for EntityRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for EntityRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A reference in its three parts, in the case it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefParts {
    /// The kind, as written or from the default.
    pub kind: String,
    /// The namespace, as written or from the default.
    pub namespace: String,
    /// The name: everything after kind and namespace, which may itself contain `:` and `/`.
    pub name: String,
}

impl RefParts {
    /// Parses `[<kind>:][<namespace>/]<name>`.
    ///
    /// The first `:` ends the kind and the first `/` the namespace; where the `/` comes first, the `:` belongs to the
    /// name. Nothing is trimmed and no character is judged: only empty parts are errors. Missing parts are taken from
    /// the defaults; there is no default for the kind unless one is given, and the namespace falls back to `default`.
    ///
    /// # Errors
    /// [`RefError::Malformed`] for an empty part, [`RefError::MissingKind`] where no kind is written or given.
    pub fn parse(input: &str, default_kind: Option<&str>, default_namespace: Option<&str>) -> Result<Self, RefError> {
        let malformed = || RefError::Malformed { input: input.to_owned() };
        let slash = input.find('/');
        let colon = input.find(':').filter(|&colon| slash.is_none_or(|slash| colon < slash));
        let (kind, rest) = match colon {
            Some(colon) => (Some(&input[..colon]), &input[colon + 1..]),
            None => (None, input),
        };
        let (namespace, name) = match rest.split_once('/') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, rest),
        };
        if name.is_empty() || kind.is_some_and(str::is_empty) || namespace.is_some_and(str::is_empty) {
            return Err(malformed());
        }
        let kind = kind
            .or(default_kind)
            .filter(|kind| !kind.is_empty())
            .ok_or_else(|| RefError::MissingKind { input: input.to_owned() })?;
        let namespace = namespace.or(default_namespace).unwrap_or(DEFAULT_NAMESPACE);
        Ok(Self { kind: kind.to_owned(), namespace: namespace.to_owned(), name: name.to_owned() })
    }

    /// The reference of parts that are written apart, as in `{kind: Group, name: a}`; missing ones are taken from the
    /// defaults as in [`RefParts::parse`], but a part that is there must not be empty.
    ///
    /// # Errors
    /// [`RefError::Malformed`] for an empty part or no name, [`RefError::MissingKind`] where no kind is given.
    pub fn from_parts(
        kind: Option<&str>,
        namespace: Option<&str>,
        name: Option<&str>,
        default_kind: Option<&str>,
        default_namespace: Option<&str>,
    ) -> Result<Self, RefError> {
        let input = || {
            let kind = kind.map(|kind| format!("{kind}:")).unwrap_or_default();
            let namespace = namespace.map(|namespace| format!("{namespace}/")).unwrap_or_default();
            format!("{kind}{namespace}{}", name.unwrap_or_default())
        };
        let name = name.filter(|name| !name.is_empty()).ok_or_else(|| RefError::Malformed { input: input() })?;
        if kind.is_some_and(str::is_empty) || namespace.is_some_and(str::is_empty) {
            return Err(RefError::Malformed { input: input() });
        }
        let kind = kind.or(default_kind).filter(|kind| !kind.is_empty());
        let kind = kind.ok_or_else(|| RefError::MissingKind { input: input() })?;
        let namespace = namespace.or(default_namespace).unwrap_or(DEFAULT_NAMESPACE);
        Ok(Self { kind: kind.to_owned(), namespace: namespace.to_owned(), name: name.to_owned() })
    }

    /// The canonical reference of these parts.
    pub fn to_ref(&self) -> EntityRef {
        EntityRef::new(&self.kind, &self.namespace, &self.name)
    }
}

/// Why a text is not a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefError {
    /// A part is empty, as in `:a`, `a:/b` or the empty text.
    Malformed {
        /// The text as given.
        input: String,
    },
    /// No kind was written and the place where it stands has no default.
    MissingKind {
        /// The text as given.
        input: String,
    },
}

impl fmt::Display for RefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { input } => {
                write!(f, "entity reference {input:?} is not of the form [<kind>:][<namespace>/]<name>")
            }
            Self::MissingKind { input } => {
                write!(f, "entity reference {input:?} needs a kind, as in \"component:{input}\"")
            }
        }
    }
}

impl std::error::Error for RefError {}
