//! What sources and repositories may be called.

use catalog_schema::wire::Problem;

use super::problems;

/// The longest name of a source, in bytes.
const LONGEST_NAME: usize = 63;
/// The longest address of a repository, in bytes.
const LONGEST_ADDRESS: usize = 1_024;

/// Checks the name of a source that comes about by a push: it is part of addresses, of the configuration and of scopes.
///
/// # Errors
/// 400 `invalid_source_name`.
pub(super) fn source_name(name: &str) -> Result<(), Problem> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let sound = (1..=LONGEST_NAME).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain);
    if sound { Ok(()) } else { Err(problems::invalid_source_name(name)) }
}

/// The address of a repository as the catalog keeps it: without what stands before the host, where CI systems put tokens.
///
/// # Errors
/// 400 `invalid_push`.
pub(super) fn repository(address: &str) -> Result<String, Problem> {
    let address = address.trim();
    if address.len() > LONGEST_ADDRESS || address.chars().any(char::is_control) {
        return Err(problems::invalid_push("`repository` is no address of a repository"));
    }
    let Some((scheme, rest)) = address.split_once("://") else { return Ok(address.to_owned()) };
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    Ok(format!("{scheme}://{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for name in ["ci", "github.com_acme", "A-1"] {
            assert!(source_name(name).is_ok(), "{name}");
        }
        let long = "a".repeat(64);
        for name in ["", ".", "..", "../ci", "/ci", "a/b", "a\\b", "C:", "a\0", "a b", "ü", ".ci", &long] {
            assert_eq!(source_name(name).unwrap_err().code, "invalid_source_name", "{name:?}");
        }
    }

    #[test]
    fn no_secret_of_an_address_is_kept() {
        let kept = |address: &str| repository(address).unwrap();
        assert_eq!(kept("https://ci:glcbt-1@gitlab.example.com/a/b.git"), "https://gitlab.example.com/a/b.git");
        assert_eq!(kept(" git@github.com:a/b.git "), "git@github.com:a/b.git");
        assert_eq!(kept("https://token@host"), "https://host");
        assert!(repository("a\0b").is_err() && repository(&"a".repeat(2_000)).is_err());
    }
}
