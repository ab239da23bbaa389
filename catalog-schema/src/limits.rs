//! How much a descriptor file may ask of its reader.

/// Bounds on one file. Over one of them is a diagnostic, never a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub file_bytes: usize,
    /// Documents in the file.
    pub documents: usize,
    /// How deep maps and sequences may nest.
    pub nesting: usize,
    /// Nodes of one document once its aliases are replaced by what they stand for.
    pub expanded_nodes: usize,
    /// Diagnostics kept of one file; one more says how many were left out.
    pub diagnostics: usize,
}

impl Limits {
    /// For a directory that the operator named: 16 MiB and 50,000 documents.
    pub const fn local() -> Self {
        Self { file_bytes: 16 << 20, documents: 50_000, nesting: 64, expanded_nodes: 2_000_000, diagnostics: 1_000 }
    }

    /// For anything that comes from outside: 1 MiB and 1,000 documents.
    pub const fn remote() -> Self {
        Self { file_bytes: 1 << 20, documents: 1_000, nesting: 64, expanded_nodes: 200_000, diagnostics: 200 }
    }
}
