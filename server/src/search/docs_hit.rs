//! Which documentation page of a hit matched best, and where in it.

use catalog_schema::wire::DocMatch;

use super::highlight::mark;
use super::sought::Sought;

/// How much of a page around a place is looked at, in bytes.
const AROUND: usize = 400;
/// A shorter word alone makes no page the best one, in bytes: it is in all of them.
const MIN_WORD: usize = 3;

/// A page as the index keeps it.
#[derive(Debug)]
pub(super) struct Page {
    /// Relative to its repository.
    pub(super) path: String,
    /// Its title on the first line, and what it says.
    pub(super) text: String,
}

/// A page that has words of a query.
struct Found<'a> {
    page: &'a Page,
    /// How many of the words it has, those of its title twice.
    words: usize,
    excerpt: String,
}

/// The page that has the most of the words, with an excerpt in which they are marked; none where no page has any. Words
/// are looked for as they are, and where typos are allowed in the beginning of each page.
pub(super) fn best_page(pages: &[Page], sought: &Sought) -> Option<DocMatch> {
    let found = pages.iter().filter_map(|page| look(page, sought));
    // Of equals the first one.
    let Found { page, excerpt, .. } =
        found.reduce(|best, other| if other.words > best.words { other } else { best })?;
    let title = page.text.lines().next().unwrap_or_default().to_owned();
    Some(DocMatch { path: page.path.clone(), title, url: None, excerpt })
}

fn look<'a>(page: &'a Page, sought: &Sought) -> Option<Found<'a>> {
    let text = page.text.to_ascii_lowercase();
    let (title, body) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    let told = sought.texts().filter(|word| word.len() >= MIN_WORD);
    let in_title = told.clone().filter(|word| title.contains(word)).count();
    let places: Vec<usize> = told.filter_map(|word| find(body, word)).collect();
    // Most pages of most hits end here, which is why words are looked for as bytes first.
    let window = |place: usize| {
        let start = page.text.floor_char_boundary((title.len() + 1 + place).saturating_sub(AROUND / 4));
        &page.text[start.max(title.len() + 1).min(page.text.len())..page.text.ceil_char_boundary(start + AROUND)]
    };
    let windows = places.iter().map(|place| window(*place));
    let best = windows.map(|window| (marks(window, sought), window)).reduce(|one, other| match other.0 > one.0 {
        true => other,
        false => one,
    });
    let excerpt = best.and_then(|(_, window)| mark(window, sought));
    let beginning = || if sought.may_have_typos() || in_title > 0 { mark(&page.text, sought) } else { None };
    let excerpt = excerpt.or_else(beginning)?;
    Some(Found { page, words: 2 * in_title + places.len(), excerpt })
}

/// Where a word begins in a text; else where its letters do, as within `failOver`.
fn find(text: &str, word: &str) -> Option<usize> {
    let begins = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
    let places = || text.match_indices(word).map(|(at, _)| at);
    places().find(begins).or_else(|| places().next())
}

/// How many of the words a part of a text has.
fn marks(text: &str, sought: &Sought) -> usize {
    let text = text.to_ascii_lowercase();
    sought.texts().filter(|word| text.contains(word)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(path: &str, text: &str) -> Page {
        Page { path: path.to_owned(), text: text.to_owned() }
    }

    fn sought(words: &str, typos: bool) -> Sought {
        Sought::new(words.split(' ').map(|word| (word.to_owned(), false)).collect(), typos)
    }

    #[test]
    fn the_page_with_the_most_words_is_shown_where_they_stand() {
        let long = format!("Runbook\nThe relay. {}Restart the Relay of the outbox now.", "Other words. ".repeat(200));
        let pages = [page("a.md", "Start\nThe relay."), page("b.md", &long), page("c.md", "Rota\nWho is on call.")];
        let found = best_page(&pages, &sought("relay outbox", false)).unwrap();
        assert_eq!((found.path.as_str(), found.title.as_str()), ("b.md", "Runbook"));
        let excerpt = found.excerpt.replace('\u{E000}', "[").replace('\u{E001}', "]");
        assert!(excerpt.contains("Restart the [Relay] of the [outbox] now."), "{excerpt}");
        assert!(best_page(&pages, &sought("zebra", false)).is_none());
    }

    #[test]
    fn a_title_says_more_than_a_word_in_the_text() {
        let pages = [page("a.md", "Start\nSee the runbook."), page("b.md", "Runbook\nWhat to do.")];
        assert_eq!(best_page(&pages, &sought("runbook", false)).unwrap().path, "b.md");
    }

    proptest! {
        #[test]
        fn any_page_can_be_looked_through(text in "[\\PC\\n]{0,900}", words in "[a-zé ]{1,12}", typos: bool) {
            best_page(&[page("a.md", &text)], &sought(&words, typos));
        }
    }
}
