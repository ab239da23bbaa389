//! The home page of a catalog that has nothing yet: how to begin.

use catalog_schema::wire::SourceList;
use leptos::prelude::*;

/// A descriptor that is enough to begin with.
const EXAMPLE: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: checkout
  description: Takes the basket to an order.
spec:
  type: service
  lifecycle: production
  owner: payments";

/// What to do first, which depends on whether there is a source.
pub(super) fn view(sources: &SourceList) -> AnyView {
    let source = match sources.items.is_empty() {
        true => view! {
            <p>
                "No source is known. Start the portal with the directory that holds your repositories:"
            </p>
            <pre class="example" tabindex="0" aria-label="Command">
                <code>"sextant serve --catalog ~/src"</code>
            </pre>
        }
        .into_any(),
        false => {
            let addresses = sources.items.iter().flat_map(|source| &source.locations).map(|location| {
                view! {
                    <li>
                        <code>{location.address.clone()}</code>
                    </li>
                }
            });
            view! {
                <p>"The portal reads these places, and has found no descriptor that it can use yet:"</p>
                <ul class="first-run-places">{addresses.collect_view()}</ul>
                <p>
                    <a href="/sources">"See what the sources say"</a>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <div class="first-run">
            <h1>"The catalog is empty"</h1>
            {source}
            <p>
                "Then put a descriptor beside the code that it is about, as " <code>"catalog-info.yaml"</code> " or "
                <code>"sextant.yaml"</code> "; it shows up here as soon as it is saved:"
            </p>
            <pre class="example" tabindex="0" aria-label="Example">
                <code>{EXAMPLE}</code>
            </pre>
            <p>
                "What Backstage and Compass read is read as it stands."
            </p>
        </div>
    }
    .into_any()
}
