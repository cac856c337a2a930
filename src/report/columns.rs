//! Text in columns that fit a terminal.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Blanks between columns.
const GAP: usize = 2;

/// The widest that a name may be, in terminal cells.
const MOST_NAME: usize = 32;

/// A table with a name before every row and one above every column.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// What stands above the names of the rows.
    pub title: String,
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The rows: a name and a cell for each column.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Columns {
    /// The same with a row a column and a column a row.
    #[must_use]
    pub fn transposed(self) -> Self {
        let row = |(column, head): (usize, &String)| {
            let cells = self.rows.iter().map(|(_, cells)| cells[column].clone());
            (shortened(head), cells.collect())
        };
        Self {
            title: self.title.clone(),
            heads: self.rows.iter().map(|(name, _)| name.clone()).collect(),
            rows: self.heads.iter().enumerate().map(row).collect(),
        }
    }

    /// The table as text of at most `width` terminal cells a line; columns that do not fit beside
    /// each other follow in further blocks, each with the names of the rows. One column is always
    /// shown.
    pub fn to_text(&self, width: usize) -> String {
        let heads: Vec<String> = self.heads.iter().map(|head| shortened(head)).collect();
        let names = self.rows.iter().map(|(name, _)| name.width());
        let label = names.chain([self.title.width()]).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = self.rows.iter().map(|(_, cells)| cells[column].width());
            cells.chain([heads[column].width()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len()).map(widest).collect();
        let mut text = String::new();
        for block in blocks(&widths, width.saturating_sub(label)) {
            if block.start > 0 {
                text.push('\n');
            }
            let widths = &widths[block.clone()];
            line(&mut text, &self.title, label, &heads[block.clone()], widths);
            for (name, cells) in &self.rows {
                line(&mut text, name, label, &cells[block.clone()], widths);
            }
        }
        text
    }
}

/// Cuts columns into runs that fit into so much room each, with at least one column.
fn blocks(widths: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (column, width) in widths.iter().enumerate() {
        used += GAP + width;
        match blocks.last_mut() {
            Some(block) if used <= room => block.end = column + 1,
            _ => {
                used = GAP + width;
                blocks.push(column..column + 1);
            }
        }
    }
    blocks
}

fn line(text: &mut String, name: &str, label: usize, cells: &[String], widths: &[usize]) {
    let mut line = padded(name, label);
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(&" ".repeat(GAP));
        line.push_str(&padded(cell, *width));
    }
    text.push_str(line.trim_end());
    text.push('\n');
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A name without control characters, cut to a width that leaves room for others.
pub(super) fn shortened(name: &str) -> String {
    let clean = printable(name);
    if clean.width() <= MOST_NAME {
        return clean;
    }
    let mut width = 1;
    let fits = clean.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= MOST_NAME
    });
    let mut cut: String = fits.collect();
    cut.push('…');
    cut
}

/// A text in which control characters, which could steer the terminal, are replaced.
pub fn printable(text: &str) -> String {
    let replace = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(replace).collect()
}

/// Names in a sentence: `a, b, c`; of many the first and how many more there are.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = names.into_iter().collect();
    let mut text = names[..names.len().min(MOST)].join(", ");
    if names.len() > MOST {
        text = format!("{text} and {} more", names.len() - MOST);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Columns {
        let row =
            |name: &str, cells: [&str; 3]| (name.to_owned(), cells.map(str::to_owned).to_vec());
        Columns {
            title: "Queues".to_owned(),
            heads: [
                "热线",
                "billing",
                "a name longer than anybody wants to read",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: vec![
                row("offered", ["1,000", "2", "3"]),
                row("ASA", ["17 s", "6:30 min", ""]),
            ],
        }
    }

    #[test]
    fn columns_stand_under_each_other() {
        let lines = [
            "Queues   热线   billing   a name longer than anybody want…",
            "offered  1,000  2         3",
            "ASA      17 s   6:30 min",
            "",
        ];
        assert_eq!(table().to_text(80), lines.join("\n"));
    }

    #[test]
    fn a_narrow_terminal_gets_blocks() {
        let lines = [
            "Queues   热线   billing",
            "offered  1,000  2",
            "ASA      17 s   6:30 min",
            "",
            "Queues   a name longer than anybody want…",
            "offered  3",
            "ASA",
            "",
        ];
        assert_eq!(table().to_text(30), lines.join("\n"));
        assert_eq!(table().to_text(0).matches("Queues").count(), 3);
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        assert_eq!(shortened("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
    }
}
