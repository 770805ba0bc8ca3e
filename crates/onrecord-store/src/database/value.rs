//! Values as both engines know them, and rows of them. Columns in, typed Rust values out; a column of
//! another type than was asked for is a fault of the query and gives an error that names the column.

use crate::database::fault::Fault;

/// One value of a row or a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number; times are microseconds since 1970-01-01T00:00:00Z, truth is 0 or 1.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text. PostgreSQL holds no NUL character in a text; [`Value::from`] leaves it out.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// One row of an answer, columns in the order of the query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    values: Vec<Value>,
}

impl Row {
    /// The row of `values`.
    #[must_use]
    pub fn new(values: Vec<Value>) -> Row {
        Row { values }
    }

    /// Column `column`, from 0.
    ///
    /// # Errors
    /// Where the row has no such column, or it holds a value of another type.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, Fault> {
        let value = self.values.get(column).unwrap_or(&Value::Null);
        T::from_value(value).ok_or_else(|| Fault::Column {
            column,
            wanted: T::NAME,
            found: value.type_name(),
        })
    }
}

impl Value {
    /// `what` as the JSON text that a column holds; "null" for what JSON cannot hold.
    pub(crate) fn text_of<T: serde::Serialize + ?Sized>(what: &T) -> String {
        serde_json::to_string(what).unwrap_or_else(|_| "null".to_owned())
    }

    fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Integer(_) => "a whole number",
            Value::Real(_) => "a number",
            Value::Text(_) => "text",
            Value::Blob(_) => "bytes",
        }
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// The type in plain words.
    const NAME: &'static str;
    /// `None` where `value` is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! from_value {
    ($type:ty, $name:literal, $($pattern:pat => $result:expr),+) => {
        impl FromValue for $type {
            const NAME: &'static str = $name;
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $($pattern => $result,)+
                    _ => None,
                }
            }
        }
    };
}

from_value!(i64, "a whole number", Value::Integer(number) => Some(*number));
from_value!(u64, "a whole number from 0", Value::Integer(number) => u64::try_from(*number).ok());
from_value!(u32, "a whole number from 0 to 4294967295", Value::Integer(n) => u32::try_from(*n).ok());
from_value!(bool, "0 or 1", Value::Integer(0) => Some(false), Value::Integer(1) => Some(true));
from_value!(f64, "a number", Value::Real(number) => Some(*number), Value::Integer(n) => Some(*n as f64));
from_value!(String, "text", Value::Text(text) => Some(text.clone()));
from_value!(Vec<u8>, "bytes", Value::Blob(bytes) => Some(bytes.clone()));

impl<T: FromValue> FromValue for Option<T> {
    const NAME: &'static str = T::NAME;
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Integer(i64::from(number))
    }
}

impl From<u64> for Value {
    /// Numbers above `i64::MAX` occur nowhere (they are counts, offsets and times) and become it.
    fn from(number: u64) -> Value {
        Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::from(number as u64)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Integer(i64::from(truth))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Real(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::from(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(mut text: String) -> Value {
        if text.contains('\0') {
            text.retain(|c| c != '\0');
        }
        Value::Text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::Blob(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Value {
        Value::Blob(bytes.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// The values of a statement: `values![id, number, None::<&str>]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::database::value::Value::from($value)),*]
    };
}
