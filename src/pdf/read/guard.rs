//! [`check_streams`]: refuses files whose streams would unfold to more than is reasonable.
//!
//! The library inflates streams as a whole. So they are inflated here first, into nothing, and
//! counted; pictures are left out, which are never decoded. What an encrypted file holds cannot be
//! seen this way: there the page's own memory limit holds.

use flate2::{Decompress, FlushDecompress, Status};

use crate::engine::ingest::{IngestError, Limits};

/// How far back from its data a stream's dictionary is looked for.
const DICTIONARY: usize = 2_048;
/// What all streams but pictures may unfold to, in bytes.
const ALL_STREAMS: u64 = 512 << 20;

/// Counts what the streams of `bytes` unfold to.
///
/// # Errors
/// [`IngestError::UnfoldsTooLarge`].
pub(super) fn check_streams(bytes: &[u8], limits: &Limits) -> Result<(), IngestError> {
    let most = limits.inflated_bytes.min(ALL_STREAMS);
    let mut total = 0_u64;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let (begin, after) = (at + found, at + found + 6);
        at = after;
        if begin >= 3 && &bytes[begin - 3..begin] == b"end" {
            continue;
        }
        let head = &bytes[begin.saturating_sub(DICTIONARY)..begin];
        let dictionary = rfind(head, b"obj").map_or(head, |at| &head[at..]);
        let holds = |name: &[u8]| find(dictionary, name).is_some();
        if holds(b"/Image") || !(holds(b"/Fl") || holds(b"#")) {
            continue;
        }
        let data = match &bytes[after..] {
            [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] => data,
            data => data,
        };
        let times = count(dictionary, b"/Fl");
        let (n_out, n_in) = inflated(data, limits.entry_bytes.min(most), times > 1)?;
        total = total.saturating_add(n_out);
        if total > most {
            return Err(IngestError::UnfoldsTooLarge { limit: most });
        }
        at = after + n_in;
    }
    Ok(())
}

/// How many bytes a stream gives, and of how many it is made; `twice` if it is compressed again.
fn inflated(data: &[u8], limit: u64, twice: bool) -> Result<(u64, usize), IngestError> {
    let mut inflate = Decompress::new(true);
    let mut inner = twice.then(|| Decompress::new(true));
    let mut scratch = vec![0_u8; 1 << 15];
    let mut deep = vec![0_u8; 1 << 15];
    let mut total = 0_u64;
    loop {
        let (n_in, n_out) = (inflate.total_in() as usize, inflate.total_out());
        let status = inflate.decompress(&data[n_in..], &mut scratch, FlushDecompress::None);
        let made = (inflate.total_out() - n_out) as usize;
        total += made as u64;
        if let Some(inner) = &mut inner {
            let mut read = 0;
            while read < made {
                let (before_in, before_out) = (inner.total_in(), inner.total_out());
                let ended =
                    inner.decompress(&scratch[read..made], &mut deep, FlushDecompress::None);
                let step = (inner.total_in() - before_in) as usize;
                let out = inner.total_out() - before_out;
                read += step;
                total += out;
                if ended.is_err() || step == 0 && out == 0 || total > limit {
                    break;
                }
            }
        }
        if total > limit {
            return Err(IngestError::UnfoldsTooLarge { limit });
        }
        let read = inflate.total_in() as usize;
        match status {
            Ok(Status::Ok) if made > 0 || read > n_in => {}
            _ => return Ok((total, read)),
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == first) {
        at += found;
        if bytes[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

fn count(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).filter(|window| *window == needle).count()
}
