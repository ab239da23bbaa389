//! The parts of a document, wherever its version has them.

use serde_json::{Map, Value};

use crate::formats::read::{Field, Fields, Reader, Strangers};

/// What every version has in one place or another.
#[derive(Default)]
pub(super) struct Parts<'v> {
    pub(super) name: Option<Field<'v>>,
    pub(super) title: Option<Field<'v>>,
    pub(super) description: Option<Field<'v>>,
    /// The word for the kind; a service where there is none.
    pub(super) kind: Option<Field<'v>>,
    pub(super) entity_type: Option<Field<'v>>,
    pub(super) tier: Option<Field<'v>>,
    pub(super) lifecycle: Option<Field<'v>>,
    pub(super) languages: Option<Field<'v>>,
    pub(super) owner: Option<Field<'v>>,
    pub(super) additional_owners: Option<Field<'v>>,
    /// The group of services that it belongs to.
    pub(super) application: Option<Field<'v>>,
    pub(super) tags: Option<Field<'v>>,
    pub(super) contacts: Option<Field<'v>>,
    /// Lists of links, with the type of those that name none.
    pub(super) links: Vec<(Field<'v>, Option<&'static str>)>,
    pub(super) integrations: Option<Field<'v>>,
    pub(super) code_locations: Option<Field<'v>>,
    pub(super) extensions: Option<Field<'v>>,
    /// The identifier that Datadog gives.
    pub(super) id: Option<Field<'v>>,
    /// Fields of references, of v3.
    pub(super) relations: Vec<(&'static str, Field<'v>)>,
    pub(super) interface: Option<Field<'v>>,
    /// Where the name and the owner are written, as JSON pointers.
    pub(super) name_at: &'static str,
    pub(super) owner_at: &'static str,
}

/// The fields of a map under the root, if there is one.
pub(super) fn section<'v>(
    root: &Fields<'v>,
    name: &str,
    known: &[&'static str],
    reader: &mut Reader<'_>,
) -> Fields<'v> {
    let Some(field) = root.get(name) else { return Fields::default() };
    match reader.map(field.value, &field.pointer) {
        Some(map) => Fields::read(reader, map, &field.pointer, known, Strangers::Refused),
        None => Fields::default(),
    }
}

/// The fields of the root.
pub(super) fn root<'v>(root: &'v Map<String, Value>, known: &[&'static str], reader: &mut Reader<'_>) -> Fields<'v> {
    Fields::read(reader, root, "", known, Strangers::Refused)
}

/// The field of this name, if it says anything.
pub(super) fn take<'v>(fields: &Fields<'v>, name: &str) -> Option<Field<'v>> {
    fields.get(name).filter(|field| !field.value.is_null()).cloned()
}
