//! Which files descriptors name.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::companions::{alternatives, is_pattern, matches};

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

/// Folders above one place that are looked at for patterns.
const MOST_FOLDERS: usize = 100;

/// Every folder above a place, with the slash at its end; the location itself is empty.
fn folders_above(place: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(place.match_indices('/').map(|(end, _)| &place[..=end])).take(MOST_FOLDERS)
}

/// Whether a pattern is of the file at `place` or, where that is a folder, of files in it.
fn leads_to(pattern: &str, place: &str) -> bool {
    alternatives(pattern).any(|pattern| {
        let name = pattern.rsplit('/').next().unwrap_or_default().replace('*', "a");
        matches(&pattern, place) || matches(&pattern, &format!("{place}/{name}"))
    })
}

/// The same of any of these places.
pub(crate) fn leads_to_any(pattern: &str, places: &BTreeSet<String>) -> bool {
    if !is_pattern(pattern) {
        return false;
    }
    let open = pattern.find(['*', '{']).unwrap_or(pattern.len());
    let fixed = pattern[..open].rfind('/').map_or("", |end| &pattern[..=end]);
    let here = places.range(fixed.to_owned()..).take_while(|place| place.starts_with(fixed));
    here.into_iter().any(|place| leads_to(pattern, place))
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

    /// The descriptors that name the file at `place`, by a pattern perhaps, or, where it is a directory, one below it. Of
    /// patterns those count that leave a whole name open first, such as `docs/**/*.md`, `*.md` and `{a,b/*}`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn descriptors_that_name(&mut self, location: &str, place: &str) -> Result<BTreeSet<String>, StoreError> {
        let rows: Vec<(String, String)> = on_engine!(self, connection => {
            let mut query = sqlx::QueryBuilder::new("select path, companion from companions where location = ");
            query.push_bind(location.to_owned()).push(" and (companion = ").push_bind(place.to_owned());
            // '0' is the character after '/': the range is everything that starts with "place/".
            query.push(" or (companion > ").push_bind(format!("{place}/"));
            query.push(" and companion < ").push_bind(format!("{place}0")).push(")");
            for folder in folders_above(place) {
                // Likewise '+' after '*', and '|' after '{'.
                for (open, after) in [('*', '+'), ('{', '|')] {
                    query.push(" or (companion >= ").push_bind(format!("{folder}{open}"));
                    query.push(" and companion < ").push_bind(format!("{folder}{after}")).push(")");
                }
            }
            query.push(")");
            query.build_query_as().persistent(false).fetch_all(connection).await?
        });
        let is_meant = |companion: &str| {
            companion == place || companion.starts_with(&format!("{place}/")) || leads_to(companion, place)
        };
        Ok(rows.into_iter().filter(|(_, companion)| is_meant(companion)).map(|(path, _)| path).collect())
    }

    /// Records what these descriptors name now, in place of what they named before, which `named_before` says of each whether
    /// it did.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replace_companions(
        &mut self,
        location: &str,
        of_descriptors: &[(String, BTreeSet<String>)],
        named_before: impl Fn(&str) -> bool,
    ) -> Result<(), StoreError> {
        let paths: Vec<&String> =
            of_descriptors.iter().map(|(path, _)| path).filter(|path| named_before(path)).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_leads_to_its_files_and_to_folders_that_may_hold_some() {
        for (pattern, place, leads) in [
            ("docs/**/*.md", "docs/ops/fire.md", true),
            ("docs/**/*.md", "docs/ops", true),
            ("*.md", "README.md", true),
            ("*.md", "build/notes.md", false),
            ("*.md", "build", false),
            ("a/{README.md,docs/**/*.md}", "a/README.md", true),
            ("a/{README.md,docs/**/*.md}", "a/docs/ops", true),
            ("a/{README.md,docs/**/*.md}", "a/docs", true),
            ("a/{README.md,docs/**/*.md}", "a/build", false),
        ] {
            assert_eq!(leads_to(pattern, place), leads, "{pattern} {place}");
        }
        assert_eq!(folders_above("a/b/c.md").collect::<Vec<_>>(), ["", "a/", "a/b/"]);
    }
}
