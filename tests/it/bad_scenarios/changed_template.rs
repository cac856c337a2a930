//! The template, changed in a thousand ways: nothing panics or hangs, and what is wrong can be drawn.

use springtide::scenario::{Rendering, template};

use super::load_in;

/// Values that are a kind of their own, or at an edge.
const WORDS: [&str; 24] = [
    "nan",
    "inf",
    "-inf",
    "-1",
    "0",
    "1e308",
    "-0.0",
    "99999999999999999999999",
    "\"\"",
    "\"-5s\"",
    "\"999999999 days\"",
    "\"99999999/h\"",
    "[]",
    "{}",
    "[[[]]]",
    "true",
    "\"\u{0}\"",
    "1979-05-27",
    "\"0%\"",
    "\"100%\"",
    "\"0s\"",
    "'''",
    "\"\\u0000\"",
    "0x7fffffffffffffff",
];

/// A small generator of numbers, so that each change is the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

fn cut_off(text: &str, dice: &mut Dice) -> String {
    let mut end = dice.below(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

fn one_bit_flipped(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = dice.below(bytes.len());
    bytes[place] ^= 1 << dice.below(7);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn without_a_line(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(dice.below(lines.len()));
    lines.join("\n")
}

fn with_a_line_twice(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let line = dice.one_of(&lines);
    lines.insert(dice.below(lines.len()), line);
    lines.join("\n")
}

fn with_another_value(text: &str, dice: &mut Dice) -> String {
    let is_key = |line: &&str| line.contains(" = ") && !line.starts_with("# ");
    let keys: Vec<&str> = text.lines().filter(is_key).collect();
    let line = dice.one_of(&keys);
    let key = line.trim_start_matches('#').split(" = ").next().unwrap();
    text.replacen(line, &format!("{key} = {}", dice.one_of(&WORDS)), 1)
}

fn with_words_swapped(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let (one, other) = (dice.below(words.len()), dice.below(words.len()));
    words.swap(one, other);
    words.join(" ")
}

fn with_comments_opened(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let from = dice.below(lines.len());
    for line in lines.iter_mut().skip(from).take(1 + dice.below(6)) {
        *line = line.trim_start_matches('#');
    }
    lines.join("\n")
}

#[test]
fn a_changed_template_loads_or_says_why() {
    let template = template();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut sound, mut broken) = (0, 0);
    let changes = [
        cut_off,
        one_bit_flipped,
        without_a_line,
        with_a_line_twice,
        with_another_value,
        with_another_value,
        with_words_swapped,
        with_comments_opened,
    ];
    for change in changes.iter().cycle().take(1_200) {
        let text = change(&template, &mut dice);
        match load_in(&text, &[]) {
            Ok(scenario) => {
                sound += 1;
                Rendering::PLAIN.warnings(&scenario.warnings);
            }
            Err(problems) => {
                broken += 1;
                let page = Rendering::PLAIN.problems(&problems);
                // Of very many problems, it also says how many are not shown.
                let last = page.lines().last().unwrap_or_default();
                assert!(last.contains(" in bad.toml"), "{page}");
            }
        }
    }
    assert!(
        sound > 100 && broken > 300,
        "{sound} sound, {broken} broken"
    );
}
