//! A shelf on the disk: words in one file, each run of postings in another, read back by place.

use onrecord::statement::rendition::Word;
use onrecord::statement::shelf::{Posting, Shelf};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Words that are written together; what is not written yet is read from memory.
const UNWRITTEN: usize = 1 << 20;

/// One posting in so many has its seed in memory.
const FENCE: usize = 128;

/// Words and runs in a folder of their own, which is emptied first.
pub struct Disk {
    folder: PathBuf,
    words: File,
    ends: Vec<u64>,
    unwritten: Vec<u8>,
    written: u64,
    runs: Vec<Run>,
    buffer: Mutex<Vec<u8>>,
}

struct Run {
    file: File,
    n: usize,
    /// The seed of every 128th posting.
    fences: Vec<u32>,
}

impl Disk {
    /// A shelf in `folder`.
    pub fn new(folder: &Path) -> io::Result<Disk> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        let words = File::options()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .open(folder.join("words"))?;
        Ok(Disk {
            folder: folder.to_owned(),
            words,
            ends: Vec::new(),
            unwritten: Vec::new(),
            written: 0,
            runs: Vec::new(),
            buffer: Mutex::new(Vec::new()),
        })
    }
}

impl Shelf for Disk {
    type Fault = io::Error;

    fn put_words(&mut self, _line: u32, words: &[Word]) -> io::Result<()> {
        for word in words {
            self.unwritten.extend(word.key.to_le_bytes());
            self.unwritten.extend(word.class.to_le_bytes());
        }
        self.ends.push(self.written + self.unwritten.len() as u64);
        if self.unwritten.len() > UNWRITTEN {
            self.words.write_all_at(&self.unwritten, self.written)?;
            self.written += self.unwritten.len() as u64;
            self.unwritten.clear();
        }
        Ok(())
    }

    fn words(&self, line: u32, words: &mut Vec<Word>) -> io::Result<()> {
        let line = line as usize;
        let start = line.checked_sub(1).map_or(0, |before| self.ends[before]);
        let n = (self.ends[line] - start) as usize;
        words.clear();
        if start >= self.written {
            let from = (start - self.written) as usize;
            read_words(&self.unwritten[from..from + n], words);
            return Ok(());
        }
        let mut buffer = self.buffer.lock().map_err(|_| io::Error::other("a reader panicked"))?;
        buffer.resize(n, 0);
        self.words.read_exact_at(&mut buffer, start)?;
        read_words(&buffer, words);
        Ok(())
    }

    fn put_run(&mut self, run: u32, postings: &[Posting]) -> io::Result<()> {
        let file = File::options()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .open(self.folder.join(format!("run-{run}")))?;
        let mut writer = BufWriter::with_capacity(1 << 20, &file);
        for posting in postings {
            writer.write_all(&posting.seed.to_le_bytes())?;
            writer.write_all(&posting.line.to_le_bytes())?;
        }
        writer.flush()?;
        drop(writer);
        let fences = postings.iter().step_by(FENCE).map(|posting| posting.seed).collect();
        self.runs.push(Run { file, n: postings.len(), fences });
        Ok(())
    }

    fn lines(&self, run: u32, seed: u32, lines: &mut Vec<u32>) -> io::Result<()> {
        let run = &self.runs[run as usize];
        // The block before the first fence that is not below the seed may hold it too.
        let first = run.fences.partition_point(|fence| *fence < seed).saturating_sub(1) * FENCE;
        let past = run.fences.partition_point(|fence| *fence <= seed) * FENCE;
        let past = past.min(run.n);
        if first >= past {
            return Ok(());
        }
        let mut buffer = self.buffer.lock().map_err(|_| io::Error::other("a reader panicked"))?;
        buffer.resize((past - first) * 8, 0);
        run.file.read_exact_at(&mut buffer, first as u64 * 8)?;
        for posting in buffer.chunks_exact(8) {
            if let [a, b, c, d, w, x, y, z] = *posting
                && u32::from_le_bytes([a, b, c, d]) == seed
            {
                lines.push(u32::from_le_bytes([w, x, y, z]));
            }
        }
        Ok(())
    }
}

fn read_words(bytes: &[u8], words: &mut Vec<Word>) {
    words.extend(bytes.chunks_exact(8).map(|pair| Word {
        key: u32::from_le_bytes([pair[0], pair[1], pair[2], pair[3]]),
        class: u32::from_le_bytes([pair[4], pair[5], pair[6], pair[7]]),
    }));
}
