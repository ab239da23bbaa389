//! What is said of a source of descriptors behind web addresses.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::guarded_http::Network;
use crate::secrets::SecretRef;
use crate::sources::Interval;

/// Addresses of one source.
const MOST: usize = 10_000;

/// A source of descriptors behind web addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlSettings {
    /// Which.
    pub urls: Vec<String>,
    /// From the end of one sync to the begin of the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// Where the token is by which the hosts know who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<SecretRef>,
    /// What may be asked beside the public internet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private_networks: Vec<Network>,
}

impl UrlSettings {
    /// Checks what was said.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        if self.urls.is_empty() || self.urls.len() > MOST {
            return Err(format!("`urls` names 1 to {MOST} addresses"));
        }
        let (mut seen, mut hosts) = (BTreeSet::new(), BTreeSet::new());
        for text in &self.urls {
            let wrong = |why: &str| Err(format!("an address of `urls` {why}"));
            let Ok(url) = Url::parse(text) else { return wrong("cannot be read; one is https://host/path/file.yaml") };
            if !url.username().is_empty() || url.password().is_some() {
                return wrong("has a user or a secret in it; `token` says where that is");
            }
            match url.scheme() {
                "https" => {}
                "http" if self.token.is_none() && !self.private_networks.is_empty() => {}
                "http" => {
                    return wrong(
                        "is not encrypted: http is for networks that `private_networks` names, and for no token",
                    );
                }
                _ => return wrong("is neither https nor http"),
            }
            hosts.insert(url.origin().ascii_serialization());
            if !seen.insert(url.to_string()) {
                return Err(format!("{text} is named twice"));
            }
        }
        if self.token.is_some() && hosts.len() > 1 {
            return Err("a token is for one host; make a source for each of these".to_owned());
        }
        Ok(())
    }

    /// Checks what may not be said while the portal runs.
    ///
    /// # Errors
    /// What may not.
    pub fn check_open(&self) -> Result<(), String> {
        if !self.private_networks.is_empty() {
            return Err("`private_networks` is said in sextant.toml only".to_owned());
        }
        self.secrets().into_iter().try_for_each(SecretRef::check_open)
    }

    /// What it refers to.
    pub fn secrets(&self) -> Vec<&SecretRef> {
        self.token.iter().collect()
    }

    /// What it reads, in words.
    pub fn address(&self) -> String {
        match self.urls.as_slice() {
            [one] => one.clone(),
            several => format!("{} addresses", several.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let check = |text: &str| toml::from_str::<UrlSettings>(text).unwrap().check();
        check("urls = [\"https://a.example/catalog-info.yaml\"]\ntoken = { env = \"T\" }").unwrap();
        check("urls = [\"http://10.0.0.1/a.yaml\"]\nprivate_networks = [\"10.0.0.0/8\"]").unwrap();
        for wrong in [
            "urls = []",
            "urls = [\"a.yaml\"]",
            "urls = [\"file:///etc/passwd\"]",
            "urls = [\"http://a.example/a.yaml\"]",
            "urls = [\"https://me:s3cret@a.example/a.yaml\"]",
            "urls = [\"https://a.example/a.yaml\", \"https://a.example/a.yaml\"]",
            "urls = [\"https://a.example/a.yaml\", \"https://b.example/a.yaml\"]\ntoken = { env = \"T\" }",
        ] {
            assert!(!check(wrong).unwrap_err().contains("s3cret"), "{wrong}");
        }
    }
}
