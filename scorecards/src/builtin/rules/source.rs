//! What two rules ask: whether the catalog knows where the source code is.

/// A link to a repository, or one of the annotations that name one.
pub(super) const IS_KNOWN: &str = "size(links.repository) > 0 ||\n\
    entity.annotations.exists(k, k in [\"backstage.io/source-location\", \
    \"github.com/project-slug\", \"gitlab.com/project-slug\",\n\
    \"bitbucket.org/project-slug\", \"dev.azure.com/project-repo\"])";

/// What is said where it is known.
pub(super) const WHERE: &str = "{size(links.repository) > 0 ? \"Its source code is at \" + links.repository[0].url : \"An \
    annotation says where its source code is.\"}";
