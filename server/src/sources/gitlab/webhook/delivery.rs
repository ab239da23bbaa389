//! A delivery as GitLab makes it: of a project, of a group, or of all of a GitLab (system hooks).

use serde_json::Value;

use super::{Proof, effect, is_proven};
use crate::clock::now_ms;
use crate::secrets::{Secret, SecretRef};
use crate::sources::forge::webhook::{Delivery, Understood, text};
use crate::sources::gitlab::GitlabSettings;
use crate::sources::kinds::RemoteSettings;

/// The longest id and name of an event, in bytes.
const LONGEST_WORD: usize = 100;

/// A delivery as it comes.
#[derive(Clone, Copy, Debug)]
pub struct GitlabDelivery<'d> {
    /// What proves that it is GitLab's.
    pub proof: Proof<'d>,
    /// `Idempotency-Key`: the same where a delivery is sent again.
    pub key: Option<&'d str>,
    /// `X-Gitlab-Event-UUID`: the same for all that one request to GitLab has led to.
    pub uuid: Option<&'d str>,
    /// Every byte of the body.
    pub body: &'d [u8],
}

impl GitlabDelivery<'_> {
    /// By what it is known again. What is signed goes before what is not; where there is only what several deliveries may have
    /// in common, the body makes the difference.
    fn id(&self) -> Option<String> {
        let is_word =
            |word: &&str| (1..=LONGEST_WORD).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic());
        let own = self.proof.id.filter(is_word).or(self.key.filter(is_word)).map(str::to_owned);
        own.or_else(|| {
            let uuid = self.uuid.filter(is_word)?;
            Some(format!("{uuid}/{}", &blake3::hash(self.body).to_hex()[..32]))
        })
    }
}

impl Delivery for GitlabDelivery<'_> {
    type Settings = Box<GitlabSettings>;

    fn settings(remote: RemoteSettings) -> Option<Self::Settings> {
        match remote {
            RemoteSettings::Gitlab(settings) => Some(settings),
            _ => None,
        }
    }

    fn secret(settings: &Self::Settings) -> Option<&SecretRef> {
        settings.webhook_secret.as_ref()
    }

    fn is_of_who_knows(&self, secret: &Secret) -> bool {
        is_proven(secret.reveal(), &self.proof, self.body, now_ms())
    }

    fn understand(&self) -> Result<Understood, String> {
        let id = self.id().ok_or("it has neither an Idempotency-Key nor an X-Gitlab-Event-UUID")?;
        let payload: Value = serde_json::from_slice(self.body).map_err(|error| error.to_string())?;
        let event = text(&payload, "object_kind").or_else(|| text(&payload, "event_name"));
        let event = event.ok_or("it has neither an object_kind nor an event_name")?;
        let event: String = event.chars().filter(char::is_ascii_graphic).take(LONGEST_WORD).collect();
        let effect = effect(&event, &payload);
        Ok(Understood { id, about: about(&payload), effect, event })
    }

    fn concerns(settings: &Self::Settings, owner: &str) -> bool {
        settings.is_of(owner)
    }
}

/// The paths of projects and groups that it may be about, those that they had before among them.
fn about(payload: &Value) -> Vec<String> {
    let own =
        ["path_with_namespace", "old_path_with_namespace", "full_path", "old_full_path", "project_path_with_namespace"];
    let own = own.into_iter().filter_map(|name| text(payload, name));
    let of_project = payload.get("project").and_then(|project| text(project, "path_with_namespace"));
    own.chain(of_project).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery<'d>(proof: Proof<'d>, key: Option<&'d str>, body: &'d [u8]) -> GitlabDelivery<'d> {
        GitlabDelivery { proof, key, uuid: Some("u-1"), body }
    }

    #[test]
    fn what_is_sent_again_is_known_again_and_what_one_push_leads_to_is_told_apart() {
        let signed = Proof { id: Some("signed"), ..Proof::default() };
        assert_eq!(delivery(signed, Some("other"), b"{}").id().as_deref(), Some("signed"));
        assert_eq!(delivery(Proof::default(), Some("key"), b"{}").id().as_deref(), Some("key"));
        let of_body = |body| delivery(Proof::default(), None, body).id().unwrap();
        assert_eq!(of_body(b"{}"), of_body(b"{}"));
        assert_ne!(of_body(b"{}"), of_body(b"{ }"));
        assert!(of_body(b"{}").starts_with("u-1/") && of_body(b"{}").len() <= LONGEST_WORD);
        let nothing = GitlabDelivery { proof: Proof::default(), key: Some(" "), uuid: None, body: b"{}" };
        assert_eq!(nothing.id(), None);
    }
}
