//! The part of a query after WHERE, put together from what a reader asks. Conditions in, one text with its
//! parameters numbered in the order of use out.

use crate::database::value::Value;

/// Conditions joined by AND.
#[derive(Debug, Default)]
pub struct Conditions {
    text: String,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds `condition`; each `?` in it stands for the next of `values`.
    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.push(condition, values);
    }

    /// Adds `text` as it stands, with each `?` in it numbered: an ORDER BY, a LIMIT.
    pub fn push(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        let mut values = values.into_iter();
        for c in text.chars() {
            if c == '?' {
                self.values.push(values.next().unwrap_or(Value::Null));
                self.text.push_str(&format!("${}", self.values.len()));
            } else {
                self.text.push(c);
            }
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parameters, in the order of their numbers.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// `column IN (?, …)` for `n` values; for none, what no row meets.
#[must_use]
pub fn one_of(column: &str, n: usize) -> String {
    if n == 0 {
        return "1 = 0".to_owned();
    }
    format!("{column} IN ({})", vec!["?"; n].join(", "))
}

#[cfg(test)]
mod tests {
    use crate::database::value::Value;
    use crate::reading::condition::{Conditions, one_of};

    #[test]
    fn parameters_are_numbered_in_the_order_of_use() {
        let mut conditions = Conditions::default();
        conditions.and("a = ?", [Value::from(1_i64)]);
        conditions.and(&one_of("b", 2), [Value::from("x"), Value::from("y")]);
        conditions.push(" LIMIT ?", [Value::from(9_i64)]);
        assert_eq!(conditions.text(), "a = $1 AND b IN ($2, $3) LIMIT $4");
        assert_eq!(conditions.values().len(), 4);
        assert_eq!(one_of("c", 0), "1 = 0");
    }
}
