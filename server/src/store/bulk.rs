//! Many rows in one statement.

/// Rows a statement: with the widest table far below both engines' limit of bound values (32,766 and 65,535).
pub const BATCH: usize = 500;

/// Inserts `rows` in batches: `bulk_insert!(tx, "insert into t (a, b)", rows, |tuple, row| { … }, "on conflict …")`. Each is
/// made while the database works on the one before.
macro_rules! bulk_insert {
    ($tx:expr, $head:literal, $rows:expr, |$tuple:ident, $row:ident| $bind:block, $tail:literal) => {
        $crate::store::db::on_engine!($tx, connection => {
            let mut batches = $rows.chunks($crate::store::BATCH);
            let mut make = || {
                batches.next().map(|batch| {
                    let mut query = sqlx::QueryBuilder::new(concat!($head, " "));
                    query.push_values(batch, |mut $tuple, $row| $bind);
                    query.push(concat!(" ", $tail));
                    (query, batch.len() == $crate::store::BATCH)
                })
            };
            let mut made = make();
            while let Some((mut query, whole)) = made {
                let running = query.build().persistent(whole).execute(&mut *connection);
                let (done, next) = tokio::join!(running, async { make() });
                done?;
                made = next;
            }
        });
    };
}

/// Runs a query for each batch of `keys`, with the keys in place of a trailing `in (…)`, and collects the rows.
macro_rules! bulk_select {
    ($tx:expr, $row:ty, $head:literal, $keys:expr, $tail:literal) => {{
        let mut rows: Vec<$row> = Vec::with_capacity($keys.len());
        for batch in $keys.chunks($crate::store::BATCH) {
            $crate::store::db::on_engine!($tx, connection => {
                let mut query = sqlx::QueryBuilder::new(concat!($head, " in ("));
                let mut list = query.separated(", ");
                for key in batch {
                    list.push_bind(key.to_string());
                }
                query.push(concat!(") ", $tail));
                let whole = batch.len() == $crate::store::BATCH;
                rows.extend(query.build_query_as::<$row>().persistent(whole).fetch_all(connection).await?);
            });
        }
        rows
    }};
}

/// Deletes the rows of these keys in batches: `bulk_delete!(tx, "delete from t where (a, b)", keys, |tuple, key| { … })`.
macro_rules! bulk_delete {
    ($tx:expr, $head:literal, $keys:expr, |$tuple:ident, $key:ident| $bind:block) => {
        for batch in $keys.chunks($crate::store::BATCH) {
            $crate::store::db::on_engine!($tx, connection => {
                let mut query = sqlx::QueryBuilder::new(concat!($head, " in ("));
                query.push_values(batch, |mut $tuple, $key| $bind);
                query.push(")");
                query.build().persistent(batch.len() == $crate::store::BATCH).execute(connection).await?;
            });
        }
    };
}

pub(super) use {bulk_delete, bulk_insert, bulk_select};
