//! What a database lacks, on either engine.

use sqlx::{AssertSqlSafe, PgPool};
use tokio::runtime::Runtime;

use crate::installation::{Installation, rows};
use crate::{code, stderr, stdout};

/// An installation and a way to change its database.
struct World {
    installation: Installation,
    postgres: Option<PgPool>,
}

impl World {
    fn sqlite() -> Self {
        Self { installation: Installation::new(), postgres: None }
    }

    fn postgres() -> Self {
        let (url, pool) = Runtime::new().unwrap().block_on(fresh_database());
        drop(pool);
        let installation = Installation::on(Some(url.clone()));
        let pool = installation.runtime.block_on(async { PgPool::connect(&url).await.unwrap() });
        Self { installation, postgres: Some(pool) }
    }

    fn sql(&self, statement: &'static str) {
        match &self.postgres {
            None => self.installation.sql(statement),
            Some(pool) => {
                self.installation.runtime.block_on(async { sqlx::raw_sql(statement).execute(pool).await.unwrap() });
            }
        }
    }

    fn doctor(&self) -> (i32, String) {
        let output = self.installation.doctor(&[]);
        assert_eq!(stderr(&output), "");
        (code(&output), stdout(&output))
    }
}

async fn fresh_database() -> (String, PgPool) {
    let server = std::env::var("SEXTANT_TEST_POSTGRES").expect("SEXTANT_TEST_POSTGRES is set by cargo xtask test");
    let name = format!("doctor_{}", uuid::Uuid::now_v7().simple());
    let pool = PgPool::connect(&server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(&name);
    (url.into(), pool)
}

fn schemas_are_judged(world: &World) {
    let (code, text) = world.doctor();
    assert_eq!((code, rows(&text)["schema"].0), (0, "ok"), "{text}");

    world.sql("drop table holds; delete from _sqlx_migrations where version = 11");
    let (code, text) = world.doctor();
    let schema = rows(&text)["schema"];
    assert_eq!((code, schema), (0, ("warning", "1 migration is still to be applied: 0011")), "{text}");
    assert_eq!(rows(&text)["sources"].0, "ok", "the rest is looked at all the same: {text}");
    let (_, again) = world.doctor();
    assert_eq!(rows(&again)["schema"], schema, "nothing was migrated");

    world.installation.while_running(|| ());
    world.sql(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'of a later release', true, '', 0)",
    );
    let (code, text) = world.doctor();
    assert_eq!((code, rows(&text)["schema"].0), (0, "warning"), "{text}");
    assert!(rows(&text)["schema"].1.starts_with("a later release has added migration 9999"), "{text}");

    world.sql("update compatibility set min_binary = '999.1.0'");
    let (code, text) = world.doctor();
    assert_eq!((code, rows(&text)["schema"].0), (1, "error"), "{text}");
    assert!(text.contains("needs Sextant 999.1.0 or later") && text.contains("update this installation"), "{text}");

    world.sql(
        "update compatibility set min_binary = '0.1.0'; update _sqlx_migrations set checksum = '' where version = 2",
    );
    let (code, text) = world.doctor();
    assert!(code == 1 && text.contains("migration 0002 is not the one of this release"), "{text}");
}

#[test]
fn schemas_are_judged_on_sqlite() {
    let world = World::sqlite();
    schemas_are_judged(&world);
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn schemas_are_judged_on_postgres() {
    schemas_are_judged(&World::postgres());
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn a_postgres_server_is_looked_at() {
    let world = World::postgres();
    let (code, text) = world.installation.while_running(|| world.doctor());
    assert_eq!(code, 0, "{text}");
    let found = rows(&text);
    assert!(found["database"].0 == "ok" && found["database"].1.starts_with("PostgreSQL "), "{text}");
    for check in ["catalog", "index", "clock", "sources"] {
        assert_eq!(found[check].0, "ok", "{check} in\n{text}");
    }
    assert!(!found.contains_key("sqlite"), "{text}");
    // The servers of tests keep nothing through a power cut.
    assert_eq!(found["postgresql"].0, "warning", "{text}");
    assert!(found["postgresql"].1.contains("synchronous_commit"), "{text}");

    let mut elsewhere = url::Url::parse(world.installation.database_url.as_ref().unwrap()).unwrap();
    elsewhere.set_path("nowhere");
    let output = world.installation.doctor(&["--format", "human"]);
    assert_eq!(crate::code(&output), 0);
    let output = crate::sextant(
        &world.installation.root(),
        &["doctor", "--data-dir", "data", "--database-url", elsewhere.as_str()],
    );
    let text = stdout(&output);
    assert!(crate::code(&output) == 1 && text.contains("`createdb`"), "{text}");
}

#[test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
fn an_empty_postgres_database_stays_empty() {
    let directory = tempfile::tempdir().unwrap();
    let runtime = Runtime::new().unwrap();
    let (url, _server) = runtime.block_on(fresh_database());
    let output = crate::sextant(directory.path(), &["doctor", "--database-url", &url]);
    let text = stdout(&output);
    assert_eq!((code(&output), rows(&text)["schema"]), (1, ("error", "there is no catalog in the database")), "{text}");
    let tables: i64 = runtime.block_on(async {
        let pool = PgPool::connect(&url).await.unwrap();
        sqlx::query_scalar("select count(*) from pg_tables where schemaname = 'public'").fetch_one(&pool).await.unwrap()
    });
    assert_eq!(tables, 0);
}
