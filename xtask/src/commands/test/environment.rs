//! What tests are told of the programs that run beside them. See CONTRIBUTING.md, "Tests".

use std::path::PathBuf;
use std::process::Command;

use crate::browser::driver::Driver;
use crate::demo::Demo;
use crate::deploy::tools::Tools;
use crate::failure::Failure;
use crate::postgres::cluster::Cluster;
use crate::workspace;

/// The running programs; they stop when this goes.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    /// PostgreSQL.
    pub(crate) postgres: Option<Cluster>,
    /// chromedriver, and the path of axe-core's script.
    pub(crate) browser: Option<(Driver, PathBuf)>,
    /// The demo company with its past.
    pub(crate) demo: Option<Demo>,
    /// What judges the files of examples/deploy.
    pub(crate) deploy: Option<Tools>,
}

impl Environment {
    /// Sets the variables that tests read.
    pub(crate) fn apply(&self, command: &mut Command) -> Result<(), Failure> {
        if let Some(cluster) = &self.postgres {
            command.env("SEXTANT_TEST_POSTGRES", &cluster.url);
            command.env("SEXTANT_TEST_POSTGRES_PROGRAMS", &cluster.programs);
        }
        if let Some(tools) = &self.deploy {
            command
                .env("SEXTANT_TEST_HAPROXY", &tools.haproxy)
                .env("SEXTANT_TEST_SYSTEMD_ANALYZE", &tools.systemd_analyze)
                .env("SEXTANT_TEST_DOCKERFILE_UTILS", &tools.dockerfile_utils)
                .env("SEXTANT_TEST_COMPOSE_SCHEMA", &tools.compose_schema)
                .env("SEXTANT_TEST_ACTION_VALIDATOR", &tools.action_validator);
        }
        if let Some(demo) = &self.demo {
            command.env("SEXTANT_TEST_DEMO_CATALOG", &demo.catalog).env("SEXTANT_TEST_DEMO_DATA", &demo.data);
        }
        if let Some((driver, axe)) = &self.browser {
            let screenshots = workspace::target().join("screenshots");
            workspace::make_dir(&screenshots)?;
            command
                .env("SEXTANT_TEST_CHROMEDRIVER", &driver.url)
                .env("SEXTANT_TEST_CHROMIUM", &driver.chromium)
                .env("SEXTANT_TEST_AXE", axe)
                .env("SEXTANT_TEST_SCREENSHOTS", screenshots)
                .env("TMPDIR", driver.scratch());
        }
        Ok(())
    }
}
