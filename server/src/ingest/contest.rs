//! Which of the claims on a reference are shown. Pure.
//!
//! Claims of one repository are shown together, one for each format; the repository that wins is that of the claim with
//! the highest source priority, then with the lowest first revision, then by location and place in it: never by the
//! order of arrival. What is not shown is kept, and takes over when the winner lets go. Claims of overlays lie below
//! whatever wins, and never win.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use catalog_schema::merge::Precedence;

use crate::store::{Claim, SourceSettings};

/// What becomes of the claims on one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// An entity is shown.
    Shown(Box<Contest>),
    /// Nothing is: what there is are claims of overlays, which wait for something to add to.
    Waiting(Vec<Claim>),
}

/// The claims on an entity that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contest {
    /// The claim that is believed first: the entity has its place and its document.
    pub(crate) primary: Claim,
    /// Claims that are merged with it, in the order in which they are believed: those of other formats in its
    /// repository by precedence, then those of overlays.
    pub(crate) others: Vec<Claim>,
    /// Claims that are kept but not shown, the next winner first.
    pub(crate) losers: Vec<Claim>,
}

impl Contest {
    /// The claims that are shown, in the order in which they are believed.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Claim> {
        std::iter::once(&self.primary).chain(&self.others)
    }

    /// The claim in whose place a loser is not shown: of its own format, where there is one in its repository.
    pub(crate) fn instead_of(&self, loser: &Claim) -> &Claim {
        let twin = |claim: &&Claim| is_together(claim, loser) && claim.format == loser.format;
        self.shown().find(twin).unwrap_or(&self.primary)
    }
}

/// Decides between the claims on one reference, each with what is configured of its source.
pub(crate) fn contest(mut claims: Vec<(Claim, &SourceSettings)>, precedence: &Precedence) -> Verdict {
    claims.sort_by_cached_key(|(claim, source)| (Reverse(source.priority), claim.first_revision, claim.key.clone()));
    let (mut shown, mut overlays, mut losers): (Vec<Claim>, Vec<Claim>, Vec<Claim>) =
        (Vec::new(), Vec::new(), Vec::new());
    for (claim, source) in claims {
        let joins =
            |others: &[Claim]| others.iter().all(|other| !is_together(other, &claim) || other.format != claim.format);
        if source.overlay {
            if joins(&overlays) { overlays.push(claim) } else { losers.push(claim) }
        } else if shown.iter().all(|other| is_together(other, &claim)) && joins(&shown) {
            shown.push(claim);
        } else {
            losers.push(claim);
        }
    }
    shown.sort_by_key(|claim| precedence.rank(claim.format));
    let mut shown = shown.into_iter();
    match shown.next() {
        Some(primary) => Verdict::Shown(Box::new(Contest { primary, others: shown.chain(overlays).collect(), losers })),
        None => Verdict::Waiting(overlays.into_iter().chain(losers).collect()),
    }
}

/// Whether two claims are of one repository.
fn is_together(one: &Claim, other: &Claim) -> bool {
    one.key.location == other.key.location && one.repository == other.repository
}

/// Claims that take the first revision over from one that is gone, so that a repository does not lose its place to
/// another that came later: of each repository the earliest one that is left. Changes these in `claims`, and answers
/// them.
pub(super) fn heirs(gone: &[Claim], claims: &mut [Claim]) -> Vec<Claim> {
    let of = |claim: &Claim| (claim.entity_ref.clone(), claim.key.location.clone(), claim.repository.clone());
    let mut left: HashMap<_, u64> = HashMap::with_capacity(gone.len());
    for claim in gone {
        let first = left.entry(of(claim)).or_insert(claim.first_revision);
        *first = claim.first_revision.min(*first);
    }
    let mut earliest: HashMap<_, &mut Claim> = HashMap::new();
    for claim in claims.iter_mut().filter(|claim| left.contains_key(&of(claim))) {
        let order = |claim: &Claim| (claim.first_revision, claim.key.clone());
        match earliest.entry(of(claim)) {
            Entry::Occupied(mut other) if order(claim) < order(other.get()) => *other.get_mut() = claim,
            Entry::Occupied(_) => {}
            Entry::Vacant(none) => {
                none.insert(claim);
            }
        }
    }
    let mut heirs = Vec::new();
    for (of, heir) in earliest {
        if let Some(first) = left.get(&of).filter(|first| heir.first_revision > **first) {
            heir.first_revision = *first;
            heirs.push(heir.clone());
        }
    }
    heirs
}
