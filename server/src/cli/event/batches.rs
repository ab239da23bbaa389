//! Events in requests that a portal takes.

use catalog_schema::events::MAX_EVENTS;
use serde_json::Value;

/// Bytes of one request, far below what a portal takes.
const LARGEST: usize = 4 << 20;

/// Bodies of requests, each with the place of its first event.
pub(super) fn batches(events: &[Value]) -> Vec<(usize, Vec<u8>)> {
    let mut batches: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut count = 0;
    for (place, event) in events.iter().enumerate() {
        let text = event.to_string();
        match batches.last_mut() {
            Some((_, body)) if count < MAX_EVENTS && body.len() + text.len() < LARGEST => {
                body.push(b',');
                body.extend_from_slice(text.as_bytes());
                count += 1;
            }
            _ => {
                batches.push((place, [b"[", text.as_bytes()].concat()));
                count = 1;
            }
        }
    }
    for (_, body) in &mut batches {
        body.push(b']');
    }
    batches
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sizes(events: &[Value]) -> Vec<(usize, usize)> {
        let count = |body: &[u8]| serde_json::from_slice::<Vec<Value>>(body).unwrap().len();
        batches(events).iter().map(|(first, body)| (*first, count(body))).collect()
    }

    #[test]
    fn no_request_has_more_than_a_portal_takes() {
        assert_eq!(sizes(&[]), []);
        assert_eq!(sizes(&vec![json!({}); 2_001]), [(0, 1_000), (1_000, 1_000), (2_000, 1)]);
        let large = json!("x".repeat(3 << 20));
        assert_eq!(sizes(&vec![large; 3]), [(0, 1), (1, 1), (2, 1)]);
    }
}
