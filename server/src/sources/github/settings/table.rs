//! The keys of the table, checked.

use serde::{Deserialize, Serialize};

use crate::secrets::SecretRef;
use crate::sources::Interval;
use crate::sources::forge::{Chosen, Selection, UnknownVisibility};
use crate::sources::github::{AppKey, Credentials, Endpoints, ForeignAddress, GithubError, Installation};

/// Time between two full syncs, unless something else is said: webhooks tell what happens meanwhile.
const USUAL_INTERVAL: Interval = Interval::seconds(3_600);
/// The shortest one.
const SHORTEST_INTERVAL: Interval = Interval::seconds(60);

/// What a GitHub source is. As it is written, so it is stored: no secret is in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Table", into = "Table")]
pub struct GithubSettings {
    /// What is read.
    pub scope: Scope,
    /// The GitHub that people open.
    pub endpoints: Endpoints,
    /// As whom.
    pub signer: Signer,
    /// What GitHub signs webhooks with.
    pub webhook_secret: Option<SecretRef>,
    /// Which repositories.
    pub selection: Selection,
    /// Teams and members are read as groups and users.
    pub teams: bool,
    /// Time between two full syncs.
    pub interval: Interval,
    table: Box<Table>,
}

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Repositories of an organisation.
    Organization(String),
    /// Those of a person.
    User(String),
    /// These, as `owner/name`.
    Repositories(Vec<String>),
}

/// As whom GitHub is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// As who made this token.
    Token(SecretRef),
    /// As this App.
    App {
        /// Its number.
        id: u64,
        /// Its private key.
        private_key: SecretRef,
        /// The installation's number, where it is not looked up.
        installation: Option<u64>,
    },
}

/// Why a table says no GitHub source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// What is read is missing, or said twice.
    #[error("say one of `organization`, `user` and `repositories` of a GitHub source")]
    Scope,
    /// As whom is missing, or said twice.
    #[error("say one of `token` and `app` of a GitHub source, such as token = {{ env = \"GITHUB_TOKEN\" }}")]
    Signer,
    /// An owner that none can be called.
    #[error("{0:?} is no name of an organisation or user of GitHub")]
    Owner(String),
    /// A repository that none can be called.
    #[error("{0:?} is no repository; one is owner/name, such as acme/orders")]
    Repository(String),
    /// An address of no GitHub.
    #[error("`url`: {0}")]
    Url(#[from] ForeignAddress),
    /// A visibility that there is not.
    #[error(transparent)]
    Visibility(#[from] UnknownVisibility),
    /// A time that is too short.
    #[error("{0}")]
    Interval(String),
    /// Teams of something that has none.
    #[error("`teams` are those of an organisation; say `organization`")]
    Teams,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Table {
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repositories: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<SecretRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<App>,
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
    teams: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<Interval>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct App {
    id: u64,
    private_key: SecretRef,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    installation: Option<u64>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl TryFrom<Table> for GithubSettings {
    type Error = SettingsError;

    fn try_from(table: Table) -> Result<Self, SettingsError> {
        let scope = match (&table.organization, &table.user, table.repositories.as_slice()) {
            (Some(name), None, []) => Scope::Organization(owner(name)?),
            (None, Some(name), []) => Scope::User(owner(name)?),
            (None, None, names @ [_, ..]) => {
                Scope::Repositories(names.iter().map(|name| repository(name)).collect::<Result<_, _>>()?)
            }
            _ => return Err(SettingsError::Scope),
        };
        let signer = match (&table.token, &table.app) {
            (Some(token), None) => Signer::Token(token.clone()),
            (None, Some(app)) => {
                Signer::App { id: app.id, private_key: app.private_key.clone(), installation: app.installation }
            }
            _ => return Err(SettingsError::Signer),
        };
        let selection = Selection {
            include: table.include.clone(),
            exclude: table.exclude.clone(),
            archived: table.archived,
            forks: table.forks,
        };
        selection.check()?;
        if table.teams && !matches!(scope, Scope::Organization(_)) {
            return Err(SettingsError::Teams);
        }
        let interval = table.interval.unwrap_or(USUAL_INTERVAL).at_least(SHORTEST_INTERVAL);
        let interval = interval.map_err(SettingsError::Interval)?;
        Ok(Self {
            scope,
            endpoints: Endpoints::of(table.url.as_deref().unwrap_or("https://github.com"))?,
            signer,
            webhook_secret: table.webhook_secret.clone(),
            selection,
            teams: table.teams,
            interval,
            table: Box::new(table),
        })
    }
}

impl From<GithubSettings> for Table {
    fn from(settings: GithubSettings) -> Self {
        *settings.table
    }
}

impl GithubSettings {
    /// Where the secret is that GitHub is asked with.
    pub fn secret(&self) -> &SecretRef {
        match &self.signer {
            Signer::Token(secret) | Signer::App { private_key: secret, .. } => secret,
        }
    }

    /// The secrets that it refers to.
    pub fn secrets(&self) -> Vec<&SecretRef> {
        std::iter::once(self.secret()).chain(&self.webhook_secret).collect()
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
        match &self.scope {
            Scope::Organization(name) | Scope::User(name) => format!("{web}/{name}"),
            Scope::Repositories(names) => match names.as_slice() {
                [one] => format!("{web}/{one}"),
                several => format!("{} repositories of {web}", several.len()),
            },
        }
    }

    /// What GitHub is asked with, by the secret of [`Self::secret`].
    ///
    /// # Errors
    /// If that is none.
    pub fn credentials(&self, secret: &str) -> Result<Credentials, GithubError> {
        match &self.signer {
            Signer::Token(_) => Credentials::token(secret),
            Signer::App { id, installation, .. } => {
                let key = AppKey::of(*id, secret.as_bytes())?;
                let installation = match (installation, &self.scope) {
                    (Some(id), _) => Installation::Id(*id),
                    (None, Scope::Organization(name)) => Installation::At(format!("/orgs/{name}/installation")),
                    (None, Scope::User(name)) => Installation::At(format!("/users/{name}/installation")),
                    (None, Scope::Repositories(names)) => {
                        let first = names.first().map(String::as_str).unwrap_or_default();
                        Installation::At(format!("/repos/{first}/installation"))
                    }
                };
                Ok(Credentials::App(key, installation))
            }
        }
    }

    /// Whether what happens to repositories of this owner may matter.
    pub fn is_of(&self, owner: &str) -> bool {
        let is = |name: &str| name.eq_ignore_ascii_case(owner);
        match &self.scope {
            Scope::Organization(name) | Scope::User(name) => is(name),
            Scope::Repositories(names) => names.iter().any(|name| name.split('/').next().is_some_and(is)),
        }
    }
}

/// Logins are letters, digits and hyphens; those of managed users have an underscore.
fn owner(name: &str) -> Result<String, SettingsError> {
    let is_login = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    match !name.is_empty() && name.len() <= 100 && name.bytes().all(is_login) {
        true => Ok(name.to_owned()),
        false => Err(SettingsError::Owner(name.chars().take(100).collect())),
    }
}

fn repository(name: &str) -> Result<String, SettingsError> {
    let wrong = || SettingsError::Repository(name.chars().take(200).collect());
    let (of, rest) = name.split_once('/').ok_or_else(wrong)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let sound = !["", ".", ".."].contains(&rest) && rest.len() <= 100 && rest.bytes().all(is_plain);
    if !sound || owner(of).is_err() {
        return Err(wrong());
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<GithubSettings, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_source_says_what_is_read_and_as_whom() {
        let settings = read(
            "organization = \"acme\"\nurl = \"https://git.acme.example\"\nteams = true\ninterval = \"15m\"\n\
             app = { id = 7, private_key = { file = \"/run/secrets/key.pem\" } }\n\
             webhook_secret = { env = \"HOOK\" }\ninclude = { names = [\"pay*\"], visibility = [\"Private\"] }\n",
        )
        .unwrap();
        assert_eq!(settings.scope, Scope::Organization("acme".to_owned()));
        assert_eq!(settings.endpoints.web(), "https://git.acme.example");
        assert_eq!(settings.interval, Interval::seconds(900));
        assert_eq!(settings.webhook_secret, Some(SecretRef::Env("HOOK".to_owned())));
        assert!(settings.is_of("Acme") && !settings.is_of("other"));
        let again: GithubSettings = serde_json::from_value(serde_json::to_value(&settings).unwrap()).unwrap();
        assert_eq!(again, settings, "as it is stored, so it is read");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_with_its_remedy() {
        let token = "token = { env = \"T\" }\n";
        for (text, said) in [
            (token.to_owned(), "say one of `organization`"),
            ("user = \"a\"\n".to_owned(), "say one of `token` and `app`"),
            (format!("{token}user = \"a\"\norganization = \"b\"\n"), "say one of `organization`"),
            (format!("{token}user = \"../x\"\n"), "no name of an organisation"),
            (format!("{token}repositories = [\"acme\"]\n"), "owner/name"),
            (format!("{token}repositories = [\"acme/..\"]\n"), "owner/name"),
            (format!("{token}user = \"a\"\nurl = \"http://git.acme.example\"\n"), "https://github.example.com"),
            (format!("{token}user = \"a\"\ninterval = \"often\"\n"), "15m or 1h"),
            (format!("{token}user = \"a\"\ninterval = 30\n"), "1m or more"),
            (format!("{token}user = \"a\"\nteams = true\n"), "organisation"),
            (
                format!("{token}user = \"a\"\nexclude = {{ visibility = [\"secret\"] }}\n"),
                "public, internal and private",
            ),
            (format!("{token}user = \"a\"\narchive = true\n"), "archive"),
            ("user = \"a\"\ntoken = \"ghp_x\"\n".to_owned(), "env"),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
