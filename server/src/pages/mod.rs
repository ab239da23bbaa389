//! The pages' side of the web server: requests in, documents, assets and the theme's cookie out.

mod assets;
mod badge;
mod bulk;
mod cookies;
mod document;
mod drawing;
mod editor;
mod exemptions;
mod favicon;
mod fields;
mod frame;
mod guard;
mod headers;
mod import;
mod my_teams;
mod new_source;
mod refused;
mod router;
mod settings;
mod sign_in;
mod simulate;
mod sources;
mod state;
mod theme;
mod tokens;

pub use router::router;
