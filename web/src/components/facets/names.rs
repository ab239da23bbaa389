//! Facets and their values as people say them.

use crate::address::short_name;

/// Every facet that pages know, in the order in which they stand: the key in addresses and filters, and the name.
const NAMES: [(&str, &str); 15] = [
    ("kind", "Kind"),
    ("type", "Type"),
    ("owner", "Owner"),
    ("system", "System"),
    ("domain", "Domain"),
    ("lifecycle", "Lifecycle"),
    ("tier", "Tier"),
    ("language", "Language"),
    ("tag", "Tag"),
    ("health", "Health"),
    ("failing", "Failing rule"),
    ("source", "Source"),
    ("format", "Format"),
    ("stale", "Attention"),
    ("dangling", "Attention"),
];

/// A facet's name.
pub(crate) fn facet_title(facet: &str) -> &str {
    NAMES.into_iter().find(|(key, _)| *key == facet).map_or(facet, |(_, title)| title)
}

/// Where a facet stands among the others.
pub(super) fn facet_position(facet: &str) -> usize {
    NAMES.into_iter().position(|(key, _)| key == facet).unwrap_or(NAMES.len())
}

/// A facet's value.
pub(crate) fn value_label(facet: &str, value: &str) -> String {
    let label = match (facet, value) {
        ("owner" | "system" | "domain", reference) => return short_name(reference),
        ("kind", "api") => "API",
        ("kind", kind) => return capitalised(kind),
        ("health", "pass") => "All rules pass",
        ("health", "fail") => "A rule fails",
        ("health", "unknown") => "Not all known",
        ("format", "native") => "Sextant",
        ("format", format) => return capitalised(format),
        ("stale", "true") => "Last good version shown",
        ("stale", "false") => "As its file says now",
        ("dangling", "true") => "Refers to something unknown",
        ("dangling", "false") => "Every reference is known",
        (_, value) => value,
    };
    label.to_owned()
}

/// Where a value stands among those of its facet, for facets whose values have an order of their own.
pub(super) fn value_position(facet: &str, value: &str) -> Option<usize> {
    let values: &[&str] = match facet {
        "tier" => &["1", "2", "3", "4"],
        "health" => &["fail", "unknown", "pass"],
        _ => return None,
    };
    values.iter().position(|known| *known == value)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
