//! A part of an expression, said in CEL.

/// What a part comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Int,
    /// A text; `true` if it may be missing.
    Text(bool),
    Null,
    /// A moment, which only its age is asked of.
    Moment,
    /// How long ago a moment was.
    Age,
    /// A span of time, as `older_than` takes it, and whether it lies in the past.
    Span(bool),
    /// A list of texts.
    Groups,
    Links,
    Entities,
    /// The teams that own the entity, of which the catalog knows the first.
    Teams,
    /// How many those are.
    TeamCount,
    /// A field that an organisation defined itself, by name.
    Custom(String),
    /// Whether something is configured, which is asked by comparing it with null.
    Presence,
    /// The entity.
    Root,
    /// One of a list.
    Item(Item),
}

/// One of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Group,
    Link,
    Entity,
}

/// How tightly an expression holds together, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Conditional,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Unary,
    Whole,
}

/// A part, said in CEL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) cel: String,
    pub(super) kind: Kind,
    pub(super) binding: Binding,
}

impl Term {
    pub(super) fn whole(cel: impl Into<String>, kind: Kind) -> Self {
        Self { cel: cel.into(), kind, binding: Binding::Whole }
    }

    pub(super) fn bound(cel: impl Into<String>, kind: Kind, binding: Binding) -> Self {
        Self { cel: cel.into(), kind, binding }
    }

    /// The text of it where something binds as tightly as this.
    pub(super) fn within(&self, binding: Binding) -> String {
        if self.binding >= binding { self.cel.clone() } else { format!("({})", self.cel) }
    }
}
