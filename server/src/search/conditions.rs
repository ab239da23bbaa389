//! `field:value` as people type it, as filters of lists.

use catalog_schema::filter::Condition;

use super::typed::{Content, Piece};
use crate::graph::GraphView;
use crate::lists::{Field, Filters};
use crate::live::{Column, Live, Symbols};

/// Values that a beginning of one stands for, at most.
const MAX_MEANT: usize = 12;

/// The filters that must all hold, and the pieces that are no fields.
pub(super) fn conditions(live: &Live, pieces: &[Piece]) -> (Vec<String>, Vec<Piece>) {
    let mut filters: Vec<(String, String)> = Vec::new();
    let mut rest = Vec::new();
    for piece in pieces {
        let Content::Field { key, value } = &piece.content else { continue };
        let key = key.to_ascii_lowercase();
        let any = meant(live, &key, value, piece.open).into_iter();
        let any = any.map(|value| Condition::is(key.as_str(), value).to_string());
        let texts: Vec<String> = match piece.not {
            true => any.map(|text| format!("{key}!{}", &text[key.len()..])).collect(),
            false => any.collect(),
        };
        let text = texts.join(",");
        if Filters::narrowed(live, &[], std::slice::from_ref(&text)).is_err() {
            rest.push(piece.clone());
            continue;
        }
        let alternative = filters
            .iter_mut()
            .find(|(known, _)| *known == key && Field::parse(&key).is_some_and(|field| field.is_single()));
        match alternative {
            Some((_, filter)) => *filter = format!("{filter},{text}"),
            None => filters.push((key, text)),
        }
    }
    (filters.into_iter().map(|(_, text)| text).collect(), rest)
}

/// The values that somebody means: this one where there is one so, else those that entities go by, and while somebody
/// may type on, those that begin with it.
fn meant(live: &Live, key: &str, value: &str, open: bool) -> Vec<String> {
    let as_written = || vec![value.to_owned()];
    let column = match Field::parse(key) {
        Some(Field::Column(column)) => column,
        Some(Field::Domain) => Column::Domain,
        Some(Field::Tag) => return beginnings(live.columns().tags(), value, open).unwrap_or_else(as_written),
        _ => return as_written(),
    };
    let table = live.columns().table(column);
    let is_reference = matches!(column, Column::Owner | Column::System | Column::Domain);
    if !is_reference {
        return beginnings(table, value, open).unwrap_or_else(as_written);
    }
    let name = |text: &str| text.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(value));
    let called = live.called(value).into_iter().map(|slot| live.graph().entity_ref(slot).as_str());
    let known = table.iter().map(|(_, text)| text).filter(|text| name(text) || *text == value);
    let mut meant: Vec<String> =
        known.chain(called.filter(|text| table.find(text).is_some())).map(str::to_owned).collect();
    if meant.is_empty() && open {
        let begins = |text: &str| text.rsplit('/').next().is_some_and(|name| starts_with(name, value));
        meant = table.iter().map(|(_, text)| text).filter(|text| begins(text)).map(str::to_owned).collect();
    }
    meant.sort_unstable();
    meant.dedup();
    meant.truncate(MAX_MEANT);
    if meant.is_empty() { as_written() } else { meant }
}

/// The values that begin so, unless one is just this.
fn beginnings(values: &Symbols, value: &str, open: bool) -> Option<Vec<String>> {
    if !open || values.find(value).is_some() {
        return None;
    }
    let mut found: Vec<String> =
        values.iter().map(|(_, text)| text).filter(|text| starts_with(text, value)).map(str::to_owned).collect();
    found.sort_unstable();
    found.truncate(MAX_MEANT);
    (!found.is_empty()).then_some(found)
}

fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}
