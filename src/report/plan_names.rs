//! What a plan is called before people: its title, with its key where another plan has the same.

use super::Findings;
use crate::model::Language;

/// The title of a plan in a language, or else its key, which for the base is a word of the language.
fn title<'a>(findings: &Findings<'a>, language: Language) -> &'a str {
    match (findings.variant_title, language) {
        (Some(title), _) => title.in_language(language),
        (None, Language::English) if is_plain_base(findings) => "Base plan",
        (None, Language::Chinese) if is_plain_base(findings) => "基准方案",
        (None, _) => findings.variant,
    }
}

/// Whether a plan is the scenario itself, without a title.
pub(super) fn is_plain_base(findings: &Findings<'_>) -> bool {
    findings.variant == Findings::BASE && findings.variant_title.is_none()
}

/// The name of one of several plans; no two have the same.
pub(super) fn name(plans: &[Findings<'_>], plan: usize, language: Language) -> String {
    let own = title(&plans[plan], language);
    let others = plans.iter().enumerate().filter(|(other, _)| *other != plan);
    let is_shared = others
        .into_iter()
        .any(|(_, other)| title(other, language) == own);
    let key = plans[plan].variant;
    match language {
        _ if !is_shared || own == key => own.to_owned(),
        Language::English => format!("{own} ({key})"),
        Language::Chinese => format!("{own}（{key}）"),
    }
}

/// The names above columns of the terminal, where long ones are cut: those that would then be the same
/// begin with their keys.
pub(super) fn heads(plans: &[Findings<'_>]) -> Vec<String> {
    let names: Vec<String> = (0..plans.len())
        .map(|plan| of_terminal(plans, plan))
        .collect();
    let cut: Vec<String> = (names.iter())
        .map(|name| super::columns::shortened(name))
        .collect();
    let head = |(plan, name): (usize, &String)| {
        let is_shared =
            (cut.iter().enumerate()).any(|(other, text)| other != plan && *text == cut[plan]);
        let key = plans[plan].variant;
        if is_shared && name != key {
            format!("{key}: {name}")
        } else {
            name.clone()
        }
    };
    names.iter().enumerate().map(head).collect()
}

/// The name of a plan inside a sentence of the terminal: a title stands in quotation marks, a key does not.
pub(super) fn in_sentence(plans: &[Findings<'_>], plan: usize) -> String {
    let key = plans[plan].variant;
    if plans[plan].variant_title.is_none() {
        return key.to_owned();
    }
    let own = title(&plans[plan], Language::English);
    let name = name(plans, plan, Language::English);
    let rest = name.strip_prefix(own).unwrap_or_default();
    format!("“{own}”{rest}")
}

/// On the terminal the base is called as it is in files, as what differs is told `against base`.
fn of_terminal(plans: &[Findings<'_>], plan: usize) -> String {
    if is_plain_base(&plans[plan]) {
        plans[plan].variant.to_owned()
    } else {
        name(plans, plan, Language::English)
    }
}
