//! Questions that may go through much of the graph, or of the catalog.

use std::sync::Arc;

use catalog_schema::wire::Problem;

use super::CatalogPortal;
use crate::live::Live;

/// Answers from the snapshot of now on a thread for long work, so that no other request waits for it.
pub(super) async fn ask<Q, A>(
    portal: &CatalogPortal,
    query: &Q,
    answer: fn(&Live, &Q) -> Result<A, Problem>,
) -> Result<A, Problem>
where
    Q: Clone + Send + 'static,
    A: Send + 'static,
{
    let live: Arc<Live> = portal.cell.load();
    let query = query.clone();
    long(move || answer(&live, &query)).await
}

/// Answers on a thread for long work.
pub(crate) async fn long<A: Send + 'static>(answer: impl FnOnce() -> A + Send + 'static) -> A {
    match tokio::task::spawn_blocking(answer).await {
        Ok(answer) => answer,
        Err(error) => match error.try_into_panic() {
            // It goes on here, where it is caught for every request.
            Ok(panic) => std::panic::resume_unwind(panic),
            // The process ends, and this request with it.
            Err(_) => std::future::pending().await,
        },
    }
}
