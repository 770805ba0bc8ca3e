//! The readers' promises on some thousand broken inputs a format: small seeds, mutated by a generator
//! with a fixed seed. The fuzz targets hold the same promises on inputs that they find themselves.

#[path = "../../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets call it from another crate")]
mod promises;
#[path = "readers/seeds.rs"]
mod seeds;

use onrecord::document::origin::{DocumentKind, Origin};
use onrecord::document::read;
use promises::{hold, hold_side_file};
use seeds::{SEEDS, SIDE_FILES, TOKENS, docx};
use std::panic::catch_unwind;

/// Mutants of each seed.
const MUTANTS: usize = 2000;

/// Marsaglia's xorshift64: the same sequence on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// `bytes` with one to four wounds.
fn mutant(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        let from = dice.roll(bytes.len() + 1);
        let to = (from + dice.roll(40)).min(bytes.len());
        match dice.roll(7) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => bytes.splice(from..from, bytes[from..to].to_vec()).for_each(drop),
            3 => bytes.insert(from, dice.roll(256) as u8),
            4 => bytes.splice(to..to, bytes[..from].to_vec()).for_each(drop),
            5 if from < bytes.len() => bytes[from] ^= 1 << dice.roll(8),
            _ => {
                let token = TOKENS[dice.roll(TOKENS.len())];
                bytes.splice(from..from, token.bytes()).for_each(drop);
            }
        }
    }
    bytes
}

fn every_mutant(name: &str, seed: &[u8], check: fn(&str, &[u8])) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed.len() as u64);
    let mut broken = Vec::new();
    for n in 0..=MUTANTS {
        let input = if n == 0 { seed.to_vec() } else { mutant(seed, &mut dice) };
        if catch_unwind(|| check(name, &input)).is_err() {
            broken.push(format!("{name}: {}", input.escape_ascii()));
        }
        if broken.len() > 4 {
            break;
        }
    }
    assert!(broken.is_empty(), "promises broken, see above, on\n{}", broken.join("\n"));
}

#[test]
fn text_formats_keep_their_promises() {
    for (name, seed) in SEEDS {
        every_mutant(name, seed.as_bytes(), hold);
    }
}

#[test]
fn word_documents_keep_their_promises() {
    every_mutant("draft.docx", &docx(), hold);
}

#[test]
fn side_files_keep_their_promises() {
    for (name, seed) in SIDE_FILES {
        every_mutant(name, seed.as_bytes(), hold_side_file);
    }
}

#[test]
fn plain_text_is_the_input_itself() {
    for text in ["", "“We stay,” Low said.\r\n\r\nYes.\r", "\u{200B}\u{FFFD}é 𝒳\u{0}\n\u{2028}x"]
    {
        for name in ["page.txt", "page.md"] {
            let document =
                read(text.as_bytes(), &Origin { name: name.to_owned() }, DocumentKind::Article)
                    .remove(0);
            assert_eq!(document.text, text, "{name}");
        }
    }
}
