//! What `[sources.NAME]` says of a GitLab source.

use serde::{Deserialize, Serialize};

use super::{Endpoints, ForeignAddress};
use crate::secrets::SecretRef;
use crate::sources::Interval;
use crate::sources::forge::{Chosen, Selection, UnknownVisibility};

/// Time between two full syncs, unless something else is said: webhooks tell what happens meanwhile.
const USUAL_INTERVAL: Interval = Interval::seconds(3_600);
/// The shortest one.
const SHORTEST_INTERVAL: Interval = Interval::seconds(60);
/// Projects that a source may name.
const MOST: usize = 10_000;
/// Groups, one within the other, and the project.
const DEEPEST: usize = 21;

/// What a GitLab source is. As it is written, so it is stored: no secret is in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Table", into = "Table")]
pub struct GitlabSettings {
    /// The group whose projects are read, and those of the groups below it.
    pub group: Option<String>,
    /// Projects that are read besides, each `group/name`.
    pub projects: Vec<String>,
    /// The GitLab that people open.
    pub endpoints: Endpoints,
    /// As whom.
    pub token: SecretRef,
    /// What GitLab proves with that webhooks come from it.
    pub webhook_secret: Option<SecretRef>,
    /// Which projects of the group.
    pub selection: Selection,
    /// Groups and their members are read as groups and users.
    pub members: bool,
    /// Time between two full syncs.
    pub interval: Interval,
    table: Box<Table>,
}

/// Why a table says no GitLab source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// What is read is missing.
    #[error("say `group`, `projects` or both of a GitLab source")]
    Scope,
    /// As whom is missing.
    #[error("say `token` of a GitLab source, such as token = {{ env = \"GITLAB_TOKEN\" }}")]
    Token,
    /// A group that none can be called.
    #[error("{0:?} is no path of a group; one is like acme or acme/shop")]
    Group(String),
    /// A project that none can be called.
    #[error("{0:?} is no path of a project; one is like acme/orders or acme/shop/web")]
    Project(String),
    /// More projects than a source takes.
    #[error("`projects` names {MOST} at most; `group` reads all of a group")]
    Many,
    /// An address of no GitLab.
    #[error("`url`: {0}")]
    Url(#[from] ForeignAddress),
    /// A visibility that there is not.
    #[error(transparent)]
    Visibility(#[from] UnknownVisibility),
    /// A time that is too short.
    #[error("{0}")]
    Interval(String),
    /// Members of something that has none.
    #[error("`members` are those of a group; say `group`")]
    Members,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Table {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    projects: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<SecretRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<SecretRef>,
    #[serde(skip_serializing_if = "is_default")]
    include: Chosen,
    #[serde(skip_serializing_if = "is_default")]
    exclude: Chosen,
    #[serde(skip_serializing_if = "is_default")]
    archived: bool,
    #[serde(skip_serializing_if = "is_default")]
    forks: bool,
    #[serde(skip_serializing_if = "is_default")]
    members: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<Interval>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl TryFrom<Table> for GitlabSettings {
    type Error = SettingsError;

    fn try_from(table: Table) -> Result<Self, SettingsError> {
        let cut = |text: &str| text.chars().take(200).collect::<String>();
        if table.group.is_none() && table.projects.is_empty() {
            return Err(SettingsError::Scope);
        }
        if let Some(wrong) = table.group.as_deref().filter(|path| !is_path(path, 1)) {
            return Err(SettingsError::Group(cut(wrong)));
        }
        if let Some(wrong) = table.projects.iter().find(|path| !is_path(path, 2)) {
            return Err(SettingsError::Project(cut(wrong)));
        }
        if table.projects.len() > MOST {
            return Err(SettingsError::Many);
        }
        if table.members && table.group.is_none() {
            return Err(SettingsError::Members);
        }
        let selection = Selection {
            include: table.include.clone(),
            exclude: table.exclude.clone(),
            archived: table.archived,
            forks: table.forks,
        };
        selection.check()?;
        let interval = table.interval.unwrap_or(USUAL_INTERVAL).at_least(SHORTEST_INTERVAL);
        Ok(Self {
            group: table.group.clone(),
            projects: table.projects.clone(),
            endpoints: Endpoints::of(table.url.as_deref().unwrap_or("https://gitlab.com"))?,
            token: table.token.clone().ok_or(SettingsError::Token)?,
            webhook_secret: table.webhook_secret.clone(),
            selection,
            members: table.members,
            interval: interval.map_err(SettingsError::Interval)?,
            table: Box::new(table),
        })
    }
}

impl From<GitlabSettings> for Table {
    fn from(settings: GitlabSettings) -> Self {
        *settings.table
    }
}

impl GitlabSettings {
    /// The secrets that it refers to.
    pub fn secrets(&self) -> Vec<&SecretRef> {
        std::iter::once(&self.token).chain(&self.webhook_secret).collect()
    }

    /// Checks what may not be said while the portal runs: whoever manages sources may not have its secrets sent anywhere.
    ///
    /// # Errors
    /// What may not.
    pub fn check_open(&self) -> Result<(), String> {
        self.secrets().into_iter().try_for_each(SecretRef::check_open)
    }

    /// What it reads, in words.
    pub fn address(&self) -> String {
        let web = self.endpoints.web();
        match (&self.group, self.projects.as_slice()) {
            (Some(group), []) => format!("{web}/{group}"),
            (Some(group), more) => format!("{web}/{group} and {} projects", more.len()),
            (None, [one]) => format!("{web}/{one}"),
            (None, several) => format!("{} projects of {web}", several.len()),
        }
    }

    /// Whether a path of a project, or of a group, is below the group that is read.
    pub fn is_of_group(&self, path: &str) -> bool {
        let is_below = |group: &String| {
            let begins = path.get(..group.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(group));
            begins && matches!(path.as_bytes().get(group.len()), None | Some(b'/'))
        };
        self.group.as_ref().is_some_and(is_below)
    }

    /// Whether a project is one of those that are named.
    pub(super) fn names(&self, path: &str) -> bool {
        self.projects.iter().any(|named| named.eq_ignore_ascii_case(path))
    }

    /// Whether what happens to a project, or a group, of this path may matter. What is named may be called otherwise by now,
    /// and stays in its outermost group more often than not.
    pub fn is_of(&self, path: &str) -> bool {
        let outermost = |path: &str| path.split('/').next().unwrap_or_default().to_ascii_lowercase();
        self.is_of_group(path) || self.projects.iter().any(|named| outermost(named) == outermost(path))
    }
}

/// Whether a text is a path of at least so many parts, each what GitLab allows.
fn is_path(text: &str, least: usize) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_part =
        |part: &str| (1..=255).contains(&part.len()) && !part.starts_with(['-', '.']) && part.bytes().all(is_plain);
    let parts = text.split('/').count();
    (least..=DEEPEST).contains(&parts) && text.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<GitlabSettings, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_source_says_what_is_read_and_as_whom() {
        let settings = read(
            "group = \"acme/shop\"\nprojects = [\"tools/ci/images\"]\nurl = \"https://git.acme.example/gitlab\"\n\
             members = true\ninterval = \"15m\"\ntoken = { file = \"/run/secrets/gitlab\" }\n\
             webhook_secret = { env = \"HOOK\" }\ninclude = { names = [\"pay*\"], visibility = [\"Private\"] }\n",
        )
        .unwrap();
        assert_eq!(settings.endpoints.web(), "https://git.acme.example/gitlab");
        assert_eq!(settings.interval, Interval::seconds(900));
        assert_eq!(settings.address(), "https://git.acme.example/gitlab/acme/shop and 1 projects");
        for (path, is_of) in [
            ("acme/shop", true),
            ("Acme/Shop/web", true),
            ("acme/shopping/web", false),
            ("acme", false),
            ("tools/other", true),
            ("toolsmith/ci", false),
        ] {
            assert_eq!(settings.is_of(path), is_of, "{path}");
        }
        let again: GitlabSettings = serde_json::from_value(serde_json::to_value(&settings).unwrap()).unwrap();
        assert_eq!(again, settings, "as it is stored, so it is read");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_with_its_remedy() {
        let token = "token = { env = \"T\" }\n";
        for (text, said) in [
            (token.to_owned(), "`group`, `projects`"),
            ("group = \"a\"\n".to_owned(), "say `token`"),
            (format!("{token}group = \"../x\"\n"), "no path of a group"),
            (format!("{token}group = \"a//b\"\n"), "no path of a group"),
            (format!("{token}projects = [\"acme\"]\n"), "acme/orders"),
            (format!("{token}projects = [\"acme/..\"]\n"), "acme/orders"),
            (format!("{token}projects = [\"acme/a?b\"]\n"), "acme/orders"),
            (format!("{token}group = \"a\"\nurl = \"http://git.acme.example\"\n"), "https://gitlab.example.com"),
            (format!("{token}group = \"a\"\ninterval = \"often\"\n"), "15m or 1h"),
            (format!("{token}group = \"a\"\ninterval = \"5s\"\n"), "1m or more"),
            (format!("{token}projects = [\"a/b\"]\nmembers = true\n"), "say `group`"),
            (format!("{token}group = \"a\"\nexclude = {{ visibility = [\"secret\"] }}\n"), "internal and private"),
            (format!("{token}group = \"a\"\narchive = true\n"), "archive"),
            ("group = \"a\"\ntoken = \"glpat-x\"\n".to_owned(), "env"),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
