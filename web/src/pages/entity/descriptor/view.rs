//! The tab as a whole.

use catalog_schema::wire::Descriptor;
use leptos::prelude::*;

use super::also::also_section;
use super::frame::frame;
use super::origins::origins;
use super::shown::Shown;

/// Where each value comes from, then every file that contributes, then what else describes the entity.
pub(in crate::pages::entity) fn descriptor(text: &Descriptor, shown: &Shown) -> AnyView {
    let frames = (0..text.files.len()).filter_map(|index| frame(text, shown, index)).collect_view();
    view! {
        <div class="descriptors">
            {origins(text, shown)}
            {frames}
            {also_section(&text.also_described_by)}
        </div>
    }
    .into_any()
}
