//! `sextant source add`: what `POST /api/v1/sources` does, on the database.

use clap::Args;
use serde_json::{Map, Value};

use super::command::Catalog;
use super::manage::{ACTOR, registry, told};
use crate::cli::Exit;
use crate::config::Settings;
use crate::sources::kinds::RemoteSettings;
use crate::sources::registry::RegistryError;
use crate::store::{Store, StoreError};

/// Which source is to come.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What it is called
    name: String,
    /// Its type: git, github, gitlab or url
    source_type: String,
    /// What it reads and how, as in a table of sextant.toml: repositories='["https://…"]', token.env=NAME
    #[arg(value_name = "KEY=VALUE")]
    keys: Vec<String>,
    #[command(flatten)]
    pub(super) catalog: Catalog,
}

/// Makes something elsewhere a source. A portal that runs on the same database begins to read it by itself.
pub(super) async fn add(add: &Add, settings: &Settings, store: &Store) -> Result<Exit, StoreError> {
    let said = match keys(&add.keys).and_then(|keys| RemoteSettings::of(&add.source_type, keys)) {
        Ok(said) => said,
        Err(why) => return told(Err(RegistryError::Invalid(why))),
    };
    let added = registry(settings, store).add_remote(&add.name, &said, ACTOR).await;
    told(added.map(|()| format!("{} is a source; a portal on this catalog reads it from now on", add.name)))
}

/// `KEY=VALUE` as a table: values are those of TOML, or text; a dot in a key leads into a table.
fn keys(given: &[String]) -> Result<Map<String, Value>, String> {
    let mut all = Map::new();
    for given in given {
        let (key, value) = given.split_once('=').ok_or_else(|| format!("{given:?} is not of the form KEY=VALUE"))?;
        let parsed = toml::from_str::<Map<String, Value>>(&format!("value = {value}")).ok();
        let value = parsed.and_then(|mut table| table.remove("value")).unwrap_or_else(|| value.into());
        match key.split_once('.') {
            None => {
                all.insert(key.to_owned(), value);
            }
            Some((table, key)) => {
                let table = all.entry(table.to_owned()).or_insert_with(|| Value::Object(Map::new()));
                table.as_object_mut().ok_or_else(|| format!("{given:?} is said twice"))?.insert(key.to_owned(), value);
            }
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_those_of_a_table() {
        let given = ["repositories=[\"https://a.example/b\"]", "interval=15m", "branch=main", "token.env=TOKEN"];
        let expected = json!({
            "repositories": ["https://a.example/b"], "interval": "15m", "branch": "main", "token": { "env": "TOKEN" }
        });
        assert_eq!(Value::Object(keys(&given.map(str::to_owned)).unwrap()), expected);
        assert!(keys(&["interval".to_owned()]).is_err());
    }
}
