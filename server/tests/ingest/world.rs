//! A directory of descriptors, a store of either engine, and the portal's answers about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use catalog_schema::decode::DecodeOptions;
use catalog_schema::merge::Precedence;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{ChangeOutcome, Descriptor, DiagnosticQuery, Entity, ListQuery, LocatedDiagnostic, Problem};
use sextant_server::clock::{Clock, now_ms};
use sextant_server::exemptions::Exemptions;
use sextant_server::facts::FactIntake;
use sextant_server::follow::{Follower, LastImage, LiveCell};
use sextant_server::ingest::Ingest;
use sextant_server::portal::CatalogPortal;
use sextant_server::sources::directory::{DirectorySource, NamedDirectory, SourceError};
use sextant_server::store::{SourceSettings, Store};
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use web::portal::Portal;

pub(crate) struct World {
    pub(crate) files: TempDir,
    pub(crate) data: TempDir,
    pub(crate) store: Store,
    pub(crate) ingest: Ingest,
    pub(crate) source: DirectorySource,
    pub(crate) cell: Arc<LiveCell>,
    pub(crate) portal: CatalogPortal,
    pub(crate) exemptions: Exemptions,
    /// How far the clock of who judges and takes facts is ahead, in milliseconds.
    ahead: Arc<AtomicI64>,
    last_image: LastImage,
    follower: JoinHandle<()>,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
        Self::over(tempfile::tempdir().unwrap(), data, store).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::postgres_at(&fresh_postgres_database().await).await
    }

    pub(crate) async fn postgres_at(address: &str) -> Self {
        let store = Store::connect_postgres(address).await.unwrap();
        Self::over(tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), store).await
    }

    /// Over files and data that are there already.
    pub(crate) async fn over(files: TempDir, data: TempDir, store: Store) -> Self {
        Self::under(Precedence::default(), BTreeMap::new(), files, data, store).await
    }

    async fn under(
        precedence: Precedence,
        sources: BTreeMap<String, SourceSettings>,
        files: TempDir,
        data: TempDir,
        store: Store,
    ) -> Self {
        let (hint, hints) = watch::channel(0);
        let (first_fill, is_filled) = mpsc::channel(1);
        let ahead = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&ahead);
        let clock = Clock::new(move || now_ms() + told.load(Ordering::Relaxed));
        let ingest = Ingest::new(store.clone(), DecodeOptions::default(), hint.clone())
            .believing(precedence.clone())
            .configured(sources)
            .handing_over(first_fill);
        ingest.apply_precedence().await.unwrap();
        let index = data.path().join("index");
        let image = data.path().join("catalog.image");
        let follower = Follower::start(store.clone(), &index, Some(&image), Arc::default(), clock.clone(), hints);
        let follower = follower.await.unwrap();
        let follower = follower.taking(is_filled);
        let (cell, last_image) = (follower.cell(), follower.last_image());
        let portal = CatalogPortal::new(store.clone(), Arc::clone(&cell)).believing(precedence);
        let exemptions = Exemptions::new(store.clone(), Arc::clone(&cell), hint.clone(), clock.clone());
        let portal = portal.taking(FactIntake::new(store.clone(), Arc::clone(&cell), hint, clock));
        let source = directory(&ingest, "files", files.path()).await;
        let follower = tokio::spawn(follower.run());
        Self { files, data, store, ingest, source, cell, portal, exemptions, ahead, last_image, follower }
    }

    /// The same data under a new process, as it were: projections start from what is on disk.
    pub(crate) async fn restart(self) -> Self {
        self.restart_after(|| ()).await
    }

    /// The same, with something done to the data while nobody runs.
    pub(crate) async fn restart_after(self, meanwhile: impl FnOnce()) -> Self {
        let stopped = self.stop_following().await;
        meanwhile();
        Self::over(stopped.files, stopped.data, stopped.store).await
    }

    /// The same, with formats believed in another order.
    pub(crate) async fn restart_believing(self, precedence: Precedence) -> Self {
        let stopped = self.stop_following().await;
        Self::under(precedence, BTreeMap::new(), stopped.files, stopped.data, stopped.store).await
    }

    /// The same, with something else configured of sources.
    pub(crate) async fn restart_configured(self, sources: BTreeMap<String, SourceSettings>) -> Self {
        let stopped = self.stop_following().await;
        Self::under(Precedence::default(), sources, stopped.files, stopped.data, stopped.store).await
    }

    /// Waits until the catalog shows what the store has.
    pub(crate) async fn caught_up(&self) {
        let head = self.store.read().await.unwrap().head().await.unwrap();
        self.cell.wait_for(head.revision).await;
    }

    /// Lets time pass for who judges and takes facts.
    pub(crate) fn pass(&self, milliseconds: i64) {
        self.ahead.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// The store's revision.
    pub(crate) async fn head_revision(&self) -> u64 {
        self.store.read().await.unwrap().head().await.unwrap().revision
    }

    /// Ends the projections as a process does; the store and the source go on.
    pub(crate) async fn stop_following(mut self) -> Self {
        self.last_image.written().await;
        self.follower.abort();
        if !self.follower.is_finished() {
            let _ = (&mut self.follower).await;
        }
        self
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.files.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        let path = self.files.path().join(path);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }

    /// Reads the whole tree and waits until the catalog shows it.
    pub(crate) async fn sync(&mut self) -> ChangeOutcome {
        let outcome = self.source.sync_whole().await.unwrap();
        self.cell.wait_for(outcome.revision).await;
        outcome
    }

    /// Reads these places only.
    pub(crate) async fn sync_places(&mut self, places: &[&str]) -> Result<ChangeOutcome, SourceError> {
        let places: BTreeSet<String> = places.iter().map(|place| (*place).to_owned()).collect();
        let outcome = self.source.sync_places(places).await?;
        self.cell.wait_for(outcome.revision).await;
        Ok(outcome)
    }

    /// Every reference in the catalog, in order.
    pub(crate) async fn refs(&self) -> Vec<String> {
        let query = ListQuery { limit: Some(1_000), ..ListQuery::default() };
        let mut refs: Vec<String> =
            self.portal.list(&query).await.unwrap().items.into_iter().map(|item| item.entity_ref).collect();
        refs.sort();
        refs
    }

    pub(crate) async fn entity(&self, entity_ref: &str) -> Result<Entity, Problem> {
        self.portal.entity(&reference(entity_ref)).await
    }

    pub(crate) async fn descriptor(&self, entity_ref: &str) -> Descriptor {
        self.portal.descriptor(&reference(entity_ref)).await.unwrap()
    }

    pub(crate) async fn diagnostics(&self) -> Vec<LocatedDiagnostic> {
        let query = DiagnosticQuery { limit: Some(1_000), ..DiagnosticQuery::default() };
        self.portal.diagnostics(&query).await.unwrap().items
    }

    /// The codes of all diagnostics of a file.
    pub(crate) async fn codes(&self, path: &str) -> Vec<String> {
        let all = self.diagnostics().await.into_iter();
        let of_file = all.filter(|item| item.diagnostic.file.as_deref() == Some(path));
        of_file.map(|item| item.diagnostic.code.into_owned()).collect()
    }
}

pub(crate) async fn directory(ingest: &Ingest, name: &str, root: &Path) -> DirectorySource {
    let directory = NamedDirectory { name: name.to_owned(), root: PathBuf::from(root) };
    DirectorySource::register(ingest.clone(), directory, 16 << 20).await.unwrap()
}

pub(crate) fn reference(text: &str) -> EntityRef {
    text.parse().unwrap()
}

/// A sound component with an owner and a description.
pub(crate) fn component(name: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n  description: Does {name}.\n\
         spec:\n  type: service\n  lifecycle: production\n  owner: team\n"
    )
}

/// An empty database of its own on the cluster that the test run started.
pub(crate) async fn fresh_postgres_database() -> String {
    let server = std::env::var("SEXTANT_TEST_POSTGRES").expect("SEXTANT_TEST_POSTGRES is set by cargo xtask test");
    let name = format!("ingest_{}", uuid::Uuid::now_v7().simple());
    let pool = sqlx::PgPool::connect(&server).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
    pool.close().await;
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(&name);
    url.into()
}
