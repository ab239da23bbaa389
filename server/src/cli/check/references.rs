//! What references may lead to: gathered before anything is said of them.

use std::collections::BTreeSet;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome};
use catalog_schema::model::EntityRef;
use catalog_schema::references::KnownEntities;

use super::arguments::Arguments;
use super::places::{Candidate, Place};
use super::portal::{Portal, PortalError};
use super::surroundings::{Locations, each, followed};
use crate::sources::directory::read;

/// The entities that the paths describe and, if a portal is named, those that it knows of the others that are referred
/// to.
///
/// # Errors
/// If the portal cannot be asked.
pub(super) fn known(arguments: &Arguments, options: &DecodeOptions) -> Result<KnownEntities, PortalError> {
    let portal = arguments.server.as_deref().map(Portal::new).transpose()?;
    let mut known = KnownEntities::default();
    let mut targets = BTreeSet::new();
    let locations = Locations::default();
    each(
        &arguments.paths,
        |place| names(place, options, &locations, portal.is_some()),
        |(entities, referred_to)| {
            entities.into_iter().for_each(|entity| known.insert(entity));
            targets.extend(referred_to);
        },
    );
    if let Some(portal) = portal {
        targets.retain(|target| !known.contains(target));
        portal.existing(&targets, &mut known)?;
    }
    Ok(known)
}

/// Entities, and what they refer to.
type Names = (Vec<EntityRef>, Vec<EntityRef>);

/// The entities of a file and, if asked for, what they refer to.
fn names(place: Place, options: &DecodeOptions, locations: &Locations, targets: bool) -> (Names, Vec<Candidate>) {
    let (mut entities, mut referred_to) = Names::default();
    // What is wrong is said when the file is checked.
    let Place::File(file) = place else { return (Names::default(), Vec::new()) };
    let Ok(bytes) = read(&file.path, file.shown.clone(), options.limits.file_bytes as u64).content else {
        return (Names::default(), Vec::new());
    };
    let among = locations.decode(&file, &bytes, options);
    let more = followed(&file, &among);
    for document in among.decoded.documents {
        let DocumentOutcome::Entity(entity) = document.outcome else { continue };
        entities.push(entity.entity_ref());
        if targets {
            referred_to.extend(entity.relations.into_iter().map(|relation| relation.target));
        }
    }
    ((entities, referred_to), more)
}
