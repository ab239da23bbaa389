//! Descriptor bytes to entities: the one way in. Pure, never panics, never refuses; whatever is wrong is a diagnostic.

mod examined;
mod list;
mod outcome;
mod separator;

use std::collections::BTreeSet;

use crate::codeowners::Fallback;
use crate::companions::{DescriptorFile, docs_problem, read_docs};
use crate::diagnostic::{Diagnostic, FieldProblem, codes};
use crate::formats::{self, Blueprints, Problem, file_problem, place};
use crate::limits::Limits;
use crate::model::{DEFAULT_NAMESPACE, Entity};
use crate::suppress::Suppressions;
use crate::yaml::{Content, Document, Segment, read, split};

/// Looks at the entity of a native descriptor with an eye for what its kind means, which this crate need not know. A
/// descriptor in which it finds an error counts as broken.
pub type Examine<'a> = &'a dyn Fn(&Entity) -> Vec<FieldProblem>;

/// What a source says about how its descriptors are to be read.
#[derive(Clone, Debug)]
pub struct DecodeOptions {
    /// How large and how deep a file may be.
    pub limits: Limits,
    /// The namespace of an entity that names none.
    pub default_namespace: String,
    /// What the organisation's blueprints in Port stand for.
    pub blueprints: Blueprints,
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self {
            limits: Limits::local(),
            default_namespace: DEFAULT_NAMESPACE.to_owned(),
            blueprints: Blueprints::none(),
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedFile {
    /// Every document of the file, in order, the broken and the foreign ones too; of a list of entities, every item.
    pub documents: Vec<DecodedDocument>,
    /// All problems of the file, by line.
    pub diagnostics: Vec<Diagnostic>,
    /// Problems that the file allows itself by comments.
    pub allowed: Vec<Diagnostic>,
    /// These comments, for problems that are found later.
    pub suppressions: Suppressions,
    /// The file as a whole is beyond a limit, or not UTF-8 at all; `documents` is empty then.
    pub unreadable: bool,
    /// Files of the same repository that it names, by path within the location, whether or not the caller had read them.
    pub companions: BTreeSet<String>,
    /// Of these the ones that hold descriptors of their own, named by a Location: to be read as files of the location.
    pub descriptors: BTreeSet<String>,
    /// Of the companions those that are named for documentation alone: with them read, [`read_docs`] is enough.
    pub docs: BTreeSet<String>,
}

/// What became of one document of a file, or of one item of a document that is a list of entities.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedDocument {
    /// Its place among all documents and items of the file, from 0. With the path, the key of the claim that it makes.
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

/// Reads every document of a file that stands for itself. `path` only names the file in diagnostics and hints at the
/// format.
pub fn decode(path: &str, bytes: &[u8], options: &DecodeOptions) -> DecodedFile {
    decode_file(&DescriptorFile::alone(path), bytes, options)
}

/// Reads every document of a file, with what was read of the files that it names. Where [`DecodedFile::companions`] has
/// more than the caller had, reading these and decoding again gives more.
pub fn decode_file(file: &DescriptorFile<'_>, bytes: &[u8], options: &DecodeOptions) -> DecodedFile {
    decode_examined(file, bytes, options, &|_| Vec::new())
}

/// The same, with another look at native descriptors.
pub fn decode_examined(
    file: &DescriptorFile<'_>,
    bytes: &[u8],
    options: &DecodeOptions,
    examine: Examine<'_>,
) -> DecodedFile {
    match documents(file.path, bytes, &options.limits) {
        Ok(segments) => {
            let mut decoded = allow(Decoder::new(file, options, examine).decode(&segments), file.path, bytes);
            read_docs(&mut decoded, file);
            decoded
        }
        Err(diagnostic) => refused(*diagnostic),
    }
}

/// A file of which nothing is read.
fn refused(diagnostic: Diagnostic) -> DecodedFile {
    DecodedFile {
        documents: Vec::new(),
        diagnostics: vec![diagnostic],
        allowed: Vec::new(),
        suppressions: Suppressions::default(),
        unreadable: true,
        companions: BTreeSet::new(),
        descriptors: BTreeSet::new(),
        docs: BTreeSet::new(),
    }
}

/// Sets apart what the file allows itself, and adds what is wrong with the comments that say so.
fn allow(mut decoded: DecodedFile, path: &str, bytes: &[u8]) -> DecodedFile {
    let problems;
    (decoded.suppressions, problems) = Suppressions::read(path, bytes);
    let found = std::mem::take(&mut decoded.diagnostics);
    (decoded.allowed, decoded.diagnostics) = decoded.suppressions.apply(found);
    if !problems.is_empty() {
        decoded.diagnostics.extend(problems);
        decoded.diagnostics.sort_by_key(|diagnostic| diagnostic.line);
    }
    decoded
}

/// The file cut into documents, unless it is beyond a limit as a whole.
fn documents<'b>(path: &str, bytes: &'b [u8], limits: &Limits) -> Result<Vec<Segment<'b>>, Box<Diagnostic>> {
    let refuse =
        |code, line, message, help: &str| Err(Box::new(file_problem(code, path, line, message).with_help(help)));
    if bytes.len() > limits.file_bytes {
        let message = format!("the file has {} bytes; {} are allowed here", bytes.len(), limits.file_bytes);
        return refuse(&codes::FILE_TOO_LARGE, 1, message, "split it into several files");
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return refuse(&codes::NOT_UTF8, 1, "the file is UTF-16, not UTF-8".to_owned(), "save the file as UTF-8");
    }
    let segments = split(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    match segments.get(limits.documents) {
        Some(first_beyond) => {
            let message = format!("the file has {} documents; {} are allowed here", segments.len(), limits.documents);
            refuse(&codes::TOO_MANY_DOCUMENTS, first_beyond.first_line, message, "split the file before this line")
        }
        None => Ok(segments),
    }
}

/// The files that a file names.
#[derive(Debug, Default)]
struct Named {
    companions: BTreeSet<String>,
    descriptors: BTreeSet<String>,
}

/// Decodes document by document.
struct Decoder<'a> {
    file: &'a DescriptorFile<'a>,
    options: &'a DecodeOptions,
    examine: Examine<'a>,
    diagnostics: Vec<Diagnostic>,
    /// Problems that were found, also those beyond the limit.
    found: usize,
    named: Named,
    code_owners: Fallback,
}

impl<'a> Decoder<'a> {
    fn new(file: &'a DescriptorFile<'a>, options: &'a DecodeOptions, examine: Examine<'a>) -> Self {
        Self {
            file,
            options,
            examine,
            diagnostics: Vec::new(),
            found: 0,
            named: Named::default(),
            code_owners: Fallback::default(),
        }
    }

    fn decode(mut self, segments: &[Segment<'_>]) -> DecodedFile {
        let mut documents = Vec::with_capacity(segments.len());
        for segment in segments {
            self.document(segment, &mut documents);
        }
        let allowed = self.options.limits.documents;
        if let Some(first_beyond) = documents.get(allowed) {
            let message =
                format!("the file has more documents and items of lists than the {allowed} that are allowed here");
            let line = first_beyond.start_line as usize;
            let problem = file_problem(&codes::TOO_MANY_DOCUMENTS, self.file.path, line, message);
            return refused(problem.with_help("split the file before this line"));
        }
        let limit = self.options.limits.diagnostics;
        if self.found > limit {
            let more = format!("{} more problems of this file are not shown", self.found - limit);
            let help = "mend the first ones; the others then show";
            let last = self.diagnostics.last().and_then(|diagnostic| diagnostic.line).unwrap_or(1);
            self.diagnostics
                .push(file_problem(&codes::MORE_PROBLEMS, self.file.path, last as usize, more).with_help(help));
        }
        DecodedFile {
            documents,
            diagnostics: self.diagnostics,
            allowed: Vec::new(),
            suppressions: Suppressions::default(),
            unreadable: false,
            companions: self.named.companions,
            descriptors: self.named.descriptors,
            docs: BTreeSet::new(),
        }
    }

    /// Adds what becomes of a document: one unit, or of a list of entities one for each item.
    fn document(&mut self, segment: &Segment<'_>, units: &mut Vec<DecodedDocument>) {
        let (document, content) = read(segment, &self.options.limits);
        if self.list(segment, &document, &content, units) {
            return;
        }
        if matches!(content, Content::DuplicateKeys) {
            let pieces = separator::apart(segment, &document, self);
            for (number, piece) in pieces.iter().enumerate() {
                let (document, content) = read(piece, &self.options.limits);
                if number > 0 {
                    self.tell(vec![separator::problem(&document)], &document);
                }
                self.unit(piece, &document, content, units);
            }
            if !pieces.is_empty() {
                return;
            }
        }
        self.unit(segment, &document, content, units);
    }

    /// Adds what becomes of a document that is one unit.
    fn unit(
        &mut self,
        segment: &Segment<'_>,
        document: &Document<'_>,
        content: Content,
        units: &mut Vec<DecodedDocument>,
    ) {
        let judged = outcome::outcome(self.file, self.options, document, content, &mut self.named);
        let judged = examined::examined(self.examine, judged, document);
        let (start_line, end_line) = lines(segment);
        self.add(judged, document, start_line, end_line, units);
    }

    /// Adds a unit with its problems.
    fn add(
        &mut self,
        (mut outcome, mut problems): (DocumentOutcome, Vec<Problem>),
        document: &Document<'_>,
        start_line: u32,
        end_line: u32,
        units: &mut Vec<DecodedDocument>,
    ) {
        if let DocumentOutcome::Entity(entity) = &mut outcome {
            self.code_owners.apply(entity, &mut problems, self.file, &mut self.named.companions);
            problems.extend(docs_problem(entity, self.file));
        }
        self.tell(problems, document);
        units.push(DecodedDocument { index: to_u32(units.len()), start_line, end_line, outcome });
    }

    /// Keeps the problems of a document or item, as far as there is room, with their places in the file.
    fn tell(&mut self, problems: Vec<Problem>, document: &Document<'_>) {
        self.found += problems.len();
        let room = self.options.limits.diagnostics.saturating_sub(self.diagnostics.len());
        let mut placed: Vec<_> =
            problems.into_iter().take(room).map(|problem| place(problem, self.file.path, document)).collect();
        placed.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        self.diagnostics.append(&mut placed);
    }
}

/// The first and the last line of a document's content.
fn lines(segment: &Segment<'_>) -> (u32, u32) {
    let lines = segment.bytes.iter().filter(|&&byte| byte == b'\n').count();
    let unended = usize::from(!segment.bytes.ends_with(b"\n"));
    let end = (segment.first_line + lines + unended).saturating_sub(1).max(segment.first_line);
    let start = (segment.first_line + segment.mark_lines()).min(end);
    (to_u32(start), to_u32(end))
}

/// A line or an index as the model counts them.
fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
