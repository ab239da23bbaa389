//! Whether the binary is as self-contained as it is said to be.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::http;
use crate::services;
use crate::workspace;

const LIMIT: Duration = Duration::from_secs(60);

/// Starts a copy of `binary` in an empty folder, over a copy of examples/, and asks whether it is well.
pub(crate) fn starts_alone(binary: &Path) -> Result<(), Failure> {
    let folder = tempfile::Builder::new()
        .prefix("sextant-alone-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
    let copy = folder.path().join("sextant");
    fs::copy(binary, &copy).map_err(|error| Failure::file(binary, &error))?;
    let mut command = Command::new(&copy);
    command.current_dir(folder.path()).args(["serve", "--listen", "127.0.0.1:0", "--data-dir", "data", "--catalog"]);
    command.arg(workspace::root().join("examples"));
    let (mut server, address) = services::start_until(&mut command, LIMIT, address_of)?;
    services::until(&mut server, "sextant", LIMIT, |_| {
        http::status(&address, "/readyz").ok().filter(|code| *code == 200)
    })?;
    for path in ["/healthz", "/catalog", "/api/v1/entities"] {
        match http::status(&address, path)? {
            200 => {}
            code => return Err(Failure::new(format!("the binary answers {path} with {code}"))),
        }
    }
    Ok(())
}

/// `listening on http://127.0.0.1:41235`
fn address_of(line: &str) -> Option<String> {
    let address = line.split_once("listening on http://")?.1;
    Some(address.split(|character: char| character.is_whitespace() || character == '/').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_the_servers_line() {
        assert_eq!(address_of("listening on http://127.0.0.1:4711").as_deref(), Some("127.0.0.1:4711"));
        assert_eq!(address_of("reading examples"), None);
    }
}
