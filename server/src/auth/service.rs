//! Tokens as the rest of the server uses them.

use std::sync::Arc;

use serde_json::json;

use super::journal::{Journal, Note};
use super::{Caller, Lifetime, Reading, Scopes, Secret};
use crate::clock::{Clock, rfc3339};
use crate::store::{AuditRow, Store, StoreError, TokenRow};

/// Who did something, as the audit log names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    name: String,
    is_admin: bool,
}

impl Actor {
    /// Whoever has this token.
    pub(super) fn of(token: &TokenRow, is_admin: bool) -> Self {
        Self { name: format!("token:{}", token.name), is_admin }
    }

    /// `token:NAME`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether everything is allowed.
    pub fn is_admin(&self) -> bool {
        self.is_admin
    }
}

/// A token that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// How long it holds.
    pub lifetime: Lifetime,
}

/// Why a token was not made or ended.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// The name cannot be one.
    #[error("{0:?} is no name of a token: it has 1 to 63 letters, digits, hyphens, dots and underscores")]
    Name(String),
    /// A token of that name holds.
    #[error("there is a token {0} already; revoke it first, or choose another name")]
    Taken(String),
    /// There is none.
    #[error("there is no token {0} that holds; `sextant token list` names them")]
    Unknown(String),
    /// The system has no randomness to give.
    #[error("the system has no randomness for a token: {0}")]
    Randomness(#[from] getrandom::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The tokens of a catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Auth {
    store: Store,
    journal: Journal,
    reading: Reading,
    clock: Arc<Clock>,
}

/// Milliseconds that a session holds: a working day with a rest.
pub(crate) const SESSION: i64 = 12 * 3_600_000;

/// Whether a token may be called so.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=63).contains(&name.len()) && name.bytes().all(is_plain)
}

impl Auth {
    /// The tokens in `store`; what is refused goes into `journal`.
    pub fn new(store: Store, journal: Journal, reading: Reading, clock: Clock) -> Self {
        Self { store, journal, reading, clock: Arc::new(clock) }
    }

    /// Who may see the catalog.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// What was refused, on its way into the audit log.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Milliseconds since the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Notes in the audit log that a request was refused which nobody's token came with.
    pub(crate) fn note_refusal(&self, request: &str, code: &str, needed: &str) {
        tracing::info!(request, code, "refused");
        let (actor, scope, at) = ("nobody".to_owned(), needed.to_owned(), self.now());
        self.journal.note(Note::Refused { actor, request: request.to_owned(), code: code.to_owned(), scope, at });
    }

    /// The token of a secret, whether it still holds or not.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn token(&self, secret: &Secret) -> Result<Option<TokenRow>, StoreError> {
        self.store.read().await?.token_of_hash(&secret.hash()).await
    }

    /// The token that a session acts with, as long as the session holds.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn token_of_session(&self, session: &Secret) -> Result<Option<TokenRow>, StoreError> {
        let found = self.store.read().await?.token_of_session(&session.hash()).await?;
        Ok(found.filter(|(_, end)| *end > self.now()).map(|(token, _)| token))
    }

    /// Makes a token; its secret is not to be had again.
    ///
    /// # Errors
    /// If the name cannot be one or is taken, or the database fails.
    pub async fn create(&self, new: &NewToken, by: &str) -> Result<(TokenRow, Secret), AuthError> {
        if !is_name(&new.name) {
            return Err(AuthError::Name(new.name.clone()));
        }
        let secret = Secret::generate()?;
        let mut tx = self.store.write().await?;
        let token = self.row(new, by);
        if !tx.add_token(&token, &secret.hash()).await? {
            return Err(AuthError::Taken(new.name.clone()));
        }
        tx.audit(&[self.entry(by, "create-token", &token)]).await?;
        tx.commit().await?;
        Ok((token, secret))
    }

    /// Makes the first token of a catalog, unless there is or was one: of several processes that start at once one wins.
    /// `keep` is called with the secret before it holds, so that none is made that nobody has.
    ///
    /// # Errors
    /// If the database or `keep` fails.
    pub(super) async fn create_first<E: From<AuthError>>(
        &self,
        new: &NewToken,
        keep: impl FnOnce(&Secret) -> Result<(), E>,
    ) -> Result<Option<Secret>, E> {
        let failed = |error: StoreError| E::from(error.into());
        if self.store.read().await.map_err(failed)?.has_tokens().await.map_err(failed)? {
            return Ok(None);
        }
        let secret = Secret::generate().map_err(|error| E::from(error.into()))?;
        let mut tx = self.store.write().await.map_err(failed)?;
        let token = self.row(new, "first-start");
        // Its name is unique: PostgreSQL lets whoever comes second wait here, and then refuses it.
        if tx.has_tokens().await.map_err(failed)? || !tx.add_token(&token, &secret.hash()).await.map_err(failed)? {
            return Ok(None);
        }
        tx.audit(&[self.entry("first-start", "create-token", &token)]).await.map_err(failed)?;
        keep(&secret)?;
        tx.commit().await.map_err(failed)?;
        Ok(Some(secret))
    }

    /// Every token, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tokens(&self) -> Result<Vec<TokenRow>, AuthError> {
        Ok(self.store.read().await?.tokens().await?)
    }

    /// Ends the token of this id or name for good, and every session of it.
    ///
    /// # Errors
    /// If none holds, or the database fails.
    pub async fn revoke(&self, id_or_name: &str, by: &str) -> Result<TokenRow, AuthError> {
        let now = self.now();
        let mut tx = self.store.write().await?;
        let tokens = tx.tokens().await?;
        let holds = |token: &&TokenRow| token.revoked_at.is_none();
        let meant = |token: &&TokenRow| token.id == id_or_name || token.name == id_or_name;
        let found = tokens.iter().filter(holds).find(meant);
        let mut token = found.cloned().ok_or_else(|| AuthError::Unknown(id_or_name.to_owned()))?;
        if !tx.revoke_token(&token.id, now).await? {
            return Err(AuthError::Unknown(id_or_name.to_owned()));
        }
        tx.audit(&[self.entry(by, "revoke-token", &token)]).await?;
        tx.commit().await?;
        token.revoked_at = Some(now);
        Ok(token)
    }

    /// Opens a session that acts with the token that a caller has shown.
    ///
    /// # Errors
    /// If it holds no token, the system has no randomness, or the database fails.
    pub(crate) async fn open_session(&self, caller: &Caller) -> Result<Secret, AuthError> {
        let (token, _) = caller.token().ok_or_else(|| AuthError::Unknown("sxt_…".to_owned()))?;
        let session = Secret::generate()?;
        let now = self.now();
        let mut tx = self.store.write().await?;
        tx.open_session(&session.hash(), &token.id, now, now.saturating_add(SESSION)).await?;
        tx.audit(&[self.entry(&format!("token:{}", token.name), "sign-in", token)]).await?;
        tx.commit().await?;
        Ok(session)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn close_session(&self, session: &Secret) -> Result<(), AuthError> {
        let mut tx = self.store.write().await?;
        tx.close_session(&session.hash()).await?;
        Ok(tx.commit().await?)
    }

    /// Notes that a token was used; now and then it is written down.
    pub(super) fn used(&self, token: &TokenRow) {
        let now = self.now();
        if token.last_used_at.is_none_or(|last| now.saturating_sub(last) >= Journal::MARK_EVERY) {
            self.journal.note(Note::Used { token: token.id.clone(), at: now });
        }
    }

    fn row(&self, new: &NewToken, by: &str) -> TokenRow {
        let now = self.now();
        TokenRow {
            id: uuid::Uuid::now_v7().to_string(),
            name: new.name.clone(),
            scopes: new.scopes.to_texts(),
            created_at: now,
            created_by: by.to_owned(),
            expires_at: new.lifetime.end(now),
            last_used_at: None,
            revoked_at: None,
        }
    }

    fn entry(&self, actor: &str, action: &str, token: &TokenRow) -> AuditRow {
        AuditRow {
            id: uuid::Uuid::now_v7().to_string(),
            at: self.now(),
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject: format!("token:{}", token.name),
            detail: json!({ "scopes": token.scopes, "expires_at": token.expires_at.and_then(rfc3339) }),
            revision: None,
        }
    }
}
