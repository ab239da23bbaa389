//! Nothing waits for ever on PostgreSQL.

use std::collections::BTreeSet;

use sextant_server::store::{Store, Tx};

use crate::world::fresh_postgres_database;

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn every_connection_has_limits() {
    let store = Store::connect_postgres(&fresh_postgres_database().await).await.unwrap();
    // All at once, so that each has a connection of its own.
    let mut transactions = Vec::new();
    for _ in 0..4 {
        transactions.push(store.read().await.unwrap());
        transactions.push(store.write().await.unwrap());
    }
    let mut connections = BTreeSet::new();
    for tx in &mut transactions {
        let Tx::Postgres(tx) = tx else { panic!("it is PostgreSQL") };
        let limits: (String, String, String, i32) = sqlx::query_as(
            "select current_setting('statement_timeout'), current_setting('lock_timeout'),
                current_setting('idle_in_transaction_session_timeout'), pg_backend_pid()",
        )
        .fetch_one(&mut **tx)
        .await
        .unwrap();
        assert_eq!((limits.0.as_str(), limits.1.as_str(), limits.2.as_str()), ("1min", "30s", "20s"));
        connections.insert(limits.3);
    }
    assert_eq!(connections.len(), 8);
}
