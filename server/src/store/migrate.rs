//! The schema brought up to date. A schema grows first and shrinks releases later, so that old and new binaries run side
//! by side: migrations that this release does not know are tolerated, unless one raised `min_binary` above it.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqlitePool;

use super::StoreError;

/// The migrations that this release knows.
pub(super) fn sqlite_migrations() -> Migrator {
    sqlx::migrate!("../migrations/sqlite")
}

/// The same for PostgreSQL.
pub(super) fn postgres_migrations() -> Migrator {
    sqlx::migrate!("../migrations/postgres")
}

pub(super) async fn sqlite(pool: &SqlitePool) -> Result<(), StoreError> {
    let marked: i64 =
        sqlx::query_scalar("select count(*) from sqlite_master where type = 'table' and name = 'compatibility'")
            .fetch_one(pool)
            .await?;
    if marked > 0 {
        check(sqlx::query_scalar("select min_binary from compatibility").fetch_optional(pool).await?)?;
    }
    tolerant(&mut sqlite_migrations()).run(pool).await.map_err(explained)
}

pub(super) async fn postgres(connection: &mut PgConnection) -> Result<(), StoreError> {
    let marked: bool =
        sqlx::query_scalar("select to_regclass('compatibility') is not null").fetch_one(&mut *connection).await?;
    if marked {
        check(sqlx::query_scalar("select min_binary from compatibility").fetch_optional(&mut *connection).await?)?;
    }
    tolerant(&mut postgres_migrations()).run(connection).await.map_err(explained)
}

fn tolerant(migrator: &mut Migrator) -> &Migrator {
    migrator.set_ignore_missing(true)
}

fn explained(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMismatch(number) => StoreError::ForeignMigration { number },
        error => error.into(),
    }
}

fn check(min_binary: Option<String>) -> Result<(), StoreError> {
    match min_binary.filter(|needed| is_newer(needed)) {
        Some(needed) => Err(StoreError::NeedsNewer { needed }),
        None => Ok(()),
    }
}

/// Whether a release is newer than this one.
pub(super) fn is_newer(needed: &str) -> bool {
    release(needed) > release(env!("CARGO_PKG_VERSION"))
}

/// The numbers of a release, `1.2.3`. What follows a hyphen does not count.
fn release(text: &str) -> Vec<u64> {
    text.split('-').next().unwrap_or_default().split('.').map(|number| number.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_compared_by_their_numbers() {
        assert!(release("0.10.0") > release("0.9.9"));
        assert!(release("1.0.0-rc.1") == release("1.0.0"));
        assert!(check(Some("0.0.1".into())).is_ok());
        let refused = check(Some("999.0.0".into())).unwrap_err().to_string();
        assert!(refused.contains("needs Sextant 999.0.0"), "{refused}");
    }
}
