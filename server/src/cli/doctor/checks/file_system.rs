//! Which kind of file system a directory is on.

use std::path::Path;

/// Those of which another machine has the disk.
const NETWORK: [&str; 12] =
    ["9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs", "gpfs", "lustre", "nfs", "nfs4", "smb3"];

/// The kind of a directory's file system, if it is one of the network; none also where that cannot be known.
pub(super) fn network(directory: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let directory = directory.canonicalize().ok()?;
    let kind = kind_of(&mounts, &directory)?;
    NETWORK.contains(&kind.as_str()).then_some(kind)
}

/// The kind of the mount that a path is in: the longest that it begins with, and of several the last.
fn kind_of(mounts: &str, path: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let (mount, file_system) = line.split_once(" - ")?;
        let point = mount.split(' ').nth(4)?.replace("\\040", " ");
        path.starts_with(&point).then(|| (point.len(), file_system.split(' ').next()))
    });
    mounts.max_by_key(|(length, _)| *length)?.1.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:35 / /srv/our\\040data rw,relatime shared:2 - nfs4 server:/data rw,vers=4.2\n";
        let kind = |path: &str| kind_of(mounts, Path::new(path));
        assert_eq!(kind("/srv/our data/sextant").as_deref(), Some("nfs4"));
        assert_eq!(kind("/srv/our").as_deref(), Some("ext4"));
        assert_eq!(kind_of("", Path::new("/")), None);
    }
}
