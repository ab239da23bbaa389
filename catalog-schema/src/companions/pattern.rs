//! Paths with places left open: `services/*/catalog-info.yaml`.

use std::borrow::Cow;

/// Whether a path is like a pattern. `*` stands for any characters of one name, `?` for one, `**` for any number of
/// folders, `\` for the next character as it is; of several that end a pattern as `{a,b/*}` one is enough.
pub fn matches(pattern: &str, path: &str) -> bool {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    alternatives(pattern).any(|pattern| {
        let steps: Vec<&str> = pattern.split('/').filter(|step| !step.is_empty()).collect();
        path_is_like(&steps, &names)
    })
}

/// The patterns and paths that one stands for: several where it ends as `folder/{a,b/*}`, else itself.
pub fn alternatives(pattern: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let several = pattern.strip_suffix('}').and_then(|pattern| {
        let open = pattern.rfind('{').filter(|open| pattern[..*open].ends_with('/') || *open == 0)?;
        Some((&pattern[..open], &pattern[open + 1..]))
    });
    let (folder, ends) = several.unwrap_or(("", pattern));
    let several = several.is_some();
    ends.split(move |character| several && character == ',').map(move |end| match folder {
        "" => Cow::Borrowed(end),
        folder => Cow::Owned(format!("{folder}{end}")),
    })
}

/// Whether a target has places left open.
pub fn is_pattern(target: &str) -> bool {
    target.contains('*')
}

/// Whether these steps are a path of these names.
pub(crate) fn path_is_like(steps: &[&str], names: &[&str]) -> bool {
    walk(steps, names, |step| *step == "**", |step, name| name_is_like(step, name))
}

fn name_is_like(step: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    walk(&parts(step), &name, |part| matches!(part, Part::Any), |part, found| part.is(*found))
}

/// Whether `items` are what `steps` stand for: one each, but for the steps that are `open`, which stand for any number.
/// Keeps every place that the steps so far may have got to, so that the work is the product of the two lengths.
fn walk<S, I>(steps: &[S], items: &[I], open: impl Fn(&S) -> bool, is_like: impl Fn(&S, &I) -> bool) -> bool {
    let mut reached = vec![false; items.len() + 1];
    reached[0] = true;
    for step in steps {
        let mut next = vec![false; items.len() + 1];
        if open(step) {
            let first = reached.iter().position(|reached| *reached).unwrap_or(items.len() + 1);
            next.iter_mut().skip(first).for_each(|reached| *reached = true);
        } else {
            for (at, item) in items.iter().enumerate() {
                next[at + 1] = reached[at] && is_like(step, item);
            }
        }
        reached = next;
    }
    reached[items.len()]
}

enum Part {
    Any,
    One,
    Just(char),
}

impl Part {
    fn is(&self, character: char) -> bool {
        match self {
            Self::Just(wanted) => *wanted == character,
            Self::Any | Self::One => true,
        }
    }
}

fn parts(step: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut characters = step.chars();
    while let Some(character) = characters.next() {
        parts.push(match character {
            '*' => Part::Any,
            '?' => Part::One,
            '\\' => Part::Just(characters.next().unwrap_or('\\')),
            other => Part::Just(other),
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_left_open_are_filled() {
        for (pattern, path, is_like) in [
            ("a/*.yaml", "a/b.yaml", true),
            ("a/*.yaml", "a/b/c.yaml", false),
            ("a/**/*.yaml", "a/b/c.yaml", true),
            ("a/**/*.yaml", "a/c.yaml", true),
            ("**", "a/b", true),
            ("a/?.yaml", "a/b.yaml", true),
            ("a/\\*", "a/*", true),
            ("a/\\*", "a/b", false),
            ("*a*", "banana", true),
            ("a/{b.md,c/**/*.md}", "a/b.md", true),
            ("a/{b.md,c/**/*.md}", "a/c/d/e.md", true),
            ("a/{b.md,c/**/*.md}", "b.md", false),
            ("{b.md,*.txt}", "c.txt", true),
            ("a{b,c}", "ab", false),
            ("a,*", "a,b", true),
        ] {
            assert_eq!(matches(pattern, path), is_like, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = "*a".repeat(200) + "/**".repeat(100).as_str();
        assert!(!matches(&pattern, &format!("{}b/{}", "a".repeat(2_000), "x/".repeat(100))));
    }
}
