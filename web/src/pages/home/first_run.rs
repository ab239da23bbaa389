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

/// How to push it.
const PUSH: &str = "\
export SEXTANT_TOKEN=sxt_…
sextant push . --server http://127.0.0.1:7373 --source shop";

/// What to do first, which depends on whether there is a source.
pub(super) fn view(sources: &SourceList) -> AnyView {
    view! {
        <div class="first-run">
            <h1>"The catalog is empty"</h1>
            {places(sources)}
            <h2>"1. Say what there is"</h2>
            <p>
                "Put a descriptor beside the code that it is about, as " <code>"catalog-info.yaml"</code> " or "
                <code>"sextant.yaml"</code> ". What Backstage, Compass and others read is read as it stands; "
                <code>"sextant init"</code> " writes one from what it finds in a repository."
            </p>
            {example("Example", EXAMPLE)}
            {ways(sources)}
        </div>
    }
    .into_any()
}

/// What is read already, and has nothing that can be used.
fn places(sources: &SourceList) -> Option<AnyView> {
    let addresses = sources.items.iter().flat_map(|source| &source.locations).map(|location| {
        view! {
            <li>
                <code>{location.address.clone()}</code>
            </li>
        }
    });
    (!sources.items.is_empty()).then(|| {
        view! {
            <p>"The portal knows these places, and has found no descriptor that it can use yet:"</p>
            <ul class="first-run-places">{addresses.collect_view()}</ul>
            <p>
                <a href="/sources">"See what the sources say"</a>
            </p>
        }
        .into_any()
    })
}

/// How the catalog comes to know it.
fn ways(sources: &SourceList) -> AnyView {
    let push = view! {
        <p>
            "Make a " <a href="/tokens">"token"</a> " that may push into the source " <code>"shop"</code>
            ", or whatever you call it: the first push makes it. Whoever started the portal finds a token to sign in with in the file "
            <code>"admin-token"</code> " of its data directory. Then, in the repository, with the address of this page:"
        </p>
        {example("Command to push", PUSH)}
        <p>"The same line in a pipeline keeps the catalog as the code is."</p>
        <p>
            "What has no repository is described " <a href="/new">"here"</a> ", or comes from a spreadsheet as "
            <a href="/import">"a table"</a> "."
        </p>
    };
    match sources.items.is_empty() {
        true => view! {
            <h2>"2. Push it from where it is"</h2>
            {push}
            <h2>"Or have directories watched"</h2>
            <p>
                "Start the portal with the directory that holds your repositories. What is saved there shows up at once:"
            </p>
            {example("Command to start", "sextant serve --catalog ~/src")}
        }
        .into_any(),
        false => view! {
            <p>"Saved in one of the places above, it shows up at once."</p>
            <h2>"2. Or push it from where it is"</h2>
            {push}
        }
        .into_any(),
    }
}

fn example(label: &'static str, text: &'static str) -> AnyView {
    view! {
        <pre class="example" tabindex="0" aria-label=label>
            <code>{text}</code>
        </pre>
    }
    .into_any()
}
