//! How commands that need no portal read descriptors.

use std::path::{Path, PathBuf};

use catalog_schema::decode::DecodeOptions;

use crate::config::{ConfigError, blueprints};

/// As the portal reads a directory, with what the configuration says of descriptors.
///
/// # Errors
/// If the configuration cannot be used.
pub(super) fn decode_options(config: Option<&Path>) -> Result<DecodeOptions, ConfigError> {
    let environment = std::env::var_os("SEXTANT_CONFIG").map(PathBuf::from);
    Ok(DecodeOptions { blueprints: blueprints(config, environment)?, ..DecodeOptions::default() })
}
