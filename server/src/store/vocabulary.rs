//! What an organisation defines: custom fields and component types.

use catalog_schema::model::EntityRef;
use catalog_schema::vocabulary::{FieldDefinition, TypeDefinition, Vocabulary};
use serde::de::DeserializeOwned;

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// What is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinitionSort {
    /// A custom field, by name.
    Field,
    /// A type, by kind and name: `component/service`.
    Type,
}

impl DefinitionSort {
    fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Type => "type",
        }
    }
}

impl Tx {
    /// Defines something from this revision on, or with nothing defines it no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_definition(
        &mut self,
        (sort, name): (DefinitionSort, &str),
        definition: Option<String>,
        revision: u64,
    ) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into vocabulary (sort, name, definition, revision) values ($1, $2, $3, $4)
                 on conflict (sort, name) do update set definition = excluded.definition, revision = excluded.revision",
            )
            .bind(sort.as_str())
            .bind(name)
            .bind(definition)
            .bind(signed(revision))
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// All that is defined.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn vocabulary(&mut self) -> Result<Vocabulary, StoreError> {
        let rows: Vec<(String, Option<String>, i64)> = on_engine!(self, connection => {
            sqlx::query_as("select sort, definition, revision from vocabulary order by sort, name")
                .fetch_all(connection)
                .await?
        });
        let (mut revision, mut fields, mut types) = (0, Vec::<FieldDefinition>::new(), Vec::<TypeDefinition>::new());
        for (sort, definition, of) in rows {
            revision = revision.max(unsigned(of));
            let Some(definition) = definition else { continue };
            match sort.as_str() {
                "field" => fields.push(read(&definition)?),
                _ => types.push(read(&definition)?),
            }
        }
        Ok(Vocabulary::of(revision, fields, types))
    }

    /// The revision that last changed what is defined; 0 where nothing ever was.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn vocabulary_revision(&mut self) -> Result<u64, StoreError> {
        let revision: Option<i64> = on_engine!(self, connection => {
            sqlx::query_scalar("select max(revision) from vocabulary").fetch_one(connection).await?
        });
        Ok(revision.map_or(0, unsigned))
    }

    /// The next `limit` references after `after` that something claims, of this kind, or of every one for an empty text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claimed_refs(&mut self, kind: &str, after: &str, limit: u32) -> Result<Vec<EntityRef>, StoreError> {
        let of_kind = if kind.is_empty() { "%".to_owned() } else { format!("{}:%", kind.to_lowercase()) };
        let refs: Vec<String> = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select distinct ref from claims where ref > $1 and ref like $2 order by ref limit $3",
            )
            .bind(after)
            .bind(of_kind)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        let parse = |text: String| {
            text.parse().map_err(|error| StoreError::Corrupt { what: "reference", detail: format!("{text}: {error}") })
        };
        refs.into_iter().map(parse).collect()
    }
}

fn read<T: DeserializeOwned>(definition: &str) -> Result<T, StoreError> {
    serde_json::from_str(definition)
        .map_err(|error| StoreError::Corrupt { what: "definition", detail: error.to_string() })
}
