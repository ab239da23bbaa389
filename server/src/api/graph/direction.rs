//! Which way to follow the impact relation, as a parameter.

use catalog_schema::wire::ImpactDirection;

use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// The parameter `direction`; the usual one where it is not there.
///
/// # Errors
/// 400 `repeated_parameter` or `invalid_parameter`.
pub(super) fn direction(parameters: &mut Parameters, usual: ImpactDirection) -> Result<ImpactDirection, Failure> {
    match parameters.one("direction")?.as_deref() {
        None => Ok(usual),
        Some("dependents") => Ok(ImpactDirection::Dependents),
        Some("dependencies") => Ok(ImpactDirection::Dependencies),
        Some(other) => Err(problems::invalid_parameter("direction", other, "one of dependents, dependencies")),
    }
}
