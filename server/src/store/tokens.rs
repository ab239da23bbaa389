//! Tokens and sessions: hashes of secrets, and what these allow.

use super::db::on_engine;
use super::{StoreError, Tx};

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// A UUID of version 7.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Milliseconds since the Unix epoch.
    pub created_at: i64,
    /// Who made it.
    pub created_by: String,
    /// From when on it does not hold any more.
    pub expires_at: Option<i64>,
    /// When it was last used, up to a minute ago exactly.
    pub last_used_at: Option<i64>,
    /// Since when it is revoked.
    pub revoked_at: Option<i64>,
}

type Fields = (String, String, String, i64, String, Option<i64>, Option<i64>, Option<i64>);

fn row(fields: Fields) -> Result<TokenRow, StoreError> {
    let (id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at) = fields;
    let scopes = serde_json::from_str(&scopes)
        .map_err(|error| StoreError::Corrupt { what: "token", detail: error.to_string() })?;
    Ok(TokenRow { id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at })
}

impl Tx {
    /// Adds a token with the hash of its secret; false where a token of this name holds already.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_token(&mut self, token: &TokenRow, hash: &str) -> Result<bool, StoreError> {
        let scopes = serde_json::Value::from(token.scopes.clone()).to_string();
        let added = on_engine!(self, connection => {
            sqlx::query(
                "insert into tokens (id, name, hash, scopes, created_at, created_by, expires_at)
                 values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            )
            .bind(token.id.clone())
            .bind(token.name.clone())
            .bind(hash.to_owned())
            .bind(scopes)
            .bind(token.created_at)
            .bind(token.created_by.clone())
            .bind(token.expires_at)
            .execute(connection)
            .await?
            .rows_affected()
        });
        Ok(added > 0)
    }

    /// Whether there is or was any token.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn has_tokens(&mut self) -> Result<bool, StoreError> {
        let one: Option<i64> = on_engine!(self, connection => {
            sqlx::query_scalar("select cast(1 as bigint) from tokens limit 1").fetch_optional(connection).await?
        });
        Ok(one.is_some())
    }

    /// The token whose secret has this hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn token_of_hash(&mut self, hash: &str) -> Result<Option<TokenRow>, StoreError> {
        let fields: Option<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at from tokens
                 where hash = $1",
            )
            .bind(hash.to_owned())
            .fetch_optional(connection)
            .await?
        });
        fields.map(row).transpose()
    }

    /// The token that a session acts with, and until when the session holds.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn token_of_session(&mut self, hash: &str) -> Result<Option<(TokenRow, i64)>, StoreError> {
        type Joined = (String, String, String, i64, String, Option<i64>, Option<i64>, Option<i64>, i64);
        let fields: Option<Joined> = on_engine!(self, connection => {
            sqlx::query_as(
                "select tokens.id, name, scopes, tokens.created_at, created_by, tokens.expires_at, last_used_at, revoked_at,
                     sessions.expires_at
                 from sessions join tokens on tokens.id = sessions.token where sessions.hash = $1",
            )
            .bind(hash.to_owned())
            .fetch_optional(connection)
            .await?
        });
        let Some((id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at, end)) = fields else {
            return Ok(None);
        };
        let token = row((id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at))?;
        Ok(Some((token, end)))
    }

    /// Every token, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tokens(&mut self) -> Result<Vec<TokenRow>, StoreError> {
        let rows: Vec<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select id, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at from tokens
                 order by id desc",
            )
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(row).collect()
    }

    /// Ends a token for good; false where it is not there or was revoked before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn revoke_token(&mut self, id: &str, at: i64) -> Result<bool, StoreError> {
        let revoked = on_engine!(self, connection => {
            sqlx::query("update tokens set revoked_at = $1 where id = $2 and revoked_at is null")
                .bind(at)
                .bind(id.to_owned())
                .execute(connection)
                .await?
                .rows_affected()
        });
        Ok(revoked > 0)
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn mark_token_used(&mut self, id: &str, at: i64) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update tokens set last_used_at = $1 where id = $2 and coalesce(last_used_at, 0) < $1")
                .bind(at)
                .bind(id.to_owned())
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// Opens a session of a token, and forgets those that are over.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_session(&mut self, hash: &str, token: &str, now: i64, end: i64) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from sessions where expires_at <= $1").bind(now).execute(&mut *connection).await?;
            sqlx::query("insert into sessions (hash, token, created_at, expires_at) values ($1, $2, $3, $4)")
                .bind(hash.to_owned())
                .bind(token.to_owned())
                .bind(now)
                .bind(end)
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn close_session(&mut self, hash: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from sessions where hash = $1").bind(hash.to_owned()).execute(connection).await?;
        });
        Ok(())
    }
}
