//! What is known of a key: its name, what it means, and how the template shows it.

/// One key of a section.
#[derive(Debug)]
pub(crate) struct Key {
    /// The name in the file.
    pub(crate) name: &'static str,
    /// What it means: the comment in the template.
    pub(crate) about: &'static str,
    /// The value in the template, as TOML.
    pub(crate) example: &'static str,
    /// Other forms of the value, shown in the template as comments.
    pub(crate) others: &'static [&'static str],
    /// The value that a missing key stands for, as TOML, if it stands for one.
    pub(crate) default: Option<&'static str>,
    /// How the template shows it.
    pub(crate) shown: Shown,
}

/// How the template shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As a key with its value.
    Active,
    /// As a comment: it needs a file, or stands in the place of another key.
    Comment,
    /// Elsewhere: as a section of its own, or inside the value of another key.
    Section,
}

/// The keys of a section.
#[derive(Debug)]
pub(crate) struct SectionKeys {
    /// The path of the section, with `*` for names of the user's.
    pub(crate) path: &'static str,
    /// What the section is: the comment in the template.
    pub(crate) about: &'static str,
    /// Its keys, in the template's order.
    pub(crate) keys: &'static [Key],
}

impl Key {
    /// A key that the template shows with this value.
    pub(crate) const fn new(
        name: &'static str,
        example: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            name,
            about,
            example,
            others: &[],
            default: None,
            shown: Shown::Active,
        }
    }

    /// A key that stands for a value when it is missing.
    pub(crate) const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Further forms of the value.
    pub(crate) const fn others(mut self, others: &'static [&'static str]) -> Self {
        self.others = others;
        self
    }

    /// A key that the template shows as a comment.
    pub(crate) const fn comment(mut self) -> Self {
        self.shown = Shown::Comment;
        self
    }

    /// A key inside a value, which the template shows there.
    pub(crate) const fn inside(
        name: &'static str,
        example: &'static str,
        about: &'static str,
    ) -> Self {
        let mut key = Self::new(name, example, about);
        key.shown = Shown::Section;
        key
    }

    /// A key that is a section of its own.
    pub(crate) const fn section(name: &'static str) -> Self {
        let mut key = Self::new(name, "", "");
        key.shown = Shown::Section;
        key
    }
}

impl SectionKeys {
    /// The key of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of all keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }
}
