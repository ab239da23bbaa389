//! What is known of the commit that is pushed.

use std::fmt;

use super::{git, system};
use crate::cli::dry_run::Tree;
use crate::cli::init::Remote;
use crate::cli::push::Arguments;

/// What is known of the commit that is pushed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cli::push) struct Said {
    /// What runs the pipeline.
    pub(super) system: Option<&'static str>,
    pub(in crate::cli::push) repository: Option<String>,
    pub(in crate::cli::push) branch: Option<String>,
    pub(in crate::cli::push) commit: Option<String>,
    /// RFC 3339.
    pub(in crate::cli::push) committed_at: Option<String>,
    pub(in crate::cli::push) author: Option<String>,
    pub(in crate::cli::push) run_id: Option<String>,
}

impl Said {
    /// What flags say, then the system that runs this, then git.
    pub(in crate::cli::push) fn of(arguments: &Arguments, tree: &Tree) -> Self {
        let environment = |name: &str| std::env::var(name).ok();
        let flags = Self {
            system: None,
            repository: arguments.repository.clone(),
            branch: arguments.branch.clone(),
            commit: arguments.commit.clone(),
            committed_at: arguments.committed_at.clone(),
            author: None,
            run_id: arguments.run_id.clone(),
        };
        let mut by_system = system::said(&environment);
        by_system.repository = by_system.repository.map(address);
        // What the system says of its commit holds for no other one.
        if flags.commit.is_some() && flags.commit != by_system.commit {
            (by_system.committed_at, by_system.author) = (None, None);
        }
        // `HEAD` is a name that a system may say instead of a commit.
        by_system.commit = by_system.commit.filter(|commit| commit != "HEAD");
        let remote = Self { repository: tree.remote.as_ref().map(Remote::address), ..Self::default() };
        let said = flags.or(by_system);
        let by_git = git::said(&tree.root, said.commit.as_deref());
        said.or(remote).or(by_git)
    }

    /// What this says, and what another one says of the rest.
    fn or(self, other: Self) -> Self {
        Self {
            system: self.system.or(other.system),
            repository: self.repository.or(other.repository),
            branch: self.branch.or(other.branch),
            commit: self.commit.or(other.commit),
            committed_at: self.committed_at.or(other.committed_at),
            author: self.author.or(other.author),
            run_id: self.run_id.or(other.run_id),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unknown = "unknown";
        let text = |value: &Option<String>| value.clone().unwrap_or_else(|| unknown.to_owned());
        write!(f, "repository {}", text(&self.repository))?;
        write!(f, ", branch {}, commit {} of {}", text(&self.branch), text(&self.commit), text(&self.committed_at))?;
        if let Some(run) = &self.run_id {
            write!(f, ", run {run}")?;
        }
        self.system.map_or(Ok(()), |system| write!(f, " ({system})"))
    }
}

/// One notation for an address, whichever the system uses, and without a secret.
fn address(address: String) -> String {
    Remote::parse(&address).map_or(address, |remote| remote.address())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_notation() {
        for notation in ["git@github.com:acme/orders.git", "https://x:secret@github.com/acme/orders"] {
            assert_eq!(address(notation.to_owned()), "https://github.com/acme/orders");
        }
        assert_eq!(address("/srv/git/orders".to_owned()), "/srv/git/orders");
    }
}
