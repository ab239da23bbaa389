//! Values to fields: what is clear is understood, whatever type it has, and what is not is said.

mod fields;
mod map;
mod owner;
mod owner_text;
mod reader;
mod reference;
mod text;

pub(crate) use fields::{Field, Fields, Strangers, fold};
pub(crate) use owner::Owners;
pub(crate) use owner_text::{Owner, understood};
pub(crate) use reader::{Reader, Siblings, child, field, type_name, within_item};
pub(crate) use reference::Reference;
pub(crate) use text::Placeholder;
