//! What a page is asked with, and what it answers.

use crate::query::Query;

/// One request for a page.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// The path as it came, still percent-encoded.
    pub path: String,
    /// The decoded query.
    pub query: Query,
    /// The query as it came, to lead back to this very page.
    pub raw_query: String,
    /// The theme that was chosen before.
    pub theme: Theme,
    /// References of the teams that the reader has chosen as theirs before.
    pub teams: Vec<String>,
    /// Who has signed in; none where nobody has.
    pub visitor: Option<Visitor>,
    /// What inline scripts carry to be allowed to run; none where there is to be no script.
    pub nonce: Option<String>,
    /// The addresses of style sheet and bundle.
    pub assets: AssetNames,
    /// The time, in milliseconds since the Unix epoch, that "3 minutes ago" counts from.
    pub now: i64,
}

impl PageRequest {
    /// Teams that a reader can choose at most.
    pub const MOST_TEAMS: usize = 20;

    /// The address of this page, relative to the portal.
    pub(crate) fn address(&self) -> String {
        if self.raw_query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.raw_query) }
    }
}

/// Who looks at a page, by the token that they signed in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// The token's name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Whether that is everything.
    pub is_admin: bool,
}

/// The addresses of what pages load, relative to the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssetNames {
    /// The style sheet.
    pub css: &'static str,
    /// The islands; none where the server was built without them, and then pages carry no script.
    pub bundle: Option<Bundle>,
}

/// The two files of the islands' bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The address of the JavaScript module.
    pub js: &'static str,
    /// The address of the WebAssembly module.
    pub wasm: &'static str,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which the switch has them.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The name in addresses, the cookie and the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name)
    }
}

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageResponse {
    /// The HTTP status code.
    pub status: u16,
    /// The whole document.
    pub html: String,
}
