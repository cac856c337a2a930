//! Amounts of money: the currency, hourly rates, fixed costs.

use super::problem::Place;
use super::reader::{Fault, Reader, most_similar};
use super::section::Section;
use super::toml_tree::{Item, Value, shortened};
use super::value::text_of;
use crate::model::Money;
use crate::units::{Cost, CostPerHour, Currency, UnitCost};

/// Words and signs that people write for a currency, and its code.
const WRITTEN: [(&str, &str); 16] = [
    ("rmb", "CNY"),
    ("cnh", "CNY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("us$", "USD"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("yen", "JPY"),
];

/// The currency of a scenario, if it has one.
pub(crate) fn currency(reader: &mut Reader, root: &Section<'_>) -> Option<Currency> {
    let item = root.item("currency")?;
    let text = text_of(reader, "currency", item)?;
    if let Some(currency) = Currency::of(text) {
        return Some(currency);
    }
    let capitals = text.trim().to_uppercase();
    let small = text.trim().to_lowercase();
    let meant = Currency::of(&capitals).map(Currency::code).or_else(|| {
        let words = WRITTEN.iter().find(|(word, _)| *word == small);
        words.map(|(_, code)| *code)
    });
    let hint = match meant {
        Some(code) => Some(format!("write \"{code}\"")),
        None if small == "¥" => Some("write \"CNY\" or \"JPY\"".to_owned()),
        None => similar(&capitals).map(|code| format!("did you mean `{code}`?")),
    };
    let fault = Fault::new(
        format!("\"{}\"", shortened(text)),
        "a currency by its code of ISO 4217, like CNY, EUR or USD",
    );
    reader.refuse(&item.place, "currency", fault.maybe(hint));
    None
}

/// The code that somebody may have meant: of the same letters, or else with one letter wrong.
fn similar(written: &str) -> Option<&'static str> {
    let sorted = |code: &str| {
        let mut letters: Vec<char> = code.chars().collect();
        letters.sort_unstable();
        letters
    };
    let codes = || Currency::all().map(Currency::code);
    let same = codes().find(|code| sorted(code) == sorted(written));
    same.or_else(|| most_similar(written, codes()))
}

/// The money of a scenario: without a variant there is no fixed cost.
pub(crate) fn of(currency: Option<Currency>) -> Option<Money> {
    currency.map(|currency| Money {
        currency,
        fixed_cost: Cost::ZERO,
    })
}

/// What an hour costs, if a key says so.
pub(crate) fn hourly(reader: &mut Reader, section: &Section<'_>, key: &str) -> Option<CostPerHour> {
    let item = section.item(key)?;
    let rate = number_of(item).and_then(CostPerHour::new);
    if rate.is_none() {
        let what = if key == "hourly_rate" {
            "a paid hour"
        } else {
            "an hour"
        };
        let allowed = format!("what {what} costs, from 0 to 1,000,000 of the scenario's currency");
        refuse(reader, item, &section.path_of(key), &allowed);
    }
    let rate = rate?;
    reader
        .amounts
        .push((section.path_of(key), item.place.clone()));
    Some(rate)
}

/// What one of something costs, if a key says so.
pub(crate) fn each(reader: &mut Reader, section: &Section<'_>, key: &str) -> Option<UnitCost> {
    let item = section.item(key)?;
    let cost = number_of(item).and_then(UnitCost::new);
    if cost.is_none() {
        let allowed = "an amount of the scenario's currency, from 0 to 1,000,000,000";
        refuse(reader, item, &section.path_of(key), allowed);
    }
    let cost = cost?;
    reader
        .amounts
        .push((section.path_of(key), item.place.clone()));
    Some(cost)
}

/// What a variant costs beside its people, if that is written; less than nothing if it saves something.
pub(crate) fn fixed_cost(reader: &mut Reader, variant: &Section<'_>) -> Option<Cost> {
    let item = variant.item("fixed_cost")?;
    let cost = number_of(item).and_then(Cost::new);
    if cost.is_none() {
        let allowed = "an amount of the scenario's currency for the whole horizon, like 20_000";
        refuse(reader, item, &variant.path_of("fixed_cost"), allowed);
    }
    cost
}

/// Reports amounts of which nobody knows the currency, at the first of them.
pub(crate) fn check_amounts(reader: &mut Reader, root: &Section<'_>) {
    if let Some((path, place)) = reader.amounts.first().cloned() {
        refuse_without_currency(reader, root, &path, &place);
    }
}

/// Reports an amount of which nobody knows the currency.
pub(crate) fn refuse_without_currency(
    reader: &mut Reader,
    root: &Section<'_>,
    path: &str,
    at: &Place,
) {
    if root.item("currency").is_some() || reader.doubt.may_hold(&root.place, &["currency"]) {
        return;
    }
    let fault = Fault::new(
        "an amount without a currency",
        "amounts where the scenario names its currency",
    )
    .hint("add, say, `currency = \"CNY\"` at the beginning of the file, before the first section");
    reader.refuse(at, path, fault);
}

fn number_of(item: &Item) -> Option<f64> {
    match &item.value {
        Value::Integer(_, Some(value)) => {
            Some(crate::units::number::float_signed(i128::from(*value)))
        }
        Value::Float(_, value) => Some(*value),
        _ => None,
    }
}

fn refuse(reader: &mut Reader, item: &Item, path: &str, allowed: &str) {
    let found = item.describe_plain();
    let fault = Fault::new(found, allowed);
    let number = match &item.value {
        Value::Text(text) => {
            let text = text.trim();
            let from = text.find(|c: char| c.is_ascii_digit());
            let digits = from.map_or("", |from| &text[from..]);
            let end = digits.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '_' | ','));
            super::suggestion::without_separators(&digits[..end.unwrap_or(digits.len())])
        }
        _ => None,
    };
    let hint = match (&item.value, number) {
        (_, Some(number)) => Some(format!(
            "write {number}: a number alone, without quotation marks"
        )),
        (Value::Text(_), None) => Some("write a number alone, without quotation marks".to_owned()),
        _ => None,
    };
    reader.refuse(&item.place, path, fault.maybe(hint));
}
