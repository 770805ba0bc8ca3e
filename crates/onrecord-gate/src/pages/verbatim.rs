//! A page and its document in, the blocks that are no contiguous run of the page's text out. The
//! page's text comes from the tokenizer alone, in source order, without a tree: another way than the
//! reader's. White space is left out of the comparison. A block may also be a run of the text without
//! the elements that interrupt a sentence (a button, a footnote mark, a pronunciation); for a page
//! whose article stands in scripts only, a run of a script's text without the backslashes of its strings and the
//! tags in them.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use onrecord::document::Document;
use onrecord::document::encoding::decode;
use std::cell::{Cell, RefCell};

/// Elements whose words interrupt a sentence.
const APART: [&str; 9] =
    ["button", "svg", "noscript", "select", "rt", "rp", "del", "sup", "iframe"];

/// The indices of blocks that do not stand in the page as one run.
#[must_use]
pub fn torn(html: &[u8], document: &Document) -> Vec<usize> {
    let html = decode(html, None).text;
    let tokenizer = Tokenizer::new(Characters::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&html));
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    let whole = tokenizer.sink.whole.into_inner();
    let without = tokenizer.sink.without.into_inner();
    let scripts = without_tags(&tokenizer.sink.scripts.into_inner());
    let is_torn = |words: &str| {
        let dense: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let finder = memchr::memmem::Finder::new(&dense);
        [&whole, &without, &scripts].iter().all(|text| finder.find(text.as_bytes()).is_none())
    };
    let blocks = document.blocks.iter().enumerate();
    blocks.filter(|(_, block)| is_torn(block.span.of(&document.text))).map(|(at, _)| at).collect()
}

/// Tags in scripts, as they stand or with their brackets escaped.
fn without_tags(script: &str) -> String {
    let script = script.replace("u003c", "<").replace("u003e", ">").replace("u0026", "&");
    let mut parts = script.split('<');
    let first = parts.next().unwrap_or("").to_owned();
    let rest = parts.map(|part| part.split_once('>').map_or("", |(_, words)| words));
    std::iter::once(first.as_str()).chain(rest).collect()
}

#[derive(Default)]
struct Characters {
    whole: RefCell<String>,
    without: RefCell<String>,
    scripts: RefCell<String>,
    n_apart: Cell<usize>,
    is_raw: Cell<bool>,
}

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) if !self.is_raw.get() => {
                let dense = text.chars().filter(|c| !c.is_whitespace());
                self.whole.borrow_mut().extend(dense.clone());
                if self.n_apart.get() == 0 {
                    self.without.borrow_mut().extend(dense);
                }
            }
            Token::CharacterTokens(text) => {
                let dense = text.chars().filter(|c| !c.is_whitespace() && *c != '\\');
                self.scripts.borrow_mut().extend(dense);
            }
            Token::TagToken(tag) => {
                let name: &str = &tag.name;
                let starts = tag.kind == TagKind::StartTag;
                if APART.contains(&name) && !tag.self_closing {
                    let n = self.n_apart.get();
                    self.n_apart.set(if starts { n + 1 } else { n.saturating_sub(1) });
                }
                self.is_raw.set(starts && matches!(name, "script" | "style" | "iframe"));
                if starts && name == "script" {
                    return TokenSinkResult::RawData(RawKind::ScriptData);
                }
                if starts && matches!(name, "style" | "iframe" | "noembed" | "noframes" | "xmp") {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
                if starts && matches!(name, "title" | "textarea") {
                    return TokenSinkResult::RawData(RawKind::Rcdata);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
