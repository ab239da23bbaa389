//! What is wrong with the cells of a row. Pure.

use catalog_schema::fields::{is_name, is_namespace, is_tag, is_url};
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef, LinkType};
use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::CellProblem;

use super::read::{Column, Row};
use crate::managed::fill::{items, links};

/// What may be described by a row.
const KINDS: [&str; 7] = ["Component", "API", "Resource", "System", "Domain", "Group", "User"];
const LINK_TYPES: [LinkType; 8] = [
    LinkType::Repository,
    LinkType::Dashboard,
    LinkType::OnCall,
    LinkType::Runbook,
    LinkType::Chat,
    LinkType::Documentation,
    LinkType::Project,
    LinkType::Other,
];

/// Who a row is about, as displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) kind: &'static str,
    pub(super) namespace: String,
    pub(super) name: String,
}

impl Identity {
    /// Its reference.
    pub(super) fn entity_ref(&self) -> EntityRef {
        EntityRef::new(self.kind, &self.namespace, &self.name)
    }
}

/// Who a row is about, if that can be told, and every error of its cells.
pub(super) fn judge(row: &Row, vocabulary: &Vocabulary) -> (Option<Identity>, Vec<CellProblem>) {
    let mut found = Vec::new();
    if row.is_too_long {
        let detail =
            "the row has more cells than the table has columns; quote cells with separators in them".to_owned();
        found.push(CellProblem { column: None, error: true, detail });
    }
    let mut wrong = |column: &str, detail: String| {
        found.push(CellProblem { column: Some(column.to_owned()), error: true, detail });
    };
    let written = row.get("kind");
    let kind =
        KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(written)).or(written.is_empty().then_some(KINDS[0]));
    if kind.is_none() {
        wrong("kind", format!("{written:?} is no kind; write one of {}", KINDS.join(", ")));
    }
    let (name, namespace) = (row.get("name"), row.get("namespace"));
    if !is_name(name) {
        wrong("name", format!("{name:?} is no name; it has up to 63 letters, digits, `-`, `_` and `.`"));
    }
    if !namespace.is_empty() && !is_namespace(namespace) {
        wrong(
            "namespace",
            format!("{namespace:?} is no namespace; it has up to 63 lower-case letters, digits and `-`"),
        );
    }
    for (column, kind) in [("owner", "group"), ("system", "system"), ("depends_on", "component")] {
        let cell = row.get(column);
        let refs: Vec<&str> = if column == "depends_on" { items(cell).collect() } else { vec![cell] };
        for written in refs.into_iter().filter(|written| !written.is_empty()) {
            if let Err(error) = EntityRef::parse(written, Some(kind), DEFAULT_NAMESPACE) {
                wrong(column, error.to_string());
            }
        }
    }
    let tier = row.get("tier");
    if !tier.is_empty() && !tier.parse::<u8>().is_ok_and(|tier| (1..=4).contains(&tier)) {
        wrong("tier", format!("{tier:?} is no tier; write 1 (most critical) to 4"));
    }
    for tag in items(row.get("tags")).filter(|tag| !is_tag(tag)) {
        wrong(
            "tags",
            format!("{tag:?} is no tag; write lower-case letters, digits, `-`, `+`, `#` and `:`, commas between tags"),
        );
    }
    for (link_type, url) in links(row.get("links")) {
        if !is_url(url) {
            wrong("links", format!("{url:?} is no address; write it with its scheme, such as runbook=https://…"));
        }
        if let Some(other) = link_type.filter(|name| !LINK_TYPES.iter().any(|known| known.as_str() == *name)) {
            let known = LINK_TYPES.map(LinkType::as_str).join(", ");
            wrong("links", format!("{other:?} is nothing that a link leads to; write one of {known}"));
        }
    }
    for (column, cell) in &row.cells {
        let Column::Field(name) = column else { continue };
        match (vocabulary.field(name), kind) {
            (None, _) => wrong(
                &column.to_string(),
                format!("no custom field {name:?} is defined; have it defined, or leave the column out"),
            ),
            (Some(field), Some(kind)) if !field.is_of_kind(kind) => {
                wrong(
                    &column.to_string(),
                    format!("the kind {kind} has no such field; what has it is {}", field.kinds.join(", ")),
                );
            }
            (Some(field), _) => {
                if let Err(detail) = field.parse(cell) {
                    wrong(&column.to_string(), detail);
                }
            }
        }
    }
    let identity = kind.filter(|_| is_name(name)).map(|kind| Identity {
        kind,
        namespace: if namespace.is_empty() { DEFAULT_NAMESPACE.to_owned() } else { namespace.to_owned() },
        name: name.to_owned(),
    });
    (identity, found)
}
