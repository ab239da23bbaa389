//! Files to staged documents, on all cores.

use std::num::NonZero;
use std::thread;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::model::EntityRef;

use super::{IngestError, ReadFile};
use crate::store::{content_hash, text_hash};

/// Raised when the decoder understands more than before: files that an older one read are decoded again.
pub const DECODER_VERSION: u32 = 1;

/// A file that differs from what is kept, decoded.
#[derive(Debug)]
pub(super) struct StagedFile {
    /// Relative to the location, `/`-separated.
    pub(super) path: String,
    /// [`text_hash`] of the bytes, or a name for the problem that kept them from being read.
    pub(super) hash: String,
    /// Every document of it.
    pub(super) documents: Vec<StagedDocument>,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The file could not be read as documents at all.
    pub(super) unreadable: bool,
    /// There is a descriptor in it, sound or broken, or a template of one.
    pub(super) descriptor: bool,
}

/// A document of a [`StagedFile`].
#[derive(Debug)]
pub(super) struct StagedDocument {
    pub(super) index: u32,
    pub(super) start_line: u32,
    pub(super) end_line: u32,
    pub(super) outcome: StagedOutcome,
}

/// What a document comes to.
#[derive(Debug)]
pub(super) enum StagedOutcome {
    /// It claims this reference with this content.
    Claim { entity_ref: EntityRef, content: String },
    /// Meant as a descriptor, but none can be made of it.
    Broken,
    /// Nothing for the catalog.
    Nothing,
}

/// The result of decoding: what to stage and what the database must hold for it.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) files: Vec<StagedFile>,
    /// Entity JSON by hash.
    pub(super) contents: Vec<(String, String)>,
    /// Accepted texts by hash.
    pub(super) texts: Vec<(String, Vec<u8>)>,
}

/// A file to decode, its hash known.
#[derive(Debug)]
pub(super) struct HashedFile {
    pub(super) file: ReadFile,
    pub(super) hash: String,
}

impl HashedFile {
    pub(super) fn new(file: ReadFile) -> Self {
        // A file that cannot be read goes by its problem, so that the same problem is not news the next time.
        let hash = match &file.content {
            Ok(bytes) => text_hash(bytes),
            Err(problem) => format!("!{}", text_hash(problem.message.as_bytes())),
        };
        Self { file, hash }
    }
}

/// Decodes files on as many threads as there are cores; the result is in the order of the files.
pub(super) fn decode_all(files: Vec<HashedFile>, options: &DecodeOptions) -> Result<Decoded, IngestError> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = files.len().div_ceil(workers).max(16);
    let mut shares: Vec<Vec<HashedFile>> = Vec::new();
    let mut rest = files.into_iter().peekable();
    while rest.peek().is_some() {
        shares.push(rest.by_ref().take(share).collect());
    }
    let parts = thread::scope(|scope| {
        let handles: Vec<_> = shares.into_iter().map(|part| scope.spawn(|| decode_share(part, options))).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let mut all = Decoded::default();
    for part in parts {
        all.files.extend(part.files);
        all.contents.extend(part.contents);
        all.texts.extend(part.texts);
    }
    Ok(all)
}

fn decode_share(files: Vec<HashedFile>, options: &DecodeOptions) -> Result<Decoded, IngestError> {
    let mut decoded = Decoded::default();
    for HashedFile { file, hash } in files {
        decode_one(file, hash, options, &mut decoded)?;
    }
    Ok(decoded)
}

fn decode_one(file: ReadFile, hash: String, options: &DecodeOptions, into: &mut Decoded) -> Result<(), IngestError> {
    let ReadFile { path, content } = file;
    let bytes = match content {
        Ok(bytes) => bytes,
        Err(diagnostic) => {
            into.files.push(StagedFile {
                path,
                hash,
                documents: Vec::new(),
                diagnostics: vec![*diagnostic],
                unreadable: true,
                descriptor: true,
            });
            return Ok(());
        }
    };
    let result = decode(&path, &bytes, options);
    let mut documents = Vec::with_capacity(result.documents.len());
    let mut descriptor = result.unreadable;
    let mut accepted = false;
    for document in result.documents {
        let outcome = match document.outcome {
            DocumentOutcome::Entity(entity) => {
                let json = serde_json::to_string(&entity)
                    .map_err(|source| IngestError::Encode { path: path.clone(), source })?;
                let content = content_hash(&json);
                into.contents.push((content.clone(), json));
                accepted = true;
                StagedOutcome::Claim { entity_ref: entity.entity_ref(), content }
            }
            DocumentOutcome::Broken => StagedOutcome::Broken,
            DocumentOutcome::Template => {
                descriptor = true;
                StagedOutcome::Nothing
            }
            DocumentOutcome::NotADescriptor | DocumentOutcome::Empty => StagedOutcome::Nothing,
        };
        descriptor |= !matches!(outcome, StagedOutcome::Nothing);
        documents.push(StagedDocument {
            index: document.index,
            start_line: document.start_line,
            end_line: document.end_line,
            outcome,
        });
    }
    if accepted {
        into.texts.push((hash.clone(), bytes));
    }
    into.files.push(StagedFile {
        path,
        hash,
        documents,
        diagnostics: result.diagnostics,
        unreadable: result.unreadable,
        descriptor,
    });
    Ok(())
}
