//! Which entity a reference means. The one implementation, for the catalog as for `sextant check`.
//!
//! In this order, and the first that finds something decides (docs/concepts/references.md):
//!
//! 1. the entity of exactly this reference;
//! 2. where no namespace is written, the entity of this kind and name in the namespace `default`; an owner written
//!    `a/b` may be a forge's organisation and team, so that `b` in the holder's namespace counts too, before `default`;
//! 3. the entity that has the name as an alias;
//! 4. the entity that has it as a title.
//!
//! Aliases and titles are compared by their slugs: case, blanks and punctuation make no difference. Where several
//! entities answer to one, none is meant. An entity never means itself by an alias or a title.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::fields::{is_name, name_slug};
use crate::model::{Alias, DEFAULT_NAMESPACE, Entity, EntityRef, Form, Profile, Spelling};

/// By what a reference found its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    /// It is the entity's own reference.
    Exact,
    /// It names no namespace, and the entity is in another one than the holder.
    Namespace,
    /// It is another name of the entity.
    Alias,
    /// It is the entity's title.
    Title,
}

impl FoundBy {
    /// The name on the wire, such as `alias`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Namespace => "namespace",
            Self::Alias => "alias",
            Self::Title => "title",
        }
    }
}

/// A reference that is to be resolved.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The entity whose descriptor holds the reference.
    pub holder: &'a EntityRef,
    /// What the text alone tells.
    pub target: &'a EntityRef,
    /// How it is written.
    pub form: Form,
    /// The text, where the target does not tell it.
    pub text: Option<&'a str>,
}

impl<'a> Sought<'a> {
    /// A relation's target.
    pub fn new(holder: &'a EntityRef, target: &'a EntityRef, spelling: &'a Spelling) -> Self {
        Self { holder, target, form: spelling.form, text: spelling.text.as_deref() }
    }

    /// References by which the target is looked for if there is no entity of its own, in order.
    pub fn elsewhere(&self) -> Vec<EntityRef> {
        let organisation = self.form == Form::NamespaceName && is_owner_kind(self.target.kind());
        let mut namespaces = Vec::new();
        if organisation {
            namespaces.push(self.holder.namespace());
        }
        if organisation || self.form.leaves_namespace_open() {
            namespaces.push(DEFAULT_NAMESPACE);
        }
        namespaces.retain(|namespace| *namespace != self.target.namespace());
        namespaces.dedup();
        namespaces.iter().map(|namespace| EntityRef::new(self.target.kind(), namespace, self.target.name())).collect()
    }

    /// The keys under which aliases and titles are looked for: what is to be looked at again when an entity of one of
    /// these keys comes, goes or is called otherwise.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        std::iter::once(self.name_key()).chain(self.whole_key().map(Cow::Owned))
    }

    fn name_key(&self) -> Cow<'a, str> {
        let name = self.target.name();
        // A reference's name is in lower case: a valid one is its own key.
        if is_name(name) { Cow::Borrowed(name) } else { Cow::Owned(key(name)) }
    }

    /// Of `organisation/team` the key of the whole, which may be an alias.
    fn whole_key(&self) -> Option<String> {
        let written_apart = !self.form.leaves_namespace_open() && self.target.namespace() != DEFAULT_NAMESPACE;
        match self.text {
            Some(text) if self.form == Form::Handle => Some(key(text)),
            _ if written_apart => Some(key(&format!("{}/{}", self.target.namespace(), self.target.name()))),
            _ => None,
        }
        .filter(|whole| *whole != self.name_key())
    }

    /// Whether an entity of this reference can be meant by an alias or a title.
    fn admits(&self, entity: &EntityRef, any_namespace: bool, same_kind: bool) -> bool {
        let (wanted, kind) = (self.target.kind(), entity.kind());
        let of_kind = kind == wanted || !same_kind && self.form.leaves_kind_open() && alike(wanted, kind);
        let in_namespace = any_namespace
            || self.form.leaves_namespace_open()
            || entity.namespace() == self.target.namespace()
            || self.form == Form::NamespaceName && is_owner_kind(wanted);
        of_kind && in_namespace && entity != self.holder
    }
}

/// What resolution asks of a catalog.
pub trait Catalog {
    /// How the catalog calls an entity.
    type Id: Copy;

    /// The entity of this reference; something that is only referred to is none.
    fn find(&self, entity_ref: &EntityRef) -> Option<Self::Id>;

    /// The entity's reference.
    fn entity_ref(&self, id: Self::Id) -> &EntityRef;

    /// The entities that have an alias of this [`key`], each once.
    fn aliased(&self, key: &str) -> impl Iterator<Item = Self::Id> + '_;

    /// The entities that have a title of this [`key`], each once.
    fn titled(&self, key: &str) -> impl Iterator<Item = Self::Id> + '_;
}

/// The entity that is meant, and how it was found; none where the reference is dangling or several may be meant.
pub fn resolve<C: Catalog>(catalog: &C, sought: &Sought<'_>) -> Option<(C::Id, FoundBy)> {
    if let Some(id) = catalog.find(sought.target) {
        return Some((id, FoundBy::Exact));
    }
    if let Some(id) = sought.elsewhere().iter().find_map(|elsewhere| catalog.find(elsewhere)) {
        return Some((id, FoundBy::Namespace));
    }
    let whole = sought.whole_key();
    let name = sought.name_key();
    let aliased = whole.and_then(|whole| only(catalog, sought, true, || catalog.aliased(&whole)));
    let aliased = aliased.or_else(|| only(catalog, sought, false, || catalog.aliased(&name)));
    if let Some(id) = aliased {
        return Some((id, FoundBy::Alias));
    }
    only(catalog, sought, false, || catalog.titled(&name)).map(|id| (id, FoundBy::Title))
}

/// The only one of the kind sought; where there is none of it, the only one of a kind that may be meant as well.
fn only<C: Catalog, I: Iterator<Item = C::Id>>(
    catalog: &C,
    sought: &Sought<'_>,
    any_namespace: bool,
    candidates: impl Fn() -> I,
) -> Option<C::Id> {
    for same_kind in [true, false] {
        let mut admitted = candidates().filter(|id| sought.admits(catalog.entity_ref(*id), any_namespace, same_kind));
        if let Some(first) = admitted.next() {
            return admitted.next().is_none().then_some(first);
        }
    }
    None
}

/// What aliases and titles are compared by.
pub fn key(text: &str) -> String {
    name_slug(text)
}

/// What of an entity says how it is called.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Its aliases.
    pub aliases: &'a [Alias],
    /// Its annotations.
    pub annotations: &'a BTreeMap<String, String>,
    /// Of a team or person.
    pub profile: Option<&'a Profile>,
}

impl<'a> Called<'a> {
    /// What an entity is called.
    pub fn of(entity: &'a Entity) -> Self {
        Self {
            name: &entity.name,
            title: entity.title.as_deref(),
            aliases: &entity.aliases,
            annotations: &entity.annotations,
            profile: entity.profile.as_ref(),
        }
    }

    /// The keys of its aliases: of its own, of the address of e-mail in its profile, and of what annotations say that
    /// forges call it. What only repeats the name is none.
    pub fn alias_keys(&self) -> BTreeSet<String> {
        let aliases = self.aliases.iter().map(|alias| alias.value.as_str());
        let handles = HANDLES.iter().filter_map(|annotation| self.annotations.get(*annotation)).map(String::as_str);
        let email = self.profile.and_then(|profile| profile.email.as_deref());
        self.keys_of(aliases.chain(handles).chain(email))
    }

    /// The keys of its title and of its display name. What only repeats the name is none.
    pub fn title_keys(&self) -> BTreeSet<String> {
        let display_name = self.profile.and_then(|profile| profile.display_name.as_deref());
        self.keys_of(self.title.into_iter().chain(display_name))
    }

    fn keys_of<'t>(&self, texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
        let name = key(self.name);
        texts.filter(|text| !text.trim().is_empty()).map(key).filter(|key| *key != name).collect()
    }
}

/// Annotations that hold a forge's name of a team or person.
const HANDLES: [&str; 4] =
    ["github.com/team-slug", "github.com/user-login", "gitlab.com/group-path", "gitlab.com/user-login"];

/// Whether what is written without a kind, and taken for one of the first, may turn out to be one of the second: a team
/// or a person, a component or what it runs on.
fn alike(wanted: &str, kind: &str) -> bool {
    const THINGS: [&str; 2] = ["component", "resource"];
    is_owner_kind(wanted) && is_owner_kind(kind) || THINGS.contains(&wanted) && THINGS.contains(&kind)
}

fn is_owner_kind(kind: &str) -> bool {
    matches!(kind, "group" | "user")
}
