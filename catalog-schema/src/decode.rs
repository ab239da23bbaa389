//! Descriptor bytes to entities: the one way in. Pure, never panics, never refuses; whatever is wrong is a diagnostic.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{self, Likeness, Problem, Reader, Target, file_problem, place};
use crate::limits::Limits;
use crate::model::{DEFAULT_NAMESPACE, Entity};
use crate::yaml::{Content, Document, Duplicate, Segment, read, split};

/// What a source says about how its descriptors are to be read.
#[derive(Clone, Debug)]
pub struct DecodeOptions {
    /// How large and how deep a file may be.
    pub limits: Limits,
    /// The namespace of an entity that names none.
    pub default_namespace: String,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self { limits: Limits::local(), default_namespace: DEFAULT_NAMESPACE.to_owned() }
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedFile {
    /// Every document of the file, in order, the broken and the foreign ones too.
    pub documents: Vec<DecodedDocument>,
    /// All problems of the file, by line.
    pub diagnostics: Vec<Diagnostic>,
    /// The file as a whole is beyond a limit, or not UTF-8 at all; `documents` is empty then.
    pub unreadable: bool,
}

/// What became of one document of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedDocument {
    /// Its place among all documents of the file, from 0. With the path, the key of the claim that it makes.
    pub index: u32,
    /// First line of its content, from 1.
    pub start_line: u32,
    /// Last line of its content.
    pub end_line: u32,
    /// What it is.
    pub outcome: DocumentOutcome,
}

/// What a document is.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentOutcome {
    /// A descriptor, and the entity that it declares.
    Entity(Box<Entity>),
    /// A descriptor, or text that might be one, of which no entity can be made; a diagnostic says why.
    Broken,
    /// Sound text of some other kind, such as a CI workflow. Nothing is reported.
    NotADescriptor,
    /// The template of a descriptor, with places to fill.
    Template,
    /// Nothing but comments and white space.
    Empty,
}

/// Reads every document of a file. `path` only names the file in diagnostics and hints at the format.
pub fn decode(path: &str, bytes: &[u8], options: &DecodeOptions) -> DecodedFile {
    match documents(path, bytes, &options.limits) {
        Ok(segments) => Decoder::new(path, options).decode(&segments),
        Err(diagnostic) => DecodedFile { documents: Vec::new(), diagnostics: vec![*diagnostic], unreadable: true },
    }
}

/// The file cut into documents, unless it is beyond a limit as a whole.
fn documents<'b>(path: &str, bytes: &'b [u8], limits: &Limits) -> Result<Vec<Segment<'b>>, Box<Diagnostic>> {
    let refuse = |code, line, message| Err(Box::new(file_problem(code, path, line, message)));
    if bytes.len() > limits.file_bytes {
        let message = format!("the file has {} bytes; {} are allowed here", bytes.len(), limits.file_bytes);
        return refuse(&codes::FILE_TOO_LARGE, 1, message);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return refuse(&codes::NOT_UTF8, 1, "the file is UTF-16, not UTF-8".to_owned());
    }
    let segments = split(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    match segments.get(limits.documents) {
        Some(first_beyond) => {
            let message = format!("the file has {} documents; {} are allowed here", segments.len(), limits.documents);
            refuse(&codes::TOO_MANY_DOCUMENTS, first_beyond.first_line, message)
        }
        None => Ok(segments),
    }
}

/// Decodes document by document.
struct Decoder<'a> {
    path: &'a str,
    options: &'a DecodeOptions,
    diagnostics: Vec<Diagnostic>,
    /// Problems that were found, also those beyond the limit.
    found: usize,
}

impl<'a> Decoder<'a> {
    fn new(path: &'a str, options: &'a DecodeOptions) -> Self {
        Self { path, options, diagnostics: Vec::new(), found: 0 }
    }

    fn decode(mut self, segments: &[Segment<'_>]) -> DecodedFile {
        let documents = (0..).zip(segments).map(|(index, segment)| self.document(index, segment)).collect();
        let limit = self.options.limits.diagnostics;
        if self.found > limit {
            let more = format!("{} more problems of this file are not shown", self.found - limit);
            let last = self.diagnostics.last().and_then(|diagnostic| diagnostic.line).unwrap_or(1);
            self.diagnostics.push(file_problem(&codes::MORE_PROBLEMS, self.path, last as usize, more));
        }
        DecodedFile { documents, diagnostics: self.diagnostics, unreadable: false }
    }

    fn document(&mut self, index: u32, segment: &Segment<'_>) -> DecodedDocument {
        let (document, content) = read(segment, &self.options.limits);
        let (outcome, problems) = outcome(self.path, self.options, &document, content);
        self.found += problems.len();
        let room = self.options.limits.diagnostics.saturating_sub(self.diagnostics.len());
        let mut placed: Vec<_> =
            problems.into_iter().take(room).map(|problem| place(problem, self.path, &document)).collect();
        placed.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        self.diagnostics.append(&mut placed);
        let lines = segment.bytes.iter().filter(|&&byte| byte == b'\n').count();
        let unended = usize::from(!segment.bytes.ends_with(b"\n"));
        let end = (segment.first_line + lines + unended).saturating_sub(1).max(segment.first_line);
        let start = (segment.first_line + segment.mark_lines()).min(end);
        let number = |line| u32::try_from(line).unwrap_or(u32::MAX);
        DecodedDocument { index, start_line: number(start), end_line: number(end), outcome }
    }
}

/// What a document is, and what is wrong with it.
fn outcome(
    path: &str,
    options: &DecodeOptions,
    document: &Document<'_>,
    content: Content,
) -> (DocumentOutcome, Vec<Problem>) {
    match content {
        Content::Empty => (DocumentOutcome::Empty, Vec::new()),
        Content::Fault(fault) => broken(path, document, || vec![formats::fault(&fault, document)]),
        Content::DuplicateKeys => broken(path, document, || duplicate_keys(document)),
        Content::Value(Value::Object(root)) => descriptor(path, options, document, &root),
        Content::Value(other) if formats::hint(path) => {
            let what = if other.is_array() { "a list" } else { "text" };
            let problem =
                Problem::new(&codes::NOT_A_MAPPING, Target::Value(String::new()), format!("the document is {what}"))
                    .with_help("a descriptor is a map with `kind`, `metadata` and `spec`");
            (DocumentOutcome::Broken, vec![problem])
        }
        Content::Value(_) => (DocumentOutcome::NotADescriptor, Vec::new()),
    }
}

/// A document that cannot be read: a template, a broken descriptor, or somebody else's affair.
fn broken(
    path: &str,
    document: &Document<'_>,
    problems: impl FnOnce() -> Vec<Problem>,
) -> (DocumentOutcome, Vec<Problem>) {
    let marks = formats::has_template_marks(document.text());
    match formats::likeness(path, document.text()) {
        Likeness::Foreign => (DocumentOutcome::NotADescriptor, Vec::new()),
        Likeness::Descriptor if marks => template(),
        Likeness::Unknown if marks => (DocumentOutcome::NotADescriptor, Vec::new()),
        Likeness::Descriptor | Likeness::Unknown => (DocumentOutcome::Broken, problems()),
    }
}

fn template() -> (DocumentOutcome, Vec<Problem>) {
    let message = "this is the template of a descriptor; it describes nothing yet";
    let problem = Problem::new(&codes::TEMPLATE, Target::Value(String::new()), message);
    (DocumentOutcome::Template, vec![problem])
}

fn duplicate_keys(document: &Document<'_>) -> Vec<Problem> {
    let problem = |duplicate: &Duplicate| {
        let first = document.first_line() + duplicate.first_line - 1;
        let message = format!("the key `{}` is there already, on line {first}", duplicate.key);
        // A second descriptor begins where these two come again.
        let another = duplicate.at_root && matches!(duplicate.key.as_str(), "apiVersion" | "kind");
        let help = match another {
            true => "if another descriptor begins here, write a line `---` before it",
            false => "remove one of the two, or merge them",
        };
        Problem::new(&codes::DUPLICATE_KEY, Target::At(duplicate.place), message).with_help(help)
    };
    let problems: Vec<_> = document.spans().duplicates().iter().map(problem).collect();
    if !problems.is_empty() {
        return problems;
    }
    // The same key in two notations, such as `1` and `"1"`, has no place that can be told.
    vec![Problem::new(&codes::DUPLICATE_KEY, Target::Value(String::new()), "a key is there twice")]
}

/// A map: a descriptor of some format, its template, or somebody else's affair.
fn descriptor(
    path: &str,
    options: &DecodeOptions,
    document: &Document<'_>,
    root: &Map<String, Value>,
) -> (DocumentOutcome, Vec<Problem>) {
    let Some(entry) = formats::detect(path, root) else {
        let mut problems = Vec::new();
        if formats::hint(path) {
            let message = "the file has a descriptor's name, but this is something else";
            problems.push(Problem::new(&codes::NOT_A_DESCRIPTOR, Target::Value(String::new()), message));
        }
        return (DocumentOutcome::NotADescriptor, problems);
    };
    if formats::is_template(root, document.text()) {
        return template();
    }
    let mut reader = Reader::new(document, &options.default_namespace);
    match (entry.read)(root, &mut reader) {
        Some(entity) => (DocumentOutcome::Entity(Box::new(entity)), reader.problems),
        None => (DocumentOutcome::Broken, reader.problems),
    }
}
