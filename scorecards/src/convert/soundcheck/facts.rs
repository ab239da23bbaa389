//! Facts of Soundcheck's catalog collector, by the path into the entity's descriptor.

use crate::convert::words::quoted;

/// A fact, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// In CEL.
    pub(super) cel: String,
    /// What must hold for it to be there, in CEL; none where it is null while nobody supplied it.
    pub(super) there: Option<String>,
    pub(super) is_list: bool,
}

/// The fact that a reference and a path lead to.
///
/// # Errors
/// Why there is none.
pub(super) fn fact(fact_ref: &str, path: &str) -> Result<Fact, String> {
    let is_descriptor = fact_ref.starts_with("catalog:") && fact_ref.contains("entity");
    if !is_descriptor {
        return Err(format!("what {fact_ref} collects is no fact here"));
    }
    let segments = segments(path).ok_or_else(|| format!("the path {path} is not understood"))?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let plain = |cel: &str| Ok(Fact { cel: cel.to_owned(), there: None, is_list: false });
    let list = |cel: &str| Ok(Fact { cel: cel.to_owned(), there: None, is_list: true });
    let keyed = |map: &str, key: &str| {
        let key = quoted(key);
        Ok(Fact { cel: format!("{map}[{key}]"), there: Some(format!("{key} in {map}")), is_list: false })
    };
    match segments.as_slice() {
        ["kind"] => plain("entity.kind"),
        ["metadata", "name"] => plain("entity.name"),
        ["metadata", "namespace"] => plain("entity.namespace"),
        ["metadata", "title"] => plain("entity.title"),
        ["metadata", "description"] => plain("entity.description"),
        ["metadata", "tags"] => list("entity.tags"),
        ["metadata", "links"] => list("entity.links"),
        ["metadata", "labels", key] => keyed("entity.labels", key),
        ["metadata", "annotations", key] => keyed("entity.annotations", key),
        ["spec", "type"] => plain("entity.type"),
        ["spec", "lifecycle"] => plain("entity.lifecycle"),
        ["spec", "owner"] => plain("owner.ref"),
        ["spec", "system"] => plain("entity.system"),
        ["spec", "dependsOn"] => list("dependencies"),
        ["spec", "providesApis"] => list("provided_apis"),
        ["spec", "consumesApis"] => list("consumed_apis"),
        _ => Err(format!("{path} of a descriptor is no fact here")),
    }
}

/// `$.metadata.annotations["a.b/c"]` as its names. What looks for something is no path to one value.
fn segments(path: &str) -> Option<Vec<String>> {
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    let mut segments = Vec::new();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let quote = inside.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let (name, after) = inside.get(1..)?.split_once(quote)?;
            segments.push(name.to_owned());
            rest = after.strip_prefix(']')?;
        } else {
            let after = rest.strip_prefix('.').unwrap_or(rest);
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, after) = after.split_at_checked(end)?;
            let is_name = !name.is_empty() && !name.contains(['*', '?', '@', '(']);
            segments.push(is_name.then(|| name.to_owned())?);
            rest = after;
        }
    }
    Some(segments)
}
