//! A database of its own on the cluster of `cargo xtask test`.

/// The address of a new, empty database.
pub(crate) fn fresh() -> String {
    let server = std::env::var("SEXTANT_TEST_POSTGRES").expect("SEXTANT_TEST_POSTGRES is set by cargo xtask test");
    let name = format!("deploy_{}", uuid::Uuid::now_v7().simple());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = sqlx::PgPool::connect(&server).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
        pool.close().await;
    });
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(&name);
    url.into()
}
