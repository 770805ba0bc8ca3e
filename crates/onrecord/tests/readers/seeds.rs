//! One small input a format, and the tokens that mutants are given.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// File names, which choose the reader, and what the files hold.
pub(crate) const SEEDS: &[(&str, &str)] = &[
    (
        "page.txt",
        "The Plant Stays\n\nThe gate. (Photo: AGENCY/Jo Fern)\n\nBy Jo Fern\n\nOSTMOUTH (AGENCY) — The plant \
         stays, “all of it,” Low said.\n\nThe gate. (Photo: AGENCY/Jo Fern)\n\nQ: Why?\n\nA: Because we say so.\n\n\
         Q: And the bridge?\n\nA: It stays.\n\n> mail\n> mail\n\nRead more: x\n\nLeave a Reply\n\nName *",
    ),
    (
        "page.md",
        "---\ntitle: The plant\nauthor: Jo Fern\n---\n# The plant\n\nIt **stays**, [she](https://x.org \"t\") \
         said.\n\n> “Never,”\n> *she* said.\n\n- one\n  - two\n\n1. three\n\n| a | b |\n|---|---|\n| c | d |\n\n\
         ![cap](x.png)\n\n```\ncode\n```\n\n<div>html</div>\n\n    indented\n\n<!-- note -->\n\nfoot[^1]\n\n[^1]: note\n",
    ),
    (
        "talk.md",
        "**Ida Ost:** \\[00:31\\] Good evening. \\[laughter\\]\n\n**Ada Low, PsyD:** Good **evening:** [x](y).\n\n\
         # **Break:** \\[14:22\\]\n\n**Ida Ost:**\n\nAgain \\[00:10\\].",
    ),
    (
        "2021-05-03 (Partial, As spoken) Interview with Ida Ost, Ostmouth, OM, 'Late', Six.txt",
        "An Evening\nDate: 3 May\n\nIDA OST: Good evening.\n\nADA LOW (ON CAMERA): [00:12] Good evening.\n(APPLAUSE)\
         IDA OST: So?\n\nADA LOW: We [inaudible 00:03] stay.\n>> Who?\nSpeaker 1 (00:03):\nMe.\nAda Low  0:15\nNo.\n",
    ),
    (
        "talk.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\nNOTE x\n\n1\n00:00:00.000 --> 00:00:02.000 align:start\nwe<00:00:00.400>\
         <c> will</c>\n\n00:00:02.000 --> 00:00:04.000\nwe will\nstay<00:00:02.500><c> here</c>\n\n00:00:04.000 --> \
         00:00:05.000\n<v.loud Ada Low>R&amp;D &lt;</v>\n\n00:00:05.000 --> 00:00:06.000\n- One.\n- Two.\n\n\
         00:00:05.000 --> 00:00:06.000\nIDA OST: [music] Three.\n",
    ),
    (
        "talk.srt",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nIDA OST: <i>Good</i>\r\nevening.\r\n\r\n2\r\n00:00:02,000 --> \
         00:00:03,000\r\n{\\an8}ADA LOW: Good\r\n\r\nevening.\r\n\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\n- A\r\n- B\r\n",
    ),
    (
        "wire.jsonl",
        "{\"id\": \"a1\", \"title\": \"T\", \"date\": \"2021-05-03\", \"authors\": [\"Jo Fern\"], \"text\": \"One.\\n\\nTwo.\"}\n\
         {\"id\": 2, \"html\": \"<p>One <q>two</q></p>\"}\n{\"segments\": [{\"start\": 1, \"end\": 2, \"text\": \"x\"}]}\n",
    ),
    (
        "talk.json",
        "{\"version\": \"1.0.0\", \"segments\": [{\"speaker\": \"Ida Ost\", \"startTime\": 0.5, \"endTime\": 0.75, \
         \"body\": \"Good\"}, {\"speaker\": \"Ada Low\", \"startTime\": 2, \"body\": \"evening.\"}]}",
    ),
    (
        "whisper.json",
        "{\"language\": \"en\", \"segments\": [{\"start\": 1.0, \"end\": 4.0, \"text\": \" We stay.\", \"words\": \
         [{\"word\": \" We\", \"start\": 1.0, \"end\": 1.2, \"speaker\": \"SPEAKER_00\"}, {\"word\": \" stay.\", \
         \"speaker\": \"SPEAKER_01\"}]}]}",
    ),
];

/// Side files.
pub(crate) const SIDE_FILES: &[(&str, &str)] = &[
    (
        "talk.json",
        "{\"fact\": {\"title\": \"T\", \"primaryDate\": \"2021-05-03\"}, \"youtubeId\": \"x\", \"location\": \
         {\"placename\": \"Hall\"}, \"speakers\": [{\"fullName\": \"Ada Low\", \"role\": \"Mayor\"}], \"kind\": \"notes\"}",
    ),
    (
        "talk.toml",
        "title = \"T\"\ndate = 2021-05-03\ncoverage = \"partial\"\nspeakers = [\"Ida\", { name = \"Ada\", role = \"x\" }]\n\
         [labels]\nSPEAKER_00 = \"Ada Low\"\n",
    ),
];

/// What formats and people put where it hurts.
pub(crate) const TOKENS: &[&str] = &[
    "\n\n",
    "\r\n",
    "\r",
    "\u{FEFF}",
    "\u{2028}",
    "\u{A0}",
    "é",
    "𝒳",
    "“",
    "”",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "</c>",
    "<00:00:01.000>",
    "-->",
    "00:00:99.999 --> 00:00:01.000",
    ":",
    "::",
    "ADA LOW: ",
    "Q: ",
    ">> ",
    "- ",
    "**",
    "__",
    "`",
    "\\",
    "|",
    "#",
    "---\n",
    "```\n",
    "&",
    "&amp;",
    "&#x110000;",
    "\0",
    "1e999",
    "-1",
    "null",
    "{",
    "}",
    ",",
    "=",
    "İ",
    "ß",
    "(Photo: X/Y)",
    " — ",
    "[inaudible]",
    "[audio gap]",
    "Leave a Reply\n\n",
    "Related stories\n\n",
    "\u{301}",
    "\u{FFFD}",
];

/// A Word document with a paragraph, a tracked change and a table.
pub(crate) fn docx() -> Vec<u8> {
    let xml = "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>T</w:t></w:r>\
        </w:p><w:p><w:r><w:t>ADA LOW: We &amp; </w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r>\
        <w:tab/><w:t>stay.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        </w:body></w:document>";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("word/document.xml", stored).expect("memory can be written");
    writer.write_all(xml.as_bytes()).expect("memory can be written");
    writer.finish().expect("memory can be written").into_inner()
}
