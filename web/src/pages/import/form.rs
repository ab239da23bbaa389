//! The box for the table.

use leptos::prelude::*;

use crate::pages::editor::text::{action, text_box};

/// A table that is enough to begin with.
const EXAMPLE: &str = "\
kind,name,title,type,owner,lifecycle,tier,tags,links
Group,payments,Payments,,,,,,
Component,ledger,Ledger,service,payments,production,1,\"rust, money\",runbook=https://wiki.example.com/ledger";

/// Puts a file that somebody chooses into the box. Only this page needs it.
const FILE: &str = "\
const choice = document.querySelector('[data-part=file]');
const box = document.querySelector('textarea[name=table]');
choice.hidden = false;
choice.querySelector('input').addEventListener('change', async event => {
  const file = event.target.files[0];
  if (file) box.value = await file.text();
});
";

pub(super) fn form(table: &str, nonce: Option<String>) -> AnyView {
    let script = nonce.map(|nonce| view! { <script type="module" nonce=nonce inner_html=FILE></script> });
    view! {
        <p class="access-note">
            "Paste a table from a spreadsheet, or the text of a CSV file. Its first line names the columns: " <code>"name"</code>
            ", and of "
            <code>"kind, namespace, title, description, type, owner, lifecycle, tier, system, language, tags, links, depends_on"</code>
            " what there is. The portal keeps what the rows say; an empty cell leaves what is there as it is."
        </p>
        <form method="post" action="/import" class="editor-form">
            <p data-part="file" hidden>
                <label>
                    "From a file " <input type="file" accept=".csv,.tsv,.txt,text/csv" />
                </label>
            </p>
            {text_box("table", "The table", table)}
            <div class="editor-actions">{action("preview", "Preview", true)}</div>
        </form>
        <h2>"An example"</h2>
        <pre class="example" tabindex="0" aria-label="Example of a table">
            <code>{EXAMPLE}</code>
        </pre>
        {script}
    }
    .into_any()
}
