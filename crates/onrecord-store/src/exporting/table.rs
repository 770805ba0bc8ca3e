//! Apache Parquet. Findings in, a row each out, columns of texts and whole numbers, packed by gzip. Replies are
//! a column that every row has, a list in JSON.

use crate::error::Error;
use crate::exporting::{Export, failed};
use crate::reading::answered::Answered;
use crate::store::Store;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;

/// Rows of one group: what is held in memory.
const GROUP: usize = 8192;

/// The columns in order. `differences` and `replies` are JSON; `start` and `end` are code points of the
/// article's text, `passage_start` and `passage_end` of the record's.
const SCHEMA: &str = "message finding {
    REQUIRED BYTE_ARRAY finding (STRING);
    REQUIRED BYTE_ARRAY document (STRING);
    REQUIRED INT64 version;
    REQUIRED BYTE_ARRAY name (STRING);
    OPTIONAL BYTE_ARRAY url (STRING);
    REQUIRED BYTE_ARRAY title (STRING);
    OPTIONAL BYTE_ARRAY outlet (STRING);
    OPTIONAL BYTE_ARRAY published (STRING);
    OPTIONAL BYTE_ARRAY statement (STRING);
    REQUIRED BYTE_ARRAY kind (STRING);
    REQUIRED BYTE_ARRAY words (STRING);
    REQUIRED INT64 start;
    REQUIRED INT64 end;
    OPTIONAL BYTE_ARRAY speaker (STRING);
    OPTIONAL BYTE_ARRAY person (STRING);
    REQUIRED BYTE_ARRAY fidelity (STRING);
    REQUIRED BYTE_ARRAY phrase (STRING);
    REQUIRED BYTE_ARRAY level (STRING);
    REQUIRED BYTE_ARRAY policy (STRING);
    REQUIRED BYTE_ARRAY differences (STRING);
    OPTIONAL BYTE_ARRAY record (STRING);
    OPTIONAL INT64 passage_start;
    OPTIONAL INT64 passage_end;
    OPTIONAL INT64 time_ms;
    REQUIRED BYTE_ARRAY replies (STRING);
}";

/// The value of one column in one row.
enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
}

pub(crate) fn write(store: &Store, export: &mut Export) -> Result<(), Error> {
    let schema = Arc::new(parse_message_type(SCHEMA).map_err(failed)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(Default::default()))
        .set_created_by(concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(&mut *export.sink, schema, Arc::new(properties))
        .map_err(failed)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    store.articles("1 = 1", &mut |found| {
        rows.extend(found.iter().map(row));
        if rows.len() >= GROUP {
            group(&mut writer, &std::mem::take(&mut rows)).map_err(failed)?;
        }
        Ok(())
    })?;
    if !rows.is_empty() {
        group(&mut writer, &rows).map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

fn group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    rows: &[Vec<Cell>],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    let mut at = 0;
    while let Some(mut column) = group.next_column()? {
        let cells = || rows.iter().filter_map(|row| row.get(at));
        let levels: Vec<i16> = cells()
            .map(|cell| match cell {
                Cell::Text(text) => i16::from(text.is_some()),
                Cell::Number(number) => i16::from(number.is_some()),
            })
            .collect();
        let texts = cells().filter_map(|cell| match cell {
            Cell::Text(Some(text)) => Some(ByteArray::from(text.as_str())),
            _ => None,
        });
        let numbers = cells().filter_map(|cell| match cell {
            Cell::Number(number) => *number,
            Cell::Text(_) => None,
        });
        match rows.first().and_then(|row| row.get(at)) {
            Some(Cell::Number(_)) => {
                let numbers: Vec<i64> = numbers.collect();
                column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None)?;
            }
            _ => {
                let texts: Vec<ByteArray> = texts.collect();
                column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?;
            }
        }
        column.close()?;
        at += 1;
    }
    group.close()?;
    Ok(())
}

fn row(one: &Answered) -> Vec<Cell> {
    let report = one.report();
    let text = |text: &str| Cell::Text(Some(text.to_owned()));
    let may = |text: Option<&str>| Cell::Text(text.map(str::to_owned));
    let number = |number: i64| Cell::Number(Some(number));
    let body = one.json();
    let differences: Vec<Value> = one
        .differences()
        .into_iter()
        .map(|one| {
            json!({
                "code": one.code, "name": one.name, "class": one.class, "level": one.level,
                "sentence": one.sentence, "caveat": one.caveat,
                "printed": one.printed, "recorded": one.recorded,
            })
        })
        .collect();
    let (start, end) = one.position();
    let passage = one.passage();
    vec![
        text(one.id()),
        text(&report.document),
        number(i64::from(report.version)),
        text(&report.name),
        may(report.url.as_deref()),
        text(&report.title),
        may(report.outlet_name.as_deref()),
        may(report.published.as_deref()),
        may(one.statement()),
        text(one.kind()),
        text(one.words()),
        number(i64::from(start)),
        number(i64::from(end)),
        may(one.speaker()),
        may(one.person()),
        text(one.fidelity().name()),
        text(one.phrase()),
        text(one.level()),
        text(one.policy()),
        text(&Value::Array(differences).to_string()),
        may(one.record()),
        Cell::Number(passage.map(|(start, _)| i64::from(start))),
        Cell::Number(passage.map(|(_, end)| i64::from(end))),
        Cell::Number(one.time_ms().and_then(|ms| i64::try_from(ms).ok())),
        text(&body["replies"].to_string()),
    ]
}
