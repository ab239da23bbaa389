//! Work follows the change: what one changed file costs in a location of 100,000 entities, counted row by row.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use sextant_server::store::TABLES;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use web::portal::Portal;

use crate::world::{World, component, fresh_postgres_database};

/// Files with many documents each: reading them all at first is what takes the time of this test.
const DOCUMENTS: usize = 500;
/// Entities, among them that of the one file that changes, which has no other. PostgreSQL counts the same with fewer.
const ENTITIES: usize = 100_000;
const ENTITIES_POSTGRES: usize = 10_000;

/// Far more than any transaction here takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// A small thing that refers to nothing. Resources have no scorecard: judging 100,000 is not what is counted here.
fn small(name: &str) -> String {
    format!("apiVersion: sextant.dev/v1\nkind: Resource\nmetadata: {{name: {name}}}\nspec: {{type: queue}}\n")
}

fn fill(world: &World, entities: usize) {
    for (file, first) in (1..entities).step_by(DOCUMENTS).enumerate() {
        let mut text = String::new();
        for number in first..entities.min(first + DOCUMENTS) {
            write!(text, "---\n{}", small(&format!("c-{number}"))).unwrap();
        }
        world.write(&format!("team-{file}/catalog-info.yaml"), text);
    }
    world.write("orders/catalog-info.yaml", component("orders"));
}

/// Rows written, by table and statement.
type Written = BTreeMap<String, u64>;

const EXPECTED: [(&str, u64); 11] = [
    ("audit insert", 1),
    ("changes insert", 1),
    ("claims update", 1),
    ("contents insert", 1),
    ("entities update", 1),
    ("files update", 1),
    ("head update", 1),
    // When it was last read, and at which revision it changed.
    ("locations update", 2),
    // How it went; the 20 last of a location are kept.
    ("sync_runs insert", 1),
    ("texts insert", 1),
    ("versions insert", 1),
];

/// A second connection to the database, and what triggers note there.
enum Database {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Database {
    async fn run(&mut self, sql: String) {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        let ran = match self {
            Self::Sqlite(connection) => sql.execute(connection).await.map(drop),
            Self::Postgres(connection) => sql.execute(connection).await.map(drop),
        };
        ran.unwrap();
    }

    /// Notes every row that is written from now on, also one that is written as it was.
    async fn watch(&mut self) {
        self.run("create table written (what text not null)".into()).await;
        if matches!(self, Self::Postgres(_)) {
            let note = "create function note() returns trigger language plpgsql as $$ begin
                            insert into written values (tg_table_name || ' ' || lower(tg_op)); return null;
                        end $$";
            self.run(note.into()).await;
        }
        for table in TABLES {
            let name = table.name;
            for operation in ["insert", "update", "delete"] {
                let trigger = format!("create trigger noted_{name}_{operation} after {operation} on {name}");
                self.run(match self {
                    Self::Sqlite(_) => {
                        format!("{trigger} begin insert into written values ('{name} {operation}'); end")
                    }
                    Self::Postgres(_) => format!("{trigger} for each row execute function note()"),
                })
                .await;
            }
        }
    }

    /// What was written since the last time.
    async fn written(&mut self) -> Written {
        let sql = "select what, count(*) from written group by what";
        let rows: Vec<(String, i64)> = match self {
            Self::Sqlite(connection) => sqlx::query_as(sql).fetch_all(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_as(sql).fetch_all(connection).await.unwrap(),
        };
        self.run("delete from written".into()).await;
        rows.into_iter().map(|(what, rows)| (what, u64::try_from(rows).unwrap())).collect()
    }
}

/// The figures that `/metrics` shows, of this test's threads alone.
struct Figures(PrometheusHandle);

impl Figures {
    fn of(&self, name: &str) -> u64 {
        let text = self.0.render();
        let value =
            text.lines().filter_map(|line| line.strip_prefix(name)?.split(' ').next_back()?.parse::<u64>().ok());
        value.sum()
    }

    fn all(&self) -> [u64; 4] {
        ["ingest_documents_decoded", "ingest_claims_written", "catalog_changes", "index_documents"]
            .map(|name| self.of(&format!("sextant_{name}_total")))
    }
}

/// What the index has been told: every added or deleted document takes the next stamp, and so do a commit and a look for
/// segments to merge.
fn stamp(world: &World) -> u64 {
    let index = tantivy::Index::open_in_dir(world.data.path().join("index")).unwrap();
    index.load_metas().unwrap().opstamp
}

fn documents(world: &World) -> u32 {
    let index = tantivy::Index::open_in_dir(world.data.path().join("index")).unwrap();
    index.searchable_segment_metas().unwrap().iter().map(tantivy::SegmentMeta::num_docs).sum()
}

async fn one_change_among(entities: usize, mut world: World, mut database: Database) {
    let recorder: PrometheusRecorder = PrometheusBuilder::new().build_recorder();
    let figures = Figures(recorder.handle());
    let _recorded = metrics::set_default_local_recorder(&recorder);

    fill(&world, entities);
    let first = world.sync().await;
    assert_eq!(first.created.len(), entities);
    assert_eq!(world.portal.entity_count(), entities as u64);
    database.watch().await;

    // Both ways of looking: at the place that a watch names, and through the whole location.
    for (whole, words) in [(false, "Takes orders."), (true, "Takes and keeps orders.")] {
        let (before, stamped) = (figures.all(), stamp(&world));
        world.write("orders/catalog-info.yaml", component("orders").replace("Does orders.", words));
        let outcome = match whole {
            true => world.sync().await,
            false => world.sync_places(&["orders/catalog-info.yaml"]).await.unwrap(),
        };
        assert_eq!(outcome.updated, ["component:default/orders"]);
        assert_eq!((outcome.created.len(), outcome.deleted.len(), outcome.unchanged), (0, 0, 0));
        assert_eq!(figures.all(), before.map(|figure| figure + 1), "decoded, claims, changes, indexed");
        let stamps = stamp(&world) - stamped;
        assert!((3..10).contains(&stamps), "one document out, one in, one commit, and {stamps} stamps for it");
        assert_eq!(documents(&world), u32::try_from(entities).unwrap());
        let written = database.written().await;
        assert_eq!(written, EXPECTED.map(|(what, rows)| (what.to_owned(), rows)).into(), "whole: {whole}");
    }

    // Nothing changed: nothing is decoded, and nothing written but that the location was looked at, and how that went.
    let before = (figures.all(), stamp(&world));
    let nothing = world.sync().await;
    assert!(nothing.updated.is_empty());
    assert_eq!((figures.all(), stamp(&world)), before);
    let looked = [("locations update".to_owned(), 1), ("sync_runs insert".to_owned(), 1)];
    assert_eq!(database.written().await, looked.into());
}

#[tokio::test]
async fn sqlite() {
    let world = World::sqlite().await;
    // Two write, and each waits for the other.
    let options = SqliteConnectOptions::new().filename(world.data.path().join("sextant.db"));
    let connection = SqliteConnection::connect_with(&options.busy_timeout(PATIENCE)).await.unwrap();
    one_change_among(ENTITIES, world, Database::Sqlite(connection)).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn postgres() {
    let address = fresh_postgres_database().await;
    let world = World::postgres_at(&address).await;
    let connection = PgConnection::connect(&address).await.unwrap();
    one_change_among(ENTITIES_POSTGRES, world, Database::Postgres(connection)).await;
}
