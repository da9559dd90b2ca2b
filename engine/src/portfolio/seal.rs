//! The seal of a file: a checksum of its bytes within its own metadata, held before any of it is parsed.
//!
//! Parquet's checksums are optional, and polars neither writes nor holds them: a flipped bit would be
//! another amount, or worse. The checksum is a CRC-32C of all bytes of the file with zeros in its place,
//! so that the file stays one that any reader of Parquet takes.

use std::io::Read;
use std::ops::Range;

use caudal_facts::Limits;
use polars::error::PolarsError;

use super::error::Error;
use super::shard::file;
use crate::frames::Table;

/// The metadata's key of the checksum.
pub(super) const KEY: &str = "caudal.crc32c";

/// What stands in the checksum's place while it is computed: as many hexadecimal digits.
pub(super) const BLANK: &str = "00000000";

/// The mark at both ends of a Parquet file.
const MAGIC: &[u8] = b"PAR1";

/// What follows the metadata: its length in four bytes, and the mark.
const TAIL: usize = 8;

/// Puts the checksum into its place; nothing when there is no place for it.
pub(super) fn seal(bytes: &mut [u8]) -> Option<()> {
    let place = place(bytes)?;
    let checksum = checksum(bytes, &place);
    bytes.get_mut(place)?.copy_from_slice(checksum.as_bytes());
    Some(())
}

/// The bytes of a table's file, if they are those that were written.
pub(super) fn read(reader: impl Read, table: Table) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Open {
        file: file(table),
        source,
    };
    let mut bytes = Vec::new();
    let mut reader = reader.take(Limits::SHARD_FILE_BYTES + 1);
    let length = reader.read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(length).is_ok_and(|length| length > Limits::SHARD_FILE_BYTES) {
        return Err(Error::TooLarge { file: file(table) });
    }
    let has_marks = bytes.starts_with(MAGIC) && bytes.ends_with(MAGIC);
    if !has_marks || length <= MAGIC.len() + TAIL {
        let text = format!("{length} bytes without the marks of Parquet at both ends");
        return Err(Error::Read {
            file: file(table),
            source: PolarsError::ComputeError(text.into()),
        });
    }
    let place = place(&bytes).ok_or_else(|| Error::NoMetadata {
        file: file(table),
        key: KEY,
    })?;
    let found = checksum(&bytes, &place);
    let expected = String::from_utf8_lossy(bytes.get(place).unwrap_or_default());
    if found != expected {
        return Err(Error::Differs {
            file: file(table),
            what: "checksum",
            found,
            expected: expected.into_owned(),
            hint: "it was damaged or changed after the shard was written; restore it from a copy",
        });
    }
    Ok(bytes)
}

/// Where the checksum stands: the last such key of the file's metadata, as Thrift's compact protocol
/// writes a key and a value of 8 bytes.
fn place(bytes: &[u8]) -> Option<Range<usize>> {
    let end = bytes.len().checked_sub(TAIL)?;
    let length: [u8; 4] = bytes.get(end..end + 4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    let start = end.checked_sub(length)?;
    let mark = [KEY.as_bytes(), &[0x18, 0x08]].concat();
    let metadata = bytes.get(start..end)?;
    let at = metadata
        .windows(mark.len())
        .rposition(|window| window == mark)?;
    let from = start + at + mark.len();
    let place = from..from.checked_add(BLANK.len())?;
    (place.end <= end).then_some(place)
}

fn checksum(bytes: &[u8], place: &Range<usize>) -> String {
    let (before, rest) = bytes.split_at(place.start);
    let after = rest.get(place.len()..).unwrap_or_default();
    let parts = [before, BLANK.as_bytes(), after];
    let checksum = parts.into_iter().fold(0, crc32c::crc32c_append);
    format!("{checksum:08x}")
}
