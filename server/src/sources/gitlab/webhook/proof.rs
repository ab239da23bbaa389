//! That a delivery comes from who knows the secret: a signature, or the secret itself.
//! <https://docs.gitlab.com/user/project/integrations/webhooks/>, <https://www.standardwebhooks.com>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;

/// What a signing token begins with.
const SIGNING: &str = "whsec_";
/// What a signature begins with.
const SCHEME: &str = "v1,";
/// How far the time of a signature may be from now, in milliseconds: for longer than that a delivery is known again by its id.
const TOLERANCE: i64 = 86_400_000;

/// What comes with a delivery.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proof<'d> {
    /// `X-Gitlab-Token`.
    pub token: Option<&'d str>,
    /// `webhook-id`.
    pub id: Option<&'d str>,
    /// `webhook-timestamp`, seconds since the Unix epoch.
    pub timestamp: Option<&'d str>,
    /// `webhook-signature`, one or more.
    pub signature: Option<&'d str>,
}

/// Whether a delivery with this body comes from who knows the secret, in a time that does not tell where it is wrong. Where that
/// is a signing token, only a signature counts: the token itself never comes.
pub fn is_proven(secret: &str, proof: &Proof<'_>, body: &[u8], now: i64) -> bool {
    match secret.strip_prefix(SIGNING) {
        Some(key) => is_signed(key, proof, body, now).unwrap_or(false),
        None => !secret.is_empty() && proof.token.is_some_and(|token| is_same(token, secret)),
    }
}

/// Hashes are compared whole, and say nothing of the texts.
fn is_same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

fn is_signed(key: &str, proof: &Proof<'_>, body: &[u8], now: i64) -> Option<bool> {
    let key = STANDARD.decode(key.trim()).ok().filter(|key| !key.is_empty())?;
    let (id, timestamp, signatures) = (proof.id?, proof.timestamp?, proof.signature?);
    let at = timestamp.parse::<i64>().ok()?.checked_mul(1_000)?;
    if now.abs_diff(at) > TOLERANCE.unsigned_abs() {
        return None;
    }
    let message = [id.as_bytes(), b".", timestamp.as_bytes(), b".", body].concat();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    let tags = signatures.split(' ').filter_map(|signature| STANDARD.decode(signature.strip_prefix(SCHEME)?).ok());
    Some(tags.take(10).any(|tag| hmac::verify(&key, &message, &tag).is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const BODY: &[u8] = b"{\"test\": 2432232314}";
    const AT: i64 = 1_614_265_330_000;

    fn proof(signature: &'static str) -> Proof<'static> {
        Proof { id: Some(ID), timestamp: Some("1614265330"), signature: Some(signature), token: None }
    }

    #[test]
    fn the_published_example_of_standard_webhooks_holds_and_nothing_near_it() {
        let right = proof("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(is_proven(SECRET, &right, BODY, AT));
        let several = proof("v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v2,x");
        assert!(is_proven(SECRET, &several, BODY, AT + 3_600_000));
        assert!(!is_proven(SECRET, &right, b"{\"test\": 2432232315}", AT));
        assert!(!is_proven(SECRET, &right, BODY, AT + TOLERANCE + 1), "long ago");
        assert!(!is_proven(SECRET, &Proof { id: Some("msg_other"), ..right }, BODY, AT));
        assert!(!is_proven(SECRET, &Proof { timestamp: Some("1614265331"), ..right }, BODY, AT));
        assert!(!is_proven("whsec_AAAA", &right, BODY, AT) && !is_proven("whsec_", &right, BODY, AT));
        for wrong in ["", "v1,", "v1,not base64", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="] {
            assert!(!is_proven(SECRET, &proof(wrong), BODY, AT), "{wrong}");
        }
        let said = Proof { token: Some(SECRET), ..Proof::default() };
        assert!(!is_proven(SECRET, &said, BODY, AT), "a signing token is never sent");
    }

    #[test]
    fn a_secret_token_is_compared_whole() {
        let of = |token: Option<&'static str>| is_proven("s3cret", &Proof { token, ..Proof::default() }, b"{}", 0);
        assert!(of(Some("s3cret")));
        for wrong in [None, Some(""), Some("s3cre"), Some("s3crets"), Some("S3cret")] {
            assert!(!of(wrong), "{wrong:?}");
        }
        let empty = Proof { token: Some(""), ..Proof::default() };
        assert!(!is_proven("", &empty, b"{}", 0), "a secret of nothing is everybody's");
    }
}
