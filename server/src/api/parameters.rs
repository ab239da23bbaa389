//! Query parameters, read without loss: they may repeat, and none is passed over in silence.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use percent_encoding::percent_decode;

use super::failure::Failure;
use super::problems;

/// The parameters of a request. A handler takes what it knows by name; [`Parameters::finish`] refuses what is left, so
/// that what is allowed is written down nowhere else.
#[derive(Debug)]
pub(super) struct Parameters {
    left: Vec<(String, String)>,
    known: Vec<&'static str>,
}

impl Parameters {
    fn parse(query: &str) -> Result<Self, Failure> {
        let decode = |part: &str| {
            let spaced: Vec<u8> = part.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }).collect();
            let decoded = percent_decode(&spaced).decode_utf8();
            decoded.map(std::borrow::Cow::into_owned).map_err(|_| problems::invalid_query(part))
        };
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(name)?, decode(value)?))
        };
        let left = query.split('&').filter(|part| !part.is_empty()).map(pair).collect::<Result<_, Failure>>()?;
        Ok(Self { left, known: Vec::new() })
    }

    /// Every value of a parameter that may repeat, in the order written.
    pub(super) fn all(&mut self, name: &'static str) -> Vec<String> {
        self.known.push(name);
        self.left.extract_if(.., |(key, _)| key == name).map(|(_, value)| value).collect()
    }

    /// Every value of a parameter that may repeat and may hold several values between commas.
    pub(super) fn names(&mut self, name: &'static str) -> Vec<String> {
        let values = self.all(name);
        let names = values.iter().flat_map(|value| value.split(',')).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// The value of a parameter that stands at most once; one without a value is as if it were not there.
    ///
    /// # Errors
    /// 400 `repeated_parameter`.
    pub(super) fn one(&mut self, name: &'static str) -> Result<Option<String>, Failure> {
        let mut values = self.all(name);
        match values.len() {
            0 => Ok(None),
            1 => Ok(values.pop().filter(|value| !value.is_empty())),
            _ => Err(problems::repeated_parameter(name)),
        }
    }

    /// The value of a parameter that stands exactly once; it may be empty.
    ///
    /// # Errors
    /// 400 `missing_parameter` or `repeated_parameter`.
    pub(super) fn required(&mut self, name: &'static str) -> Result<String, Failure> {
        let mut values = self.all(name);
        match values.len() {
            0 => Err(problems::missing_parameter(name)),
            1 => Ok(values.pop().unwrap_or_default()),
            _ => Err(problems::repeated_parameter(name)),
        }
    }

    /// The value of a parameter that is a count.
    ///
    /// # Errors
    /// 400 `repeated_parameter` or `invalid_parameter`.
    pub(super) fn number(&mut self, name: &'static str) -> Result<Option<u32>, Failure> {
        let Some(text) = self.one(name)? else { return Ok(None) };
        match text.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(problems::invalid_parameter(name, &text, "a whole number")),
        }
    }

    /// The value of a parameter that is `true` or `false`; false where it is not there.
    ///
    /// # Errors
    /// 400 `repeated_parameter` or `invalid_parameter`.
    pub(super) fn flag(&mut self, name: &'static str) -> Result<bool, Failure> {
        match self.one(name)?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(problems::invalid_parameter(name, other, "true or false")),
        }
    }

    /// Makes sure that everything was asked for.
    ///
    /// # Errors
    /// 400 `unknown_parameter`.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        match self.left.first() {
            Some((name, _)) => Err(problems::unknown_parameter(name, &self.known)),
            None => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        Self::parse(parts.uri.query().unwrap_or_default())
    }
}

/// A request whose query is empty.
#[derive(Debug)]
pub(super) struct NoParameters;

impl<S: Send + Sync> FromRequestParts<S> for NoParameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        Parameters::parse(parts.uri.query().unwrap_or_default())?.finish()?;
        Ok(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Parameters {
        Parameters::parse(query).unwrap()
    }

    fn code<T: std::fmt::Debug>(result: Result<T, Failure>) -> (String, String) {
        let Failure(problem) = result.unwrap_err();
        (problem.code, problem.detail)
    }

    #[test]
    fn repeated_values_stay_apart_and_in_order() {
        let mut query = parse("filter=kind%3Dapi%2Ctier%3D1&limit=5&filter=owner=a+b&&filter=%22%C3%A4%22");
        assert_eq!(query.all("filter"), ["kind=api,tier=1", "owner=a b", "\"ä\""]);
        assert_eq!(query.number("limit").unwrap(), Some(5));
        query.finish().unwrap();
    }

    #[test]
    fn names_come_repeated_or_between_commas() {
        assert_eq!(parse("facet=owner, type&facet=tier&facet=,").names("facet"), ["owner", "type", "tier"]);
    }

    #[test]
    fn what_nobody_asked_for_is_refused_with_what_there_is() {
        let mut query = parse("limt=5");
        query.all("filter");
        query.number("limit").unwrap();
        let (code, detail) = code(query.finish());
        assert_eq!(code, "unknown_parameter");
        assert_eq!(
            detail,
            "this address takes no query parameter \"limt\" (did you mean limit?); it takes filter, limit"
        );
    }

    #[test]
    fn values_are_judged() {
        assert_eq!(code(parse("limit=five").number("limit")).0, "invalid_parameter");
        assert_eq!(code(parse("limit=-1").number("limit")).0, "invalid_parameter");
        assert_eq!(code(parse("limit=1&limit=2").number("limit")).0, "repeated_parameter");
        assert_eq!(code(parse("all=yes").flag("all")).0, "invalid_parameter");
        assert!(parse("all=true").flag("all").unwrap() && !parse("all=").flag("all").unwrap());
        assert_eq!(code(parse("").required("root")).0, "missing_parameter");
        assert_eq!(code(Parameters::parse("q=%ff")).0, "invalid_query");
        assert_eq!(parse("cursor=&q").one("cursor").unwrap(), None);
        assert_eq!(parse("q").required("q").unwrap(), "");
    }
}
