//! The pages' side of the web server: requests in, documents, assets and the theme's cookie out.

mod assets;
mod cookies;
mod document;
mod drawing;
mod favicon;
mod headers;
mod my_teams;
mod router;
mod theme;

pub use router::router;
