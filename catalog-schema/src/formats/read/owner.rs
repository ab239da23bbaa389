//! Owners: text, maps and lists of either, for every format.

use serde_json::{Map, Value};

use super::owner_text::{Owner, several, understood};
use super::reader::{Reader, child, field};
use super::reference::Reference;
use crate::diagnostic::codes;
use crate::model::{Entity, Form, RelationType};

/// Who owns something.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    /// Each with the place that names it, in order.
    pub(crate) named: Vec<(Reference, String)>,
    /// The text that says that there is none.
    pub(crate) nobody: Option<String>,
}

impl Owners {
    /// Makes them the entity's: the first that is named becomes the owner if there is none yet.
    pub(crate) fn own(self, entity: &mut Entity) {
        for (reference, origin) in self.named {
            let known = entity.owner.iter().chain(&entity.additional_owners).any(|known| *known == reference.target);
            if known {
                continue;
            }
            match entity.owner {
                None => entity.owner = Some(reference.target.clone()),
                Some(_) => entity.additional_owners.push(reference.target.clone()),
            }
            entity.relations.push(reference.relation(RelationType::OwnedBy, origin));
        }
        entity.unowned = self.nobody.or(entity.unowned.take()).filter(|_| entity.owner.is_none());
    }
}

impl Reader<'_> {
    /// The owners that a value says: text, a map, or a list of either. What is empty says none, without a word.
    pub(crate) fn owners(&mut self, value: &Value, pointer: &str, namespace: &str) -> Owners {
        let mut owners = Owners::default();
        // What is missing is said elsewhere.
        if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
            return owners;
        }
        let items = match value {
            Value::Array(items) => {
                let several = items.len() > 1;
                let code = if several { &codes::SEVERAL_OWNERS } else { &codes::WRONG_TYPE };
                let message = match several {
                    true => "the owner is a list; the first is the owner, the others are additional owners",
                    false => "the owner is a list; its item is taken",
                };
                let help = if several { "write the others as `additionalOwners:`" } else { "write the item alone" };
                self.value_problem(code, pointer, message.to_owned(), help);
                self.items(value, pointer)
            }
            one => vec![(pointer.to_owned(), one)],
        };
        for (pointer, item) in items {
            self.owner(item, &pointer, namespace, &mut owners);
        }
        owners
    }

    /// Adds the owner that one value says.
    pub(crate) fn owner(&mut self, value: &Value, pointer: &str, namespace: &str, owners: &mut Owners) {
        match value {
            Value::Object(map) => self.owner_in(map, value, pointer, namespace, owners),
            other => {
                let Some(text) = self.text(other, pointer) else { return };
                for text in several(&text) {
                    let named = self.owner_text(text, pointer, "group", namespace, owners);
                    owners.named.extend(named.map(|named| (named, pointer.to_owned())));
                }
            }
        }
    }

    /// The owner in a map: `{kind, namespace, name}` as any reference, or under a key that says whom it names.
    fn owner_in(
        &mut self,
        map: &Map<String, Value>,
        value: &Value,
        pointer: &str,
        namespace: &str,
        owners: &mut Owners,
    ) {
        let text = |key: &str| map.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let named = OWNER_KEYS.iter().find_map(|(key, kind)| Some((*key, *kind, text(key)?)));
        match named {
            Some((key, kind, text)) if !map.contains_key("kind") && !map.contains_key("namespace") => {
                let said = map.iter().filter(|(other, value)| *other != key && !value.is_null());
                let attributes = said.map(|(key, value)| (key.clone(), value.clone())).collect();
                let named = self.owner_text(text, &child(pointer, key), kind, namespace, owners);
                owners.named.extend(named.map(|named| (Reference { attributes, ..named }, pointer.to_owned())));
            }
            _ => {
                let reference = self.reference(value, pointer, Some("group"), namespace);
                owners.named.extend(reference.map(|reference| (reference, pointer.to_owned())));
            }
        }
    }

    /// Understands a text, and says what is unclear about it.
    fn owner_text(
        &mut self,
        text: &str,
        pointer: &str,
        kind: &str,
        namespace: &str,
        owners: &mut Owners,
    ) -> Option<Reference> {
        let text = text.trim();
        let place = field(pointer);
        match understood(text, kind, namespace, self.kind_name) {
            Owner::Named(reference) => {
                let target = &reference.target;
                let unclear = match reference.spelling.form {
                    Form::Words => Some((
                        format!("\"{text}\" in {place} is not the name of an entity; it is read as {target}"),
                        format!("write `{}`, or the name of the team that is meant", target.name()),
                    )),
                    Form::Email => Some((
                        format!("\"{text}\" in {place} is an address of e-mail; it is read as {target}"),
                        "write the team that answers for it, or `user:` and the person's name".to_owned(),
                    )),
                    Form::Handle => Some((
                        format!("\"{text}\" in {place} is how a forge calls a team; it is read as {target}"),
                        format!("write `{}`, or the name of the team that is meant", target.name()),
                    )),
                    _ => None,
                };
                if let Some((message, help)) = unclear {
                    self.value_problem(&codes::UNCLEAR_OWNER, pointer, message, &help);
                }
                if reference.spelling.form == Form::Identifier {
                    let message = format!("{place} is an identifier of another product, whose team is not known here");
                    let help = "give the Group that is meant this identifier as alias, or write the Group's name";
                    self.value_problem(&codes::OPAQUE_OWNER, pointer, message, help);
                }
                Some(reference)
            }
            Owner::Nobody => {
                self.nobody(text, pointer, owners);
                None
            }
            Owner::Malformed => {
                let message = format!("\"{text}\" is not a reference; it is left out");
                self.value_problem(&codes::INVALID_REFERENCE, pointer, message, "write [kind:][namespace/]name");
                None
            }
        }
    }

    /// Takes note that a text says that there is no owner, and reports it.
    pub(crate) fn nobody(&mut self, text: &str, pointer: &str, owners: &mut Owners) {
        let message = format!("\"{text}\" in {} names nobody; it is read as no owner", field(pointer));
        let help = "write the team that answers for it; one that is really called so, with its namespace, \
                    as in default/unknown";
        self.value_problem(&codes::OWNER_PLACEHOLDER, pointer, message, help);
        owners.nobody.get_or_insert_with(|| text.to_owned());
    }
}

/// Keys of a map that name an owner, and the kind that it has then.
const OWNER_KEYS: [(&str, &str); 11] = [
    ("ref", "group"),
    ("target", "group"),
    ("entity", "group"),
    ("name", "group"),
    ("team", "group"),
    ("group", "group"),
    ("slug", "group"),
    ("user", "user"),
    ("login", "user"),
    ("email", "user"),
    ("id", "group"),
];
