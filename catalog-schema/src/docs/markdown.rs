//! From Markdown to its words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{MOST_MARKDOWN, MOST_TEXT, MOST_TITLE};

/// A page without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The title that the page gives itself: its first heading, else the `title` before it. No line end is in it.
    pub title: Option<String>,
    /// A line for each heading, paragraph, item and row; at most [`MOST_TEXT`] bytes.
    pub text: String,
}

/// What a page of Markdown says. HTML, addresses of links and pictures, and everything after [`MOST_MARKDOWN`] bytes are
/// left out.
pub fn plain(markdown: &str) -> Plain {
    let markdown = &markdown[..markdown.floor_char_boundary(MOST_MARKDOWN)];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, options) {
        writer.take(event);
        if writer.text.len() >= MOST_TEXT {
            break;
        }
    }
    writer.finish()
}

/// Gathers words from events.
#[derive(Default)]
struct Writer {
    text: String,
    heading: Option<String>,
    /// The heading that comes is the first one.
    in_heading: bool,
    in_metadata: bool,
    metadata: String,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_metadata = false,
            Event::Text(text) if self.in_metadata => self.metadata.push_str(&text),
            Event::Start(Tag::Heading { .. }) => {
                self.line();
                self.in_heading = self.heading.is_none();
            }
            Event::End(TagEnd::Heading(_)) => {
                self.in_heading = false;
                self.line();
            }
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => self.words(" "),
            Event::HardBreak | Event::Rule => self.line(),
            Event::Start(
                Tag::Paragraph | Tag::Item | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::TableHead | Tag::TableRow,
            )
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::Table) => self.line(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        // No page has use for control characters, and not every database takes them.
        self.text.extend(text.chars().filter(|character| !character.is_control() || *character == '\n'));
        if self.in_heading {
            self.heading.get_or_insert_default().push_str(text);
        }
    }

    /// Begins a new line, unless one has just begun.
    fn line(&mut self) {
        let written = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(written);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> Plain {
        self.text.truncate(self.text.floor_char_boundary(MOST_TEXT));
        let written = self.text.trim_end().len();
        self.text.truncate(written);
        let given = self.metadata.lines().find_map(|line| line.strip_prefix("title:"));
        let given = given.map(|title| title.trim().trim_matches(['"', '\'']));
        let title = [self.heading.as_deref(), given].into_iter().flatten().find_map(title);
        Plain { title, text: self.text }
    }
}

/// A title in one line, cut where it is long; none of a blank one.
pub(super) fn title(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let title: String = words.join(" ").chars().filter(|character| !character.is_control()).take(MOST_TITLE).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_becomes_its_words_with_its_headings_on_lines_of_their_own() {
        let page = "# Orders: *what* to do\n\nLook at the\n[gateway](https://a.example) first. <b>Then</b>:\n\n## By hand\n\n\
                    - `pzp db failover`\n- wait\n\n| who | limit |\n| --- | --- |\n| a guest | 120 |\n\n```sh\nmake all\n```\n\
                    <div>\nhidden\n</div>\n\n![the way of an order](order.svg)\n";
        let Plain { title, text } = plain(page);
        assert_eq!(title.as_deref(), Some("Orders: what to do"));
        assert_eq!(
            text,
            "Orders: what to do\nLook at the gateway first. Then:\nBy hand\npzp db failover\nwait\nwho limit\na guest 120\n\
             make all\nthe way of an order"
        );
    }

    #[test]
    fn a_title_may_stand_before_the_page() {
        let with = |page: &str| plain(page).title;
        assert_eq!(with("---\ntitle: 'On call'\ntags: [a]\n---\nText.\n").as_deref(), Some("On call"));
        assert_eq!(with("---\ntitle: On call\n---\n# The rota\n").as_deref(), Some("The rota"), "a heading says more");
        assert_eq!((with("Text.\n"), with("#\n\n# \n"), with("")), (None, None, None));
        assert_eq!(plain("---\ntitle: On call\n---\nText.\n").text, "Text.", "what stands before it is no text of it");
    }

    #[test]
    fn what_is_long_is_cut() {
        let page = format!("# {}\n\n{}", "t".repeat(1_000), "wörter ".repeat(100_000));
        let Plain { title, text } = plain(&page);
        assert_eq!(title.map(|title| title.len()), Some(MOST_TITLE));
        assert!(text.len() <= MOST_TEXT && text.len() > MOST_TEXT - 16, "{}", text.len());
        let nested = "> ".repeat(50_000) + &"[".repeat(50_000) + &"*a ".repeat(50_000);
        assert!(plain(&nested).text.len() <= MOST_TEXT);
    }

    proptest! {
        #[test]
        fn any_text_is_read_within_bounds(text in "([#>*`\\[\\]()!|:<-]|---|\\n|\\PC|\\x00|title: ){0,200}") {
            let Plain { title, text } = plain(&text);
            prop_assert!(text.len() <= MOST_TEXT && !text.contains('\0'));
            if let Some(title) = title {
                prop_assert!(!title.trim().is_empty() && !title.contains(['\n', '\0']));
            }
        }
    }
}
