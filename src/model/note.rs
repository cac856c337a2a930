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
