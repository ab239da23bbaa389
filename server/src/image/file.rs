//! The file: blocks of values, each compressed, with a checksum that also holds it in its place.

use std::fs::{File, remove_file, rename};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread::{available_parallelism, scope};

use serde::{Deserialize, Serialize};

/// What every image begins with.
const MAGIC: &[u8; 16] = b"sextant image 1\n";
/// Items of a list in one block.
const PAGE: usize = 1_024;
/// The least that compressing can be worth: it is done again and again, and undone while somebody waits.
const COMPRESSION: i32 = 1;
/// The largest block that is read.
const MOST: usize = 1 << 31;
/// Threads that read one list.
const THREADS: usize = 4;

type Checksum = [u8; 16];

/// Why an image cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImageError {
    /// The file system said no.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is not what was written.
    #[error("it is not whole: {0}")]
    Damaged(&'static str),
    /// A block is whole, but does not hold what is looked for in it.
    #[error("it is of another layout: {0}")]
    Layout(#[from] postcard::Error),
}

/// Writes an image beside the one before, which it replaces when it is whole.
pub(crate) struct ImageWriter {
    out: BufWriter<File>,
    aside: Aside,
    blocks: u64,
    /// Of the block that is being made.
    raw: Vec<u8>,
}

impl ImageWriter {
    pub(crate) fn create(path: &Path) -> Result<Self, ImageError> {
        let aside = Aside { at: path.with_added_extension("new"), then: path.to_owned() };
        let mut out = BufWriter::with_capacity(1 << 20, File::create(&aside.at)?);
        out.write_all(MAGIC)?;
        Ok(Self { out, aside, blocks: 0, raw: Vec::new() })
    }

    /// Writes one value as one block.
    pub(crate) fn put(&mut self, value: &impl Serialize) -> Result<(), ImageError> {
        let mut raw = std::mem::take(&mut self.raw);
        raw.clear();
        self.raw = postcard::to_extend(value, raw)?;
        self.write()
    }

    /// Writes the items of a list, `count` of them, in blocks.
    pub(crate) fn put_list<T: Serialize>(
        &mut self,
        count: usize,
        items: impl IntoIterator<Item = T>,
    ) -> Result<(), ImageError> {
        self.put(&count)?;
        let mut items = items.into_iter().take(count);
        loop {
            let page: Vec<T> = items.by_ref().take(PAGE).collect();
            if page.is_empty() {
                return Ok(());
            }
            self.put(&page)?;
        }
    }

    /// Puts the image in the place of the one before.
    pub(crate) fn finish(mut self) -> Result<(), ImageError> {
        self.raw.clear();
        self.write()?;
        self.out.flush()?;
        Ok(rename(&self.aside.at, &self.aside.then)?)
    }

    fn write(&mut self) -> Result<(), ImageError> {
        let bytes = zstd::bulk::compress(&self.raw, COMPRESSION)?;
        for length in [self.raw.len(), bytes.len()] {
            let length = u32::try_from(length).map_err(|_| ImageError::Damaged("a block is too long to be written"))?;
            self.out.write_all(&length.to_le_bytes())?;
        }
        self.out.write_all(&checksum([self.blocks, self.raw.len() as u64], &bytes))?;
        self.out.write_all(&bytes)?;
        self.blocks += 1;
        Ok(())
    }
}

/// Where a file is until it is whole, and then. Under one name: who is killed meanwhile leaves one behind, which the next
/// one replaces.
struct Aside {
    at: PathBuf,
    then: PathBuf,
}

impl Drop for Aside {
    fn drop(&mut self) {
        // It is gone where it was finished.
        let _ = remove_file(&self.at);
    }
}

/// Of a block with its number and its length before it was compressed.
fn checksum(place: [u64; 2], bytes: &[u8]) -> Checksum {
    let mut checksum = Checksum::default();
    let mut hasher = blake3::Hasher::new();
    for number in place {
        hasher.update(&number.to_le_bytes());
    }
    hasher.update(bytes).finalize_xof().fill(&mut checksum);
    checksum
}

/// Reads an image block by block.
pub(crate) struct ImageReader {
    file: BufReader<File>,
    blocks: u64,
}

impl ImageReader {
    /// None where there is no image.
    pub(crate) fn open(path: &Path) -> Result<Option<Self>, ImageError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut file = BufReader::with_capacity(1 << 20, file);
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic)?;
        if magic != *MAGIC {
            return Err(ImageError::Damaged("it does not begin as an image does"));
        }
        Ok(Some(Self { file, blocks: 0 }))
    }

    /// The next block.
    pub(crate) fn block(&mut self) -> Result<Block, ImageError> {
        self.next()?.open()
    }

    /// Reads a list in several threads, each page by `read`, and answers what they made in the order of the list.
    pub(crate) fn list<T: Send>(
        &mut self,
        read: impl Fn(&Block) -> Result<Vec<T>, ImageError> + Sync,
    ) -> Result<Vec<T>, ImageError> {
        let count: usize = self.block()?.read()?;
        let pages = count.div_ceil(PAGE);
        let threads = available_parallelism().map_or(1, |threads| threads.get()).min(THREADS).min(pages);
        let next = Mutex::new((0..pages, self));
        let work = || {
            let mut made = Vec::new();
            loop {
                let (number, page) = {
                    let Ok(mut next) = next.lock() else { return Ok(made) };
                    let Some(number) = next.0.next() else { return Ok(made) };
                    (number, next.1.next()?)
                };
                made.push((number, read(&page.open()?)?));
            }
        };
        let mut made = match threads {
            0 | 1 => work()?,
            _ => scope(|scope| {
                let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                let mut all = Vec::with_capacity(pages);
                for thread in threads {
                    let made: Result<_, ImageError> =
                        thread.join().unwrap_or(Err(ImageError::Damaged("a thread that read it died")));
                    all.extend(made?);
                }
                Ok::<_, ImageError>(all)
            })?,
        };
        made.sort_unstable_by_key(|(number, _)| *number);
        let items: usize = made.iter().map(|(_, page)| page.len()).sum();
        if items != count {
            return Err(ImageError::Damaged("a list is not as long as it says"));
        }
        let mut list = Vec::with_capacity(count);
        made.into_iter().for_each(|(_, page)| list.extend(page));
        Ok(list)
    }

    /// Sees to it that there is nothing more.
    pub(crate) fn finish(mut self) -> Result<(), ImageError> {
        match self.block()?.0.is_empty() {
            true => Ok(()),
            false => Err(ImageError::Damaged("there is more than expected")),
        }
    }

    fn next(&mut self) -> Result<Packed, ImageError> {
        let [raw, length] = [self.length()?, self.length()?];
        let mut packed = Packed { number: self.blocks, raw, checksum: Checksum::default(), bytes: Vec::new() };
        self.file.read_exact(&mut packed.checksum)?;
        // What a length says is not taken for granted before there is as much.
        self.file.by_ref().take(length as u64).read_to_end(&mut packed.bytes)?;
        if packed.bytes.len() != length {
            return Err(ImageError::Damaged("it ends in the midst of a block"));
        }
        self.blocks += 1;
        Ok(packed)
    }

    fn length(&mut self) -> Result<usize, ImageError> {
        let mut bytes = [0; 4];
        self.file.read_exact(&mut bytes)?;
        let length = u32::from_le_bytes(bytes) as usize;
        if length < MOST { Ok(length) } else { Err(ImageError::Damaged("a block is too long")) }
    }
}

/// A block as it stands in the file.
struct Packed {
    number: u64,
    raw: usize,
    checksum: Checksum,
    bytes: Vec<u8>,
}

impl Packed {
    fn open(self) -> Result<Block, ImageError> {
        if checksum([self.number, self.raw as u64], &self.bytes) != self.checksum {
            return Err(ImageError::Damaged("a checksum is not that of its block"));
        }
        Ok(Block(zstd::bulk::decompress(&self.bytes, self.raw)?))
    }
}

/// A block that is whole.
pub(crate) struct Block(Vec<u8>);

impl Block {
    /// What it holds, which may borrow from it.
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, ImageError> {
        Ok(postcard::from_bytes(&self.0)?)
    }
}
