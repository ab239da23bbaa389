//! HAProxy's configuration by its own check. That it works is asked in server/tests/deploy/proxy.rs.

use std::path::Path;
use std::process::Command;

use crate::files::{path, said, text, tool};

fn check(file: &Path) -> (bool, String) {
    said(Command::new(tool("SEXTANT_TEST_HAPROXY")).arg("-c").arg("-f").arg(file))
}

#[test]
#[ignore = "needs HAProxy: cargo xtask test"]
fn the_configuration_is_valid() {
    let (valid, said) = check(&path("compose/haproxy.cfg"));
    // Names of containers mean nothing here; the proxy starts without them and asks again.
    let warnings: Vec<&str> =
        said.lines().filter(|line| line.starts_with("[WARNING]") && !line.contains("could not resolve")).collect();
    assert!(valid && warnings.is_empty(), "{said}");

    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("haproxy.cfg");
    std::fs::write(&broken, text("compose/haproxy.cfg").replace("balance leastconn", "balance fairly")).unwrap();
    let (valid, said) = check(&broken);
    assert!(!valid && said.contains("balance"), "{said}");
}
