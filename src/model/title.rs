//! What a part of the centre is called before people.

/// A language in which results are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

/// A name for headings and charts, in each language; names of files and of columns stay what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// In English [1 to 120 characters].
    pub en: String,
    /// In Chinese [1 to 120 characters].
    pub zh: String,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Its code by ISO 639-1, as scenarios and options write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }
}

impl Title {
    /// The same in every language.
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { zh: en.clone(), en }
    }

    /// A title in a language, or the name where there is none.
    pub fn or_name<'a>(title: Option<&'a Self>, name: &'a str, language: Language) -> &'a str {
        title.map_or(name, |title| title.in_language(language))
    }

    /// The title in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}
