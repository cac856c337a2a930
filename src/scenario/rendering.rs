//! Problems drawn for people: each with its line of the file, what is wrong there, and a way out.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents,
};

use super::problem::{Place, Problem, Problems};
use super::warning::Warning;
use crate::units::number;

/// How problems are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Whether colours are wanted.
    pub colour: bool,
    /// Columns of the page [at least 40 are taken].
    pub width: usize,
}

impl Rendering {
    /// Without colour and at a fixed width: the same text everywhere.
    pub const PLAIN: Self = Self {
        colour: false,
        width: 100,
    };

    /// All problems, file by file from top to bottom, with a last line that counts them.
    pub fn problems(self, problems: &Problems) -> String {
        let mut files: Vec<&str> = Vec::new();
        for problem in problems.iter() {
            let name = problem.place.source.name.as_str();
            if !files.contains(&name) {
                files.push(name);
            }
        }
        // Options come last, in the order in which they were given.
        files.sort_by_key(|name| option_number(name));
        let mut page = String::new();
        let mut counts = Vec::new();
        for file in files {
            let mut here: Vec<&Problem> = problems
                .iter()
                .filter(|problem| problem.place.source.name == file)
                .collect();
            here.sort_by_key(|problem| (problem.place.source.first_line, problem.place.span.start));
            for problem in &here {
                self.draw(&mut page, &Drawn::problem(problem));
            }
            let count = problems.count_in(file);
            let hidden = count - number::count(here.len()).min(count);
            counts.push((file, count, hidden));
        }
        page.push_str(&summary(&counts, problems.count()));
        page
    }

    /// All warnings, in the order in which they were found.
    pub fn warnings(self, warnings: &[Warning]) -> String {
        let mut page = String::new();
        for warning in warnings {
            self.draw(&mut page, &Drawn::warning(warning));
        }
        page
    }

    /// Draws one problem or warning, and a blank line.
    fn draw(self, page: &mut String, drawn: &Drawn) {
        let theme = if self.colour {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(self.width.max(40))
            .with_context_lines(0)
            .with_links(false)
            .without_primary_span_start()
            .without_syntax_highlighting();
        // Writing to a string cannot fail, and a drawing that does leaves the plain line.
        if handler.render_report(page, drawn).is_err() {
            page.push_str(&drawn.headline);
            page.push('\n');
        }
        page.push('\n');
    }
}

/// The number of an option of the command line; 0 for a file.
fn option_number(name: &str) -> u64 {
    let number = name.strip_prefix("--set #");
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The line that counts problems: by file and of how many, with what is not shown.
fn summary(counts: &[(&str, u64, u64)], all: u64) -> String {
    let problems = match all {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    let not_shown = |hidden: u64| match hidden {
        0 => String::new(),
        hidden => format!(" ({hidden} of them not shown)"),
    };
    if let [(file, _, hidden)] = counts {
        return format!("{problems} in {}{}\n", clean(file), not_shown(*hidden));
    }
    let (options, files): (Vec<_>, Vec<_>) = counts
        .iter()
        .partition(|(name, ..)| option_number(name) > 0);
    let mut parts: Vec<String> = files
        .iter()
        .map(|(file, count, hidden)| format!("{count} in {}{}", clean(file), not_shown(*hidden)))
        .collect();
    if !options.is_empty() {
        let count: u64 = options.iter().map(|(_, count, _)| count).sum();
        parts.push(format!("{count} in options"));
    }
    format!("{problems}: {}\n", parts.join(", "))
}

impl fmt::Display for Problems {
    /// The plain drawing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Rendering::PLAIN.problems(self))
    }
}

impl std::error::Error for Problems {}

/// What is drawn of a problem or a warning.
#[derive(Debug)]
struct Drawn {
    severity: Severity,
    headline: String,
    excerpt: Excerpt,
    label: Option<String>,
    help: Option<String>,
}

impl Drawn {
    /// A problem, with what is allowed beside the place.
    fn problem(problem: &Problem) -> Self {
        Self {
            severity: Severity::Error,
            headline: format!("{}: {}", clean(&problem.key), clean(&problem.found)),
            excerpt: Excerpt::new(&problem.place),
            label: Some(format!("allowed: {}", clean(&problem.allowed))),
            help: problem.hint.as_deref().map(clean),
        }
    }

    /// A warning, with its advice below.
    fn warning(warning: &Warning) -> Self {
        Self {
            severity: Severity::Warning,
            headline: format!("{}: {}", clean(&warning.key), clean(&warning.found.en)),
            excerpt: Excerpt::new(&warning.place),
            label: None,
            help: Some(clean(&warning.advice.en)),
        }
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (offset, length) = self.excerpt.marked;
        let label = LabeledSpan::new(self.label.clone(), offset, length);
        Some(Box::new(std::iter::once(label)))
    }
}

/// The line of a place, cut to what can be read, without anything that a terminal would obey.
#[derive(Debug)]
struct Excerpt {
    /// File, line and column.
    title: String,
    line: usize,
    text: String,
    /// Offset and length of what is marked.
    marked: (usize, usize),
}

impl Excerpt {
    /// Characters shown before and after the beginning of what is marked.
    const BEFORE: usize = 60;
    const AFTER: usize = 60;

    fn new(place: &Place) -> Self {
        let (line, column) = place.line_and_column();
        let whole = &place.source.text;
        let start = floor_boundary(whole, place.span.start);
        let end = floor_boundary(whole, place.span.end).max(start);
        let line_start = whole[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = whole[start..]
            .find('\n')
            .map_or(whole.len(), |newline| start + newline);
        // Of a line end from Windows nothing is to be seen.
        let line_end = start + whole[start..line_end].trim_end_matches('\r').len();
        let before = &whole[line_start..start];
        let marked = &whole[start..end.min(line_end)];
        let after = &whole[start + marked.len()..line_end];

        let skipped = before.chars().count().saturating_sub(Self::BEFORE);
        let mut text = String::new();
        if skipped > 0 {
            text.push('…');
        }
        text.extend(before.chars().skip(skipped).map(visible));
        let offset = text.len();
        text.extend(marked.chars().take(Self::AFTER).map(visible));
        let length = text.len() - offset;
        let rest = Self::AFTER.saturating_sub(marked.chars().count());
        text.extend(after.chars().take(rest).map(visible));
        if after.chars().nth(rest).is_some() || marked.chars().nth(Self::AFTER).is_some() {
            text.push('…');
        }
        text.truncate(text.trim_end().len().max(offset + length));
        if text.len() == offset {
            // The end of a line is marked behind its last character.
            text.push(' ');
        }
        Self {
            title: format!("{}:{line}:{column}", clean(&place.source.name)),
            line: number::index_wide(line.saturating_sub(1)),
            text,
            marked: (offset, length),
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.title.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            0,
            1,
        )))
    }
}

/// The largest character boundary up to an offset.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A character that no terminal obeys and that takes one column.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) => '\u{fffd}',
        c => c,
    }
}

/// A text without control characters.
fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}
