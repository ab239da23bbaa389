//! The settings of `sextant serve`.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use catalog_schema::formats::Blueprints;
use catalog_schema::merge::Precedence;

use super::addresses::AddressRules;
use super::blueprints::of_file;
use super::file::{File, read};
use super::retention::RetentionSettings;
use super::sources::{Sources, of_tables};
use super::{ConfigError, Origin, Setting};
use crate::app::DEFAULT_MAX_STREAMS;
use crate::sources::kinds::RemoteSettings;
use crate::store::SourceSettings;

const DEFAULT_LISTEN: &str = "127.0.0.1:7373";
const DEFAULT_DATA_DIR: &str = "sextant-data";
const DEFAULT_MAX_WAIT: Duration = Duration::from_secs(30);
const DEFAULT_MAX_LAG: Duration = Duration::from_secs(60);

/// What the command line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--data-dir`
    pub data_dir: Option<PathBuf>,
    /// `--database-url`
    pub database_url: Option<String>,
    /// `--catalog`, any number of times
    pub catalog: Vec<PathBuf>,
    /// `--allow-unguarded-read`
    pub allow_unguarded_read: bool,
    /// `--guard-read`
    pub guard_read: bool,
}

/// Everything that is said at start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The address to listen on; port 0 takes a free one.
    pub listen: Setting<SocketAddr>,
    /// Where the index lives, and the database unless `database_url` says otherwise.
    pub data_dir: Setting<PathBuf>,
    /// A PostgreSQL database; none means SQLite under the data directory.
    pub database_url: Setting<Option<String>>,
    /// Directories and files to add as sources.
    pub catalog: Setting<Vec<PathBuf>>,
    /// Whoever reaches the address may read, even where that is not only this machine.
    pub allow_unguarded_read: Setting<bool>,
    /// Whether reading takes a token, or a session that one opened.
    pub guard_read: Setting<bool>,
    /// Which format is believed where several of one repository describe an entity.
    pub format_precedence: Setting<Precedence>,
    /// What blueprints of Port's stand for.
    pub blueprints: Setting<Blueprints>,
    /// What is said of sources, by name.
    pub sources: Setting<BTreeMap<String, SourceSettings>>,
    /// The sources that are pushed to, and need not be there yet.
    pub pushed_sources: BTreeSet<String>,
    /// The sources that are elsewhere, by name.
    pub remote_sources: BTreeMap<String, RemoteSettings>,
    /// Whether sources are read here; a process that does not serves what others read.
    pub follow_sources: Setting<bool>,
    /// How long a request may wait for a revision at most.
    pub max_wait: Setting<Duration>,
    /// How old what is shown may be before the portal says that it is not ready.
    pub max_lag: Setting<Duration>,
    /// How many requests may wait for changes at once.
    pub max_streams: Setting<u32>,
    /// Directories below which sources may be added while the portal runs.
    pub allowed_directories: Setting<Vec<PathBuf>>,
    /// What is kept, and for how long.
    pub retention: RetentionSettings,
    /// Files of the web that descriptors name.
    pub addresses: AddressRules,
}

impl Settings {
    /// Puts the settings together. `environment` looks a variable up.
    ///
    /// # Errors
    /// If the file cannot be read or a value cannot be used.
    pub fn resolve(flags: Flags, environment: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let named = flags.config.or_else(|| environment("SEXTANT_CONFIG").map(PathBuf::from));
        let (path, file) = match read(named.as_deref())? {
            Some((path, file)) => (path, file),
            None => (PathBuf::new(), File::default()),
        };
        let layers = Layers { environment: &environment, path: &path };
        let listen =
            layers.pick(("--listen", flags.listen), "SEXTANT_LISTEN", file.listen, DEFAULT_LISTEN.to_owned(), Ok)?;
        let listen = parse_listen(listen)?;
        let data_dir = layers.pick(
            ("--data-dir", flags.data_dir),
            "SEXTANT_DATA_DIR",
            file.data_dir,
            PathBuf::from(DEFAULT_DATA_DIR),
            |text| Ok(PathBuf::from(text)),
        )?;
        let database_url = layers.pick(
            ("--database-url", flags.database_url.map(Some)),
            "SEXTANT_DATABASE_URL",
            file.database_url.map(Some),
            None,
            |text| Ok(Some(text)),
        )?;
        check_database_url(&database_url)?;
        let catalog = layers.pick(
            ("--catalog", Some(flags.catalog).filter(|paths| !paths.is_empty())),
            "SEXTANT_CATALOG",
            file.catalog,
            Vec::new(),
            |text| Ok(std::env::split_paths(&text).collect()),
        )?;
        let allow_unguarded_read = layers.pick(
            ("--allow-unguarded-read", flags.allow_unguarded_read.then_some(true)),
            "SEXTANT_ALLOW_UNGUARDED_READ",
            file.allow_unguarded_read,
            false,
            |text| text.parse().map_err(|_| "it is either true or false".to_owned()),
        )?;
        let guard_read = layers.pick(
            ("--guard-read", flags.guard_read.then_some(true)),
            "SEXTANT_GUARD_READ",
            file.guard_read,
            false,
            |text| text.parse().map_err(|_| "it is either true or false".to_owned()),
        )?;
        let follow_sources = layers.pick(("", None), "SEXTANT_FOLLOW_SOURCES", file.follow_sources, true, |text| {
            text.parse().map_err(|_| "it is either true or false".to_owned())
        })?;
        let max_wait = layers.pick(
            ("", None),
            "SEXTANT_MAX_WAIT",
            file.max_wait.map(Duration::from_secs),
            DEFAULT_MAX_WAIT,
            |text| text.parse().map(Duration::from_secs).map_err(|_| "it is a whole number of seconds".to_owned()),
        )?;
        let max_lag = layers.pick(
            ("", None),
            "SEXTANT_MAX_LAG",
            file.max_lag.map(Duration::from_secs),
            DEFAULT_MAX_LAG,
            |text| text.parse().map(Duration::from_secs).map_err(|_| "it is a whole number of seconds".to_owned()),
        )?;
        let max_streams =
            layers.pick(("", None), "SEXTANT_MAX_STREAMS", file.max_streams, DEFAULT_MAX_STREAMS, |text| {
                text.parse().map_err(|_| "it is a whole number".to_owned())
            })?;
        let allowed_directories =
            layers.pick(("", None), "SEXTANT_ALLOWED_DIRECTORIES", file.directories.allowed, Vec::new(), |text| {
                Ok(std::env::split_paths(&text).collect())
            })?;
        let allowed_directories = check_directories(allowed_directories)?;
        let retention = RetentionSettings::resolve(&layers, &file.retention)?;
        let addresses = AddressRules::resolve(&layers, file.addresses)?;
        // It belongs to the installation, not to one start of it: there is no flag.
        let format_precedence =
            layers.pick(("", None), "SEXTANT_FORMAT_PRECEDENCE", file.format_precedence, Vec::new(), |text| {
                Ok(text.split(',').map(str::to_owned).collect())
            })?;
        let format_precedence = parse_precedence(format_precedence)?;
        let blueprints = of_file(file.port, &path)?;
        let Sources { settings: sources, pushed: pushed_sources, remotes: remote_sources } =
            of_tables(file.sources, &path)?;
        let origin = if sources.is_empty() { Origin::Default } else { Origin::File(path.clone()) };
        let settings = Self {
            listen,
            data_dir,
            database_url,
            catalog,
            allow_unguarded_read,
            guard_read,
            format_precedence,
            follow_sources,
            max_wait,
            max_lag,
            max_streams,
            allowed_directories,
            retention,
            addresses,
            blueprints,
            sources: Setting { value: sources, origin },
            pushed_sources,
            remote_sources,
        };
        settings.check_exposure()?;
        settings.check_catalog()?;
        Ok(settings)
    }

    fn check_catalog(&self) -> Result<(), ConfigError> {
        let Some(catalog) = self.catalog.value.first().filter(|_| !self.follow_sources.value) else { return Ok(()) };
        Err(ConfigError::Value {
            name: "catalog",
            value: catalog.display().to_string(),
            origin: self.catalog.origin.clone(),
            reason: "this process reads no sources, as follow_sources is false; leave one of the two out".to_owned(),
        })
    }

    /// Where reading is open, an address that others can reach must be asked for in so many words.
    fn check_exposure(&self) -> Result<(), ConfigError> {
        let is_meant = self.allow_unguarded_read.value || self.guard_read.value;
        if self.listen.value.ip().is_loopback() || is_meant {
            return Ok(());
        }
        Err(ConfigError::Value {
            name: "listen",
            value: self.listen.value.to_string(),
            origin: self.listen.origin.clone(),
            reason:
                "anyone who reaches this address could read the whole catalog; add --guard-read to let in who has a \
                     token, --allow-unguarded-read if everybody is meant, or listen on 127.0.0.1"
                    .to_owned(),
        })
    }
}

pub(super) struct Layers<'a, E> {
    pub(super) environment: &'a E,
    pub(super) path: &'a Path,
}

impl<E: Fn(&str) -> Option<String>> Layers<'_, E> {
    pub(super) fn pick<T>(
        &self,
        (flag, flagged): (&'static str, Option<T>),
        variable: &'static str,
        filed: Option<T>,
        default: T,
        parse: impl Fn(String) -> Result<T, String>,
    ) -> Result<Setting<T>, ConfigError> {
        if let Some(value) = flagged {
            return Ok(Setting { value, origin: Origin::Flag(flag) });
        }
        if let Some(text) = (self.environment)(variable) {
            let origin = Origin::Environment(variable);
            return match parse(text.clone()) {
                Ok(value) => Ok(Setting { value, origin }),
                Err(reason) => Err(ConfigError::Value { name: variable, value: text, origin, reason }),
            };
        }
        Ok(match filed {
            Some(value) => Setting { value, origin: Origin::File(self.path.to_owned()) },
            None => Setting { value: default, origin: Origin::Default },
        })
    }
}

fn parse_listen(text: Setting<String>) -> Result<Setting<SocketAddr>, ConfigError> {
    match text.value.parse() {
        Ok(value) => Ok(Setting { value, origin: text.origin }),
        Err(_) => Err(ConfigError::Value {
            name: "listen",
            value: text.value,
            origin: text.origin,
            reason: "it is an address and a port, such as 127.0.0.1:7373".to_owned(),
        }),
    }
}

/// A path that depends on where the process was started would allow another directory each time.
fn check_directories(setting: Setting<Vec<PathBuf>>) -> Result<Setting<Vec<PathBuf>>, ConfigError> {
    match setting.value.iter().find(|path| !path.is_absolute()) {
        None => Ok(setting),
        Some(path) => Err(ConfigError::Value {
            name: "directories.allowed",
            value: path.display().to_string(),
            origin: setting.origin,
            reason: "it is the absolute path of a directory, such as /srv/repositories".to_owned(),
        }),
    }
}

fn parse_precedence(names: Setting<Vec<String>>) -> Result<Setting<Precedence>, ConfigError> {
    match Precedence::of(&names.value) {
        Ok(value) => Ok(Setting { value, origin: names.origin }),
        Err(error) => Err(ConfigError::Value {
            name: "format_precedence",
            value: names.value.join(","),
            origin: names.origin,
            reason: error.to_string(),
        }),
    }
}

fn check_database_url(setting: &Setting<Option<String>>) -> Result<(), ConfigError> {
    let known = |url: &str| url.starts_with("postgres://") || url.starts_with("postgresql://");
    match &setting.value {
        Some(url) if !known(url) => Err(ConfigError::Value {
            name: "database_url",
            // The address may hold a password: it is not repeated.
            value: url.split(':').next().unwrap_or_default().to_owned(),
            origin: setting.origin.clone(),
            reason: "it starts with postgres://; leave it out for the embedded SQLite".to_owned(),
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(flags: Flags, variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        Settings::resolve(flags, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn flags_win_over_environment_over_file_over_defaults() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\ndata_dir = \"from-file\"\n").unwrap();
        let flags = Flags { config: Some(path.clone()), listen: Some("127.0.0.1:3".into()), ..Flags::default() };
        let settings = resolve(flags, &[("SEXTANT_LISTEN", "127.0.0.1:2"), ("SEXTANT_CATALOG", "/a:/b")]).unwrap();
        assert_eq!(settings.listen.value.port(), 3);
        assert_eq!(settings.listen.origin, Origin::Flag("--listen"));
        assert_eq!(settings.data_dir.value, PathBuf::from("from-file"));
        assert_eq!(settings.data_dir.origin, Origin::File(path));
        assert_eq!(settings.catalog.value, [PathBuf::from("/a"), PathBuf::from("/b")]);
        assert_eq!(settings.database_url.origin, Origin::Default);
    }

    #[test]
    fn an_address_that_others_reach_must_be_allowed_in_so_many_words() {
        let open = Flags { listen: Some("0.0.0.0:7373".into()), ..Flags::default() };
        let error = resolve(open.clone(), &[]).unwrap_err().to_string();
        assert!(error.contains("--allow-unguarded-read"), "{error}");
        assert!(resolve(Flags { allow_unguarded_read: true, ..open.clone() }, &[]).is_ok());
        assert!(resolve(open.clone(), &[("SEXTANT_GUARD_READ", "true")]).is_ok());
        assert!(resolve(Flags { guard_read: true, ..open }, &[]).is_ok());
    }

    #[test]
    fn a_key_that_does_not_exist_is_named_with_its_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my.toml");
        std::fs::write(&path, "\nlisen = \"127.0.0.1:1\"\n").unwrap();
        let error = resolve(Flags { config: Some(path), ..Flags::default() }, &[]).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("lisen"), "{error}");
    }

    #[test]
    fn formats_are_believed_in_the_order_that_is_said_and_no_other_word_is_one() {
        let default = resolve(Flags::default(), &[]).unwrap().format_precedence;
        assert_eq!((default.value, default.origin), (Precedence::default(), Origin::Default));
        let said = resolve(Flags::default(), &[("SEXTANT_FORMAT_PRECEDENCE", "compass, backstage")]).unwrap();
        assert!(said.format_precedence.value.to_string().starts_with("compass, backstage, native"));
        assert_eq!(said.format_precedence.origin, Origin::Environment("SEXTANT_FORMAT_PRECEDENCE"));

        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my.toml");
        std::fs::write(&path, "format_precedence = [\"compas\"]\n").unwrap();
        let error = resolve(Flags { config: Some(path), ..Flags::default() }, &[]).unwrap_err().to_string();
        assert!(error.contains("my.toml") && error.contains("there is no format \"compas\""), "{error}");
        assert!(error.contains("backstage, compass"), "{error}");
    }

    #[test]
    fn blueprints_are_read_and_a_wrong_one_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my.toml");
        let flags = || Flags { config: Some(path.clone()), ..Flags::default() };
        std::fs::write(&path, "[port.blueprints]\nml_model = \"Resource/ml-model\"\n").unwrap();
        let settings = resolve(flags(), &[]).unwrap();
        assert_eq!(settings.blueprints.value.to_string(), "{mlmodel = Resource/ml-model}");
        assert_eq!(settings.blueprints.origin, Origin::File(path.clone()));
        std::fs::write(&path, "[port.blueprints]\nml_model = \"no kind\"\n").unwrap();
        let error = resolve(flags(), &[]).unwrap_err().to_string();
        assert!(error.contains("ml_model") && error.contains("Resource/database"), "{error}");
        std::fs::write(&path, "[port]\nblueprint = {}\n").unwrap();
        assert!(resolve(flags(), &[]).unwrap_err().to_string().contains("blueprint"));
    }

    #[test]
    fn a_source_has_what_its_table_says() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("my.toml");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            resolve(Flags { config: Some(path.clone()), ..Flags::default() }, &[])
        };
        let said =
            read("[sources.extra]\noverlay = true\nkinds = [\"Component\"]\n[sources.main]\npriority = 200\n").unwrap();
        let (extra, main) = (&said.sources.value["extra"], &said.sources.value["main"]);
        assert!(extra.overlay && extra.priority == 100 && main.priority == 200 && !main.overlay);
        assert!(extra.kinds.as_ref().unwrap().contains("component") && extra.namespaces.is_none());
        let pushed = read("[sources.ci]\ntype = \"push\"\nbranch = \"trunk\"\n[sources.main]\n").unwrap();
        assert_eq!(pushed.pushed_sources.into_iter().collect::<Vec<_>>(), ["ci"]);
        assert_eq!(pushed.sources.value["ci"].branch.as_deref(), Some("trunk"));
        let error = read("[sources.extra]\nkind = [\"component\"]\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("kind"), "{error}");
        let error = read("[sources.extra]\nkinds = [\"web service\"]\n").unwrap_err().to_string();
        assert!(error.contains("\"web service\"") && error.contains("such as component"), "{error}");
    }

    #[test]
    fn a_refused_database_address_does_not_repeat_its_password() {
        let flags = Flags { database_url: Some("mysql://u:secret@h/d".into()), ..Flags::default() };
        let error = resolve(flags, &[]).unwrap_err().to_string();
        assert!(error.contains("postgres://") && !error.contains("secret"), "{error}");
    }
}
