//! The drawing as a file of its own, for documents and other programs.

use leptos::prelude::*;

use super::picture::Picture;
use super::view::{content, laid_out, view_box};
use crate::components::icons;
use crate::render::fragment;

/// Colours and fonts. Programs that draw SVG know few of the newer ways to say them.
const STYLE: &str = include_str!("file.css");

/// The drawing as an SVG document. What must be said of it stands in its description.
pub(crate) fn svg_file(picture: &Picture) -> String {
    let placed = laid_out(picture);
    let (label, remarks) = (picture.label.clone(), picture.remarks.join(" "));
    let [title, description] = [label, remarks].map(|words| fragment(|| words.into_any()));
    let drawn = fragment(|| content(picture, &placed, false));
    let (view_box, symbols) = (view_box(&placed), icons::symbols());
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view_box}\">\
         <title>{title}</title><desc>{description}</desc><style>{STYLE}</style>{symbols}{drawn}</svg>\n"
    );
    // Between texts the renderer leaves marks that are no XML, and XML has no way to write most control characters.
    text.replace("<!>", "").replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ")
}
