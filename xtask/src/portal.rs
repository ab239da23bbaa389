//! A running portal.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::http;
use crate::process::group::Group;
use crate::services;

const LIMIT: Duration = Duration::from_secs(60);

/// A portal on a port of its own; stops when dropped.
#[derive(Debug)]
pub(crate) struct Portal {
    _server: Group,
    /// Host and port.
    pub(crate) address: String,
}

/// Starts `binary` in `folder`, over `catalog`, with its data below the folder, and waits until it is ready.
pub(crate) fn start(binary: &Path, folder: &Path, catalog: &Path) -> Result<Portal, Failure> {
    let mut command = Command::new(binary);
    command.current_dir(folder).env("SEXTANT_LOG", "warn");
    command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir", "data", "--catalog"]).arg(catalog);
    let (mut server, address) = services::start_until(&mut command, LIMIT, address_of)?;
    services::until(&mut server, "sextant", LIMIT, |_| {
        http::status(&address, "/readyz").ok().filter(|code| *code == 200)
    })?;
    Ok(Portal { _server: server, address })
}

/// `listening on http://127.0.0.1:41235`
pub(crate) fn address_of(line: &str) -> Option<String> {
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
