//! How healthy it all is together.

use leptos::prelude::*;

use super::load::HomePage;
use crate::components::{counted, health_shares};

/// The health of the reader's teams, or of the whole catalog.
pub(super) fn health(page: &HomePage) -> AnyView {
    let title = if page.chosen.is_empty() { "Health of the whole catalog" } else { "Health of what they own" };
    view! {
        <section aria-labelledby="health">
            <h2 id="health">
                {title} " "
                <a class="home-aside" href=page.scope.catalog(&[])>
                    {counted(page.health.entities, "entity", "entities")}
                </a>
            </h2>
            {health_shares(&page.health, &page.scope)}
        </section>
    }
    .into_any()
}
