//! Requests to a server: at a steady rate, or each client as fast as it is answered.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Connections of a steady rate: so many answers may be late before a request waits for one of them.
const CONNECTIONS: u64 = 32;
/// No answer takes longer.
const LIMIT: Duration = Duration::from_secs(60);

/// How long answers took, in order.
#[derive(Debug, Clone)]
pub(super) struct Latencies(Vec<Duration>);

impl Latencies {
    /// So many of 1,000 took at most so long.
    pub(super) fn at(&self, thousandths: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * thousandths / 1_000).copied().unwrap_or_default()
    }

    /// How many answers there were.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn new(mut latencies: Vec<Duration>) -> Self {
        latencies.sort_unstable();
        Self(latencies)
    }
}

/// Sends a request every `1 / rate` seconds, whether or not earlier ones are answered. An answer's time counts from when
/// its request was due: what had to wait took longer.
pub(super) fn open_loop(address: &str, paths: &[String], rate: u64, period: Duration) -> Result<Latencies, Failure> {
    let next = AtomicU64::new(0);
    let start = Instant::now();
    let requests = rate * period.as_secs();
    all(CONNECTIONS, || {
        let mut client = Client::connect(address)?;
        let mut took = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= requests {
                return Ok(took);
            }
            let due = start + Duration::from_nanos(number * 1_000_000_000 / rate);
            thread::sleep(due.saturating_duration_since(Instant::now()));
            client.get(of(paths, number))?;
            took.push(due.elapsed());
        }
    })
}

/// Each of so many clients asks again as soon as it is answered.
pub(super) fn closed_loop(
    address: &str,
    paths: &[String],
    clients: u64,
    period: Duration,
) -> Result<Latencies, Failure> {
    let next = AtomicU64::new(0);
    let start = Instant::now();
    all(clients, || {
        let mut client = Client::connect(address)?;
        let mut took = Vec::new();
        while start.elapsed() < period {
            let asked = Instant::now();
            client.get(of(paths, next.fetch_add(1, Ordering::Relaxed)))?;
            took.push(asked.elapsed());
        }
        Ok(took)
    })
}

fn of(paths: &[String], number: u64) -> &str {
    &paths[usize::try_from(number).unwrap_or(0) % paths.len()]
}

fn all(clients: u64, client: impl Fn() -> Result<Vec<Duration>, Failure> + Sync) -> Result<Latencies, Failure> {
    let took = thread::scope(|scope| {
        let working: Vec<_> = (0..clients).map(|_| scope.spawn(&client)).collect();
        let ended =
            working.into_iter().map(|working| working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        ended.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Latencies::new(took.into_iter().flatten().collect()))
}

/// A connection that is used again and again.
pub(super) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Client {
    pub(super) fn connect(address: &str) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::new(format!("http://{address}: {error}"));
        let stream = TcpStream::connect(address).map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        stream.set_read_timeout(Some(LIMIT)).map_err(failed)?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream) })
    }

    /// The answer's body.
    ///
    /// # Errors
    /// The answer is no success.
    pub(super) fn get(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        let (status, body) =
            self.ask(path).map_err(|error| Failure::new(format!("{}{path}: {error}", self.address)))?;
        match status {
            200 => Ok(body),
            _ => Err(Failure::new(format!("{path} answered {status}: {}", String::from_utf8_lossy(&body)))),
        }
    }

    fn ask(&mut self, path: &str) -> io::Result<(u16, Vec<u8>)> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status =
            line.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(|| io::Error::other("no HTTP"))?;
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            chunked |= name.eq_ignore_ascii_case("transfer-encoding") && value.trim().eq_ignore_ascii_case("chunked");
        }
        let mut body = Vec::new();
        if !chunked {
            self.stream.by_ref().take(length).read_to_end(&mut body)?;
            return Ok((status, body));
        }
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let size = u64::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
            self.stream.by_ref().take(size).read_to_end(&mut body)?;
            line.clear();
            self.stream.read_line(&mut line)?;
            if size == 0 {
                return Ok((status, body));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn an_answer_is_read_to_its_end_in_pieces_or_not_and_the_connection_is_used_again() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = BufReader::new(stream.try_clone().unwrap()).lines();
            for answer in [
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ncde\r\n1\r\nf\r\n0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone",
            ] {
                while !request.next().unwrap().unwrap().is_empty() {}
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let mut client = Client::connect(&address).unwrap();
        assert_eq!(client.get("/").unwrap(), b"ab");
        assert_eq!(client.get("/").unwrap(), b"cdef");
        assert!(client.get("/").unwrap_err().to_string().contains("404"));
    }

    #[test]
    fn of_a_thousand_answers_the_slowest_ten_are_above_the_99th_hundredth() {
        let latencies = Latencies::new((0..=1_000).rev().map(Duration::from_millis).collect());
        assert_eq!(latencies.at(990), Duration::from_millis(990));
        assert_eq!((latencies.at(0), latencies.at(1_000)), (Duration::ZERO, Duration::from_secs(1)));
    }
}
