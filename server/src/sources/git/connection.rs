//! How git is called for one repository: where it may go, as whom, and with what nothing.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::address::Address;
use super::run::{Bounds, Failure, run};
use super::settings::GitSettings;
use crate::guarded_http::Guard;
use crate::secrets::SecretRef;
use crate::sources::git_program::git;
use crate::sources::remote::RemoteError;

/// Who asks over https where nothing is said: services take any name beside a token.
const USERNAME: &str = "git";
/// How long git may talk to another host.
const TIME: Duration = Duration::from_secs(300);
/// Answers about references, in bytes.
const REFERENCES: usize = 16 << 20;
/// What a repository may take on the disk, in bytes.
pub(super) const DISK: u64 = 256 << 20;

/// How one repository is asked.
pub(super) struct Connection {
    pub(super) address: Address,
    /// What is asked, for people.
    pub(super) shown: String,
    username: String,
    token: Option<SecretRef>,
    ssh_key: Option<PathBuf>,
    known_hosts: Option<PathBuf>,
    guard: Guard,
    /// Calls that went to another host.
    asked: std::sync::Arc<AtomicU64>,
}

impl Connection {
    pub(super) fn new(
        url: &str,
        settings: &GitSettings,
        guard: Guard,
        asked: std::sync::Arc<AtomicU64>,
    ) -> Result<Self, RemoteError> {
        let ssh_key = match &settings.ssh_key {
            Some(SecretRef::File(path)) => Some(path.clone()),
            _ => None,
        };
        Ok(Self {
            address: Address::parse(url).map_err(RemoteError::Refused)?,
            shown: url.to_owned(),
            username: settings.username.clone().unwrap_or_else(|| USERNAME.to_owned()),
            token: settings.token.clone(),
            ssh_key,
            known_hosts: settings.known_hosts.clone(),
            guard,
            asked,
        })
    }

    /// What git answers to `arguments` about the repository at `root`, asking nobody else.
    pub(super) async fn local(
        &self,
        root: &Path,
        arguments: &[&str],
        input: Vec<u8>,
        output: usize,
    ) -> Result<Vec<u8>, RemoteError> {
        let mut command = git(root);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments);
        let bounds = Bounds { time: TIME, output, disk: None };
        run(command, input, bounds).await.map_err(|failure| self.failed(failure))
    }

    /// What git answers that asks the host of the repository.
    pub(super) async fn ask(
        &self,
        root: &Path,
        arguments: &[&str],
        input: Vec<u8>,
        disk: bool,
    ) -> Result<Vec<u8>, RemoteError> {
        let command = self.command(root, arguments).await?;
        self.asked.fetch_add(1, Ordering::Relaxed);
        let bounds = Bounds { time: TIME, output: REFERENCES, disk: disk.then(|| (root.to_owned(), DISK)) };
        run(command, input, bounds).await.map_err(|failure| self.failed(failure))
    }

    async fn command(&self, root: &Path, arguments: &[&str]) -> Result<Command, RemoteError> {
        let mut command = git(root);
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_ALLOW_PROTOCOL", self.address.protocol())
            .env("SSH_ASKPASS_REQUIRE", "never")
            .args([
                "-c",
                "credential.helper=",
                "-c",
                "core.askPass=",
                "-c",
                "gc.auto=0",
                "-c",
                "maintenance.auto=false",
            ])
            .args(["-c", "submodule.recurse=false", "-c", "transfer.bundleURI=false", "-c", "protocol.version=2"]);
        match &self.address {
            Address::File(_) => {}
            Address::Http(url) => {
                let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
                let addresses = self.addresses(host, port).await?;
                // Where it leads on to was not looked at.
                command.args([
                    "-c",
                    "http.followRedirects=false",
                    // A proxy would resolve the name again.
                    "-c",
                    "http.proxy=",
                    "-c",
                    "http.lowSpeedLimit=500",
                    "-c",
                    "http.lowSpeedTime=60",
                ]);
                // A name is not resolved again: it may resolve to something else then.
                let ips: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
                command.arg("-c").arg(format!("http.curloptResolve={host}:{port}:{}", ips.join(",")));
                // What a user's .netrc says is of the user.
                command.env("HOME", root).env_remove("XDG_CONFIG_HOME");
                if let Some(token) = &self.token {
                    self.log_in(&mut command, url, token)?;
                }
            }
            Address::Ssh { host, port, .. } => {
                let address = self.addresses(host, *port).await?.first().map(SocketAddr::ip);
                command.env("GIT_SSH_VARIANT", "ssh").env("GIT_SSH_COMMAND", self.ssh(host, *port, address));
            }
        }
        command.args(arguments);
        Ok(command)
    }

    async fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, RemoteError> {
        self.guard.addresses(host, port).await.map_err(|error| RemoteError::Refused(error.to_string()))
    }

    /// Has git find user and token in its environment, for this host and no other. No command line has them.
    fn log_in(&self, command: &mut Command, url: &url::Url, token: &SecretRef) -> Result<(), RemoteError> {
        let secret = token.resolve()?;
        if secret.reveal().chars().any(char::is_control) {
            return Err(RemoteError::Denied(format!("what {token} holds has control characters; a token has none")));
        }
        let origin = url.origin().ascii_serialization();
        let helper = "!printf 'username=%s\\npassword=%s\\n' \"$SEXTANT_GIT_USERNAME\" \"$SEXTANT_GIT_PASSWORD\"; :";
        command.arg("-c").arg(format!("credential.{origin}.helper={helper}"));
        command.env("SEXTANT_GIT_USERNAME", &self.username).env("SEXTANT_GIT_PASSWORD", secret.reveal());
        Ok(())
    }

    fn ssh(&self, host: &str, port: u16, address: Option<std::net::IpAddr>) -> String {
        let mut words = vec!["ssh".to_owned(), "-F".to_owned(), "/dev/null".to_owned()];
        let mut option = |text: String| words.extend(["-o".to_owned(), text]);
        for fixed in [
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "ForwardAgent=no",
            "ClearAllForwardings=yes",
            "ConnectTimeout=20",
        ] {
            option(fixed.to_owned());
        }
        if let Some(address) = address {
            // The key is that of the name; the connection goes to the address that was looked at.
            option(format!("HostName={address}"));
            // As ssh itself writes it down. To an alias it adds no port.
            option(if port == 22 { format!("HostKeyAlias={host}") } else { format!("HostKeyAlias=[{host}]:{port}") });
        }
        if let Some(path) = &self.known_hosts {
            option(format!("UserKnownHostsFile={}", path.display()));
        }
        if let Some(path) = &self.ssh_key {
            option("IdentitiesOnly=yes".to_owned());
            option(format!("IdentityFile={}", path.display()));
        }
        words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    }

    fn failed(&self, failure: Failure) -> RemoteError {
        let shown = &self.shown;
        match failure {
            Failure::Broken(error) if error.kind() == std::io::ErrorKind::NotFound => RemoteError::Unreachable(
                "there is no `git` on the portal's PATH, and repositories are read by it".to_owned(),
            ),
            Failure::Broken(error) => RemoteError::Unreachable(format!("git broke off at {shown}: {error}")),
            Failure::TooLong(time) => {
                RemoteError::Unreachable(format!("git was not done with {shown} after {} s", time.as_secs()))
            }
            Failure::TooLarge(most) => RemoteError::Refused(format!(
                "{shown} has more than {} MiB of files and descriptors; so much is not read",
                most >> 20
            )),
            Failure::Failed(words) => self.told(&words),
        }
    }

    /// What git says of a failure, by what is to be done about it.
    fn told(&self, words: &str) -> RemoteError {
        let shown = &self.shown;
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if has(&["Authentication failed", "could not read Username", "error: 401", "error: 403", "Permission denied"]) {
            let asked = match (&self.token, &self.ssh_key) {
                (Some(token), _) => format!("what {token} holds does not open it"),
                (None, Some(key)) => format!("the key {} does not open it", key.display()),
                (None, None) => "it wants to know who asks; `token` of the source says where a token is".to_owned(),
            };
            return RemoteError::Denied(format!("{shown} lets nobody in: {asked}"));
        }
        if has(&[
            "unable to update url base from redirection",
            "redirect",
            "error: 301",
            "error: 302",
            "error: 307",
            "error: 308",
        ]) {
            return RemoteError::Refused(format!("{shown} leads to another address; name that one"));
        }
        if has(&["not found", "does not exist", "does not appear to be a git repository", "error: 404"]) {
            return RemoteError::NotFound(format!("there is no repository at {shown}, or not for who asks"));
        }
        let line = words.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("git said nothing");
        let line: String = line.chars().filter(|c| !c.is_control()).take(300).collect();
        RemoteError::Unreachable(format!("{shown} cannot be read: {line}"))
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
