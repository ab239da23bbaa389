//! Repositories that are named by the forge and the path there.

use crate::model::{Entity, Link, LinkType};

/// A forge whose addresses are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Host {
    Github,
    Gitlab,
    Bitbucket,
}

impl Host {
    /// The forge of this name, as descriptors write it.
    pub(in crate::formats) fn of(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "github" => Some(Self::Github),
            "gitlab" => Some(Self::Gitlab),
            "bitbucket" => Some(Self::Bitbucket),
            _ => None,
        }
    }

    /// Its address, the step from a repository to a folder of its newest commit, and the annotation that tools read.
    fn facts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Github => ("https://github.com/", "/tree/HEAD/", "github.com/project-slug"),
            Self::Gitlab => ("https://gitlab.com/", "/-/tree/HEAD/", "gitlab.com/project-slug"),
            Self::Bitbucket => ("https://bitbucket.org/", "/src/HEAD/", "bitbucket.org/project-slug"),
        }
    }
}

/// Adds a link to the repository `organisation/name`, or to a folder of it, and the annotation that names it. Of several
/// repositories the first has the annotation.
pub(in crate::formats) fn repository(
    entity: &mut Entity,
    host: Host,
    slug: &str,
    folder: Option<&str>,
    title: Option<String>,
) {
    let (address, step, annotation) = host.facts();
    let slug = slug.trim().trim_matches('/');
    let slug = slug.strip_prefix(address).unwrap_or(slug);
    let slug = slug.strip_suffix(".git").unwrap_or(slug);
    // What is no path of a forge makes no address.
    let is_path = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '~'));
    if !slug.contains('/') || !is_path(slug) {
        return;
    }
    let folder = folder.map(|folder| folder.trim().trim_start_matches("./").trim_matches('/'));
    let folder = folder.filter(|folder| !matches!(*folder, "" | ".") && is_path(folder));
    let place = folder.map(|folder| format!("{step}{folder}")).unwrap_or_default();
    let url = format!("{address}{slug}{place}");
    entity.annotations.entry(annotation.to_owned()).or_insert_with(|| slug.to_owned());
    let title = title.or_else(|| Some(slug.to_owned()));
    entity.links.push(Link { url, title, icon: None, link_type: LinkType::Repository });
}
