//! Directories that are added while the portal runs.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::service::{check_name, note};
use super::{Registry, RegistryError};
use crate::sources::directory::NamedDirectory;

impl Registry {
    /// Makes a directory a source, and follows it from now on.
    ///
    /// # Errors
    /// If the name is none or taken, the path is no directory below one that is allowed, this process follows no
    /// directories, or the store fails.
    pub async fn add_directory(&self, name: &str, path: &Path, by: &str) -> Result<(), RegistryError> {
        check_name(name)?;
        let Some(newcomers) = &self.newcomers else {
            let why = "this process reads no sources (follow_sources = false); ask one that does";
            return Err(RegistryError::NotAllowed(why.to_owned()));
        };
        let (allowed, path) = (self.allowed.clone(), path.to_owned());
        let checked = tokio::task::spawn_blocking(move || check(&allowed, &path)).await;
        let root = checked.map_err(crate::ingest::IngestError::from)??;
        let directory = NamedDirectory { name: name.to_owned(), root };
        let mut tx = self.store.write().await?;
        if tx.source_states().await?.contains_key(name) {
            return Err(RegistryError::Exists(format!("there is a source {name} already; choose another name")));
        }
        let address = directory.root.to_string_lossy().into_owned();
        let taken = tx.locations_uncounted().await?.into_iter().find(|row| row.address == address);
        if let Some(row) = taken {
            return Err(RegistryError::Exists(format!("the source {} reads {address} already", row.source)));
        }
        directory.add(&mut tx).await?;
        let detail = json!({ "type": "directory", "address": address });
        tx.audit(&[note(by, "add-source", name, detail, None)]).await?;
        tx.commit().await?;
        if newcomers.send(directory).await.is_err() {
            tracing::warn!(source = name, "the new directory is followed from the next start on");
        }
        Ok(())
    }
}

/// The directory that a path leads to, symbolic links followed, if it lies within one that is allowed. What is not allowed
/// is refused in one way, whatever is there: nobody learns so what the machine has.
fn check(allowed: &[PathBuf], path: &Path) -> Result<PathBuf, RegistryError> {
    let shown = path.display();
    if allowed.is_empty() {
        let why = "no directory may be added here; the setting directories.allowed (SEXTANT_ALLOWED_DIRECTORIES) names \
                   those below which one may";
        return Err(RegistryError::NotAllowed(why.to_owned()));
    }
    let roots: Vec<PathBuf> = allowed.iter().filter_map(|root| root.canonicalize().ok()).collect();
    let refused = || {
        let all: Vec<String> = allowed.iter().map(|root| root.display().to_string()).collect();
        let all = all.join(", ");
        RegistryError::NotAllowed(format!(
            "{shown} does not lead to a place below {all}, which directories.allowed names"
        ))
    };
    if !path.is_absolute() {
        return Err(RegistryError::NoDirectory(format!("{shown} is no absolute path; it begins with /")));
    }
    let Ok(real) = path.canonicalize() else {
        // Of what lies below an allowed directory it may be said that it is missing.
        let there = path.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_default();
        return Err(match roots.iter().any(|root| there.starts_with(root)) {
            true => RegistryError::NoDirectory(format!("{shown} is not there, or cannot be read")),
            false => refused(),
        });
    };
    if !roots.iter().any(|root| real.starts_with(root)) {
        return Err(refused());
    }
    if !real.is_dir() {
        return Err(RegistryError::NoDirectory(format!("{shown} is no directory")));
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(allowed: &[PathBuf], path: &Path) -> String {
        check(allowed, path).unwrap_err().to_problem().code
    }

    #[test]
    fn only_what_lies_below_an_allowed_directory_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        for folder in ["open/services", "secret/keys", "open-not"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        std::fs::write(root.join("open/file"), "x").unwrap();
        let allowed = [root.join("open")];
        assert_eq!(check(&allowed, &root.join("open/services")).unwrap(), root.join("open/services"));
        assert_eq!(check(&allowed, &root.join("open/./services/../services")).unwrap(), root.join("open/services"));
        assert_eq!(check(&allowed, &root.join("open")).unwrap(), root.join("open"));
        for path in ["open/../secret", "secret/keys", "open-not", "secret/not-there", "open/../nothing", ""] {
            assert_eq!(code(&allowed, &root.join(path)), "directory_not_allowed", "{path}");
        }
        assert_eq!(code(&allowed, &root.join("open/file")), "no_directory");
        assert_eq!(code(&allowed, &root.join("open/not-there")), "no_directory");
        assert_eq!(code(&allowed, Path::new("open/services")), "no_directory", "a relative path is none");
        assert_eq!(code(&[], &root.join("open/services")), "directory_not_allowed", "nothing is allowed by itself");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("secret"), root.join("open/link")).unwrap();
            std::os::unix::fs::symlink(root.join("open/services"), root.join("open/inner")).unwrap();
            assert_eq!(code(&allowed, &root.join("open/link")), "directory_not_allowed");
            assert_eq!(code(&allowed, &root.join("open/link/keys")), "directory_not_allowed");
            assert_eq!(code(&allowed, &root.join("open/link/not-there")), "directory_not_allowed");
            assert_eq!(check(&allowed, &root.join("open/inner")).unwrap(), root.join("open/services"));
        }
    }
}
