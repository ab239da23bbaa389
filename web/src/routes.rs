//! Which page answers which path.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::Problem;
use percent_encoding::percent_decode_str;

use crate::pages::{self, Page};
use crate::portal::Portal;
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// Answers a request for a page. Every path has an answer: what is not a page is the not-found page.
pub async fn respond(portal: &dyn Portal, request: &PageRequest) -> PageResponse {
    let segments = segments(&request.path);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();

    let page = match segments.as_slice() {
        [] => pages::home::load(portal, request).await,
        ["catalog"] => pages::catalog::load(portal, request).await,
        ["catalog", kind, namespace, name] => {
            pages::entity::load(portal, request, &EntityRef::new(kind, namespace, name)).await
        }
        ["teams"] => pages::teams::load(portal, request).await,
        ["teams", name] => {
            pages::teams::load_team(portal, request, &EntityRef::new("group", DEFAULT_NAMESPACE, name)).await
        }
        ["teams", namespace, name] => {
            pages::teams::load_team(portal, request, &EntityRef::new("group", namespace, name)).await
        }
        ["graph"] => pages::graph::load(portal, request).await,
        ["scorecards"] => pages::scorecards::load_list(portal, request).await,
        ["scorecards", name] => pages::scorecards::load_scorecard(portal, request, name).await,
        ["initiatives"] => pages::initiatives::load_list(portal, request).await,
        ["initiatives", name] => pages::initiatives::load_initiative(portal, request, name).await,
        ["exemptions"] => pages::exemptions::load(portal, request).await,
        ["insights"] => pages::insights::load(portal, request).await,
        ["activity"] => pages::activity::load(portal, request).await,
        ["audit"] => pages::audit::load(portal, request).await,
        ["search"] => pages::search::load(portal, request).await,
        ["sources"] => pages::sources::load_list(portal, request).await,
        ["sources", name] => pages::sources::load_source(portal, request, name).await,
        ["diagnostics", code] => pages::diagnostic_code::load(code),
        ["problems", code] => pages::problem_code::load(code),
        #[cfg(debug_assertions)]
        ["styleguide"] => Ok(pages::styleguide::load(request)),
        _ => Err(no_such_page(&request.path)),
    };
    let page = match page {
        Ok(page) => page,
        Err(problem) => problem_page(portal, &segments, problem).await,
    };
    render::document(request, portal.revision(), page)
}

/// The page for what went wrong: where something was not found, one that helps to find it.
async fn problem_page(portal: &dyn Portal, segments: &[&str], problem: Problem) -> Page {
    match problem.status {
        404 => pages::not_found::load(portal, segments.last().copied().unwrap_or_default(), problem).await,
        _ => pages::problem::page(problem),
    }
}

fn no_such_page(path: &str) -> Problem {
    Problem::new(404, "page_not_found", "There is no such page", format!("Nothing answers to {path}."))
}

/// The decoded parts of a path. Empty ones at the end do not count: `/catalog/` is `/catalog`.
fn segments(path: &str) -> Vec<String> {
    path.trim_matches('/')
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}
