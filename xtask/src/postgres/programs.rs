//! Where PostgreSQL's server programs are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::tools::{apt, path};

/// Debian keeps server programs off `PATH`, one folder per major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `postgres`, installed where they are missing.
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    apt::install(&["postgresql"])?;
    find().ok_or_else(|| Failure::new(format!("postgresql is installed, but there is no initdb below {DEBIAN}")))
}

fn find() -> Option<PathBuf> {
    let on_path = path::find(&["initdb"]).and_then(|initdb| initdb.parent().map(Path::to_path_buf));
    on_path.or_else(|| newest(Path::new(DEBIAN)))
}

fn newest(folder: &Path) -> Option<PathBuf> {
    let versions = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let complete = versions.filter(|version| path::is_program(&version.join("bin").join("initdb")));
    let number = |version: &PathBuf| version.file_name()?.to_str()?.parse::<u32>().ok();
    complete.max_by_key(number).map(|version| version.join("bin"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_newest_version_with_a_server_wins() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "15"] {
            let bin = folder.path().join(version).join("bin");
            fs::create_dir_all(&bin).unwrap();
            fs::write(bin.join("initdb"), "").unwrap();
            fs::set_permissions(bin.join("initdb"), fs::Permissions::from_mode(0o755)).unwrap();
        }
        // A client without a server.
        fs::create_dir_all(folder.path().join("17").join("bin")).unwrap();
        assert_eq!(newest(folder.path()), Some(folder.path().join("15").join("bin")));
    }
}
