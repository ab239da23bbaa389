//! As whom GitHub is asked.

use std::fmt;

use octocrab::auth::AppAuth;
use octocrab::models::AppId;
use octocrab::{AuthState, EncodingKey};

use super::GithubError;

/// As whom GitHub is asked.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// As who made a token.
    Token(Token),
    /// As a GitHub App, with tokens of its installation, which octocrab renews before they end.
    App(AppKey, Installation),
}

/// A personal token. Shown nowhere.
#[derive(Clone)]
pub struct Token(String);

/// A GitHub App and its private key. The key is shown nowhere.
#[derive(Clone)]
pub struct AppKey {
    id: u64,
    key: EncodingKey,
}

/// Which installation of an App is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installation {
    /// The one of this number.
    Id(u64),
    /// The one that GitHub names at this path, such as `/orgs/acme/installation`.
    At(String),
}

impl Credentials {
    /// Those of a personal token.
    ///
    /// # Errors
    /// If it is no token.
    pub fn token(token: &str) -> Result<Self, GithubError> {
        let token = token.trim();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(GithubError::Secret("the token is empty, or has characters that no token has".to_owned()));
        }
        Ok(Self::Token(Token(token.to_owned())))
    }

    pub(super) fn state(&self) -> AuthState {
        match self {
            Self::Token(token) => AuthState::AccessToken { token: token.0.clone().into() },
            Self::App(app, _) => AuthState::App(AppAuth { app_id: AppId(app.id), key: app.key.clone() }),
        }
    }
}

impl AppKey {
    /// The App of this number, by its private key as GitHub hands it out.
    ///
    /// # Errors
    /// If it is no RSA key in PEM.
    pub fn of(id: u64, pem: &[u8]) -> Result<Self, GithubError> {
        let key = EncodingKey::from_rsa_pem(pem).map_err(|_| {
            let why = "the App's private key is no RSA key in PEM; take the .pem file that GitHub makes in the App's settings";
            GithubError::Secret(why.to_owned())
        })?;
        Ok(Self { id, key })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for AppKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppKey").field("id", &self.id).finish_non_exhaustive()
    }
}
