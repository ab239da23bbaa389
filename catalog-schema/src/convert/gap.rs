//! What a target cannot say.

use serde::Serialize;
use serde_json::Value;

use crate::formats::read::field;
use crate::model::{Entity, Format};

/// Something that a descriptor says and the target cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The field of the entity that is affected, such as `tier`, `links` or `relations`; nothing where the entity has
    /// no field for it either.
    pub field: Option<&'static str>,
    /// Where the descriptor says it, as a JSON pointer.
    pub pointer: String,
    /// Whether it stands in the document all the same, where the target keeps it but gives it no meaning.
    pub written: bool,
    /// What is lost. Stands alone.
    pub message: String,
    /// What to do instead.
    pub instead: String,
}

/// The gaps of one document while it is being written.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    list: Vec<(Gap, String)>,
}

impl Gaps {
    /// What is not in the document. `path` is the place in the entity, such as `/links/2`.
    pub(super) fn lost(&mut self, field: &'static str, path: &str, message: String, instead: &str) {
        self.push(Some(field), path, false, message, instead);
    }

    /// What is in the document, but means nothing there.
    pub(super) fn unread(&mut self, field: &'static str, path: &str, message: String, instead: &str) {
        self.push(Some(field), path, true, message, instead);
    }

    fn push(&mut self, field: Option<&'static str>, path: &str, written: bool, message: String, instead: &str) {
        let gap = Gap { field, pointer: String::new(), written, message, instead: instead.to_owned() };
        self.list.push((gap, path.to_owned()));
    }

    /// The gaps with the pointers that `origin` finds for their places in the entity.
    pub(super) fn finish(self, origin: impl Fn(&str) -> String) -> Vec<Gap> {
        self.list.into_iter().map(|(gap, path)| Gap { pointer: origin(&path), ..gap }).collect()
    }
}

/// The gap for what not even the entity holds.
pub(super) fn of_rest(pointer: &str, value: &Value, product: &str, entity: &Entity) -> Gap {
    let shown = match value {
        Value::Array(_) | Value::Object(_) => String::new(),
        Value::String(text) if text.chars().count() <= 60 && !text.contains('\n') => format!(" {text:?}"),
        Value::String(_) => String::new(),
        other => format!(" {other}"),
    };
    let message = format!("{}{shown} is lost: {product} has no field for it", field(pointer));
    let instead = match entity.format {
        Format::Native | Format::Backstage => "keep it as an annotation, or stay with the native format".to_owned(),
        foreign => {
            format!("keep it as an annotation, or convert to native, which keeps it under spec.{}", foreign.as_str())
        }
    };
    Gap { field: None, pointer: pointer.to_owned(), written: false, message, instead }
}
