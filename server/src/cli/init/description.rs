//! What it is, in a sentence or two.

use super::guess::Guess;
use super::manifest::Manifest;
use super::repository::Repository;

/// How long a description becomes, in characters; a whole sentence less, if there is one.
const LONGEST: usize = 400;

const READMES: [&str; 6] = ["README.md", "readme.md", "Readme.md", "README.markdown", "README.rst", "README"];

/// The first paragraph of the README, else what a manifest says.
pub(super) fn description(repository: &Repository, manifests: &[Manifest]) -> Option<Guess<String>> {
    let readme = repository.first(&READMES);
    let paragraph = readme.and_then(|file| Some(Guess::new(first_paragraph(&repository.text(file)?)?, file)));
    let said = || manifests.iter().find_map(|manifest| Some(Guess::new(manifest.description.clone()?, &manifest.file)));
    paragraph.or_else(said)
}

/// The first lines of plain text: no heading, badge, markup, quotation, list, table or code.
fn first_paragraph(text: &str) -> Option<String> {
    let (mut lines, mut in_code, mut in_comment): (Vec<&str>, bool, bool) = (Vec::new(), false, false);
    let mut rest = text.lines().map(str::trim).peekable();
    while let Some(line) = rest.next() {
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        in_comment |= line.starts_with("<!--");
        let ends_comment = in_comment && line.contains("-->");
        // A line below that underlines makes a heading of this one.
        let underline = |line: &&str| line.len() > 2 && line.chars().all(|c| matches!(c, '=' | '-' | '~'));
        let heading = line.starts_with('#') || underline(&line) || rest.peek().is_some_and(underline);
        let markup = line.starts_with(['[', '!', '<', '>', '|', '*', '-', '+', '.', ':']);
        if line.is_empty() || heading || in_code || in_comment || (markup && lines.is_empty()) {
            if !lines.is_empty() {
                break;
            }
        } else {
            lines.push(line);
        }
        in_comment &= !ends_comment;
    }
    let paragraph: String = lines.join(" ").chars().filter(|c| !c.is_control()).collect();
    let sound = paragraph.chars().any(char::is_alphabetic);
    sound.then(|| shorten(&paragraph))
}

fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let beginning = &text[..end];
    match beginning.rfind(". ") {
        Some(stop) => beginning[..=stop].to_owned(),
        None => format!("{}…", beginning.rsplit_once(' ').map_or(beginning, |(words, _)| words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_plain_paragraph_is_the_description() {
        for (readme, expected) in [
            (
                "# Orders\n\n[![build](x)](y)\n\nTakes orders\nand keeps them.\n\nMore.\n",
                "Takes orders and keeps them.",
            ),
            ("Orders\n======\n\nTakes orders.\n\n- a\n", "Takes orders."),
            ("<!-- hidden\nstill\n-->\n<p align=\"center\">\n\n```sh\nmake\n```\nTakes orders.\n", "Takes orders."),
        ] {
            assert_eq!(first_paragraph(readme).as_deref(), Some(expected), "{readme}");
        }
        assert_eq!(first_paragraph("# Orders\n\n- one\n"), None);
        let long = format!("A sentence. {}", "word ".repeat(200));
        assert_eq!(first_paragraph(&long).as_deref(), Some("A sentence."));
    }
}
