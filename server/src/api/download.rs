//! Tables to save as a file, of which one page at a time is in memory.

use std::future::Future;
use std::io;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::Problem;
use futures_util::stream::{self, StreamExt, TryStreamExt, try_unfold};

use crate::clock::{day, now_ms};

/// Lines that are in memory at once.
pub(super) const PAGE_SIZE: u32 = 1_000;

/// A page of a table.
pub(super) struct Page {
    /// Its lines as CSV.
    pub(super) lines: io::Result<Vec<u8>>,
    /// Where the next page begins.
    pub(super) next: Option<String>,
}

/// A table under the name `{name}-2026-11-21.csv`: the line with the columns, `first`, and whatever `page_at` finds from there
/// on. A page that cannot be made ends the answer before its end, which the receiver notices; where `page_at` has none, the
/// table ends.
pub(super) fn download<F, A>(name: &str, columns: io::Result<Vec<u8>>, first: Page, page_at: F) -> Response
where
    F: Fn(String) -> A + Send + 'static,
    A: Future<Output = Result<Option<Page>, Problem>> + Send + 'static,
{
    let rest = try_unfold((first.next, page_at), |(next, page_at)| async move {
        let Some(at) = next else { return Ok(None) };
        let page = page_at(at).await.map_err(|problem| io::Error::other(problem.detail))?;
        Ok(page.map(|page| (page.lines, (page.next, page_at))))
    });
    let pieces = stream::iter([columns, first.lines]).chain(rest.and_then(|lines| async { lines }));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.csv\"", unquoted(name), day(now_ms()))),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}

/// A name that needs no quoting in a header, whatever something is called.
fn unquoted(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect()
}
