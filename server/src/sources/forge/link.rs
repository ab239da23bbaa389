//! The header `Link`, by which lists are paged. <https://www.rfc-editor.org/rfc/rfc8288>

/// The address of the next page.
pub(in crate::sources) fn next(header: &str) -> Option<&str> {
    header.split(',').find_map(|link| {
        let (address, parameters) = link.split_once('>')?;
        let address = address.trim().strip_prefix('<')?;
        let is_next = |parameter: &str| matches!(parameter.trim(), "rel=\"next\"" | "rel=next" | "rel='next'");
        parameters.split(';').any(is_next).then_some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_next_page_is_found_among_others() {
        let header = "<https://api.github.com/repositories/1/issues?page=1>; rel=\"prev\", \
                      <https://api.github.com/repositories/1/issues?page=3>; rel=\"next\"";
        assert_eq!(next(header), Some("https://api.github.com/repositories/1/issues?page=3"));
        assert_eq!(next("<https://a/?page=1>; rel=\"first\""), None);
        assert_eq!(next("nonsense"), None);
    }
}
