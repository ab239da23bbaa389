//! What references may lead to: gathered before anything is said of them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome};
use catalog_schema::references::{KnownEntities, NamedEntity};
use catalog_schema::resolve::{Called, Sought};

use super::arguments::Arguments;
use super::places::{Candidate, Place};
use super::portal::{Portal, PortalError, Wanted};
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
        portal.existing(&targets, &mut known)?;
    }
    Ok(known)
}

/// Entities, and what they refer to.
type Names = (Vec<NamedEntity>, Vec<Wanted>);

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
        entities.push(NamedEntity::new(entity.entity_ref(), &Called::of(&entity)));
        if targets {
            let holder = entity.entity_ref();
            let relations = entity.relations.iter();
            referred_to.extend(relations.map(|relation| {
                let sought = Sought::new(&holder, &relation.target, &relation.spelling);
                let mut refs = vec![relation.target.clone()];
                refs.extend(sought.elsewhere());
                Wanted { refs, keys: sought.keys().map(Cow::into_owned).collect() }
            }));
        }
    }
    ((entities, referred_to), more)
}
