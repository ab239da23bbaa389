//! Contacts, as links: of v2 and v3 a list of `{name, type, contact}`, of v1 a map with `email` and `slack`.

use serde_json::Value;

use super::links::report_address;
use super::parts::Parts;
use crate::diagnostic::codes;
use crate::formats::envelope::link_type;
use crate::formats::read::{Fields, Reader, Strangers, child, fold};
use crate::model::{Link, LinkType};

/// The links to the people who answer.
pub(super) fn read(parts: &Parts<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let Some(field) = &parts.contacts else { return Vec::new() };
    let Value::Object(map) = field.value else {
        let items = reader.items(field.value, &field.pointer);
        return items.into_iter().filter_map(|(pointer, item)| contact(item, &pointer, reader)).collect();
    };
    let contact = Fields::read(reader, map, &field.pointer, &["email", "slack"], Strangers::Refused);
    let mut links = Vec::new();
    for way in ["email", "slack"] {
        let Some(field) = contact.get(way) else { continue };
        let written = reader.text(field.value, &field.pointer);
        links.extend(written.map(|written| link(Some(way), written, None, &field.pointer, reader)));
    }
    links
}

fn contact(item: &Value, pointer: &str, reader: &mut Reader<'_>) -> Option<Link> {
    let Some(map) = item.as_object() else {
        reader.not_understood(item, pointer, "{name, type, contact}");
        return None;
    };
    let fields = Fields::read(reader, map, pointer, &["name", "type", "contact"], Strangers::Refused);
    let text = |name: &str, reader: &mut Reader<'_>| {
        let field = fields.get(name)?;
        reader.text(field.value, &field.pointer)
    };
    let Some(written) = text("contact", reader) else {
        let message = "the contact says nowhere to write to; it is left out".to_owned();
        reader.value_problem(&codes::INVALID_LINK, pointer, message, "write `contact:` with an address");
        return None;
    };
    let way = text("type", reader);
    let title = text("name", reader);
    Some(link(way.as_deref(), written, title, &child(pointer, "contact"), reader))
}

/// An address of e-mail, or of a chat channel, or of something else.
fn link(way: Option<&str>, written: String, title: Option<String>, pointer: &str, reader: &mut Reader<'_>) -> Link {
    let word = fold(way.unwrap_or_default());
    let mail = word == "email" || way.is_none() && written.contains('@') && !written.contains('/');
    let url = if mail && !written.starts_with("mailto:") { format!("mailto:{}", written.trim()) } else { written };
    report_address(&url, pointer, reader);
    let link_type = if word == "microsoftteams" { LinkType::Chat } else { link_type(&word) };
    Link { url, title, icon: None, link_type }
}
