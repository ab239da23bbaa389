//! How long the pages of scorecards take to be made, each for the first time after a change.

use std::sync::Arc;

use sextant_server::follow::LiveCell;
use sextant_server::insights::{Survey, SurveyCell};
use sextant_server::live::Live;
use sextant_server::portal::CatalogPortal;
use sextant_server::store::Store;
use tokio::runtime::Runtime;
use web::{AssetNames, PageRequest, Query, Theme};

use crate::NOW;
use crate::table::Table;

/// Pages with their queries, and what the table calls them.
const PAGES: [(&str, &str, &str); 7] = [
    ("page of all scorecards", "/scorecards", ""),
    ("page of a scorecard, by team", "/scorecards/scorecard-0", ""),
    ("page of a scorecard, by tree", "/scorecards/scorecard-0", "by=tree"),
    ("page of a scorecard, by system", "/scorecards/scorecard-0", "by=system"),
    ("page of a scorecard, by domain", "/scorecards/scorecard-0", "by=domain"),
    ("page of a scorecard, by tier", "/scorecards/scorecard-0", "by=tier"),
    ("page of a scorecard, below a level", "/scorecards/scorecard-0", "below=silver"),
];
/// How often each is asked for.
const TIMES: usize = 100;

fn request(path: &str, query: &str) -> PageRequest {
    PageRequest {
        path: path.to_owned(),
        query: Query::parse(query),
        raw_query: query.to_owned(),
        theme: Theme::Auto,
        teams: Vec::new(),
        visitor: None,
        nonce: None,
        assets: AssetNames::default(),
        now: NOW,
    }
}

/// Times every page. Each time it is of a snapshot that nobody has asked anything of: the one after a change, made by
/// `changed`, which also counts what follows from it; that is not part of the times, since nobody waits for it.
pub(crate) fn time(table: &mut Table, surveyed: Survey, changed: impl Fn(usize) -> Live) {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(Store::open_sqlite(&folder.path().join("sextant.db"))).unwrap();
    let surveys = Arc::new(SurveyCell::default());
    surveys.show(surveyed);
    for (title, path, query) in PAGES {
        let asked = request(path, query);
        let portals: Vec<CatalogPortal> = (0..=TIMES)
            .map(|number| {
                let cell = Arc::new(LiveCell::new(changed(number)));
                CatalogPortal::new(store.clone(), cell).surveyed(Arc::clone(&surveys))
            })
            .collect();
        table.timed(title, TIMES, |number| {
            let page = runtime.block_on(web::respond(&portals[number], &asked));
            assert_eq!(page.status, 200, "{path}?{query}");
            page.html.len()
        });
    }
}
