//! SARIF 2.1.0 (OASIS), which code scanning services read.
//!
//! The log is written in pieces, [`Sarif::open`], any number of [`Sarif::result`], [`Sarif::close`], so that it need not
//! fit in memory. Columns are UTF-16 units: what most viewers take them for, whatever `columnKind` says.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic, Edit, Lines, Severity, codes};

/// Where the schema of the format lies.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name under which a result's fingerprint goes; a new way to make it takes a new number.
const FINGERPRINT: &str = "sextantProblem/v1";

/// A log being written.
#[derive(Debug, Default)]
pub struct Sarif {
    /// The address of a portal, whose pages explain the codes.
    portal: Option<String>,
    /// The file that the last result was of, and how often each problem occurred in it.
    file: String,
    occurrences: HashMap<u64, u32>,
    results: u64,
}

impl Sarif {
    /// A log whose rules lead to the pages of this portal.
    pub fn new(portal: Option<&str>) -> Self {
        Self { portal: portal.map(|address| address.trim_end_matches('/').to_owned()), ..Self::default() }
    }

    /// The log up to its first result; `version` is Sextant's.
    pub fn open(&self, version: &str) -> String {
        let rules: Vec<Value> = codes::ALL.iter().map(|code| self.rule(code)).collect();
        let tool = json!({ "driver": { "name": "Sextant", "semanticVersion": version, "rules": rules } });
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\
             \"columnKind\":\"utf16CodeUnits\",\"results\":["
        )
    }

    /// One result. `lines` are those of its file, without which columns of other than plain characters would be off.
    pub fn result(&mut self, diagnostic: &Diagnostic, lines: Option<&Lines<'_>>) -> String {
        let separator = if self.results == 0 { "\n" } else { ",\n" };
        self.results += 1;
        format!("{separator}{}", self.value(diagnostic, lines))
    }

    /// What ends the log.
    pub fn close(&self) -> &'static str {
        "\n]}]}\n"
    }

    fn rule(&self, code: &Code) -> Value {
        let mut rule = json!({
            "id": code.name,
            "shortDescription": { "text": code.summary },
            "fullDescription": { "text": code.summary },
            "help": { "text": code.explanation, "markdown": code.explanation },
            "defaultConfiguration": { "level": level(code.severity) },
        });
        if let Some(portal) = &self.portal {
            rule["helpUri"] = json!(format!("{portal}/diagnostics/{}", code.name));
        }
        rule
    }

    fn value(&mut self, diagnostic: &Diagnostic, lines: Option<&Lines<'_>>) -> Value {
        let text = match &diagnostic.help {
            Some(help) => format!("{}. Help: {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let mut result = json!({
            "ruleId": diagnostic.code,
            "level": level(diagnostic.severity),
            "message": { "text": text },
        });
        if let Some(index) = codes::ALL.iter().position(|code| code.name == diagnostic.code) {
            result["ruleIndex"] = json!(index);
        }
        if let Some(file) = &diagnostic.file {
            let artifact = artifact(file);
            let mut place = json!({ "artifactLocation": artifact });
            if let Some(region) = region(diagnostic, lines) {
                place["region"] = region;
            }
            result["locations"] = json!([{ "physicalLocation": place }]);
            if let Some(fix) = &diagnostic.fix {
                let changes: Vec<Value> = fix.edits.iter().map(|edit| replacement(edit, lines)).collect();
                result["fixes"] = json!([{
                    "description": { "text": fix.description },
                    "artifactChanges": [{ "artifactLocation": artifact, "replacements": changes }],
                }]);
            }
        }
        result["partialFingerprints"] = json!({ FINGERPRINT: self.fingerprint(diagnostic) });
        if let Some(reason) = &diagnostic.allowed {
            let mut suppression = Map::from_iter([("kind".to_owned(), json!("inSource"))]);
            if !reason.is_empty() {
                suppression.insert("justification".to_owned(), json!(reason));
            }
            result["suppressions"] = json!([suppression]);
        }
        result
    }

    /// Names the problem by what it says and on which text, not by its line, so that it stays the same problem when
    /// lines are added above; the second one of its kind in a file gets a name of its own.
    fn fingerprint(&mut self, diagnostic: &Diagnostic) -> String {
        let file = diagnostic.file.as_deref().unwrap_or_default();
        if self.file != file {
            file.clone_into(&mut self.file);
            self.occurrences.clear();
        }
        let excerpt = diagnostic.excerpt.as_deref().unwrap_or_default().trim();
        let hash = fnv1a([file, &diagnostic.code, &diagnostic.message, excerpt]);
        let occurrence = self.occurrences.entry(hash).or_insert(0);
        *occurrence += 1;
        format!("{hash:016x}:{occurrence}")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A relative path counts from the root of the sources.
fn artifact(file: &str) -> Value {
    if file.starts_with('/') {
        return json!({ "uri": format!("file://{}", escape(file)) });
    }
    json!({ "uri": escape(file.strip_prefix("./").unwrap_or(file)), "uriBaseId": "%SRCROOT%" })
}

/// A path as part of an address (RFC 3986).
fn escape(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

fn region(diagnostic: &Diagnostic, lines: Option<&Lines<'_>>) -> Option<Value> {
    let line = diagnostic.line?;
    let Some(column) = diagnostic.column else { return Some(json!({ "startLine": line })) };
    let mut region = span(line, column, diagnostic.length, lines, diagnostic.excerpt.as_deref());
    if diagnostic.length == 0 {
        // Only the place is known: a region without an end reaches to the end of the line.
        region.remove("endColumn");
    }
    Some(Value::Object(region))
}

fn replacement(edit: &Edit, lines: Option<&Lines<'_>>) -> Value {
    let region = span(edit.line, edit.column, edit.length, lines, None);
    json!({ "deletedRegion": region, "insertedContent": { "text": edit.replacement } })
}

/// A part of one line, in UTF-16 units; the end is the first column that is no part of it.
fn span(line: u32, column: u32, length: u32, lines: Option<&Lines<'_>>, excerpt: Option<&str>) -> Map<String, Value> {
    let text = lines.and_then(|lines| lines.line(line)).or(excerpt).unwrap_or_default();
    // Each character beyond U+FFFF that stands before moves what follows by one.
    let units = |column: u32| {
        let wide = text.chars().take(column.saturating_sub(1) as usize).filter(|c| c.len_utf16() > 1).count();
        u64::from(column) + wide as u64
    };
    Map::from_iter([
        ("startLine".to_owned(), json!(line)),
        ("startColumn".to_owned(), json!(units(column))),
        ("endLine".to_owned(), json!(line)),
        ("endColumn".to_owned(), json!(units(column.saturating_add(length)))),
    ])
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo): the same on every machine and in every version. Parts are kept apart.
fn fnv1a<const N: usize>(parts: [&str; N]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
