//! `cargo xtask screenshots`: pictures of the portal over the demo company.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::driver::{self, Driver};
use crate::browser::session::Session;
use crate::commands::build::{self, Profile};
use crate::demo::Demo;
use crate::failure::Failure;
use crate::portal::{self, Portal};
use crate::steps::Steps;
use crate::workspace;

/// A page that is pictured.
struct Page {
    /// The picture's name, without theme and width.
    name: &'static str,
    path: &'static str,
    /// Whether the documentation shows it.
    in_docs: bool,
}

/// Everything that is pictured.
const PAGES: [Page; 26] = [
    page("home", "/", true),
    page("catalog", "/catalog", true),
    page("entity", "/catalog/component/default/payments", true),
    page("dependencies", "/catalog/component/default/payments?tab=dependencies", true),
    page("descriptor", "/catalog/component/default/loyalty?tab=descriptor", false),
    page("health", "/catalog/component/default/payments?tab=scorecards", false),
    page("events", "/catalog/component/default/payments?tab=activity", false),
    page("edit", "/catalog/component/default/payments/edit", false),
    page("new", "/new", false),
    page("scorecards", "/scorecards", true),
    page("scorecard", "/scorecards/production-readiness", false),
    page("insights", "/insights", false),
    page("teams", "/teams", false),
    page("team", "/teams/checkout", true),
    page("graph", "/graph?root=component:payments&depth=2&colour=team", true),
    page("way", "/graph?view=path&from=component:website&to=component:payments", false),
    page("cycles", "/graph?view=cycles", false),
    page("activity", "/activity", false),
    page("search", "/search?q=pay", true),
    page("sources", "/sources", true),
    page("source", "/sources/pizzup", false),
    page("tokens", "/tokens", false),
    page("audit", "/audit", false),
    page("signed-in", "/sign-in", false),
    page("diagnostic", "/diagnostics/invalid-yaml", false),
    page("not-found", "/catalog/component/default/payment", false),
];

/// The team that the reader of the pictures belongs to.
const TEAM: &str = "checkout";
const THEMES: [&str; 2] = ["light", "dark"];
/// Width and height of windows, in CSS pixels; only the first is for the documentation.
const WINDOWS: [(u32, u32); 2] = [(1440, 900), (390, 844)];

const fn page(name: &'static str, path: &'static str, in_docs: bool) -> Page {
    Page { name, path, in_docs }
}

/// Builds, starts a portal with a past of its own, and looks at its pages.
pub(crate) fn execute() -> Result<(), Failure> {
    let mut steps = Steps::new(5);
    let binary = build::bundle_and_server(&mut steps, Profile::Debug)?;
    // Not the demo of `run`: somebody may be at work in that.
    let folder = tempfile::Builder::new()
        .prefix("sextant-demo-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
    let demo = Demo::at(folder.path());
    steps.step("demo company", || demo.make(&binary))?;
    let (portal, driver) = steps.step("portal, Chromium, chromedriver", || {
        Ok((portal::start(&binary, folder.path(), &demo.catalog)?, driver::start()?))
    })?;
    let token = demo.data.join("admin-token");
    let token = fs::read_to_string(&token).map_err(|error| Failure::file(&token, &error))?;
    steps.step("pictures", || pictures(&portal, &driver, token.trim()))
}

/// All pages in all windows and themes into target/screenshots, and some of them into docs/images.
fn pictures(portal: &Portal, driver: &Driver, token: &str) -> Result<(), Failure> {
    let (all, docs) = (workspace::target().join("screenshots"), workspace::root().join("docs").join("images"));
    for folder in [&all, &docs] {
        workspace::make_dir(folder)?;
    }
    for (position, (width, height)) in WINDOWS.into_iter().enumerate() {
        let session = Session::open(driver, width, height)?;
        let url = |path: &str| format!("http://{}{path}", portal.address);
        session.goto(&url("/sign-in"))?;
        session.enter("input[name='token']", token)?;
        session.goto(&url(&format!("/my-teams?team={TEAM}&back=/")))?;
        for theme in THEMES {
            session.goto(&url(&format!("/theme?set={theme}&back=/")))?;
            for page in &PAGES {
                session.goto(&url(page.path))?;
                let picture = session.screenshot()?;
                write(&all.join(format!("{}-{theme}-{width}.png", page.name)), &picture)?;
                if page.in_docs && position == 0 {
                    write(&in_docs(&docs, page, theme), &picture)?;
                }
            }
        }
    }
    eprintln!("      {} and {}", all.display(), docs.display());
    Ok(())
}

/// `home.png`, `home-dark.png`
fn in_docs(folder: &Path, page: &Page, theme: &str) -> PathBuf {
    let suffix = if theme == THEMES[0] { String::new() } else { format!("-{theme}") };
    folder.join(format!("{}{suffix}.png", page.name))
}

fn write(path: &Path, picture: &[u8]) -> Result<(), Failure> {
    fs::write(path, picture).map_err(|error| Failure::file(path, &error))
}
