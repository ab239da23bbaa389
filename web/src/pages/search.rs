//! `/search`: where is …?

use catalog_schema::wire::{Problem, SearchHit, SearchQuery, SearchResults};
use leptos::prelude::*;

use crate::address::{entity_page, search_page, with_query};
use crate::components::{icons, kind_and_type, marked, owner_link};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Hits on a page.
const PAGE_SIZE: u32 = 20;

/// What is asked for, as the address says it.
#[derive(Clone)]
struct Asked {
    words: String,
    kind: Option<String>,
    offset: u32,
}

impl Asked {
    fn address(&self, kind: Option<&str>, offset: u32) -> String {
        let offset_text = offset.to_string();
        let mut pairs = vec![("q", self.words.as_str())];
        pairs.extend(kind.map(|kind| ("kind", kind)));
        if offset > 0 {
            pairs.push(("offset", &offset_text));
        }
        with_query("/search", pairs)
    }

    fn query(&self) -> SearchQuery {
        SearchQuery {
            q: self.words.clone(),
            filter: self.kind.iter().map(|kind| format!("kind={:?}", kind.to_lowercase())).collect(),
            limit: Some(PAGE_SIZE),
            offset: Some(self.offset),
            facet: vec!["kind".to_owned()],
        }
    }
}

/// Ranked hits for the words of the address; only the box where there are none.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let query = &request.query;
    let asked = Asked {
        words: query.first("q").unwrap_or_default().to_owned(),
        kind: query.first("kind").map(str::to_owned),
        offset: query.first("offset").and_then(|offset| offset.parse().ok()).unwrap_or(0),
    };
    if asked.words.is_empty() {
        return Ok(Page::new("Search", move || view(&asked, None)).in_section(Section::Search));
    }
    let results = portal.search(&asked.query()).await?;
    let json = with_query("/api/v1/search", [("q", asked.words.as_str())]);
    let title = format!("{} · Search", asked.words);
    Ok(Page::new(title, move || view(&asked, Some(&results))).in_section(Section::Search).with_json(json))
}

fn view(asked: &Asked, results: Option<&SearchResults>) -> AnyView {
    let answer = match results {
        None => view! {
            <p class="absent">"Names, titles, descriptions, owners, tags: every word counts, and small typos do not."</p>
        }
        .into_any(),
        Some(results) => answer(asked, results).into_any(),
    };
    view! {
        <div class="search-page">
            <h1>"Search"</h1>
            {search_form(&asked.words)}
            {answer}
        </div>
    }
    .into_any()
}

/// The box; also on the page that says that nothing was found.
pub(super) fn search_form(words: &str) -> AnyView {
    view! {
        <form class="search-box search-box-large" role="search" action="/search" method="get" aria-label="All fields">
            {icons::search()}
            <input
                type="search"
                name="q"
                value=words.to_owned()
                aria-label="Words to search for"
                placeholder="A name, an owner, a word of a description"
                autocomplete="off"
                spellcheck="false"
            />
            <button type="submit">"Search"</button>
        </form>
    }
    .into_any()
}

fn answer(asked: &Asked, results: &SearchResults) -> AnyView {
    let suggestion = results.suggestion.as_ref().map(|words| {
        view! {
            <p class="suggestion">
                "Did you mean " <a href=search_page(words)>{words.clone()}</a> "?"
            </p>
        }
    });
    let found = match results.total {
        0 => format!("Nothing matches “{}”.", asked.words),
        1 => "1 result".to_owned(),
        total => format!("{total} results"),
    };
    let nothing = (results.total == 0).then(|| {
        view! {
            <p>
                "Use fewer or shorter words, or look through " <a href="/catalog">"the whole catalog"</a> "."
            </p>
        }
    });
    view! {
        <p class="extent" role="status">{found}</p>
        {suggestion}
        {kinds(asked, results)}
        {nothing}
        <ol class="hits">{results.hits.iter().map(hit).collect_view()}</ol>
        {pager(asked, results)}
    }
    .into_any()
}

/// How many of each kind, to look at one kind only.
fn kinds(asked: &Asked, results: &SearchResults) -> Option<AnyView> {
    let values = results.facets.get("kind").filter(|values| values.len() > 1 || asked.kind.is_some())?;
    let entries = values
        .iter()
        .map(|value| {
            let here = asked.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case(&value.value));
            view! {
                <li>
                    <a
                        class="chip"
                        href=asked.address((!here).then_some(&value.value), 0)
                        aria-current=here.then_some("true")
                    >
                        <span class="chip-value">{value.value.clone()}</span>
                        <span class="number">{value.count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let all = asked.kind.as_ref().map(|_| {
        view! {
            <li>
                <a class="chips-clear" href=asked.address(None, 0)>"All kinds"</a>
            </li>
        }
    });
    Some(
        view! {
            <ul class="chips" aria-label="Kinds">
                {entries}
                {all}
            </ul>
        }
        .into_any(),
    )
}

/// One hit: its name, what it is, and the words around the match.
fn hit(hit: &SearchHit) -> AnyView {
    let marked_title = hit.highlights.get("title");
    let title = marked_title.unwrap_or(&hit.title).clone();
    // A name that says the same as the title would only say it twice.
    let said = |field: &str| field == "title" || (field == "name" && marked_title.is_some());
    let details = hit.highlights.iter().filter(|(field, _)| !said(field)).map(|(field, text)| {
        let label = (field != "description").then(|| view! { <span class="hit-field">{field.clone()} ": "</span> });
        view! {
            <p class="hit-text">
                {label}
                {marked(text)}
            </p>
        }
    });
    view! {
        <li class="hit">
            <h2>
                <a class="entity-link" href=entity_page(&hit.entity_ref) title=hit.entity_ref.clone()>
                    {icons::kind(&hit.kind)}
                    <span>{marked(&title)}</span>
                </a>
            </h2>
            <p class="hit-meta">
                {kind_and_type(&hit.kind, hit.entity_type.as_deref())}
                {hit.owner.as_deref().map(|owner| owner_link(Some(owner)))}
                <code>{hit.entity_ref.clone()}</code>
            </p>
            {details.collect_view()}
        </li>
    }
    .into_any()
}

fn pager(asked: &Asked, results: &SearchResults) -> Option<AnyView> {
    let kind = asked.kind.as_deref();
    let next_offset = asked.offset.saturating_add(PAGE_SIZE);
    let before = (asked.offset > 0).then(|| {
        view! {
            <a class="button" rel="prev" href=asked.address(kind, asked.offset.saturating_sub(PAGE_SIZE))>
                "Better hits"
            </a>
        }
    });
    let after = (u64::from(next_offset) < results.total)
        .then(|| view! { <a class="button" rel="next" href=asked.address(kind, next_offset)>"More hits"</a> });
    if before.is_none() && after.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="pager" aria-label="Pages">
                {before}
                {after}
            </nav>
        }
        .into_any(),
    )
}
