//! Something said to people in every language.

use super::Language;

/// A sentence, or a part of one, in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Note {
    /// The same in English and in Chinese.
    pub fn new(english: impl Into<String>, chinese: impl Into<String>) -> Self {
        Self {
            en: english.into(),
            zh: chinese.into(),
        }
    }

    /// The text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}

/// Whether two texts say the same but for their numbers. Digits of a name (`"line-2"`, `types.toml:12`) are no
/// numbers.
pub fn differ_in_numbers_alone(one: &str, other: &str) -> bool {
    one != other && without_numbers(one) == without_numbers(other)
}

/// A text with a sign instead of each number, date and time of day.
fn without_numbers(text: &str) -> String {
    let mut rest = String::new();
    let mut is_number = false;
    let mut before = ' ';
    for c in text.chars() {
        let begins = c.is_ascii_digit() && may_precede_a_number(before);
        let goes_on = is_number && (c.is_ascii_digit() || ".,:-".contains(c));
        if begins && !is_number {
            rest.push('#');
        }
        is_number = begins || goes_on;
        if !is_number {
            rest.push(c);
        }
        before = c;
    }
    rest
}

/// Numbers follow a blank, a bracket or a Chinese character, but nothing that names are made of, nor an opening
/// quotation mark.
fn may_precede_a_number(c: char) -> bool {
    let is_of_a_name = c.is_ascii() && !c.is_ascii_whitespace() && c != '(';
    !is_of_a_name && !"“‘「".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_digits_are_not_numbers() {
        let load = "calls: from 2026-02-16 20:30 \"q-1\" has a load of 106.9, 31 % (of 7) leave";
        let less = "calls: from 2026-02-16 21:00 \"q-1\" has a load of 95, 25 % (of 12) leave";
        assert!(differ_in_numbers_alone(load, less));
        assert!(!differ_in_numbers_alone(load, load));
        assert!(!differ_in_numbers_alone(load, &less.replace("q-1", "q-2")));
        assert!(!differ_in_numbers_alone("a.toml:2:1: x", "a.toml:3:1: x"));
        assert!(differ_in_numbers_alone(
            "负荷为106.9，至少31%",
            "负荷为95，至少9%"
        ));
        assert!(!differ_in_numbers_alone("“1号”负荷为5", "“2号”负荷为5"));
    }
}
