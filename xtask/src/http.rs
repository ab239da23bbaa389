//! Just enough HTTP to ask a program on this machine whether it is there.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::failure::Failure;

const LIMIT: Duration = Duration::from_secs(10);

/// The status of `GET http://address/path`.
///
/// # Errors
/// Nobody answers, or not in HTTP.
pub(crate) fn status(address: &str, path: &str) -> Result<u16, Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("http://{address}{path}: {error}"));
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    stream.set_read_timeout(Some(LIMIT)).map_err(failed)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").map_err(failed)?;
    let mut start = Vec::new();
    stream.take(64).read_to_end(&mut start).map_err(failed)?;
    String::from_utf8_lossy(&start)
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .ok_or_else(|| Failure::new(format!("http://{address}{path}: the answer is no HTTP")))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn answering(text: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // All of it: closing with something unread resets the connection, and the answer is lost.
            let mut request = Vec::new();
            let mut part = [0; 512];
            while !request.ends_with(b"\r\n\r\n") {
                let read = stream.read(&mut part).unwrap();
                assert!(read > 0, "{request:?}");
                request.extend_from_slice(&part[..read]);
            }
            stream.write_all(text.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn the_status_is_read_from_the_first_line() {
        let address = answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(status(&address, "/readyz").unwrap(), 503);
    }

    #[test]
    fn another_protocol_is_a_failure() {
        let address = answering("220 mail.example ESMTP\r\n");
        assert!(status(&address, "/").is_err());
    }
}
