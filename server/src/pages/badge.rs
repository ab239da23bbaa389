//! `/badge/{kind}/{namespace}/{name}.svg`: what a scorecard says of an entity, for a README.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::model::EntityRef;
use catalog_schema::wire::ScorecardResult;
use web::portal::Portal;

use super::headers;

/// A badge is asked for by proxies of forges: after so many seconds they ask whether it is another one.
const CACHED: &str = "private, max-age=60";
/// Of a level that says no colour, and of what is no level.
const PLAIN: &str = "#5b6870";
/// Behind the name of the scorecard.
const LABEL: &str = "#2c3438";
/// Characters of a text that are shown.
const LONGEST: usize = 40;
/// Pixels of a character at this size, about; the drawing says how long the text is to be.
const CHARACTER: usize = 7;

/// Draws the badge of the scorecard that `scorecard=` names, else of the first with levels that applies. It is the same as
/// long as revision and results are, by which it is tagged.
pub(super) async fn serve(
    State(portal): State<Arc<dyn Portal>>,
    Path((kind, namespace, file)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    asked: HeaderMap,
) -> Response {
    let tag = format!("\"{}-{}-{}\"", portal.epoch(), portal.revision(), portal.judged_at());
    let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    if is_known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag), (header::CACHE_CONTROL, CACHED.to_owned())])
            .into_response();
    }
    let Some(name) = file.strip_suffix(".svg") else { return drawn(StatusCode::NOT_FOUND, None, &unknown()) };
    let query = web::Query::parse(&query.unwrap_or_default());
    let entity_ref = EntityRef::new(&kind, &namespace, name);
    match portal.scorecards(&entity_ref).await {
        Ok(results) => match chosen(&results, query.first("scorecard")) {
            Some(badge) => drawn(StatusCode::OK, Some(tag), &badge),
            None => drawn(StatusCode::OK, Some(tag), &Badge::new("scorecards", "none applies", PLAIN)),
        },
        Err(problem) if problem.status == 404 => drawn(StatusCode::NOT_FOUND, None, &unknown()),
        Err(_) => drawn(StatusCode::SERVICE_UNAVAILABLE, None, &Badge::new("catalog", "not available", PLAIN)),
    }
}

/// What a badge says.
#[derive(Debug, PartialEq, Eq)]
struct Badge {
    label: String,
    value: String,
    color: String,
}

impl Badge {
    fn new(label: &str, value: &str, color: &str) -> Self {
        let short = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>();
        Self { label: short(label), value: short(value), color: color.to_owned() }
    }
}

fn unknown() -> Badge {
    Badge::new("catalog", "not found", PLAIN)
}

/// The scorecard of this name, in any case; else the first with levels, else the first. None where it does not apply.
fn chosen(results: &[ScorecardResult], name: Option<&str>) -> Option<Badge> {
    let result = match name {
        Some(name) => results.iter().find(|result| result.scorecard.eq_ignore_ascii_case(name))?,
        None => results.iter().find(|result| !result.levels.is_empty()).or(results.first())?,
    };
    if result.levels.is_empty() {
        let percent = u64::from(result.score) * 100 / u64::from(result.max.max(1));
        return Some(Badge::new(&result.title, &format!("{percent} %"), PLAIN));
    }
    let level = result.levels.iter().find(|level| Some(&level.name) == result.level.as_ref());
    Some(match level {
        Some(level) => {
            let color = level.color.as_deref().filter(|color| is_color(color)).unwrap_or(PLAIN);
            Badge::new(&result.title, &level.title, color)
        }
        None => Badge::new(&result.title, "no level", PLAIN),
    })
}

/// `#` and six hexadecimal digits: a scorecard is somebody else's text.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn drawn(status: StatusCode, tag: Option<String>, badge: &Badge) -> Response {
    let about: [(HeaderName, &str); 2] = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, CACHED)];
    let mut response = (status, about, draw(badge)).into_response();
    headers::secure(response.headers_mut(), None);
    if let Some(tag) = tag.and_then(|tag| tag.parse().ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The badge as SVG: two fields with text, and a title for who does not see them.
fn draw(badge: &Badge) -> String {
    let (label, value) = (escaped(&badge.label), escaped(&badge.value));
    let width = |text: &str| text.chars().count() * CHARACTER;
    let (left, right) = (width(&badge.label), width(&badge.value));
    let (label_width, value_width) = (left + 12, right + 12);
    let (whole, middle) = (label_width + value_width, label_width + value_width / 2);
    let (label_middle, color, ink) = (label_width / 2, &badge.color, ink_on(&badge.color));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" role=\"img\" aria-label=\"{label}: {value}\">\
         <title>{label}: {value}</title>\
         <rect width=\"{label_width}\" height=\"20\" fill=\"{LABEL}\"/>\
         <rect x=\"{label_width}\" width=\"{value_width}\" height=\"20\" fill=\"{color}\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\
         <text x=\"{label_middle}\" y=\"14\" textLength=\"{left}\">{label}</text>\
         <text x=\"{middle}\" y=\"14\" textLength=\"{right}\" fill=\"{ink}\">{value}</text></g></svg>"
    )
}

/// What is read well on a colour: black on a light one, by the weights of ITU-R BT.601.
fn ink_on(color: &str) -> &'static str {
    let part =
        |from: usize| color.get(from..from + 2).and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
    let light = (299 * part(1) + 587 * part(3) + 114 * part(5)) / 1_000;
    if light > 125 { "#000" } else { "#fff" }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use catalog_schema::wire::ScorecardLevel;

    use super::*;

    fn result(level: Option<&str>, color: &str) -> ScorecardResult {
        ScorecardResult {
            scorecard: "ready".to_owned(),
            title: "Ready <b>".to_owned(),
            level: level.map(str::to_owned),
            levels: vec![ScorecardLevel {
                name: "gold".to_owned(),
                title: "Gold".to_owned(),
                color: Some(color.to_owned()),
            }],
            score: 1,
            max: 3,
            rules: Vec::new(),
        }
    }

    #[test]
    fn what_a_scorecard_is_called_stays_text_and_its_colour_a_colour() {
        let badge = chosen(&[result(Some("gold"), "#c9a227")], None).unwrap();
        assert_eq!((badge.value.as_str(), badge.color.as_str()), ("Gold", "#c9a227"));
        let svg = draw(&badge);
        assert!(svg.contains("Ready &lt;b&gt;: Gold") && !svg.contains("<b>"), "{svg}");
        let hostile = chosen(&[result(Some("gold"), "#000\"/><script>")], Some("READY")).unwrap();
        assert_eq!(hostile.color, PLAIN);
    }

    #[test]
    fn without_a_level_it_says_so() {
        assert_eq!(chosen(&[result(None, "#c9a227")], None).unwrap().value, "no level");
        let points = ScorecardResult { levels: Vec::new(), ..result(None, "") };
        assert_eq!(chosen(&[points], None).unwrap().value, "33 %");
        assert_eq!(chosen(&[], None), None);
        assert_eq!(chosen(&[result(None, "")], Some("other")), None);
    }
}
