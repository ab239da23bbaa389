//! A fact's value: borrowed from the entity while a rule looks at it, copied (shortened) only as evidence.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use catalog_schema::model::{Link, LinkType};
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString};
use cel::common::value::Val;
use serde_json::{Value, json};

use super::record::Record;
use super::{FactType, FindingFacts, RelatedFacts};

/// A list or map that is longer is not given to a rule.
pub(super) const MAX_ITEMS: usize = 20_000;

/// To look through this many bytes of text takes as long as a step.
const TEXT_OF_A_STEP: usize = 64;

/// Evidence shows this many characters of a text and entries of a list or map.
const EVIDENCE_CHARS: usize = 300;
const EVIDENCE_ITEMS: usize = 50;

pub(crate) enum FactValue<'a> {
    Null,
    Bool(bool),
    Int(i64),
    /// A whole number, and until when time leaves it as it is, in milliseconds since the Unix epoch.
    Count(i64, Option<i64>),
    Number(f64),
    Text(Cow<'a, str>),
    /// Milliseconds since the Unix epoch.
    Moment(i64),
    Texts(&'a [String]),
    TextMap(&'a BTreeMap<String, String>),
    AnyMap(&'a BTreeMap<String, Value>),
    Links(Vec<Cow<'a, Link>>),
    Entities(Vec<RelatedFacts>),
    Findings(Vec<FindingFacts>),
    /// Given as it is, of whatever type.
    Given(&'a Value),
    /// Nobody can tell now, and why.
    Unknown(Cow<'static, str>),
}

impl<'a> FactValue<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(crate) fn optional_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    pub(crate) fn owned_text(text: Option<String>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(Cow::Owned(text)))
    }

    pub(crate) fn links(links: &'a [Link]) -> Self {
        Self::Links(links.iter().map(Cow::Borrowed).collect())
    }

    /// Those that lead to this.
    pub(crate) fn links_of(links: &'a [Link], to: LinkType) -> Self {
        Self::Links(links.iter().filter(|link| link.link_type == to).map(Cow::Borrowed).collect())
    }

    /// Those that lead to this, or all.
    pub(crate) fn owned_links(links: Vec<Link>, to: Option<LinkType>) -> Self {
        let wanted = |link: &Link| to.is_none_or(|to| link.link_type == to);
        Self::Links(links.into_iter().filter(wanted).map(Cow::Owned).collect())
    }

    /// What a test gives for a fact of this type.
    pub(crate) fn given(fact_type: FactType, value: &'a Value) -> Self {
        match (fact_type, value) {
            (_, Value::Null) => Self::Null,
            (FactType::Moment, moment) => moment.as_i64().map_or(Self::Null, Self::Moment),
            (FactType::Number, number) => number.as_f64().map_or(Self::Null, Self::Number),
            _ => Self::Given(value),
        }
    }

    pub(crate) fn optional_int(number: Option<u32>) -> Self {
        number.map_or(Self::Null, |number| Self::Int(number.into()))
    }

    /// Why nobody can tell now.
    pub(crate) fn unknown(&self) -> Option<&str> {
        match self {
            Self::Unknown(reason) => Some(reason),
            _ => None,
        }
    }

    /// Until when it is so, where time ends that.
    pub(super) fn until(&self) -> Option<i64> {
        match self {
            Self::Count(_, until) => *until,
            _ => None,
        }
    }

    /// The moment, if it is one.
    pub(super) fn as_moment(&self) -> Option<i64> {
        match self {
            Self::Moment(at) => Some(*at),
            Self::Given(Value::String(text)) => crate::declared::moment(text),
            _ => None,
        }
    }

    /// Whether there is none.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Self::Null | Self::Unknown(_))
    }

    /// How many entries a rule would have to walk; 0 for what is no list or map.
    pub(crate) fn items(&self) -> usize {
        match self {
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Count(..)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Moment(_)
            | Self::Unknown(_) => 0,
            Self::Texts(texts) => texts.len(),
            Self::TextMap(map) => map.len(),
            Self::AnyMap(map) => map.len(),
            Self::Links(links) => links.len(),
            Self::Entities(entities) => entities.len(),
            Self::Findings(findings) => findings.len(),
            Self::Given(value) => value.as_array().map_or(0, Vec::len) + value.as_object().map_or(0, |map| map.len()),
        }
    }

    /// How many steps it takes to look through it.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len() / TEXT_OF_A_STEP,
            Self::AnyMap(map) => map.values().map(weight).sum(),
            other => other.items(),
        }
    }

    /// The value as CEL sees it.
    pub(super) fn to_cel(&self) -> Box<dyn Val + 'a> {
        match self {
            Self::Null | Self::Unknown(_) => null(),
            Self::Bool(value) => Box::new(CelBool::from(*value)),
            Self::Number(value) => Box::new(CelDouble::from(*value)),
            Self::Int(value) | Self::Count(value, _) | Self::Moment(value) => Box::new(CelInt::from(*value)),
            Self::Text(Cow::Borrowed(text)) => boxed(text),
            Self::Text(Cow::Owned(text)) => Box::new(CelString::from(text.clone())),
            Self::Texts(texts) => list(texts.iter().map(|text| boxed(text))),
            Self::TextMap(map) => {
                let entries: HashMap<CelMapKey<'a>, Box<dyn Val + 'a>> =
                    map.iter().map(|(key, value)| (CelMapKey::from(key.as_str()), boxed(value))).collect();
                Box::new(CelMap::from(entries))
            }
            Self::AnyMap(map) => Box::new(any_map(map)),
            Self::Links(links) => list(links.iter().map(|link| entry(Record::link(link)))),
            Self::Entities(entities) => list(entities.iter().map(|entity| entry(Record::entity(entity)))),
            Self::Findings(findings) => list(findings.iter().map(|finding| entry(Record::finding(finding)))),
            Self::Given(value) => any(value),
        }
    }

    /// The value as evidence shows it: long texts, lists and maps are cut, and say so.
    pub(super) fn to_evidence(&self) -> Value {
        match self {
            Self::Null | Self::Unknown(_) => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) | Self::Count(value, _) => (*value).into(),
            Self::Number(value) => number(*value),
            Self::Moment(at) => moment(*at).into(),
            Self::Text(text) => shorten(text).into(),
            Self::Texts(texts) => cut(texts.iter().map(|text| shorten(text).into()), texts.len()),
            Self::TextMap(map) => {
                let mut shown: serde_json::Map<String, Value> = map
                    .iter()
                    .take(EVIDENCE_ITEMS)
                    .map(|(key, value)| (shorten(key).into_owned(), shorten(value).into()))
                    .collect();
                if map.len() > EVIDENCE_ITEMS {
                    shown.insert("…".to_owned(), more(map.len()).into());
                }
                Value::Object(shown)
            }
            Self::AnyMap(map) => {
                let shown = map.iter().take(EVIDENCE_ITEMS);
                Value::Object(shown.map(|(key, value)| (shorten(key).into_owned(), shorten_any(value))).collect())
            }
            Self::Entities(entities) => {
                let shown = entities.iter().map(|entity| {
                    json!({
                        "ref": entity.entity_ref, "exists": entity.exists, "kind": entity.kind, "type": entity.entity_type,
                        "lifecycle": entity.lifecycle, "tier": entity.tier, "owner": entity.owner, "system": entity.system,
                    })
                });
                cut(shown, entities.len())
            }
            Self::Findings(findings) => {
                let shown = findings.iter().map(|finding| {
                    json!({"rule": finding.rule, "severity": finding.severity, "is_subject": finding.is_subject})
                });
                cut(shown, findings.len())
            }
            Self::Given(value) => (*value).clone(),
            Self::Links(links) => {
                let shown =
                    links.iter().map(|link| json!({"url": shorten(&link.url), "type": link.link_type.as_str()}));
                cut(shown, links.len())
            }
        }
    }
}

fn boxed<'a>(text: &'a str) -> Box<dyn Val + 'a> {
    Box::new(CelString::from(text))
}

fn list<'a>(items: impl Iterator<Item = Box<dyn Val + 'a>>) -> Box<dyn Val + 'a> {
    Box::new(CelList::from(items.collect::<Vec<_>>()))
}

fn entry<'a>(record: Record) -> Box<dyn Val + 'a> {
    Box::new(record)
}

/// How many values there are in it, and steps in its texts.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => 1 + text.len() / TEXT_OF_A_STEP,
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Object(fields) => 1 + fields.values().map(weight).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}

fn any_map(map: &BTreeMap<String, Value>) -> CelMap<'_> {
    let entries: HashMap<CelMapKey<'_>, Box<dyn Val + '_>> =
        map.iter().map(|(key, value)| (CelMapKey::from(key.as_str()), any(value))).collect();
    CelMap::from(entries)
}

/// A value of any shape. Descriptors are nested to a bounded depth.
fn any(value: &Value) -> Box<dyn Val + '_> {
    match value {
        Value::Null => null(),
        Value::Bool(value) => Box::new(CelBool::from(*value)),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Box::new(CelInt::from(number)),
            None => Box::new(CelDouble::from(number.as_f64().unwrap_or(f64::NAN))),
        },
        Value::String(text) => boxed(text),
        Value::Array(items) => Box::new(CelList::from(items.iter().map(any).collect::<Vec<_>>())),
        Value::Object(fields) => {
            let entries: HashMap<CelMapKey<'_>, Box<dyn Val + '_>> =
                fields.iter().map(|(key, value)| (CelMapKey::from(key.as_str()), any(value))).collect();
            Box::new(CelMap::from(entries))
        }
    }
}

/// A number as people write it: without decimals where it is whole.
pub(super) fn number(value: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { (value as i64).into() } else { value.into() }
}

fn null<'a>() -> Box<dyn Val + 'a> {
    Box::new(CelNull)
}

/// RFC 3339, to the second; the number where no calendar has that moment.
pub(crate) fn moment(at: i64) -> String {
    jiff::Timestamp::from_second(at.div_euclid(1_000)).map_or_else(|_| at.to_string(), |moment| moment.to_string())
}

/// The day of a moment, UTC, such as `2026-12-01`.
pub(crate) fn day(at: i64) -> String {
    let text = moment(at);
    text.split('T').next().unwrap_or(&text).to_owned()
}

fn shorten_any(value: &Value) -> Value {
    match value {
        Value::String(text) => shorten(text).into(),
        Value::Array(_) | Value::Object(_) => shorten(&value.to_string()).into(),
        plain => plain.clone(),
    }
}

pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(EVIDENCE_CHARS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn cut(items: impl Iterator<Item = Value>, total: usize) -> Value {
    let mut shown: Vec<Value> = items.take(EVIDENCE_ITEMS).collect();
    if total > EVIDENCE_ITEMS {
        shown.push(more(total).into());
    }
    Value::Array(shown)
}

fn more(total: usize) -> String {
    format!("… and {} more", total - EVIDENCE_ITEMS)
}

/// In milliseconds.
pub(crate) const DAY: i64 = 86_400_000;

/// When a day such as `2026-12-01` begins, UTC, in milliseconds since the Unix epoch; none for what is no day.
pub(crate) fn start_of(day: &str) -> Option<i64> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let start = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(start.timestamp().as_millisecond())
}
