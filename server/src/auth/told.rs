//! Tokens as API and pages tell them, and as they are told to make them.

use catalog_schema::wire::{CreatedToken, NewToken, Problem, Token, TokenState};

use super::{Actor, Auth, AuthError, Lifetime, Scopes, service};
use crate::clock::rfc3339;
use crate::portal::unavailable;
use crate::store::TokenRow;

/// How long a token holds where nothing is said.
const USUAL: &str = "90d";

impl Auth {
    /// Every token, the newest first.
    ///
    /// # Errors
    /// 503 if the database fails.
    pub(crate) async fn told(&self) -> Result<Vec<Token>, Problem> {
        let rows = self.tokens().await.map_err(|error| error.to_problem())?;
        Ok(rows.into_iter().map(|row| to_wire(row, self.now())).collect())
    }

    /// A token as it stands now.
    pub(crate) fn tell(&self, row: TokenRow) -> Token {
        to_wire(row, self.now())
    }

    /// Makes a token as a body or a form says.
    ///
    /// # Errors
    /// 400 if that makes no sense, 409 if the name is taken, 503 if the database fails.
    pub(crate) async fn create_as_told(&self, new: &NewToken, by: &Actor) -> Result<CreatedToken, Problem> {
        let wrong = |why: String| Problem::new(400, "invalid_body", "Invalid body", why);
        let scopes = Scopes::parse(&new.scopes).map_err(|error| wrong(error.to_string()))?;
        let lifetime: Lifetime = new.expires_in.as_deref().unwrap_or(USUAL).parse().map_err(wrong)?;
        let new = service::NewToken { name: new.name.clone(), scopes, lifetime };
        let (row, secret) = self.create(&new, by.name()).await.map_err(|error| error.to_problem())?;
        Ok(CreatedToken { secret: secret.reveal().to_owned(), token: self.tell(row) })
    }
}

impl AuthError {
    /// The same as the outside sees it; the cause of what is ours goes to the log, once.
    pub(crate) fn to_problem(&self) -> Problem {
        match self {
            Self::Name(_) => Problem::new(400, "invalid_token_name", "Invalid name of a token", self.to_string()),
            Self::Taken(_) => Problem::new(409, "token_exists", "There is such a token", self.to_string()),
            Self::Unknown(_) => Problem::new(404, "token_not_found", "No such token", self.to_string()),
            Self::Store(error) => unavailable(error),
            Self::Randomness(error) => {
                tracing::error!(%error, "no randomness for a token");
                let detail = "the server cannot make a secret; its log says why";
                Problem::new(500, "internal_error", "Internal error", detail)
            }
        }
    }
}

fn to_wire(row: TokenRow, now: i64) -> Token {
    let state = match (row.revoked_at, row.expires_at) {
        (Some(_), _) => TokenState::Revoked,
        (None, Some(end)) if end <= now => TokenState::Expired,
        _ => TokenState::Active,
    };
    Token {
        id: row.id,
        name: row.name,
        scopes: row.scopes,
        state,
        created_at: rfc3339(row.created_at).unwrap_or_default(),
        created_by: row.created_by,
        expires_at: row.expires_at.and_then(rfc3339),
        last_used_at: row.last_used_at.and_then(rfc3339),
        revoked_at: row.revoked_at.and_then(rfc3339),
    }
}
