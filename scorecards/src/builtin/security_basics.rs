//! Security basics: what a catalog can tell honestly of how safe it is.

use super::rules::{
    code_owners_declared, language_declared, licence_declared, no_plain_http, no_secrets, security_contact,
    source_known,
};
use crate::definition::{AppliesTo, ScorecardDefinition};

pub(super) fn scorecard() -> ScorecardDefinition {
    ScorecardDefinition {
        name: "security-basics".to_owned(),
        title: "Security basics".to_owned(),
        description: "What a catalog can tell honestly: the source code is known, somebody can be told of a \
                      vulnerability, and the descriptor itself gives nothing away. It does not replace a scanner."
            .to_owned(),
        applies_to: AppliesTo {
            kinds: ["Component", "API", "Resource"].map(str::to_owned).into(),
            ..AppliesTo::default()
        },
        rules: vec![
            source_known::rule(),
            security_contact::rule(),
            no_plain_http::rule(),
            no_secrets::rule(),
            language_declared::rule(),
            code_owners_declared::rule(),
            licence_declared::rule(),
        ],
        ..ScorecardDefinition::default()
    }
}
