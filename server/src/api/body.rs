//! Bodies, taken whole up to a size, as they are or compressed.

use std::io::{self, Write};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use catalog_schema::wire::Problem;
use flate2::write::MultiGzDecoder;
use futures_util::StreamExt;
use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};

use super::failure::Failure;
use super::problems;

/// How long a body may take to come.
const SLOWEST: Duration = Duration::from_secs(60);
/// Of what is compressed so much is taken at once. It may come to a thousand times as much.
const PIECE: usize = 4 << 10;
/// The memory that a body of zstd's may ask for, as a power of two: as much as the body may have.
const WINDOW: u32 = 25;

/// How a body comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

/// Why there is no body.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is compressed in a way that is not taken.
    Encoding(String),
    /// It came too slowly.
    Slow,
    /// It has more bytes than these.
    Large(usize),
    /// It ended early, or is not what it says that it is.
    Broken(String),
}

impl Unread {
    /// The answer to that: `parts` says how to send less, `broken` what is said of a body that is none.
    pub(super) fn told(self, parts: &str, broken: impl FnOnce(String) -> Failure) -> Failure {
        match self {
            Self::Encoding(named) => problems::unsupported_encoding(&named),
            Self::Slow => problems::body_too_slow(SLOWEST),
            Self::Large(most) => problems::body_too_large(most, parts),
            Self::Broken(why) => broken(format!("the body {why}")),
        }
    }
}

impl Encoding {
    fn of(headers: &HeaderMap) -> Result<Self, Unread> {
        let named: Vec<&str> =
            headers.get_all(header::CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok()).collect();
        let named = named.join(", ");
        match named.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Self::Plain),
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            "zstd" => Ok(Self::Zstd),
            _ => Err(Unread::Encoding(named)),
        }
    }
}

/// Makes sure that a body says to be of a media type; `advice` is what to send.
///
/// # Errors
/// 415 `unsupported_media_type`.
pub(super) fn must_be(headers: &HeaderMap, media_type: &str, advice: &str) -> Result<(), Failure> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type) {
        return Ok(());
    }
    let detail = format!("{advice}; send it with Content-Type: {media_type}");
    Err(Problem::new(415, "unsupported_media_type", "Unsupported media type", detail).into())
}

/// All of a body, decompressed; it may have `most` bytes then.
///
/// # Errors
/// Why there is none.
pub(super) async fn whole(headers: &HeaderMap, body: Body, most: usize) -> Result<Vec<u8>, Unread> {
    let encoding = Encoding::of(headers)?;
    let whole = tokio::time::timeout(SLOWEST, decompressed(encoding, body, most)).await;
    whole.map_err(|_| Unread::Slow)?
}

async fn decompressed(encoding: Encoding, body: Body, most: usize) -> Result<Vec<u8>, Unread> {
    let mut decoder = Decompressing::new(encoding, most).map_err(|error| Unread::Broken(error.to_string()))?;
    let mut stream = body.into_data_stream();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|error| Unread::Broken(format!("broke off: {error}")))?;
        for piece in part.chunks(if encoding == Encoding::Plain { most.max(1) } else { PIECE }) {
            match decoder.add(piece) {
                Ok(()) => {}
                Err(_) if decoder.is_full() => return Err(Unread::Large(most)),
                Err(error) => return Err(Unread::Broken(format!("cannot be decompressed: {error}"))),
            }
            if encoding != Encoding::Plain {
                // A piece may take as long as a request.
                tokio::task::consume_budget().await;
            }
        }
    }
    match decoder.end() {
        Ok(bytes) => Ok(bytes),
        Err(End::Full) => Err(Unread::Large(most)),
        Err(End::Broken(why)) => Err(Unread::Broken(format!("cannot be decompressed: {why}"))),
    }
}

/// A body on its way.
enum Decompressing {
    Plain(Bounded),
    Gzip(Box<MultiGzDecoder<Bounded>>),
    Zstd(Box<Zstd>),
}

/// Why there is no end.
enum End {
    Full,
    Broken(String),
}

impl Decompressing {
    fn new(encoding: Encoding, most: usize) -> io::Result<Self> {
        let bytes = Bounded { bytes: Vec::new(), most, full: false };
        Ok(match encoding {
            Encoding::Plain => Self::Plain(bytes),
            Encoding::Gzip => Self::Gzip(Box::new(MultiGzDecoder::new(bytes))),
            Encoding::Zstd => Self::Zstd(Box::new(Zstd::new(bytes)?)),
        })
    }

    fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(bytes) => bytes.write_all(piece),
            Self::Gzip(decoder) => decoder.write_all(piece),
            Self::Zstd(decoder) => decoder.add(piece),
        }
    }

    fn is_full(&self) -> bool {
        match self {
            Self::Plain(bytes) => bytes.full,
            Self::Gzip(decoder) => decoder.get_ref().full,
            Self::Zstd(decoder) => decoder.bytes.full,
        }
    }

    /// All of it, unless something of it is missing.
    fn end(self) -> Result<Vec<u8>, End> {
        match self {
            Self::Plain(bytes) => Ok(bytes.bytes),
            Self::Gzip(mut decoder) => match decoder.try_finish() {
                Ok(()) => Ok(std::mem::take(&mut decoder.get_mut().bytes)),
                Err(_) if decoder.get_ref().full => Err(End::Full),
                Err(error) => Err(End::Broken(error.to_string())),
            },
            Self::Zstd(decoder) if decoder.whole => Ok(decoder.bytes.bytes),
            Self::Zstd(_) => Err(End::Broken("its end is missing".to_owned())),
        }
    }
}

/// Frames of zstd's, one after the other.
struct Zstd {
    decoder: Decoder<'static>,
    room: Vec<u8>,
    bytes: Bounded,
    /// What came until now ends with a frame.
    whole: bool,
}

impl Zstd {
    fn new(bytes: Bounded) -> io::Result<Self> {
        let mut decoder = Decoder::new()?;
        decoder.set_parameter(DParameter::WindowLogMax(WINDOW))?;
        Ok(Self { decoder, room: vec![0; 64 << 10], bytes, whole: true })
    }

    fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        let mut input = InBuffer::around(piece);
        loop {
            let mut output = OutBuffer::around(&mut self.room[..]);
            let left = self.decoder.run(&mut input, &mut output)?;
            let (written, room) = (output.pos(), output.capacity());
            self.bytes.write_all(&self.room[..written])?;
            self.whole = left == 0;
            if input.pos() == piece.len() && written < room {
                return Ok(());
            }
        }
    }
}

/// Bytes up to a number of them.
#[derive(Debug)]
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    /// There were more.
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > self.most {
            self.full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    const LARGEST: usize = 32 << 20;

    async fn take(encoding: &str, bytes: Vec<u8>) -> Result<Vec<u8>, u16> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_ENCODING, encoding.parse().unwrap());
        let told = |unread: Unread| unread.told("", |why| problems::invalid_push(&why)).0.status;
        whole(&headers, Body::from(bytes), LARGEST).await.map_err(told)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[tokio::test]
    async fn what_was_compressed_arrives_and_what_is_cut_off_does_not() {
        let text: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap();
        assert_eq!(take("identity", text.clone()).await.unwrap(), text);
        for (encoding, whole) in [("gzip", gzip(&text)), ("zstd", zstd(&text))] {
            assert_eq!(take(encoding, whole.clone()).await.unwrap(), text, "{encoding}");
            for end in [0, 1, 5, whole.len() / 2, whole.len() - 1] {
                let cut = take(encoding, whole[..end].to_vec()).await;
                assert!(cut == Err(400) || end == 0 && cut == Ok(Vec::new()), "{encoding} cut at {end}");
            }
            let mut twice = whole.clone();
            twice.extend_from_slice(&whole);
            assert_eq!(take(encoding, twice).await.unwrap().len(), 2 * text.len(), "{encoding}");
            let mut damaged = whole.clone();
            damaged[whole.len() / 2] ^= 0xff;
            assert_ne!(take(encoding, damaged).await, Ok(text.clone()), "{encoding}");
        }
        assert_eq!(take("gzip", b"not compressed".to_vec()).await, Err(400));
        for encoding in ["br", "gzip, gzip", "deflate"] {
            assert_eq!(take(encoding, Vec::new()).await, Err(415), "{encoding}");
        }
    }

    #[tokio::test]
    async fn a_bomb_is_refused_at_the_largest_size() {
        let zeros = vec![0; 64 << 20];
        let (gzip, zstd) = (gzip(&zeros), zstd::encode_all(&*zeros, 19).unwrap());
        assert!(gzip.len() < 100_000 && zstd.len() < 100_000);
        assert_eq!(take("gzip", gzip).await, Err(413));
        assert_eq!(take("zstd", zstd).await, Err(413));
        assert_eq!(take("identity", zeros).await, Err(413));
        assert_eq!(take("identity", vec![0; LARGEST]).await.unwrap().len(), LARGEST);
    }
}
