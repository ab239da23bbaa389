//! `sextant config show`.

use std::collections::BTreeSet;

use super::{Setting, Settings};
use crate::store::SourceSettings;

/// Every setting with its value and origin, one a line; a database address without its password.
pub fn show(settings: &Settings) -> String {
    let catalog: Vec<String> = settings.catalog.value.iter().map(|path| path.display().to_string()).collect();
    let allowed = &settings.allowed_directories.value;
    let allowed: Vec<String> = allowed.iter().map(|path| path.display().to_string()).collect();
    let database = settings.database_url.value.as_deref().map_or("(SQLite in the data directory)".to_owned(), mask);
    let (retention, addresses) = (&settings.retention, &settings.addresses);
    let networks: Vec<String> = addresses.private_networks.value.iter().map(ToString::to_string).collect();
    let mut rows = vec![
        ("listen", settings.listen.value.to_string(), origin(&settings.listen)),
        ("data_dir", settings.data_dir.value.display().to_string(), origin(&settings.data_dir)),
        ("database_url", database, origin(&settings.database_url)),
        ("catalog", format!("[{}]", catalog.join(", ")), origin(&settings.catalog)),
        (
            "allow_unguarded_read",
            settings.allow_unguarded_read.value.to_string(),
            origin(&settings.allow_unguarded_read),
        ),
        ("guard_read", settings.guard_read.value.to_string(), origin(&settings.guard_read)),
        ("format_precedence", settings.format_precedence.value.to_string(), origin(&settings.format_precedence)),
        ("port.blueprints", settings.blueprints.value.to_string(), origin(&settings.blueprints)),
        ("follow_sources", settings.follow_sources.value.to_string(), origin(&settings.follow_sources)),
        ("max_lag", format!("{} s", settings.max_lag.value.as_secs()), origin(&settings.max_lag)),
        ("max_wait", format!("{} s", settings.max_wait.value.as_secs()), origin(&settings.max_wait)),
        ("max_streams", settings.max_streams.value.to_string(), origin(&settings.max_streams)),
        ("directories.allowed", format!("[{}]", allowed.join(", ")), origin(&settings.allowed_directories)),
        ("addresses.fetch", addresses.fetch.value.to_string(), origin(&addresses.fetch)),
        ("addresses.interval", addresses.interval.value.to_string(), origin(&addresses.interval)),
        ("addresses.private_networks", format!("[{}]", networks.join(", ")), origin(&addresses.private_networks)),
        ("retention.changes", retention.changes.value.to_string(), origin(&retention.changes)),
        ("retention.versions", retention.versions.value.to_string(), origin(&retention.versions)),
        ("retention.event_days", retention.event_days.value.to_string(), origin(&retention.event_days)),
        ("retention.days", retention.days.value.to_string(), origin(&retention.days)),
    ];
    let sources = settings.sources.value.iter();
    let said = |(name, source): (&String, &SourceSettings)| {
        let remote = settings.remote_sources.get(name);
        let of_type = remote.map(|remote| format!("{} {}", remote.source_type(), remote.address()));
        let of_type = of_type.or_else(|| settings.pushed_sources.contains(name).then(|| "pushed to".to_owned()));
        (format!("sources.{name}"), words(source, of_type))
    };
    let sources: Vec<_> = sources.map(said).collect();
    rows.extend(sources.iter().map(|(name, words)| (name.as_str(), words.clone(), origin(&settings.sources))));
    let width = rows.iter().map(|(_, value, _)| value.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(name, value, origin)| format!("{name:<20}  {value:<width$}  {origin}\n")).collect()
}

fn words(source: &SourceSettings, of_type: Option<String>) -> String {
    let mut words = vec![format!("priority {}", source.priority)];
    words.extend(of_type);
    words.extend(source.branch.as_ref().map(|branch| format!("branch {branch}")));
    words.extend(source.overlay.then(|| "overlay".to_owned()));
    for (what, allowed) in [("kinds", &source.kinds), ("namespaces", &source.namespaces)] {
        let list = |allowed: &BTreeSet<String>| allowed.iter().cloned().collect::<Vec<_>>().join(", ");
        words.extend(allowed.as_ref().map(|allowed| format!("{what} [{}]", list(allowed))));
    }
    words.join(", ")
}

fn origin<T>(setting: &Setting<T>) -> String {
    setting.origin.to_string()
}

/// The address with whatever stands between the user's name and the host left out, and passwords among its parameters.
fn mask(url: &str) -> String {
    let url = mask_user(url);
    let Some((address, parameters)) = url.split_once('?') else { return url };
    let masked = parameters.split('&').map(|parameter| match parameter.split_once('=') {
        Some((name, _)) if name.contains("password") => format!("{name}=***"),
        _ => parameter.to_owned(),
    });
    format!("{address}?{}", masked.collect::<Vec<_>>().join("&"))
}

fn mask_user(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => {
            let user = url[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}://{user}:***{}", &url[..scheme], &url[at..])
        }
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flags, Settings};

    #[test]
    fn the_reference_names_every_setting_with_its_default() {
        let page = include_str!("../../../docs/reference/settings.md");
        let settings = Settings::resolve(Flags::default(), |_| None).unwrap();
        for line in super::show(&settings).lines() {
            let (name, rest) = line.split_once(' ').unwrap();
            let row = page.lines().find(|row| row.starts_with(&format!("| `{name}` |")));
            let row = row.unwrap_or_else(|| panic!("{name} is missing in docs/reference/settings.md"));
            let value = rest.split_whitespace().next().unwrap();
            let is_plain = value.chars().all(|letter| letter.is_alphanumeric() || ".:-".contains(letter));
            let is_said = !is_plain || name == "format_precedence" || row.contains(&format!("`{value}`"));
            assert!(is_said, "{name} is {value} where nothing is said: {row}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(super::mask("postgres://sextant:p@ss@db:5432/catalog"), "postgres://sextant:***@db:5432/catalog");
        assert_eq!(super::mask("postgres://db/catalog"), "postgres://db/catalog");
        let parameters = "postgres://db/catalog?user=me&password=secret&sslmode=require";
        assert_eq!(super::mask(parameters), "postgres://db/catalog?user=me&password=***&sslmode=require");
    }
}
