//! `x-cortex-link` and `x-cortex-dashboards`.

use super::read::text;
use crate::diagnostic::codes;
use crate::fields::is_url;
use crate::formats::envelope::link_type;
use crate::formats::read::{Fields, Reader, Strangers, fold};
use crate::model::{ApiSpec, Entity, Link, LinkType};

const LINK: &[&str] = &["name", "type", "url", "description"];
const DASHBOARDS: &[&str] = &["embeds"];
const EMBED: &[&str] = &["type", "url", "name"];

pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    if let Some(field) = info.get("x-cortex-link") {
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            if let Some(map) = reader.map(item, &pointer) {
                let fields = Fields::read(reader, map, &pointer, LINK, Strangers::Compared);
                link(&fields, &pointer, entity, reader);
            }
        }
    }
    let Some(field) = info.get("x-cortex-dashboards") else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    let dashboards = Fields::read(reader, map, &field.pointer, DASHBOARDS, Strangers::Compared);
    let Some(field) = dashboards.get("embeds") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let embed = Fields::read(reader, map, &pointer, EMBED, Strangers::Compared);
        let title = text(&embed, "name", reader).or_else(|| text(&embed, "type", reader));
        match text(&embed, "url", reader).filter(|url| is_url(url)) {
            Some(url) => entity.links.push(Link { url, title, icon: None, link_type: LinkType::Dashboard }),
            None => report_no_address(&pointer, reader),
        }
    }
}

/// A link; one of the type OPENAPI or ASYNC_API also says where the API's contract is, which may be a file beside the
/// descriptor.
fn link(fields: &Fields<'_>, pointer: &str, entity: &mut Entity, reader: &mut Reader<'_>) {
    let written_type = text(fields, "type", reader);
    let title = text(fields, "name", reader);
    let url = text(fields, "url", reader);
    let contract = match written_type.as_deref().map(fold).as_deref() {
        Some("openapi") => Some("openapi"),
        Some("asyncapi") => Some("asyncapi"),
        _ => None,
    };
    if let (Some(spec_type), Some(url), None) = (contract, &url, &entity.api) {
        let (spec_type, reference) = (Some(spec_type.to_owned()), Some(url.clone()));
        entity.api = Some(ApiSpec { spec_type, definition: None, reference });
    }
    match url {
        Some(url) if is_url(&url) => {
            let link_type = match contract {
                Some(_) => LinkType::Documentation,
                None => written_type.as_deref().map(link_type).unwrap_or_default(),
            };
            entity.links.push(Link { url, title, icon: None, link_type });
        }
        Some(_) if contract.is_some() => {}
        _ => report_no_address(pointer, reader),
    }
}

fn report_no_address(pointer: &str, reader: &mut Reader<'_>) {
    let message = "the link has no valid url; it is left out".to_owned();
    let help = "write `url:` with an address such as https://example.com";
    reader.value_problem(&codes::INVALID_LINK, pointer, message, help);
}
