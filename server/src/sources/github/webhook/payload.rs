//! What is read of a delivery. Everything may be missing, and nothing of it is taken for the truth: it says where to look.

use serde::Deserialize;
use serde_json::Value;

/// A delivery's body.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Payload {
    pub(super) action: Option<String>,
    pub(super) repository: Option<RepositoryPart>,
    pub(super) organization: Option<AccountPart>,
    pub(super) installation: Option<InstallationPart>,
    // Of a push.
    #[serde(rename = "ref")]
    pub(super) reference: Option<String>,
    pub(super) after: Option<String>,
    pub(super) forced: bool,
    pub(super) deleted: bool,
    pub(super) created: bool,
    pub(super) commits: Vec<CommitPart>,
    // Of what becomes events.
    pub(super) deployment: Option<Value>,
    pub(super) deployment_status: Option<Value>,
    pub(super) release: Option<Value>,
    pub(super) workflow_run: Option<Value>,
    pub(super) pull_request: Option<Value>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RepositoryPart {
    pub(super) id: Option<u64>,
    pub(super) full_name: Option<String>,
    pub(super) html_url: Option<String>,
    pub(super) default_branch: Option<String>,
    pub(super) owner: Option<AccountPart>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountPart {
    pub(super) login: Option<String>,
    /// What the owner of a repository is called by in pushes.
    pub(super) name: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InstallationPart {
    pub(super) account: Option<AccountPart>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CommitPart {
    pub(super) added: Vec<String>,
    pub(super) removed: Vec<String>,
    pub(super) modified: Vec<String>,
}

impl Payload {
    /// What a body says.
    ///
    /// # Errors
    /// If it is no JSON object, or one of another shape.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    /// Everybody whom it may be about: the owner of the repository, the organisation, the account of the installation.
    pub fn owners(&self) -> Vec<&str> {
        let of_repository = self.repository.as_ref().and_then(|repository| repository.owner.as_ref());
        let of_installation = self.installation.as_ref().and_then(|installation| installation.account.as_ref());
        let accounts = [of_repository, self.organization.as_ref(), of_installation];
        let accounts = accounts.into_iter().flatten();
        let mut owners: Vec<&str> =
            accounts.filter_map(|account| account.login.as_deref().or(account.name.as_deref())).collect();
        let by_name =
            self.repository.as_ref().and_then(|repository| repository.full_name.as_deref()?.split('/').next());
        owners.extend(by_name);
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The repository's number.
    pub fn repository_id(&self) -> Option<u64> {
        self.repository.as_ref()?.id
    }
}
