//! Which repositories are read.

use catalog_schema::companions::matches;
use serde::{Deserialize, Serialize};

use super::FoundRepository;

/// Visibilities of repositories.
const VISIBILITIES: [&str; 3] = ["public", "internal", "private"];

/// What repositories are chosen by. Of what is left empty nothing is asked; case does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Chosen {
    /// Names without what they are below, in which `*` stands for any characters and `?` for one; with a slash in it, a pattern
    /// is one of whole names.
    pub names: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// Languages, as the host calls them.
    pub languages: Vec<String>,
    /// `public`, `internal` or `private`.
    pub visibility: Vec<String>,
}

/// Which repositories are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What all of them are like, in everything that is said.
    pub include: Chosen,
    /// What none of them is like, in anything that is said.
    pub exclude: Chosen,
    /// Archived ones are read, too.
    pub archived: bool,
    /// Forks are read, too.
    pub forks: bool,
}

/// A visibility that there is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no visibility; those are public, internal and private")]
pub struct UnknownVisibility(pub String);

impl Selection {
    /// Checks what it asks for.
    ///
    /// # Errors
    /// If that is nothing that a repository can be like.
    pub(in crate::sources) fn check(&self) -> Result<(), UnknownVisibility> {
        let mut named = self.include.visibility.iter().chain(&self.exclude.visibility);
        let is_known = |name: &&String| VISIBILITIES.iter().any(|known| name.eq_ignore_ascii_case(known));
        named.find(|name| !is_known(name)).map_or(Ok(()), |unknown| Err(UnknownVisibility(unknown.clone())))
    }

    /// Whether a repository is read.
    pub fn takes(&self, repository: &FoundRepository) -> bool {
        (self.archived || !repository.archived)
            && (self.forks || !repository.fork)
            && self.include.asked(repository).all(|answer| answer)
            && !self.exclude.asked(repository).any(|answer| answer)
    }
}

impl Chosen {
    /// Whether a repository is like this, for each thing that is asked of it.
    fn asked<'a>(&'a self, repository: &'a FoundRepository) -> impl Iterator<Item = bool> + 'a {
        let same = |wanted: &str, found: &str| wanted.eq_ignore_ascii_case(found);
        let any = |wanted: &[String], found: &[String]| {
            wanted.iter().any(|wanted| found.iter().any(|found| same(wanted, found)))
        };
        let (whole, short) = (repository.name.to_lowercase(), repository.short_name().to_lowercase());
        let is_named = self.names.iter().any(|pattern| {
            let pattern = pattern.to_lowercase();
            matches(&pattern, if pattern.contains('/') { &whole } else { &short })
        });
        let is_visible = self.visibility.iter().any(|wanted| same(wanted, &repository.visibility));
        [
            (!self.names.is_empty()).then_some(is_named),
            (!self.topics.is_empty()).then(|| any(&self.topics, &repository.topics)),
            (!self.languages.is_empty()).then(|| any(&self.languages, &repository.languages)),
            (!self.visibility.is_empty()).then_some(is_visible),
        ]
        .into_iter()
        .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> FoundRepository {
        FoundRepository {
            name: "acme/Payments-API".to_owned(),
            visibility: "private".to_owned(),
            topics: vec!["catalog".to_owned()],
            languages: vec!["Rust".to_owned(), "Go".to_owned()],
            ..FoundRepository::default()
        }
    }

    fn chosen(names: &[&str], topics: &[&str], languages: &[&str], visibility: &[&str]) -> Chosen {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Chosen {
            names: texts(names),
            topics: texts(topics),
            languages: texts(languages),
            visibility: texts(visibility),
        }
    }

    #[test]
    fn everything_that_is_included_and_nothing_that_is_excluded() {
        let takes = |include: Chosen, exclude: Chosen| {
            Selection { include, exclude, ..Selection::default() }.takes(&repository())
        };
        let nothing = Chosen::default;
        assert!(takes(nothing(), nothing()));
        assert!(takes(chosen(&["payments-*"], &["Catalog"], &["go"], &["private", "internal"]), nothing()));
        assert!(!takes(chosen(&["payments-*"], &["other"], &[], &[]), nothing()), "all must hold");
        assert!(!takes(nothing(), chosen(&["*-api"], &["other"], &[], &[])), "one is enough");
        assert!(takes(nothing(), chosen(&["orders*"], &["other"], &["C"], &["public"])));
        assert!(takes(chosen(&["acme/*"], &[], &[], &[]), chosen(&["other/*"], &[], &[], &[])), "whole names");
    }

    #[test]
    fn archived_ones_and_forks_are_asked_for() {
        let archived = FoundRepository { archived: true, ..repository() };
        let fork = FoundRepository { fork: true, ..repository() };
        let usual = Selection::default();
        let all = Selection { archived: true, forks: true, ..Selection::default() };
        assert!(!usual.takes(&archived) && !usual.takes(&fork));
        assert!(all.takes(&archived) && all.takes(&fork));
    }
}
