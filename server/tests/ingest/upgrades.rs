//! Old and new releases on one schema.

use sextant_server::store::{Store, StoreError};

#[tokio::test]
async fn a_later_schema_is_tolerated_until_it_says_that_it_must_not_be() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sextant.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let later = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                 values (9999, 'of a later release', true, x'00', 0)";
    sqlx::query(later).execute(&pool).await.unwrap();
    Store::open_sqlite(&path).await.unwrap().close().await;

    sqlx::query("update compatibility set min_binary = '999.1.0'").execute(&pool).await.unwrap();
    let refused = Store::open_sqlite(&path).await.unwrap_err().to_string();
    assert!(refused.contains("needs Sextant 999.1.0 or later"), "{refused}");
}

#[tokio::test]
async fn a_migration_of_another_build_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sextant.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::query("update _sqlx_migrations set checksum = x'00' where version = 2").execute(&pool).await.unwrap();
    let refused = Store::open_sqlite(&path).await.unwrap_err();
    assert!(matches!(refused, StoreError::ForeignMigration { number: 2 }), "{refused}");
}
