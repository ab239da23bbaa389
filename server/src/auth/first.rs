//! The first token of a catalog.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Auth, AuthError, Lifetime, NewToken, Scope, Secret};

/// The first token and where it is kept.
#[derive(Debug)]
pub struct FirstToken {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub secret: Secret,
}

/// Why there is no first token.
#[derive(Debug, thiserror::Error)]
pub enum FirstTokenError {
    /// It cannot be kept.
    #[error("the admin token cannot be written to {path}: {source}")]
    Keep {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It cannot be made.
    #[error(transparent)]
    Auth(#[from] AuthError),
}

/// Makes the first token of a catalog that never had one, and writes it to `admin-token` in the data directory, which only
/// the owner of the process may read. Of several processes one wins; none where it is another one, or there were tokens.
///
/// # Errors
/// If the file cannot be written or the database fails; no token is made then.
pub async fn first_token(auth: &Auth, data_dir: &Path) -> Result<Option<FirstToken>, FirstTokenError> {
    let path = data_dir.join("admin-token");
    let new = NewToken {
        name: "admin".to_owned(),
        scopes: [Scope::Admin].into_iter().collect(),
        lifetime: Lifetime::Endless,
    };
    let keep =
        |secret: &Secret| write(&path, secret).map_err(|source| FirstTokenError::Keep { path: path.clone(), source });
    let secret = auth.create_first(&new, keep).await?;
    Ok(secret.map(|secret| FirstToken { path, secret }))
}

fn write(path: &Path, secret: &Secret) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    // What is left of a catalog that is gone may be readable for others: it is made anew.
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", secret.reveal())?;
    file.sync_all()
}
