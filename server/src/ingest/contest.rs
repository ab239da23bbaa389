//! Which of the claims on a reference are shown. Pure.
//!
//! Claims of one repository are shown together, one for each format; the repository that wins is that of the claim with
//! the highest source priority, then with the lowest first revision, then by location and place in it: never by the
//! order of arrival. What is not shown is kept, and takes over when the winner lets go.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use catalog_schema::merge::Precedence;

use crate::store::{Claim, ClaimKey};

/// The claims on one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contest {
    /// The claim that is believed first: the entity has its place and its document.
    pub(crate) primary: Claim,
    /// Claims of other formats that are merged with it, by precedence.
    pub(crate) others: Vec<Claim>,
    /// Claims that are kept but not shown, the next winner first.
    pub(crate) losers: Vec<Claim>,
}

impl Contest {
    /// The claims that are shown, by precedence.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Claim> {
        std::iter::once(&self.primary).chain(&self.others)
    }

    /// The claim in whose place a loser is not shown: of its own format, where there is one in its repository.
    pub(crate) fn instead_of(&self, loser: &Claim) -> &Claim {
        let twin = |claim: &&Claim| is_together(claim, loser) && claim.format == loser.format;
        self.shown().find(twin).unwrap_or(&self.primary)
    }
}

/// Decides between the claims on one reference; nothing if there is none. `priority` is that of a claim's source.
pub(crate) fn contest(
    mut claims: Vec<Claim>,
    priority: impl Fn(&ClaimKey) -> i64,
    precedence: &Precedence,
) -> Option<Contest> {
    claims.sort_by_cached_key(|claim| (Reverse(priority(&claim.key)), claim.first_revision, claim.key.clone()));
    let mut shown: Vec<Claim> = Vec::with_capacity(1);
    let mut losers = Vec::new();
    for claim in claims {
        let merges = shown.iter().all(|other| is_together(other, &claim) && other.format != claim.format);
        if merges { shown.push(claim) } else { losers.push(claim) }
    }
    shown.sort_by_key(|claim| precedence.rank(claim.format));
    let mut shown = shown.into_iter();
    let primary = shown.next()?;
    Some(Contest { primary, others: shown.collect(), losers })
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
