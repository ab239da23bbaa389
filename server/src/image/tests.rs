//! What is written is read; what is not what was written is refused.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;

/// An image of a value and of a list that fills several blocks.
fn write(path: &Path, count: u32) {
    let mut out = ImageWriter::create(path).unwrap();
    out.put(&("value", 7_u64)).unwrap();
    out.put_list(count as usize, (0..count).map(|number| (number, format!("item {number}")))).unwrap();
    out.finish().unwrap();
}

type Read = ((String, u64), Vec<(u32, String)>);

fn read(path: &Path) -> Result<Option<Read>, ImageError> {
    let Some(mut image) = ImageReader::open(path)? else { return Ok(None) };
    let value = image.block()?.read()?;
    let list = image.list(|block| block.read())?;
    image.finish()?;
    Ok(Some((value, list)))
}

#[test]
fn values_and_lists_come_back_in_their_order() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("image");
    assert!(read(&path).unwrap().is_none(), "there is none before");
    for count in [0, 1, 1_024, 5_000] {
        write(&path, count);
        let (value, list) = read(&path).unwrap().unwrap();
        assert_eq!(value, ("value".to_owned(), 7));
        assert!(list.iter().map(|(number, _)| *number).eq(0..count), "{count}");
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn an_image_that_is_not_finished_is_not_there() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("image");
    let mut out = ImageWriter::create(&path).unwrap();
    out.put(&1).unwrap();
    drop(out);
    assert!(read(&path).unwrap().is_none());
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

proptest! {
    #[test]
    fn what_was_changed_or_cut_is_refused(at in any::<prop::sample::Index>(), flip in 1..=255_u8, cut in any::<bool>()) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("image");
        write(&path, 3_000);
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] ^= flip;
        }
        fs::write(&path, bytes).unwrap();
        prop_assert!(read(&path).is_err());
    }

    #[test]
    fn bytes_from_elsewhere_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), begins in any::<bool>()) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("image");
        let magic: &[u8] = if begins { b"sextant image 1\n" } else { b"" };
        fs::write(&path, [magic, &bytes].concat()).unwrap();
        prop_assert!(read(&path).is_err());
    }
}
