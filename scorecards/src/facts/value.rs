//! A fact's value: borrowed from the entity while a rule looks at it, copied (shortened) only as evidence.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use catalog_schema::model::Link;
use cel::common::types::{CelBool, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use serde_json::{Value, json};

/// A list or map that is longer is not given to a rule: two nested loops over it would take too long.
pub(crate) const MAX_ITEMS: usize = 1_000;

/// Evidence shows this many characters of a text and entries of a list or map.
const EVIDENCE_CHARS: usize = 300;
const EVIDENCE_ITEMS: usize = 50;

pub(crate) enum FactValue<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Text(Cow<'a, str>),
    Texts(&'a [String]),
    TextMap(&'a BTreeMap<String, String>),
    Links(&'a [Link]),
}

impl<'a> FactValue<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(crate) fn optional_text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    /// How many entries a rule would have to walk; 0 for what is no list or map.
    pub(crate) fn items(&self) -> usize {
        match self {
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Text(_) => 0,
            Self::Texts(texts) => texts.len(),
            Self::TextMap(map) => map.len(),
            Self::Links(links) => links.len(),
        }
    }

    /// The value as CEL sees it.
    pub(crate) fn into_cel(self) -> CowVal<'a, 'a> {
        match self {
            Self::Null => CowVal::owned(CelNull),
            Self::Bool(value) => CowVal::owned(CelBool::from(value)),
            Self::Int(value) => CowVal::owned(CelInt::from(value)),
            Self::Text(text) => CowVal::owned(CelString::from(text)),
            Self::Texts(texts) => list(texts.iter().map(|text| boxed(text)).collect()),
            Self::TextMap(map) => {
                let entries: HashMap<CelMapKey<'a>, Box<dyn Val + 'a>> =
                    map.iter().map(|(key, value)| (CelMapKey::from(key.as_str()), boxed(value))).collect();
                CowVal::owned(CelMap::from(entries))
            }
            Self::Links(links) => list(links.iter().map(link).collect()),
        }
    }

    /// The value as evidence shows it: long texts, lists and maps are cut, and say so.
    pub(crate) fn into_evidence(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Int(value) => value.into(),
            Self::Text(text) => shorten(&text).into(),
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

fn list<'a>(items: Vec<Box<dyn Val + 'a>>) -> CowVal<'a, 'a> {
    CowVal::owned(CelList::from(items))
}

fn link(link: &Link) -> Box<dyn Val + '_> {
    let title = link.title.as_deref().map_or_else(|| Box::new(CelNull) as Box<dyn Val + '_>, boxed);
    let fields: HashMap<CelMapKey<'_>, Box<dyn Val + '_>> = HashMap::from([
        (CelMapKey::from("url"), boxed(&link.url)),
        (CelMapKey::from("title"), title),
        (CelMapKey::from("type"), boxed(link.link_type.as_str())),
    ]);
    Box::new(CelMap::from(fields))
}

fn shorten(text: &str) -> Cow<'_, str> {
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
