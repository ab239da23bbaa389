//! What the browser remembers for its user, and nobody else sees: short lists of lines, each of parts between tabs.

use web_sys::Storage;

/// Addresses that were opened last, with what is there.
pub(super) const RECENT: &str = "sextant.recent";
/// Filters that were kept, with their names.
pub(super) const SAVED: &str = "sextant.saved";

/// A list as text; empty where the browser remembers nothing, or may not.
pub(super) fn list(name: &str) -> String {
    storage().and_then(|storage| storage.get_item(name).ok().flatten()).unwrap_or_default()
}

/// The parts of a line, empty where it has fewer.
pub(super) fn parts(line: &str) -> (&str, &str, &str) {
    let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
    let (second, third) = rest.split_once('\t').unwrap_or((rest, ""));
    (first, second, third)
}

/// Puts a line first, in place of one of the same first part, and forgets what is beyond `most` lines. What has a line
/// break in it would be two lines, of which somebody else made up the second: it is not remembered.
pub(super) fn put_first(name: &str, first: &str, rest: &str, most: usize) {
    let line = [first, "\t", rest].concat();
    if !line.contains('\n') {
        write(name, &(line + "\n"), first, most - 1);
    }
}

/// Forgets the line that begins so.
pub(super) fn remove(name: &str, first: &str) {
    write(name, "", first, usize::MAX);
}

/// `text`, then at most so many of the lines that do not begin so.
fn write(name: &str, text: &str, first: &str, most: usize) {
    let mut text = text.to_owned();
    for line in list(name).lines().filter(|line| parts(line).0 != first).take(most) {
        text.push_str(line);
        text.push('\n');
    }
    // What cannot be remembered is not: a full or forbidden storage costs a convenience.
    drop(storage().map(|storage| storage.set_item(name, &text)));
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
