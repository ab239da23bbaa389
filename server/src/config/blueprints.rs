//! The section `[port]`: what an organisation's blueprints are.

use std::path::{Path, PathBuf};

use catalog_schema::formats::Blueprints;

use super::file::{File, Port, read};
use super::{ConfigError, Origin, Setting};

/// The blueprints that a file names.
///
/// # Errors
/// If one of them stands for no kind.
pub(super) fn of_file(port: Option<Port>, path: &Path) -> Result<Setting<Blueprints>, ConfigError> {
    let Some(Port { blueprints }) = port else {
        return Ok(Setting { value: Blueprints::none(), origin: Origin::Default });
    };
    let origin = Origin::File(path.to_owned());
    let entries = blueprints.iter().map(|(blueprint, kind)| (blueprint.as_str(), kind.as_str()));
    match Blueprints::parse(entries) {
        Ok(value) => Ok(Setting { value, origin }),
        Err(error) => {
            let value = blueprints.get(&error.blueprint).cloned().unwrap_or_default();
            let reason = error.to_string();
            Err(ConfigError::Value { name: "port.blueprints", value, origin, reason })
        }
    }
}

/// The blueprints for a command that needs nothing else of the configuration: of the named file, else of the one that
/// `SEXTANT_CONFIG` names, else of `sextant.toml` where there is one.
///
/// # Errors
/// If the file cannot be read, or says something that cannot be used.
pub fn blueprints(named: Option<&Path>, environment: Option<PathBuf>) -> Result<Blueprints, ConfigError> {
    let named = named.map(Path::to_owned).or(environment);
    let (path, File { port, .. }) = read(named.as_deref())?.unwrap_or_default();
    Ok(of_file(port, &path)?.value)
}
