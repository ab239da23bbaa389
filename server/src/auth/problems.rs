//! Why a request is refused.

use catalog_schema::wire::Problem;

use super::{Scope, Scopes};

/// 401 `unauthenticated`: nobody said who asks.
pub(super) fn unauthenticated(scope: &Scope) -> Problem {
    let detail = format!(
        "this takes a token that may {scope}: send it as `Authorization: Bearer sxt_…`. `sextant token create NAME --scope \
         {scope}` makes one"
    );
    Problem::new(401, "unauthenticated", "No token", detail)
}

/// 401 `invalid_token`: it was never one of this catalog, or its session is over.
pub(super) fn invalid_token() -> Problem {
    let detail = "this token is none of this catalog's; it is `sxt_` and 43 letters and digits, and holds only where it was made";
    Problem::new(401, "invalid_token", "Invalid token", detail)
}

/// 401 `session_over`.
pub(super) fn session_over() -> Problem {
    Problem::new(401, "session_over", "Session over", "the session is over; sign in again")
}

/// 401 `token_expired`.
pub(super) fn token_expired(name: &str, at: &str) -> Problem {
    let detail = format!("the token {name} expired on {at}; `sextant token create` makes another one");
    Problem::new(401, "token_expired", "Token expired", detail)
}

/// 401 `token_revoked`.
pub(super) fn token_revoked(name: &str) -> Problem {
    Problem::new(401, "token_revoked", "Token revoked", format!("the token {name} was revoked and holds no more"))
}

/// 403 `forbidden`: the token may do other things.
pub(super) fn forbidden(name: &str, has: &Scopes, scope: &Scope) -> Problem {
    let detail = format!("this takes the scope {scope}; the token {name} has {has}");
    Problem::new(403, "forbidden", "Not allowed", detail)
}

/// 403 `cross_site`: a browser sent it from another site.
pub(crate) fn cross_site() -> Problem {
    let detail = "the request comes from a page of another site; send it from the portal's own pages, or with a token";
    Problem::new(403, "cross_site", "Request from another site", detail)
}
