//! Which files descriptors name.

use std::collections::{BTreeMap, BTreeSet};

use super::bulk::{bulk_delete, bulk_insert};
use super::db::on_engine;
use super::{StoreError, Tx};

/// What descriptors name, by the descriptor's path.
pub(crate) type Companions = BTreeMap<String, BTreeSet<String>>;

fn by_path(rows: Vec<(String, String)>) -> Companions {
    let mut by_path = Companions::new();
    for (path, companion) in rows {
        by_path.entry(path).or_default().insert(companion);
    }
    by_path
}

impl Tx {
    /// What each descriptor of a location names, by its path. Few descriptors name any.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn companions(&mut self, location: &str) -> Result<Companions, StoreError> {
        let rows: Vec<(String, String)> = on_engine!(self, connection => {
            sqlx::query_as("select path, companion from companions where location = $1")
                .bind(location)
                .fetch_all(connection)
                .await?
        });
        Ok(by_path(rows))
    }

    /// What the descriptor at `place` names or, where that is a directory, what those below it name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn companions_under(&mut self, location: &str, place: &str) -> Result<Companions, StoreError> {
        // '0' is the character after '/': the range is everything that starts with "place/".
        let rows: Vec<(String, String)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select path, companion from companions
                 where location = $1 and (path = $2 or (path > $3 and path < $4))",
            )
            .bind(location)
            .bind(place)
            .bind(format!("{place}/"))
            .bind(format!("{place}0"))
            .fetch_all(connection)
            .await?
        });
        Ok(by_path(rows))
    }

    /// The descriptors that name the file at `place` or, where it is a directory, one below it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn descriptors_that_name(&mut self, location: &str, place: &str) -> Result<Vec<String>, StoreError> {
        // '0' is the character after '/': the range is everything that starts with "place/".
        let rows: Vec<(String,)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select distinct path from companions
                 where location = $1 and (companion = $2 or (companion > $3 and companion < $4))",
            )
            .bind(location)
            .bind(place)
            .bind(format!("{place}/"))
            .bind(format!("{place}0"))
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(|(path,)| path).collect())
    }

    /// Records what these descriptors name now, in place of what they named before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replace_companions(
        &mut self,
        location: &str,
        of_descriptors: &[(String, BTreeSet<String>)],
    ) -> Result<(), StoreError> {
        let paths: Vec<&String> = of_descriptors.iter().map(|(path, _)| path).collect();
        bulk_delete!(self, "delete from companions where (location, path)", paths, |tuple, path| {
            tuple.push_bind(location.to_owned()).push_bind((*path).clone());
        });
        let rows: Vec<(&String, &String)> = of_descriptors
            .iter()
            .flat_map(|(path, named)| named.iter().map(move |companion| (path, companion)))
            .collect();
        bulk_insert!(
            self,
            "insert into companions (location, path, companion)",
            rows,
            |tuple, row| {
                tuple.push_bind(location.to_owned()).push_bind(row.0.clone()).push_bind(row.1.clone());
            },
            ""
        );
        Ok(())
    }
}
