//! The whole document.

use serde_json::{Value, json};

use super::{judge, metadata, spec};
use crate::convert::Gap;
use crate::convert::gap::{Gaps, of_rest};
use crate::model::{DEFAULT_NAMESPACE, Entity, Format};
use crate::provenance::Origins;

const CORE: &str = "backstage.io/v1alpha1";
const SCAFFOLDER: &str = "scaffolder.backstage.io/v1beta3";

/// The entity as Backstage takes it, and what it does not take.
pub(in crate::convert) fn write(entity: &Entity, origins: &Origins) -> (Option<Value>, Vec<Gap>) {
    let mut gaps = Gaps::default();
    let metadata = metadata::metadata(entity, &mut gaps);
    let spec = spec::spec(entity, &mut gaps);
    let api_version = match entity.format {
        Format::Backstage => entity.api_version.as_str(),
        _ if entity.kind == "Template" => SCAFFOLDER,
        _ => CORE,
    };
    let mut document = json!({
        "apiVersion": api_version, "kind": entity.kind, "metadata": metadata, "spec": spec,
    });
    judge::in_vain(entity, &document, &mut gaps);
    let left = adopt_rest(&mut document, entity, origins);
    judge::judge(&mut document, entity, &mut gaps);
    let mut gaps = gaps.finish(|place| origins.origin(entity, place));
    gaps.extend(left);
    (Some(document), gaps)
}

/// Takes over what the entity does not hold, where Backstage allows it: fields of metadata and spec that are not its own.
/// The rest is lost.
fn adopt_rest(document: &mut Value, entity: &Entity, origins: &Origins) -> Vec<Gap> {
    let mut lost = Vec::new();
    let envelope = matches!(entity.format, Format::Native | Format::Backstage);
    for (pointer, value) in origins.rest() {
        let mut steps = pointer.split('/').skip(1);
        if let (true, Some(part @ ("metadata" | "spec")), Some(key), None) =
            (envelope, steps.next(), steps.next(), steps.next())
            && let Some(part) = document[part].as_object_mut()
        {
            let key = key.replace("~1", "/").replace("~0", "~");
            if key == "namespace" && value == DEFAULT_NAMESPACE {
                continue;
            }
            // A field that has a value by now was read from elsewhere.
            if !part.contains_key(&key) {
                part.insert(key, value.clone());
                continue;
            }
        }
        lost.push(of_rest(pointer, value, "Backstage", entity));
    }
    lost
}
