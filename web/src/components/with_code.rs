//! Messages in which backquotes stand around what is code.

use leptos::prelude::*;

/// A message with its quoted parts as code. A last backquote without a partner stays as it is.
pub(crate) fn with_code(message: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut rest = message;
    while let Some((before, code, after)) = first_code(rest) {
        parts.push(before.to_owned().into_any());
        parts.push(view! { <code>{code.to_owned()}</code> }.into_any());
        rest = after;
    }
    parts.push(rest.to_owned().into_any());
    parts.into_any()
}

/// What stands before, within and after the first pair of backquotes.
fn first_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once('`')?;
    let (code, after) = opened.split_once('`')?;
    Some((before, code, after))
}

#[cfg(test)]
mod tests {
    use super::first_code;

    #[test]
    fn pairs_of_backquotes_are_code() {
        assert_eq!(first_code("use `a: b`, or quote"), Some(("use ", "a: b", ", or quote")));
        assert_eq!(first_code("a ` alone"), None);
    }
}
