//! How references are written.

use serde::{Deserialize, Serialize};

/// How the text of a reference was understood, and so what it leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `kind:namespace/name`.
    #[default]
    Full,
    /// `kind:name`.
    KindName,
    /// `namespace/name`. Of an owner it may as well be `organisation/team`.
    NamespaceName,
    /// `name`.
    Name,
    /// `@organisation/team` or `@name`, as forges write teams and people.
    Handle,
    /// An address of e-mail.
    Email,
    /// An identifier that another product gave: an ARI or a UUID.
    Identifier,
    /// Words that are no name: a title, a person's name.
    Words,
}

impl Form {
    /// The name on the wire, such as `kind-name`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::KindName => "kind-name",
            Self::NamespaceName => "namespace-name",
            Self::Name => "name",
            Self::Handle => "handle",
            Self::Email => "email",
            Self::Identifier => "identifier",
            Self::Words => "words",
        }
    }

    /// Whether no namespace is written.
    pub fn leaves_namespace_open(self) -> bool {
        !matches!(self, Self::Full | Self::NamespaceName)
    }

    /// Whether no kind is written.
    pub fn leaves_kind_open(self) -> bool {
        !matches!(self, Self::Full | Self::KindName)
    }

    /// Whether the text is a reference by the rule, `[kind:][namespace/]name`.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Full | Self::KindName | Self::NamespaceName | Self::Name)
    }
}

/// How one reference is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spelling {
    /// How its text was understood.
    #[serde(default, skip_serializing_if = "is_full")]
    pub form: Form,
    /// The text, where the reference alone does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Spelling {
    /// A reference by the rule.
    pub fn plain(form: Form) -> Self {
        Self { form, text: None }
    }

    /// Whether the reference is complete, and written as it is.
    pub fn is_full(&self) -> bool {
        self.form == Form::Full && self.text.is_none()
    }
}

fn is_full(form: &Form) -> bool {
    *form == Form::Full
}
