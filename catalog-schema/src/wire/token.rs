//! Tokens: what programs prove with who they are.

use serde::{Deserialize, Serialize};

/// All tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenList {
    /// The newest first; those that hold no more too.
    pub items: Vec<Token>,
}

/// A token, without its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    /// Unique for ever.
    pub id: String,
    /// What it is called; unique among those that are not revoked.
    pub name: String,
    /// What it may do: `read`, `dry-run`, `push:SOURCE`, `events`, `facts`, `admin`. Every token may read.
    pub scopes: Vec<String>,
    /// Whether it holds now.
    pub state: TokenState,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// Who made it: `token:NAME`, `cli` or `first-start`.
    pub created_by: String,
    /// From when on it does not hold, RFC 3339; null where it holds until it is revoked.
    pub expires_at: Option<String>,
    /// When it was last used, to the minute, RFC 3339; null where it never was.
    pub last_used_at: Option<String>,
    /// When it was revoked, RFC 3339.
    pub revoked_at: Option<String>,
}

/// Whether a token holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// It does.
    #[default]
    Active,
    /// Its time is over.
    Expired,
    /// Somebody ended it.
    Revoked,
}

/// A token that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is called: 1 to 63 letters, digits, hyphens, dots and underscores.
    pub name: String,
    /// What it may do.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// How long it holds: `12h`, `90d`, `26w`, or `never` for until it is revoked. 90 days where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<String>,
}

/// A token that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedToken {
    /// Its secret, `sxt_…`. It is told this one time.
    pub secret: String,
    /// The rest of it.
    pub token: Token,
}
