//! What the pages' handlers share.

use std::sync::Arc;

use axum::extract::FromRef;
use web::portal::Portal;

use crate::auth::Auth;
use crate::exemptions::Exemptions;
use crate::managed::Managed;
use crate::sources::registry::Registry;
use crate::vocabulary::Vocabularies;

/// What the pages' handlers share. Cheap to clone.
#[derive(Clone)]
pub(super) struct PageState {
    /// The catalog.
    pub(super) portal: Arc<dyn Portal>,
    /// Who may do what.
    pub(super) auth: Auth,
    /// The entities that the portal keeps.
    pub(super) managed: Managed,
    /// Changes sources.
    pub(super) sources: Registry,
    /// Takes requests for exemptions, and decisions about them.
    pub(super) exemptions: Exemptions,
    /// Defines custom fields and types.
    pub(super) vocabularies: Vocabularies,
}

impl FromRef<PageState> for Arc<dyn Portal> {
    fn from_ref(state: &PageState) -> Self {
        Arc::clone(&state.portal)
    }
}

impl FromRef<PageState> for Auth {
    fn from_ref(state: &PageState) -> Self {
        state.auth.clone()
    }
}
