//! That a delivery comes from who knows the secret.
//! <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>

use ring::hmac;

use crate::hex;

/// What the header begins with.
const SCHEME: &str = "sha256=";

/// Why a delivery is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// There is none, or only one by SHA-1.
    #[error("the delivery has no signature by SHA-256; set the webhook's secret to the one of the source")]
    Missing,
    /// It is not what the secret makes of the body.
    #[error("the delivery's signature is not the one that the source's secret makes; set the same secret at both")]
    Wrong,
}

/// Checks the header `X-Hub-Signature-256` of a delivery, in a time that does not tell where it is wrong.
///
/// # Errors
/// If the signature is missing or wrong.
pub fn verify(secret: &[u8], body: &[u8], header: Option<&str>) -> Result<(), BadSignature> {
    let digits = header.and_then(|header| header.trim().strip_prefix(SCHEME)).ok_or(BadSignature::Missing)?;
    let tag = hex::decode(digits).ok_or(BadSignature::Wrong)?;
    // A key of nothing would make a signature that everybody can make.
    if secret.is_empty() {
        return Err(BadSignature::Wrong);
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    hmac::verify(&key, body, &tag).map_err(|_| BadSignature::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_example_holds_and_nothing_near_it() {
        let (secret, body) = (b"It's a Secret to Everybody", b"Hello, World!");
        let right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert_eq!(verify(secret, body, Some(right)), Ok(()));
        assert_eq!(verify(secret, body, None), Err(BadSignature::Missing));
        assert_eq!(verify(secret, body, Some("sha1=abc")), Err(BadSignature::Missing));
        for wrong in ["sha256=", "sha256=zz", &right[..70], &right.replace('7', "8"), &format!("{right}00")] {
            assert_eq!(verify(secret, body, Some(wrong)), Err(BadSignature::Wrong), "{wrong}");
        }
        assert_eq!(verify(b"other", body, Some(right)), Err(BadSignature::Wrong));
        assert_eq!(verify(b"", body, Some(right)), Err(BadSignature::Wrong));
        assert_eq!(verify(secret, b"Hello, World", Some(right)), Err(BadSignature::Wrong));
    }
}
