//! What is asked of the document.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The first element below this one that a selector of ours finds.
pub(in crate::islands) fn find(below: &Element, selector: &str) -> Option<Element> {
    below.query_selector(selector).ok().flatten()
}

/// All of them.
pub(in crate::islands) fn find_all(below: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = below.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)).map(JsCast::unchecked_into).collect()
}

/// The nearest element around this one, itself included.
pub(in crate::islands) fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Sets an attribute; names of ours are never refused.
pub(in crate::islands) fn set(element: &Element, name: &str, value: &str) {
    drop(element.set_attribute(name, value));
}

/// Removes an attribute.
pub(in crate::islands) fn unset(element: &Element, name: &str) {
    drop(element.remove_attribute(name));
}

/// The whole number that an attribute starts with, or that follows its first bracket.
pub(super) fn number(element: &Element, name: &str) -> Option<i32> {
    numbers(&element.get_attribute(name)?)[0]
}

/// The whole parts of the first two numbers of a text such as `translate(12.5 -3.0)`.
pub(super) fn numbers(text: &str) -> [Option<i32>; 2] {
    let mut parts = text.split(['(', ' ', ')']).filter_map(|part| part.split('.').next()?.parse().ok());
    [parts.next(), parts.next()]
}

/// For what HTML and SVG elements both have.
pub(in crate::islands) fn as_html(element: &Element) -> &HtmlElement {
    element.unchecked_ref()
}

/// Sets a property of an element's own style.
pub(super) fn style(element: &Element, name: &str, pixels: &[i32]) {
    let mut value = String::new();
    for pixel in pixels {
        value.push_str(&pixel.to_string());
        value.push_str("px ");
    }
    drop(as_html(element).style().set_property(name, &value));
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_are_read_from_attributes() {
        assert_eq!(numbers("translate(12.5 -3.0)"), [Some(12), Some(-3)]);
        assert_eq!(numbers("640"), [Some(640), None]);
        assert_eq!(numbers("none"), [None, None]);
    }
}
