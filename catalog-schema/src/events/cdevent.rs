//! CDEvents, the vocabulary of continuous delivery: <https://cdevents.dev>.

use serde_json::{Map, Value};

use super::CloudEvent;

/// An event whose type is `dev.cdevents.SUBJECT.PREDICATE.VERSION`, of any version.
#[derive(Clone, Debug)]
pub(super) struct CdEvent<'a> {
    /// What it is about, such as `service`, in lower case.
    pub(super) subject: String,
    /// What happened to it, such as `deployed`, in lower case.
    pub(super) predicate: String,
    /// The data's `subject`.
    body: Option<&'a Map<String, Value>>,
    /// The data's `customData`, where it is an object.
    custom: Option<&'a Map<String, Value>>,
}

impl<'a> CdEvent<'a> {
    /// The event as one of CDEvents; none where its type is of another vocabulary.
    pub(super) fn of(event: &'a CloudEvent) -> Option<Self> {
        let event_type = event.event_type.to_ascii_lowercase();
        let mut parts = event_type.strip_prefix("dev.cdevents.")?.split('.');
        let (subject, predicate) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let data = event.object();
        let object = |name| data?.get(name)?.as_object();
        Some(Self { subject, predicate, body: object("subject"), custom: object("customData") })
    }

    /// The subject's `id`.
    pub(super) fn id(&self) -> Option<&'a str> {
        text(self.body?, "id")
    }

    /// The subject's `source`.
    pub(super) fn source(&self) -> Option<&'a str> {
        text(self.body?, "source")
    }

    /// A text of the subject's content, else of `customData`. Both are looked at, as several things that people want to
    /// know have no place in CDEvents.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let said = |fields: Option<&'a Map<String, Value>>| text(fields?, name);
        said(self.content()).or_else(|| said(self.custom))
    }

    /// The `id` of something that the content refers to: an object with an id, or the id alone.
    pub(super) fn id_of(&self, name: &str) -> Option<&'a str> {
        match self.content().and_then(|content| content.get(name)) {
            Some(Value::Object(referred)) => text(referred, "id"),
            Some(Value::String(id)) => Some(id.as_str()).filter(|id| !id.is_empty()),
            _ => None,
        }
    }

    /// The `source` of something that the content refers to.
    pub(super) fn source_of(&self, name: &str) -> Option<&'a str> {
        text(self.content()?.get(name)?.as_object()?, "source")
    }

    fn content(&self) -> Option<&'a Map<String, Value>> {
        self.body?.get("content")?.as_object()
    }
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}
