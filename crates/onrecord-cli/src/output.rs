//! Where a rendering goes: the standard output or a file. A reader that stops reading ends the run
//! quietly.

use anyhow::{Context, Result};
use clap::ValueEnum;
use onrecord::report::terminal::{Colour, PLAIN, Style};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// When colour is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// At a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// An open sink.
pub(crate) struct Output {
    sink: Box<dyn Write + Send>,
    path: Option<PathBuf>,
    is_closed: bool,
}

impl Output {
    /// Opens `path`, or the standard output where there is none.
    pub(crate) fn open(path: Option<&Path>) -> Result<Output> {
        let sink: Box<dyn Write + Send> = match path {
            Some(path) => {
                let file = File::create(path);
                Box::new(BufWriter::new(
                    file.with_context(|| format!("cannot write {}", path.display()))?,
                ))
            }
            None => Box::new(BufWriter::new(io::stdout())),
        };
        Ok(Output { sink, path: path.map(Path::to_owned), is_closed: false })
    }

    /// Whether the reader has gone: what else there is to write goes nowhere.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Writes `text`.
    pub(crate) fn write(&mut self, text: &str) -> Result<()> {
        let written = self.sink.write_all(text.as_bytes());
        self.settle(written)
    }

    /// Writes out what is still held back.
    pub(crate) fn finish(mut self) -> Result<()> {
        let written = self.sink.flush();
        self.settle(written)
    }

    fn settle(&mut self, written: io::Result<()>) -> Result<()> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            written => written.with_context(|| match &self.path {
                Some(path) => format!("cannot write {}", path.display()),
                None => "cannot write to the standard output".to_owned(),
            }),
        }
    }
}

/// For what writes bytes as it goes. It hears of a reader that has gone, so that it ends.
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(bytes);
        self.is_closed |= matches!(&written, Err(error) if error.kind() == ErrorKind::BrokenPipe);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// How text is laid out for where it goes.
pub(crate) fn style(when: When, path: Option<&Path>) -> Style {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_coloured = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => path.is_none() && io::stdout().is_terminal() && !is_set("NO_COLOR"),
    };
    Style { colour: if is_coloured { Colour::On } else { Colour::Off }, ..PLAIN }
}
