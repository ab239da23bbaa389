//! Files to staged documents, on all cores.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::thread;

use catalog_schema::companions::{Companion, Companions, is_docs};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::model::{Entity, EntityRef, Format};
use catalog_schema::vocabulary::{DescribedIn, Vocabulary, diagnose};

use super::policy::refusal;
use super::surroundings::{Among, decode_among};
use super::{IngestError, ReadFile, Surroundings};
use crate::store::{FileRow, SourceSettings, content_hash, parse_without_descriptor, text_hash, without_descriptor};

/// Raised when the decoder understands more than before: files that an older one read are decoded again.
pub const DECODER_VERSION: u32 = 5;

/// A file that differs from what is kept, decoded.
#[derive(Debug)]
pub(super) struct StagedFile {
    /// Relative to the location, `/`-separated.
    pub(super) path: String,
    /// The path of its repository within the location; empty where they are the same.
    pub(super) repository: String,
    /// [`text_hash`] of the bytes; empty where they could not be read.
    pub(super) hash: String,
    /// As [`FileRow::hash`].
    pub(super) fingerprint: String,
    /// The files that it names.
    pub(super) companions: BTreeSet<String>,
    /// Every document of it.
    pub(super) documents: Vec<StagedDocument>,
    /// What it describes and its source may not describe.
    pub(super) refused: Vec<EntityRef>,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What of it is otherwise than the organisation defines it, each with the index of its document.
    pub(super) misfits: Vec<(u32, Diagnostic)>,
    /// The file could not be read as documents at all.
    pub(super) unreadable: bool,
    /// There is a descriptor in it, sound or broken, or a template of one.
    pub(super) descriptor: bool,
}

impl StagedFile {
    fn unreadable(path: String, fingerprint: String, diagnostic: Diagnostic) -> Self {
        Self {
            path,
            repository: String::new(),
            hash: String::new(),
            fingerprint,
            companions: BTreeSet::new(),
            documents: Vec::new(),
            refused: Vec::new(),
            diagnostics: vec![diagnostic],
            misfits: Vec::new(),
            unreadable: true,
            descriptor: true,
        }
    }

    /// How many claims it makes.
    pub(super) fn claims(&self) -> usize {
        let is_claim = |document: &&StagedDocument| matches!(document.outcome, StagedOutcome::Claim { .. });
        self.documents.iter().filter(is_claim).count()
    }
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
    Claim { entity_ref: EntityRef, format: Format, content: String },
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
    /// The same as the store would read them back, each with its file, where they are wanted.
    pub(super) entities: Vec<(String, Entity)>,
    /// Accepted texts by hash.
    pub(super) texts: Vec<(String, Vec<u8>)>,
    /// Files that unchanged descriptors name, and that are as they were.
    pub(super) unchanged: BTreeSet<String>,
    /// Files that Locations say hold descriptors.
    pub(super) followed: BTreeSet<String>,
    /// Files that name what is to be asked for first.
    pub(super) deferred: Vec<Candidate>,
}

impl Decoded {
    /// Adds what came of other files.
    pub(super) fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.contents.extend(other.contents);
        self.entities.extend(other.entities);
        self.texts.extend(other.texts);
        self.unchanged.extend(other.unchanged);
        self.followed.extend(other.followed);
        self.deferred.extend(other.deferred);
    }
}

/// A file that may have to be decoded.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) file: ReadFile,
    /// What is kept of it, where it was read before.
    pub(super) known: Option<FileRow>,
    /// The files that it named then.
    pub(super) companions: BTreeSet<String>,
}

/// How files are read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) options: &'a DecodeOptions,
    /// What their source may describe.
    pub(super) policy: &'a SourceSettings,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) surroundings: &'a dyn Surroundings,
    /// Entities themselves are wanted, not only as JSON.
    pub(super) keeps: bool,
}

/// Decodes the files that differ from what is kept on as many threads as there are cores; the result is in the order
/// of the files.
pub(super) fn decode_all(files: Vec<Candidate>, reading: Reading<'_>) -> Result<Decoded, IngestError> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = files.len().div_ceil(workers).max(16);
    let mut shares: Vec<Vec<Candidate>> = Vec::new();
    let mut rest = files.into_iter().peekable();
    while rest.peek().is_some() {
        shares.push(rest.by_ref().take(share).collect());
    }
    let parts = thread::scope(|scope| {
        let decode = |part| scope.spawn(move || decode_share(part, reading));
        let handles: Vec<_> = shares.into_iter().map(decode).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let mut all = Decoded::default();
    parts.into_iter().for_each(|part| all.extend(part));
    Ok(all)
}

fn decode_share(files: Vec<Candidate>, reading: Reading<'_>) -> Result<Decoded, IngestError> {
    let mut decoded = Decoded::default();
    for candidate in files {
        decode_one(candidate, reading, &mut decoded)?;
    }
    Ok(decoded)
}

fn decode_one(candidate: Candidate, reading: Reading<'_>, into: &mut Decoded) -> Result<(), IngestError> {
    let Reading { options, policy, vocabulary, surroundings, keeps } = reading;
    let Candidate { file: ReadFile { path, content }, known, companions: named_before } = candidate;
    let is_known =
        |fingerprint: &str| known.as_ref().is_some_and(|row| row.decoder == DECODER_VERSION && row.hash == fingerprint);
    let bytes = match content {
        Ok(bytes) => bytes,
        Err(diagnostic) => {
            // A file that cannot be read goes by its problem, so that the same problem is not news the next time.
            let fingerprint = format!("!{}", text_hash(diagnostic.message.as_bytes()));
            if !is_known(&fingerprint) {
                into.files.push(StagedFile::unreadable(path, fingerprint, *diagnostic));
            }
            return Ok(());
        }
    };
    let hash = text_hash(&bytes);
    let repository = surroundings.repository(&path);
    let place = Place { repository: &repository, policy: &policy.policy(), options };
    let companions = surroundings.read_all(&named_before, &repository);
    if is_known(&fingerprint(&hash, &place, &companions)) {
        let listed = companions.into_iter().filter_map(|(named, companion)| match companion {
            // Of Locations; documentation describes nothing.
            Companion::Listing(found) if !is_docs(&named) => Some(found),
            _ => None,
        });
        into.followed.extend(listed.flatten());
        into.unchanged.extend(named_before);
        return Ok(());
    }
    // A descriptor without a name is called after its folder, unless it names files: these are the repository's.
    let confined_to = (!named_before.is_empty()).then(|| repository.clone());
    let Among { companions, decoded: mut result, .. } =
        decode_among(&path, &bytes, options, surroundings, companions, confined_to);
    if surroundings.awaits(&companions, &path, &result) {
        let file = ReadFile { path, content: Ok(bytes) };
        into.deferred.push(Candidate { file, known, companions: named_before });
        return Ok(());
    }
    let mut documents = Vec::with_capacity(result.documents.len());
    let mut descriptor = result.unreadable;
    let mut accepted = false;
    let mut refused = Vec::new();
    let mut diagnostics = result.diagnostics;
    let mut misfits = Vec::new();
    let file = DescribedIn::new(&path, &bytes);
    for document in result.documents {
        let refusal = match &document.outcome {
            DocumentOutcome::Entity(entity) => refusal(policy, &entity.entity_ref(), &path, document.start_line),
            _ => None,
        };
        let outcome = match document.outcome {
            DocumentOutcome::Entity(entity) if refusal.is_some() => {
                descriptor = true;
                diagnostics.extend(refusal);
                refused.push(entity.entity_ref());
                StagedOutcome::Nothing
            }
            DocumentOutcome::Entity(entity) => {
                let json = serde_json::to_string(&entity)
                    .map_err(|source| IngestError::Encode { path: path.clone(), source })?;
                let content = content_hash(&json);
                accepted = true;
                let found = diagnose(vocabulary, &entity, (&file, document.start_line), &options.limits);
                let (_, found) = result.suppressions.apply(found);
                misfits.extend(found.into_iter().map(|found| (document.index, found)));
                let (entity_ref, format) = (entity.entity_ref(), entity.format);
                if keeps {
                    let entity = without_descriptor(*entity);
                    debug_assert_eq!(parse_without_descriptor(&json).ok().as_ref(), Some(&entity), "{path}");
                    into.entities.push((path.clone(), entity));
                }
                into.contents.push((content.clone(), json));
                StagedOutcome::Claim { entity_ref, format, content }
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
    if !refused.is_empty() {
        diagnostics.sort_by_key(|diagnostic| diagnostic.line);
    }
    if accepted {
        into.texts.push((hash.clone(), bytes));
    }
    into.followed.extend(result.descriptors);
    into.files.push(StagedFile {
        path,
        fingerprint: fingerprint(&hash, &place, &companions),
        repository,
        hash,
        companions: result.companions,
        documents,
        refused,
        diagnostics,
        misfits,
        unreadable: result.unreadable,
        descriptor,
    });
    Ok(())
}

/// Where a file is, as far as that decides what comes of it.
struct Place<'a> {
    repository: &'a str,
    policy: &'a str,
    options: &'a DecodeOptions,
}

/// What a file came to: its own bytes, those of the files that it names, its place, and what the configuration says of
/// descriptors.
fn fingerprint(hash: &str, place: &Place<'_>, companions: &Companions) -> String {
    let Place { repository, policy, options } = place;
    let blueprints = &options.blueprints;
    if companions.is_empty() && repository.is_empty() && policy.is_empty() && blueprints.is_empty() {
        return hash.to_owned();
    }
    let mut all = format!("{hash}\n{}:{repository}\n{}:{policy}\n{blueprints}", repository.len(), policy.len());
    for (path, companion) in companions {
        let content = match companion {
            Companion::Bytes(bytes) => text_hash(bytes),
            Companion::Listing(found) => found.join("\n"),
            Companion::Absent => "absent".to_owned(),
            Companion::Refused(reason) => reason.clone(),
            Companion::Unasked => "unasked".to_owned(),
            Companion::Unread(unread) => {
                let kept = unread.kept.as_ref().map(|kept| text_hash(kept)).unwrap_or_default();
                format!("{}\n{kept}", unread.problem)
            }
        };
        all.push_str(&format!("\n{}:{path}\n{}:{content}", path.len(), content.len()));
    }
    text_hash(all.as_bytes())
}
