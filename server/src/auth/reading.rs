//! Who may see the catalog.

/// Who may see the catalog. Writing takes a token always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Whoever reaches the address.
    #[default]
    Open,
    /// Who has a token, or has signed in with one.
    Guarded,
}
