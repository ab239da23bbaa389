//! `/styleguide`, in development builds only: every piece that pages are made of, to be looked at side by side.

mod foundations;
mod pieces;

use leptos::prelude::*;

use crate::pages::Page;
use crate::request::PageRequest;

/// All pieces. The values that they show are samples.
pub(crate) fn load(request: &PageRequest) -> Page {
    let now = request.now;
    Page::new("Style guide", move || {
        view! {
            <div class="styleguide">
                <h1>"Style guide"</h1>
                <p class="absent">"Every piece that pages are made of. Switch the theme above; narrow the window."</p>
                {foundations::colours()}
                {foundations::type_scale()}
                {foundations::drawings()}
                {pieces::values(now)}
                {pieces::controls()}
                {pieces::table()}
                {pieces::notices()}
                {pieces::text()}
            </div>
        }
    })
}

/// One group of pieces.
fn group(title: &'static str, pieces: impl IntoView + 'static) -> AnyView {
    let id = title.to_lowercase().replace(' ', "-");
    let heading = id.clone();
    view! {
        <section class="styleguide-group" aria-labelledby=id>
            <h2 id=heading>{title}</h2>
            {pieces}
        </section>
    }
    .into_any()
}
