//! Backstage's own verdict on a file, as diagnostics.

use serde_json::{Map, Value};

use super::{Verdict, verdict};
use crate::decode::DecodeOptions;
use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{Problem, Target, detect, place};
use crate::model::{Format, RefParts};
use crate::yaml::{Content, Document, read, split};

/// What Backstage would refuse in the descriptors of a file: errors, beside what [`decode`](crate::decode::decode) says.
///
/// Documents that are no descriptors of Backstage's, or that cannot be read, are passed over.
pub fn strict(path: &str, bytes: &[u8], options: &DecodeOptions) -> Vec<Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > options.limits.file_bytes {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for segment in split(bytes).iter().take(options.limits.documents) {
        let (document, content) = read(segment, &options.limits);
        let Content::Value(Value::Object(root)) = content else { continue };
        if detect(path, &root).is_some_and(|entry| matches!(entry.format, Format::Backstage | Format::Native)) {
            diagnostics.extend(judge(root, path, &document));
        }
    }
    diagnostics
}

fn judge(root: Map<String, Value>, path: &str, document: &Document<'_>) -> Option<Diagnostic> {
    let entity = Value::Object(root);
    let problem = match verdict(&entity) {
        Verdict::Valid => relations(&entity)?,
        Verdict::Invalid(refusal) => Problem::new(
            &codes::BACKSTAGE_INVALID,
            Target::Value(refusal.pointer),
            format!("Backstage would refuse the entity: {}", refusal.message),
        )
        .with_help("change it if Backstage has to read the file; Sextant takes it as it is"),
        Verdict::NotRecognized => Problem::new(
            &codes::BACKSTAGE_NOT_RECOGNISED,
            Target::Value("/kind".to_owned()),
            format!(
                "Backstage would not recognise the kind {} under the apiVersion {}",
                entity["kind"].as_str().unwrap_or_default(),
                entity["apiVersion"].as_str().unwrap_or_default(),
            ),
        )
        .with_help(
            "it knows API, Component, Domain, Group, Location, Resource, System, Template and User, in this case; others \
             only by an extension",
        ),
    };
    Some(place(problem, path, document))
}

/// References that make Backstage refuse the whole entity: without a kind where there is no default for it.
fn relations(entity: &Value) -> Option<Problem> {
    if !matches!(entity["kind"].as_str(), Some("Component" | "Resource")) {
        return None;
    }
    for name in ["dependsOn", "dependencyOf"] {
        let items = entity["spec"][name].as_array().map(Vec::as_slice).unwrap_or_default();
        for (number, item) in items.iter().enumerate() {
            let Some(text) = item.as_str() else { continue };
            if let Err(error) = RefParts::parse(text, None, None) {
                let target = Target::Value(format!("/spec/{name}/{number}"));
                let message = format!("Backstage would refuse the entity: {error}");
                let help = format!("write component:{text}, or the kind that it is");
                return Some(Problem::new(&codes::BACKSTAGE_INVALID, target, message).with_help(help));
            }
        }
    }
    None
}
