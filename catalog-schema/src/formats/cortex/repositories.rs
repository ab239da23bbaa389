//! `x-cortex-git`: where the code is.

use crate::formats::foreign::{Host, repository};
use crate::formats::read::{Fields, Reader, Strangers};
use crate::model::Entity;

use super::annotations::annotate;
use super::read::text;

const PROVIDERS: &[&str] = &["github", "gitlab", "azure", "bitbucket"];
const PROVIDER: &[&str] = &["repository", "basepath", "alias", "project"];

/// A link and an annotation each. Azure's address also needs the organisation, which Cortex's configuration has.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = info.get("x-cortex-git") else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    let git = Fields::read(reader, map, &field.pointer, PROVIDERS, Strangers::Compared);
    for name in PROVIDERS {
        let Some(field) = git.get(name) else { continue };
        let Some(map) = reader.map(field.value, &field.pointer) else { continue };
        let provider = Fields::read(reader, map, &field.pointer, PROVIDER, Strangers::Compared);
        let slug = text(&provider, "repository", reader);
        let folder = text(&provider, "basepath", reader);
        match (slug, Host::of(name)) {
            (Some(slug), Some(host)) => repository(entity, host, &slug, folder.as_deref(), None),
            (Some(slug), None) => {
                let project = text(&provider, "project", reader).map(|project| format!("{project}/"));
                let slug = format!("{}{slug}", project.unwrap_or_default());
                annotate(entity, "dev.azure.com/project-repo", vec![slug]);
            }
            (None, _) => {}
        }
    }
}
