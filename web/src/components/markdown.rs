//! Descriptions. Untrusted Markdown: raw HTML is dropped, links only lead to http, https and mailto, and pictures, which
//! would tell another host who reads the page, become links.

use leptos::prelude::*;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::is_safe_address;

/// Headings of a description start below the page's own.
const HEADING_SHIFT: usize = 2;

/// A description as HTML.
pub(crate) fn markdown(text: &str) -> impl IntoView + use<> {
    view! { <div class="prose" inner_html=to_safe_html(text)></div> }
}

/// The text of a whole page as HTML, whose headings keep their levels: the first one is the page's.
pub(crate) fn page_text(text: &str) -> impl IntoView + use<> {
    view! { <div class="prose" inner_html=render(text, 0)></div> }
}

/// Renders a description, with its headings below those of the page.
fn to_safe_html(text: &str) -> String {
    render(text, HEADING_SHIFT)
}

/// Renders CommonMark with tables and strikethrough to HTML that holds nothing a descriptor could do harm with.
fn render(text: &str, shift: usize) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    // A picture may stand in a link, but a link in a link is no HTML: the stack says of each open one whether it became one.
    let mut open_links = Vec::new();
    let events = parser.filter_map(move |event| match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            let safe = is_safe_address(&dest_url) && !open_links.contains(&true);
            open_links.push(safe);
            safe.then(|| open_link(&dest_url))
        }
        Event::End(TagEnd::Link | TagEnd::Image) => {
            open_links.pop().unwrap_or(false).then_some(Event::InlineHtml(CowStr::Borrowed("</a>")))
        }
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: shifted(level, shift),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(shifted(level, shift)))),
        other => Some(other),
    });
    let mut rendered = String::with_capacity(text.len() * 2);
    html::push_html(&mut rendered, events);
    // What scrolls must be reached by keyboard. Text is escaped: this tag is only ever the renderer's own.
    rendered.replace("<pre>", "<pre tabindex=\"0\">")
}

fn open_link(address: &str) -> Event<'static> {
    let mut tag = String::from("<a rel=\"noopener noreferrer nofollow\" href=\"");
    for character in address.trim().chars() {
        match character {
            '&' => tag.push_str("&amp;"),
            '<' => tag.push_str("&lt;"),
            '>' => tag.push_str("&gt;"),
            '"' => tag.push_str("&quot;"),
            '\'' => tag.push_str("&#39;"),
            other => tag.push(other),
        }
    }
    tag.push_str("\">");
    Event::InlineHtml(tag.into())
}

fn shifted(level: HeadingLevel, shift: usize) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + shift).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::to_safe_html;

    #[test]
    fn markdown_becomes_html() {
        assert_eq!(
            to_safe_html("*Takes* payments, see [docs](https://example.com/?a=1&b=2)."),
            "<p><em>Takes</em> payments, see <a rel=\"noopener noreferrer nofollow\" href=\"https://example.com/?a=1&amp;b=2\">docs</a>.</p>\n"
        );
        assert_eq!(to_safe_html("# Title"), "<h3>Title</h3>\n");
    }

    #[test]
    fn raw_html_is_dropped() {
        let rendered = to_safe_html("a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n\n<b>c</b>");
        assert!(!rendered.contains("<img") && !rendered.contains("<script") && !rendered.contains("<b>"), "{rendered}");
        assert!(rendered.contains("a ") && rendered.contains('c'), "{rendered}");
    }

    #[test]
    fn hostile_links_lose_their_address_and_keep_their_text() {
        for hostile in [
            "[click](javascript:alert(1))",
            "[click](<java\tscript:alert(1)>)",
            "[click](data:text/html;base64,xyz)",
            "<javascript:alert(1)>",
            "![click](javascript:alert(1))",
            "[click][1]\n\n[1]: vbscript:x",
        ] {
            let rendered = to_safe_html(hostile);
            assert!(!rendered.contains("href"), "{hostile} gave {rendered}");
        }
        assert_eq!(to_safe_html("[click](javascript:x)"), "<p>click</p>\n");
    }

    #[test]
    fn addresses_cannot_leave_their_attribute() {
        let rendered = to_safe_html("[a](<https://example.com/\"onmouseover=\"alert(1)>)");
        assert!(rendered.contains("&quot;onmouseover"), "{rendered}");
    }

    #[test]
    fn pictures_are_links() {
        let rendered = to_safe_html("[![build](https://ci.example/badge.svg)](https://ci.example/)");
        assert!(!rendered.contains("<img"), "{rendered}");
        assert_eq!(rendered.matches("<a ").count(), 1, "{rendered}");
        assert_eq!(rendered.matches("</a>").count(), 1, "{rendered}");
    }
}
