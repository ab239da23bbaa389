//! A valid name for whatever somebody called a thing.
//!
//! The one algorithm, for names as well as for references to them, so that both still meet:
//!
//! 1. Lower case.
//! 2. Letters, digits, `-`, `_` and `.` (ASCII) stay (in a namespace, not `_` and `.`). A letter or digit outside ASCII
//!    becomes `u` and its code point in hexadecimal. Every run of other characters becomes one `-`.
//! 3. What is no letter or digit goes from both ends.
//! 4. What is longer than 63 characters keeps its first 54, then `-` and eight hexadecimal digits of a hash (32-bit
//!    FNV-1a) of the original, so that two long names that begin alike stay apart.
//! 5. If nothing is left, the slug is `unnamed-` and that hash.

use super::name::LONGEST;

/// The slug of an entity's name; always a valid name.
pub fn name_slug(original: &str) -> String {
    slug(original, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// The slug of a namespace; always a valid namespace.
pub fn namespace_slug(original: &str) -> String {
    slug(original, |c| c.is_ascii_alphanumeric() || c == '-')
}

fn slug(original: &str, stays: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    let mut gap = false;
    for c in original.chars().flat_map(char::to_lowercase) {
        if stays(c) {
            if std::mem::take(&mut gap) {
                text.push('-');
            }
            text.push(c);
        } else if c.is_alphanumeric() {
            if std::mem::take(&mut gap) {
                text.push('-');
            }
            text.push_str(&format!("u{:x}", u32::from(c)));
        } else {
            gap = true;
        }
    }
    let text = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    match text.len() {
        0 => format!("unnamed-{:08x}", hash(original)),
        1..=LONGEST => text.to_owned(),
        _ => {
            let kept = text[..54].trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            format!("{kept}-{:08x}", hash(original))
        }
    }
}

/// 32-bit FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{is_name, is_namespace};

    #[test]
    fn the_usual_foreign_names() {
        let cases = [
            ("Payments API", "payments-api"),
            ("Billing (legacy) service", "billing-legacy-service"),
            ("@scope/package", "scope-package"),
            ("jane.doe@example.com", "jane.doe-example.com"),
            ("-x-", "x"),
            ("Grüße", "grufcudfe"),
        ];
        for (original, expected) in cases {
            assert_eq!(name_slug(original), expected);
        }
        assert_eq!(namespace_slug("Team.A_b"), "team-a-b");
    }

    #[test]
    fn long_names_that_begin_alike_stay_apart() {
        let (one, two) = (format!("{}1", "a".repeat(80)), format!("{}2", "a".repeat(80)));
        assert_ne!(name_slug(&one), name_slug(&two));
    }

    #[test]
    fn whatever_goes_in_a_valid_name_comes_out() {
        for original in
            ["", "...", "日本", "💥", " a ", "a\u{0}b", &"ä".repeat(100), &"-".repeat(100), &"a.".repeat(60)]
        {
            assert!(is_name(&name_slug(original)), "{original:?} became {:?}", name_slug(original));
            assert!(is_namespace(&namespace_slug(original)), "{original:?}");
        }
    }
}
