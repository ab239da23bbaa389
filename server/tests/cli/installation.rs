//! An installation with two entities.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use sextant_server::app::{App, AppOptions};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{sextant, stdout};

pub(crate) struct Installation {
    root: TempDir,
    pub(crate) runtime: Runtime,
    pub(crate) database_url: Option<String>,
}

impl Installation {
    /// With its database in a file.
    pub(crate) fn new() -> Self {
        Self::on(None)
    }

    /// With its database wherever it is said.
    pub(crate) fn on(database_url: Option<String>) -> Self {
        let installation = Self { root: tempfile::tempdir().unwrap(), runtime: Runtime::new().unwrap(), database_url };
        fs::create_dir(installation.files()).unwrap();
        let both = ["menu", "orders"].map(component).concat();
        fs::write(installation.files().join("all.yaml"), both).unwrap();
        installation.while_running(|| ());
        installation
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.root.path().to_owned()
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.root.path().join("files")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// Describes this many services and nothing else.
    pub(crate) fn write(&self, services: u32) {
        let all: String = (0..services).map(|number| component(&format!("service-{number}"))).collect();
        fs::write(self.files().join("all.yaml"), all).unwrap();
    }

    /// Runs a portal, does it once every source was read and is shown, and stops the portal.
    pub(crate) fn while_running<T>(&self, act: impl FnOnce() -> T) -> T {
        self.while_serving(|_| act())
    }

    /// The same, with a look at the portal.
    pub(crate) fn while_serving<T>(&self, act: impl FnOnce(&App) -> T) -> T {
        let options = AppOptions {
            data_dir: self.data(),
            database_url: self.database_url.clone(),
            catalogs: vec![self.files()],
            ..AppOptions::default()
        };
        let app = self.runtime.block_on(async {
            let app = App::start(options).await.unwrap();
            app.first_scans().await;
            let head = app.store().read().await.unwrap().head().await.unwrap();
            app.cell().wait_for(head.revision).await;
            app
        });
        let done = act(&app);
        self.runtime.block_on(app.stop());
        done
    }

    pub(crate) fn doctor(&self, arguments: &[&str]) -> Output {
        let url = self.database_url.iter().flat_map(|url| ["--database-url", url]);
        let all: Vec<&str> =
            ["doctor", "--data-dir", "data"].into_iter().chain(url).chain(arguments.iter().copied()).collect();
        sextant(&self.root(), &all)
    }

    /// Does to the SQLite database what no portal does.
    pub(crate) fn sql(&self, statement: &'static str) {
        self.runtime.block_on(async {
            let options =
                sqlx::sqlite::SqliteConnectOptions::new().filename(self.data().join("sextant.db")).foreign_keys(false);
            let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
            sqlx::raw_sql(statement).execute(&pool).await.unwrap();
            pool.close().await;
        });
    }

    /// Folds the log into SQLite's file, as the last process does that ends well.
    pub(crate) fn checkpoint(&self) {
        self.sql("pragma wal_checkpoint(truncate)");
    }
}

fn component(name: &str) -> String {
    format!("kind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, owner: team}}\n---\n")
}

/// The last status and words of each check.
pub(crate) fn rows(text: &str) -> BTreeMap<&str, (&str, &str)> {
    let lines = text.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with(' '));
    let row = |line| -> (&str, (&str, &str)) {
        let (status, rest) = str::split_once(line, ' ').unwrap();
        let (check, found) = rest.trim_start().split_once("  ").unwrap();
        (check, (status, found.trim_start()))
    };
    lines.map(row).collect()
}

pub(crate) fn report(output: &Output) -> serde_json::Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

/// Every file below a directory with its bytes.
pub(crate) fn listing(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(listing(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}
