//! From a text to the scorecard that it defines and the engine that it would make, or to what is wrong with it.

use std::cell::RefCell;
use std::sync::Arc;

use catalog_schema::companions::{Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, Examine, decode_examined};
use catalog_schema::diagnostic::{Diagnostic, FieldProblem, Severity};
use catalog_schema::limits::Limits;
use catalog_schema::model::{Entity, Format};
use catalog_schema::wire::Problem;
use scorecards::{Engine, ScorecardDefinition, examine, read};

use super::problems::invalid;

/// What diagnostics call the text.
const FILE: &str = "scorecard.yaml";

/// A scorecard as somebody edits it, with what it would be judged by.
pub(super) struct Edited {
    /// As it would judge: a draft as if it were published.
    pub(super) definition: ScorecardDefinition,
    pub(super) is_draft: bool,
    /// All scorecards, this one in the place of the one of its name.
    pub(super) engine: Arc<Engine>,
    /// What is odd about the text.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the scorecard of this name, or of whatever name where none is asked for, to judge beside those that `live` has.
///
/// # Errors
/// 422 `invalid_scorecard`.
pub(super) fn edited(text: &str, name: Option<&str>, live: &Engine) -> Result<Edited, Problem> {
    let decoded = decoded(text, &examine);
    let found = decoded.documents.iter().filter_map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) if defines(entity) => read(&entity.descriptor).definition,
        _ => None,
    });
    let found: Vec<ScorecardDefinition> = found.collect();
    refuse_errors(&decoded.diagnostics)?;
    let is_meant =
        |definition: &&ScorecardDefinition| name.is_none_or(|name| name.eq_ignore_ascii_case(&definition.name));
    let names = || found.iter().map(|definition| definition.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut meant = found.iter().filter(is_meant);
    let Some(definition) = meant.next() else {
        let detail = match (name, found.is_empty()) {
            (_, true) => "it has no document of `kind: Scorecard` with `apiVersion: sextant.dev/v1`".to_owned(),
            (Some(name), false) => {
                format!("it defines {}, and {name} is asked for; a scorecard's name stays what it is", names())
            }
            (None, false) => "it defines nothing".to_owned(),
        };
        return Err(invalid(detail, Vec::new()));
    };
    if meant.next().is_some() {
        return Err(invalid(format!("it defines several scorecards: {}; send one at a time", names()), Vec::new()));
    }
    let is_draft = definition.is_draft;
    let mut definition = ScorecardDefinition { is_draft: false, ..definition.clone() };
    // What somebody was granted holds whatever the definition says.
    let known = live.definitions().find(|known| known.name == definition.name);
    let granted = known.into_iter().flat_map(|known| &known.exemptions).filter(|exemption| exemption.granted.is_some());
    definition.exemptions.extend(granted.cloned());
    let engine = compiled(text, &definition, live)?;
    Ok(Edited { definition, is_draft, engine: Arc::new(engine), diagnostics: decoded.diagnostics })
}

/// The engine with this scorecard, unless that finds something wrong with it which its text alone does not tell: facts that
/// nothing declares, levels of scorecards that there are not.
fn compiled(text: &str, definition: &ScorecardDefinition, live: &Engine) -> Result<Engine, Problem> {
    let mut definitions: Vec<ScorecardDefinition> = live.definitions().cloned().collect();
    match definitions.iter_mut().find(|known| known.name == definition.name) {
        Some(known) => known.clone_from(definition),
        None => definitions.push(definition.clone()),
    }
    let (engine, errors) = Engine::with_facts(definitions, live.declared().clone());
    let errors = RefCell::new(errors);
    errors.borrow_mut().retain(|error| error.scorecard == definition.name);
    if errors.borrow().is_empty() {
        return Ok(engine);
    }
    let placed = |entity: &Entity| -> Vec<FieldProblem> {
        let is_it = defines(entity) && entity.name == definition.name;
        let errors = errors.borrow();
        errors.iter().filter(|_| is_it).map(|error| error.in_document(&entity.descriptor)).collect()
    };
    refuse_errors(&decoded(text, &placed).diagnostics)?;
    // It is told where it stands, or at least what it is.
    let told: Vec<String> = errors.borrow().iter().map(ToString::to_string).collect();
    Err(invalid(told.join("; "), Vec::new()))
}

fn defines(entity: &Entity) -> bool {
    entity.format == Format::Native && entity.kind.eq_ignore_ascii_case("scorecard")
}

fn decoded(text: &str, examine: Examine<'_>) -> DecodedFile {
    let companions = Companions::new();
    let file = DescriptorFile { path: FILE, repository: "", companions: &companions };
    let options = DecodeOptions { limits: Limits::remote(), ..DecodeOptions::default() };
    decode_examined(&file, text.as_bytes(), &options, examine)
}

/// # Errors
/// 422 with all that was found, if there is an error among it.
fn refuse_errors(found: &[Diagnostic]) -> Result<(), Problem> {
    let errors = found.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors == 0 {
        return Ok(());
    }
    let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
    Err(invalid(format!("it has {errors}; `diagnostics` say where, and what to do"), found.to_vec()))
}
