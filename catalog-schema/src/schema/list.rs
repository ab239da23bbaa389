//! The list of schemas.

use serde_json::{Value, json};

use super::{compass, cortex, datadog, native, opslevel, port};

/// The JSON Schema of a descriptor format.
#[derive(Debug)]
pub struct FormatSchema {
    /// The format's name, such as `compass`.
    pub name: &'static str,
    /// What it is the schema of.
    pub title: &'static str,
    /// Patterns of the file names that descriptors of the format have, as editors match them.
    pub file_match: &'static [&'static str],
    body: fn() -> Value,
}

/// Every schema.
pub static ALL: &[FormatSchema] = &[
    FormatSchema {
        name: "native",
        title: "Sextant descriptor (sextant.yaml), also Backstage's catalog-info.yaml",
        file_match: &["sextant.yaml", "sextant.yml", "*.sextant.yaml", "catalog-info.yaml", "catalog-info.yml"],
        body: native::body,
    },
    FormatSchema {
        name: "compass",
        title: "Atlassian Compass component (compass.yml)",
        file_match: &["compass.yml", "compass.yaml"],
        body: compass::body,
    },
    FormatSchema {
        name: "cortex",
        title: "Cortex entity descriptor (cortex.yaml)",
        file_match: &["cortex.yaml", "cortex.yml"],
        body: cortex::body,
    },
    FormatSchema {
        name: "opslevel",
        title: "OpsLevel component (opslevel.yml)",
        file_match: &["opslevel.yml", "opslevel.yaml"],
        body: opslevel::body,
    },
    FormatSchema {
        name: "datadog",
        title: "Datadog entity (service.datadog.yaml, entity.datadog.yaml)",
        file_match: &["service.datadog.yaml", "service.datadog.yml", "entity.datadog.yaml", "entity.datadog.yml"],
        body: datadog::body,
    },
    FormatSchema {
        name: "port",
        title: "Port entity (port.yml)",
        file_match: &["port.yml", "port.yaml"],
        body: port::body,
    },
];

/// The schema of this name.
pub fn find(name: &str) -> Option<&'static FormatSchema> {
    ALL.iter().find(|schema| schema.name == name)
}

impl FormatSchema {
    /// The schema itself.
    pub fn document(&self) -> Value {
        let mut document = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("urn:sextant:schema:{}", self.name),
            "title": self.title,
        });
        if let (Some(document), Value::Object(body)) = (document.as_object_mut(), (self.body)()) {
            document.extend(body);
        }
        document
    }

    /// The schema as a file: indented, with a line break at its end.
    pub fn text(&self) -> String {
        // Maps with text keys always have a JSON form.
        let mut text = serde_json::to_string_pretty(&self.document()).unwrap_or_default();
        text.push('\n');
        text
    }
}
