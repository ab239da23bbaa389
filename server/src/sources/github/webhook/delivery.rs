//! A delivery as GitHub makes it.

use super::{Payload, effect, verify};
use crate::secrets::{Secret, SecretRef};
use crate::sources::forge::webhook::{Delivery, Understood};
use crate::sources::github::GithubSettings;
use crate::sources::kinds::RemoteSettings;

/// The longest id and name of an event, in bytes.
const LONGEST_WORD: usize = 100;

/// A delivery as it comes.
#[derive(Clone, Copy, Debug)]
pub struct GithubDelivery<'d> {
    /// `X-GitHub-Event`.
    pub event: Option<&'d str>,
    /// `X-GitHub-Delivery`.
    pub id: Option<&'d str>,
    /// `X-Hub-Signature-256`.
    pub signature: Option<&'d str>,
    /// Every byte of the body.
    pub body: &'d [u8],
    /// The body is a form, whose field `payload` has the JSON.
    pub is_form: bool,
}

impl GithubDelivery<'_> {
    fn payload(&self) -> Result<Payload, String> {
        if !self.is_form {
            return Payload::read(self.body).map_err(|error| error.to_string());
        }
        let field = url::form_urlencoded::parse(self.body).find(|(name, _)| name == "payload");
        let (_, json) = field.ok_or("the form has no field `payload`")?;
        Payload::read(json.as_bytes()).map_err(|error| error.to_string())
    }
}

impl Delivery for GithubDelivery<'_> {
    type Settings = Box<GithubSettings>;

    fn settings(remote: RemoteSettings) -> Option<Self::Settings> {
        match remote {
            RemoteSettings::Github(settings) => Some(settings),
            _ => None,
        }
    }

    fn secret(settings: &Self::Settings) -> Option<&SecretRef> {
        settings.webhook_secret.as_ref()
    }

    fn is_of_who_knows(&self, secret: &Secret) -> bool {
        verify(secret.reveal().as_bytes(), self.body, self.signature).is_ok()
    }

    fn understand(&self) -> Result<Understood, String> {
        let is_word =
            |word: &&str| (1..=LONGEST_WORD).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic());
        let event = self.event.filter(is_word).ok_or("it has no X-GitHub-Event")?;
        let id = self.id.filter(is_word).ok_or("it has no X-GitHub-Delivery")?;
        let payload = self.payload()?;
        let about = payload.owners().into_iter().map(str::to_owned).collect();
        Ok(Understood { event: event.to_owned(), id: id.to_owned(), about, effect: effect(event, &payload) })
    }

    fn concerns(settings: &Self::Settings, owner: &str) -> bool {
        settings.is_of(owner)
    }
}
