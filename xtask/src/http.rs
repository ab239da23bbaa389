//! Just enough HTTP to talk with a program on this machine.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

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

/// Sends `body` as JSON and returns the answer's, whatever its status.
///
/// # Errors
/// Nobody answers within `limit`, or not in JSON.
pub(crate) fn json(
    address: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
    limit: Duration,
) -> Result<Value, Failure> {
    let failed = |error: io::Error| Failure::new(format!("http://{address}{path}: {error}"));
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    stream.set_read_timeout(Some(limit)).map_err(failed)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .map_err(failed)?;
    let answer = read_body(stream).map_err(failed)?;
    serde_json::from_slice(&answer).map_err(|error| failed(error.into()))
}

/// The body of an answer that says how long it is, or that ends with the connection.
fn read_body(stream: TcpStream) -> io::Result<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let mut length = u64::MAX;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && line.trim() != "" {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        line.clear();
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(body)
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
    fn an_answer_ends_where_it_says_or_with_the_connection() {
        let ask = |text| json(&answering(text), "GET", "/", None, LIMIT).map_err(|failure| failure.to_string());
        assert_eq!(ask("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n12345"), Ok(Value::from(12)));
        assert_eq!(ask("HTTP/1.1 404 Not Found\r\n\r\n12345"), Ok(Value::from(12_345)));
        assert!(ask("HTTP/1.1 200 OK\r\n\r\nno").is_err());
    }

    #[test]
    fn another_protocol_is_a_failure() {
        let address = answering("220 mail.example ESMTP\r\n");
        assert!(status(&address, "/").is_err());
    }
}
