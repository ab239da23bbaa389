//! Who asks, by what they present.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use catalog_schema::wire::Problem;

use super::journal::Note;
use super::problems::cross_site;
use super::{Actor, Auth, Reading, Scope, Scopes, Secret, problems};
use crate::clock::rfc3339;
use crate::portal::unavailable;
use crate::store::TokenRow;

/// The cookie that a session's secret comes in.
pub(crate) const SESSION_COOKIE: &str = "sextant_session";

/// Who asks. Nothing is refused before [`Caller::must`] is asked.
#[derive(Debug)]
pub(crate) struct Caller {
    auth: Auth,
    standing: Standing,
    /// `METHOD /path`, for the audit log.
    request: String,
}

#[derive(Debug)]
enum Standing {
    /// Nothing was presented.
    Nobody,
    /// What was presented does not hold; `who` is the token's name where it has one.
    Refused { who: Option<String>, problem: Problem },
    /// It holds.
    Known { token: TokenRow, scopes: Scopes },
}

impl Caller {
    /// Looks at what a request presents.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn of(auth: &Auth, parts: &Parts) -> Result<Self, Problem> {
        let request = format!("{} {}", parts.method, parts.uri.path());
        let standing = standing_of(auth, Presented::by(&parts.method, &parts.headers)).await?;
        Ok(Self { auth: auth.clone(), standing, request })
    }

    /// Looks at a token that came in another way than in a header; `request` says how.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn presenting(auth: &Auth, request: &str, token: &str) -> Result<Self, Problem> {
        let standing = standing_of(auth, Presented::Token(Secret::of(token))).await?;
        Ok(Self { auth: auth.clone(), standing, request: request.to_owned() })
    }

    /// Who asks, if they may.
    ///
    /// # Errors
    /// 401 where nobody or nothing valid is presented, 403 where it allows other things. Either is in the audit log.
    pub(crate) fn must(&self, scope: &Scope) -> Result<Actor, Problem> {
        let refused = |who: Option<&str>, problem: Problem| {
            let actor = who.map_or_else(|| "nobody".to_owned(), |name| format!("token:{name}"));
            tracing::info!(actor, request = self.request, code = problem.code, "refused");
            let (request, code) = (self.request.clone(), problem.code.clone());
            let note = Note::Refused { actor, request, code, scope: scope.to_string(), at: self.auth.now() };
            self.auth.journal().note(note);
            problem
        };
        match &self.standing {
            Standing::Nobody => Err(refused(None, problems::unauthenticated(scope))),
            Standing::Refused { who, problem } => Err(refused(who.as_deref(), problem.clone())),
            Standing::Known { token, scopes } if scopes.allow(scope) => {
                self.auth.used(token);
                Ok(Actor::of(token, scopes.allow(&Scope::Admin)))
            }
            Standing::Known { token, scopes } => {
                Err(refused(Some(&token.name), problems::forbidden(&token.name, scopes, scope)))
            }
        }
    }

    /// Whether this may be seen: by everybody where reading is open, otherwise by who has the scope.
    ///
    /// # Errors
    /// As [`Caller::must`]; also where reading is open, if what is presented does not hold.
    pub(crate) fn may_see(&self, scope: &Scope) -> Result<(), Problem> {
        match (&self.standing, self.auth.reading()) {
            (Standing::Nobody, Reading::Open) => Ok(()),
            _ => self.must(scope).map(drop),
        }
    }

    /// The token that was presented and holds.
    pub(crate) fn token(&self) -> Option<(&TokenRow, &Scopes)> {
        match &self.standing {
            Standing::Known { token, scopes } => Some((token, scopes)),
            _ => None,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Auth: axum::extract::FromRef<S>,
{
    type Rejection = crate::api::Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth: Auth = axum::extract::FromRef::from_ref(state);
        Ok(Self::of(&auth, parts).await?)
    }
}

/// What a request brings.
enum Presented {
    Nothing,
    /// None where it cannot be a token.
    Token(Option<Secret>),
    Session(Secret),
    /// A browser sends the cookie along with what another site made.
    OfAnotherSite,
}

impl Presented {
    fn by(method: &Method, headers: &HeaderMap) -> Self {
        match (headers.get(header::AUTHORIZATION), session(headers)) {
            (Some(value), _) => Self::Token(value.to_str().ok().and_then(bearer).and_then(Secret::of)),
            (None, Some(_)) if !method.is_safe() && !is_same_origin(headers) => Self::OfAnotherSite,
            (None, Some(session)) => Self::Session(session),
            (None, None) => Self::Nothing,
        }
    }
}

async fn standing_of(auth: &Auth, presented: Presented) -> Result<Standing, Problem> {
    let failed = |error| unavailable(&error);
    let refused = |problem| Ok(Standing::Refused { who: None, problem });
    let found = match presented {
        Presented::Nothing => return Ok(Standing::Nobody),
        Presented::OfAnotherSite => return refused(cross_site()),
        Presented::Token(None) => return refused(problems::invalid_token()),
        Presented::Token(Some(secret)) => {
            auth.token(&secret).await.map_err(failed)?.ok_or_else(problems::invalid_token)
        }
        Presented::Session(secret) => {
            auth.token_of_session(&secret).await.map_err(failed)?.ok_or_else(problems::session_over)
        }
    };
    match found {
        Ok(token) => Ok(standing(token, auth.now())),
        Err(problem) => refused(problem),
    }
}

/// What a token of the catalog is worth at `now`, in milliseconds since the Unix epoch.
fn standing(token: TokenRow, now: i64) -> Standing {
    let scopes = Scopes::parse(&token.scopes);
    let problem = match (token.revoked_at, token.expires_at, &scopes) {
        (Some(_), ..) => problems::token_revoked(&token.name),
        (None, Some(end), _) if end <= now => problems::token_expired(&token.name, &rfc3339(end).unwrap_or_default()),
        (.., Err(error)) => {
            // A later release may know more; nothing is allowed that is not understood.
            tracing::warn!(token = token.name, %error, "a token is refused");
            problems::invalid_token()
        }
        (.., Ok(_)) => return Standing::Known { token, scopes: scopes.unwrap_or_default() },
    };
    Standing::Refused { who: Some(token.name), problem }
}

/// What stands behind `Bearer`, whose case does not matter (RFC 9110, section 11.1).
fn bearer(value: &str) -> Option<&str> {
    let (scheme, rest) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| rest.trim())
}

/// The secret of a session.
pub(crate) fn session(headers: &HeaderMap) -> Option<Secret> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    Secret::of(pairs.find(|(name, _)| *name == SESSION_COOKIE)?.1)
}

/// Whether a browser says that a request comes from a page of the portal itself: by fetch metadata, or where a browser
/// does not send it, by an origin that is the host. What says neither is no browser of today.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), ..) => site == "same-origin",
        (None, Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, of)| of == host),
        _ => false,
    }
}
