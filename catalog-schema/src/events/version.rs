//! The version that an artifact's name tells.

/// The version in a package URL (`pkg:oci/orders@sha256%3A0f?tag=1.2.3`: the tag is what people call it) or in the name of
/// an image (`registry/orders:1.2.3`); none where it tells none.
pub(super) fn version_of(artifact: &str) -> Option<String> {
    if let Some(package) = artifact.strip_prefix("pkg:") {
        let package = package.split('#').next().unwrap_or_default();
        let (name, qualifiers) = package.split_once('?').unwrap_or((package, ""));
        let tag = qualifiers.split('&').find_map(|qualifier| qualifier.strip_prefix("tag="));
        let version = tag.or_else(|| name.rsplit_once('@').map(|(_, version)| version))?;
        return Some(version.replace("%3A", ":").replace("%2B", "+")).filter(|version| !version.is_empty());
    }
    let (_, version) = artifact.rsplit_once(['@', ':'])?;
    (!version.is_empty() && !version.contains('/')).then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn the_tag_or_what_stands_behind_the_name() {
        let cases = [
            ("pkg:oci/orders@sha256%3A0f2c?repository_url=ghcr.io/acme&tag=1.2.3", Some("1.2.3")),
            ("pkg:npm/%40acme/ui@4.0.0", Some("4.0.0")),
            ("pkg:oci/orders@sha256%3A0f2c", Some("sha256:0f2c")),
            ("registry:5000/orders:1.2.3", Some("1.2.3")),
            ("pkg:oci/orders", None),
            ("registry:5000/orders", None),
            ("orders", None),
            ("orders:", None),
        ];
        for (artifact, version) in cases {
            assert_eq!(version_of(artifact).as_deref(), version, "{artifact}");
        }
    }
}
