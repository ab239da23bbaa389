//! How to reach a team or a person.

use catalog_schema::model::{Link, LinkType, Profile};

use super::Record;

impl Record {
    /// Its links, and who it is where it is a team or a person.
    pub(crate) fn links_and_profile(&self) -> (Vec<Link>, Option<Profile>) {
        self.packed.links_and_profile()
    }

    /// The links to who is on call and to chat, in this order, then the address of e-mail as a link. None where the
    /// entity names none of these.
    pub(crate) fn contacts(&self) -> Vec<Link> {
        let (links, profile) = self.packed.links_and_profile();
        let place = |link: &Link| match link.link_type {
            LinkType::OnCall => Some(0),
            LinkType::Chat => Some(1),
            _ => None,
        };
        let mut contacts: Vec<Link> = links.into_iter().filter(|link| place(link).is_some()).collect();
        contacts.sort_by_key(place);
        let email = profile.and_then(|profile| profile.email);
        contacts.extend(email.map(|email| Link {
            url: format!("mailto:{email}"),
            title: Some(email),
            icon: None,
            link_type: LinkType::Other,
        }));
        contacts
    }
}
