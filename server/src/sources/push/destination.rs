//! Which location a push is of.

use catalog_schema::wire::Problem;

use super::{names, problems};
use crate::ingest::{DEFAULT_KINDS, Destination, IngestError, PUSH};
use crate::managed;
use crate::store::{SourceSettings, Store};

/// The location of a source that is meant by a repository: the one at its address. A push that names none is of the one
/// location that is called as the source.
///
/// # Errors
/// 400 `invalid_push` where the repository must be named.
pub(crate) fn located<'l>(
    source: &str,
    locations: &'l [(String, String)],
    repository: Option<&str>,
) -> Result<Option<&'l str>, Problem> {
    let address = repository.unwrap_or(source);
    let found = locations.iter().find(|(_, known)| known == address);
    if found.is_none() && repository.is_none() && !locations.is_empty() {
        let why = format!("the source {source:?} has repositories; `repository` names the one that is meant");
        return Err(problems::invalid_push(&why));
    }
    Ok(found.map(|(id, _)| id.as_str()))
}

/// The address of a repository, where a push names one.
///
/// # Errors
/// 400 `invalid_push`.
pub(crate) fn address(repository: Option<&str>) -> Result<Option<String>, Problem> {
    Ok(repository.map(names::repository).transpose()?.filter(|address| !address.is_empty()))
}

/// Where a push goes. A new source may describe all kinds if whoever makes it `may_all`, else those that go without saying
/// and what is configured of it.
///
/// # Errors
/// 400 `invalid_push` or `invalid_source_name`; 409 `not_a_push_source`; 503 if the store does not answer.
pub(super) async fn destination(
    store: &Store,
    configured: Option<&SourceSettings>,
    source: &str,
    repository: Option<&str>,
    may_all: bool,
) -> Result<Destination, Problem> {
    if source.chars().any(char::is_control) {
        return Err(problems::invalid_source_name(source));
    }
    let failed = |error| problems::failed(IngestError::Store(error));
    let mut tx = store.read().await.map_err(failed)?;
    let (settings, locations) = match tx.source(source).await.map_err(failed)? {
        Some(row) if row.source_type != PUSH => return Err(problems::not_a_push_source(source, &row.source_type)),
        Some(row) => (row.settings, tx.addresses_of(source).await.map_err(failed)?),
        None if [managed::SOURCE, managed::OVERLAY].contains(&source) => {
            return Err(problems::not_a_push_source(source, "managed"));
        }
        None => {
            names::source_name(source)?;
            (new_source(configured, may_all), Vec::new())
        }
    };
    let address = address(repository)?;
    let location = located(source, &locations, address.as_deref())?.map(str::to_owned);
    Ok(Destination {
        source: source.to_owned(),
        address: address.unwrap_or_else(|| source.to_owned()),
        location,
        settings,
    })
}

/// What a new source may do.
fn new_source(configured: Option<&SourceSettings>, may_all: bool) -> SourceSettings {
    let mut settings = configured.cloned().unwrap_or_default();
    if settings.kinds.is_none() && !may_all {
        settings.kinds = Some(DEFAULT_KINDS.iter().map(|kind| (*kind).to_owned()).collect());
    }
    settings
}
