//! The types that the checker gives to expressions.

use std::fmt;

use crate::facts::{FactType, RecordKind};

/// The type of an expression. Any value may be null besides: facts are null where nobody supplied them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Known only when it is evaluated.
    Dyn,
    /// The type of the entries of an empty list: fits everything.
    Never,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    Text,
    Bytes,
    Moment,
    /// What `type(…)` gives.
    Name,
    List(Box<Type>),
    /// Its keys, its values.
    Map(Box<Type>, Box<Type>),
    Optional(Box<Type>),
    /// An entry of a list of links, entities or findings.
    Record(RecordKind),
}

impl Type {
    pub(crate) fn list(of: Self) -> Self {
        Self::List(Box::new(of))
    }

    pub(crate) fn optional(of: Self) -> Self {
        Self::Optional(Box::new(of))
    }

    /// Of a fact's value.
    pub(crate) fn of_fact(fact: FactType) -> Self {
        match fact {
            FactType::Bool => Self::Bool,
            FactType::Int => Self::Int,
            FactType::Number => Self::Double,
            FactType::Any => Self::Dyn,
            FactType::Text => Self::Text,
            FactType::Moment => Self::Moment,
            FactType::TextList => Self::list(Self::Text),
            FactType::TextMap => Self::Map(Box::new(Self::Text), Box::new(Self::Text)),
            FactType::LinkList => Self::list(Self::Record(RecordKind::Link)),
            FactType::EntityList => Self::list(Self::Record(RecordKind::Entity)),
            FactType::FindingList => Self::list(Self::Record(RecordKind::Finding)),
            FactType::AnyMap => Self::Map(Box::new(Self::Text), Box::new(Self::Dyn)),
        }
    }

    /// Whether nothing is known before it is evaluated.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Dyn | Self::Never)
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Uint | Self::Double)
    }

    /// Whether a value of it may be a list or a map.
    pub(crate) fn may_be_long(&self) -> bool {
        matches!(self, Self::Dyn | Self::List(_) | Self::Map(..))
    }

    /// Whether `==` between them can ever hold.
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            _ if self.is_open() || other.is_open() => true,
            _ if self.is_number() && other.is_number() => true,
            (Self::List(a), Self::List(b)) | (Self::Optional(a), Self::Optional(b)) => a.is_comparable(b),
            (Self::Map(keys, values), Self::Map(other_keys, other_values)) => {
                keys.is_comparable(other_keys) && values.is_comparable(other_values)
            }
            _ => self == other,
        }
    }

    /// The type of what is either of them.
    pub(crate) fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never | Self::Null, known) | (known, Self::Never | Self::Null) => known,
            (Self::List(a), Self::List(b)) => Self::list(a.join(*b)),
            (Self::Optional(a), Self::Optional(b)) => Self::optional(a.join(*b)),
            (Self::Map(keys, values), Self::Map(other_keys, other_values)) => {
                Self::Map(Box::new(keys.join(*other_keys)), Box::new(values.join(*other_values)))
            }
            (a, b) if a == b => a,
            _ => Self::Dyn,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dyn | Self::Never => formatter.write_str("a value of any type"),
            Self::Null => formatter.write_str("null"),
            Self::Bool => formatter.write_str("true or false"),
            Self::Int | Self::Uint => formatter.write_str("a whole number"),
            Self::Double => formatter.write_str("a number with decimals"),
            Self::Text => formatter.write_str("text"),
            Self::Bytes => formatter.write_str("bytes"),
            Self::Moment => formatter.write_str("a moment"),
            Self::Name => formatter.write_str("a type"),
            Self::Optional(_) => formatter.write_str("an optional value"),
            Self::Map(..) => formatter.write_str("a map"),
            Self::Record(kind) => formatter.write_str(kind.one()),
            Self::List(of) => match &**of {
                Self::Text => formatter.write_str("a list of texts"),
                Self::Int | Self::Uint | Self::Double => formatter.write_str("a list of numbers"),
                Self::Record(kind) => write!(formatter, "a list of {}", kind.many()),
                _ => formatter.write_str("a list"),
            },
        }
    }
}
