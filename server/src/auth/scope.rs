//! What a token may do.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// One thing that a token may do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// See the catalog. Every token may.
    Read,
    /// Ask what a push would change.
    DryRun,
    /// Push descriptors into the source of this name.
    Push(String),
    /// Send events.
    Events,
    /// Push facts.
    Facts,
    /// Everything.
    Admin,
}

/// A text that is no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no scope {0:?}; scopes are read, dry-run, push:SOURCE, events, facts and admin")]
pub struct UnknownScope(pub String);

/// What a source may be called, and so what may stand behind `push:`.
fn is_source_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=63).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(is_plain)
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Ok(match text {
            "read" => Self::Read,
            "dry-run" => Self::DryRun,
            "events" => Self::Events,
            "facts" => Self::Facts,
            "admin" => Self::Admin,
            _ => {
                let source = text.strip_prefix("push:").filter(|source| is_source_name(source));
                Self::Push(source.ok_or_else(|| UnknownScope(text.to_owned()))?.to_owned())
            }
        })
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read => f.write_str("read"),
            Self::DryRun => f.write_str("dry-run"),
            Self::Push(source) => write!(f, "push:{source}"),
            Self::Events => f.write_str("events"),
            Self::Facts => f.write_str("facts"),
            Self::Admin => f.write_str("admin"),
        }
    }
}

/// All that a token may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

impl Scopes {
    /// Whether this is among what is allowed. Who may push may also ask what a push would change.
    pub fn allow(&self, wanted: &Scope) -> bool {
        let has = |scope| self.0.contains(scope);
        let pushes = || self.0.iter().any(|scope| matches!(scope, Scope::Push(_)));
        has(&Scope::Admin)
            || match wanted {
                Scope::Read => true,
                Scope::DryRun => has(&Scope::DryRun) || pushes(),
                other => has(other),
            }
    }

    /// Each of them, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = &Scope> {
        self.0.iter()
    }

    /// Their texts.
    pub fn to_texts(&self) -> Vec<String> {
        self.0.iter().map(Scope::to_string).collect()
    }

    /// Scopes of these texts.
    ///
    /// # Errors
    /// The first text that is none.
    pub fn parse<T: AsRef<str>>(texts: &[T]) -> Result<Self, UnknownScope> {
        texts.iter().map(|text| text.as_ref().parse()).collect::<Result<_, _>>().map(Self)
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect())
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("read") } else { f.write_str(&self.to_texts().join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scopes(texts: &[&str]) -> Scopes {
        Scopes::parse(texts).unwrap()
    }

    #[test]
    fn a_scope_allows_itself_and_no_other() {
        let push = scopes(&["push:shop"]);
        assert!(push.allow(&Scope::Push("shop".into())) && push.allow(&Scope::DryRun) && push.allow(&Scope::Read));
        for other in [Scope::Push("shop2".into()), Scope::Events, Scope::Facts, Scope::Admin] {
            assert!(!push.allow(&other), "{other}");
        }
        let none = scopes(&[]);
        assert!(none.allow(&Scope::Read) && !none.allow(&Scope::DryRun));
        assert!(scopes(&["admin"]).allow(&Scope::Push("anything".into())));
    }

    #[test]
    fn what_is_no_scope_is_named() {
        for text in ["", "push", "push:", "push:a/b", "push:..", "Admin", "write", "push:a b", "push:a\n"] {
            assert_eq!(text.parse::<Scope>(), Err(UnknownScope(text.to_owned())));
        }
    }

    proptest! {
        #[test]
        fn a_scope_is_read_as_it_is_written(text in "(push:)?[a-zA-Z0-9._:-]{0,70}") {
            if let Ok(scope) = text.parse::<Scope>() {
                prop_assert_eq!(scope.to_string(), text);
            }
        }
    }
}
