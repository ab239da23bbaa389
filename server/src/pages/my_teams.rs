//! `/my-teams`: remembers which teams are the reader's, and leads back.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use web::{PageRequest, Query};

use super::cookies;

const COOKIE: &str = "sextant_teams";
const MOST: usize = PageRequest::MOST_TEAMS;
/// Between two teams.
const SEPARATOR: char = '|';
/// What stands for itself in the cookie: what references are made of, and what RFC 6265 allows.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// Remembers the teams that the form names; none of them forgets those of before.
pub(super) async fn choose(RawQuery(query): RawQuery) -> Response {
    let query = Query::parse(query.as_deref().unwrap_or_default());
    let teams: Result<Vec<EntityRef>, _> = query.all("team").map(parse).collect();
    let teams = match teams {
        Ok(teams) if teams.len() <= MOST => teams,
        Ok(_) => return (StatusCode::BAD_REQUEST, format!("at most {MOST} teams are remembered\n")).into_response(),
        Err(error) => return (StatusCode::BAD_REQUEST, format!("team: {error}\n")).into_response(),
    };
    let names: Vec<String> = teams.iter().map(|team| utf8_percent_encode(team.as_str(), ENCODED).to_string()).collect();
    let value = (!names.is_empty()).then(|| names.join(&SEPARATOR.to_string()));
    cookies::remember(COOKIE, value.as_deref(), query.first("back").map(str::to_owned))
}

/// References of the teams that were chosen before.
pub(super) fn chosen(headers: &HeaderMap) -> Vec<String> {
    let value = cookies::read(headers, COOKIE).unwrap_or_default();
    let names = value.split(SEPARATOR).map(|name| percent_decode_str(name).decode_utf8_lossy());
    names.filter_map(|name| parse(&name).ok()).map(|team| team.to_string()).take(MOST).collect()
}

fn parse(name: &str) -> Result<EntityRef, catalog_schema::model::RefError> {
    EntityRef::parse(name, Some("group"), DEFAULT_NAMESPACE)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    fn read(cookie: &str) -> Vec<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
        chosen(&headers)
    }

    #[tokio::test]
    async fn what_is_chosen_is_read_again() {
        let response = choose(RawQuery(Some("team=shop&team=group:x/a%3Bb&back=/teams".into()))).await;
        assert_eq!(response.headers()[header::LOCATION], "/teams");
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(read(cookie.split(';').next().unwrap()), ["group:default/shop", "group:x/a;b"]);
    }

    #[tokio::test]
    async fn what_is_no_team_is_refused_or_passed_over() {
        let asked = |query: String| choose(RawQuery(Some(query)));
        assert_eq!(asked("team=:x".into()).await.status(), StatusCode::BAD_REQUEST);
        assert_eq!(asked("team=a&".repeat(21)).await.status(), StatusCode::BAD_REQUEST);
        assert!(asked(String::new()).await.headers()[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(read("sextant_teams=|:x|shop"), ["group:default/shop"]);
    }
}
