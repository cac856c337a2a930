//! Every law by name, the keys it takes, and how it is read.

use super::quantile::{lognormal, weibull};
use super::record::empirical;
use crate::model::{Distribution, DistributionError};
use crate::scenario::inner_keys;
use crate::scenario::quantity::{duration_of, durations_of, share_of};
use crate::scenario::reader::{Fault, Reader, did_you_mean, listed};
use crate::scenario::section::{Section, join};
use crate::scenario::synonyms;
use crate::scenario::toml_tree::{Item, Table, Value, shortened};
use crate::scenario::value::{list_of, text_of};
use crate::units::quantity_text::{read_duration, write_duration};
use crate::units::{Share, Span};

/// The forms of the laws, for the template.
pub(crate) const EXAMPLES: &[&str] = &[
    "{ law = \"deterministic\", value = \"5min\" }",
    "{ law = \"lognormal\", mean = \"5min\", cv = 1.2 }",
    "{ law = \"lognormal\", p50 = \"4min\", p90 = \"12min\" }",
    "{ law = \"lognormal\", p50 = \"4min\", p75 = \"7min\" }",
    "{ law = \"gamma\", mean = \"5min\", cv = 0.7 }",
    "{ law = \"erlang\", mean = \"5min\", stages = 3 }",
    "{ law = \"uniform\", from = \"2min\", to = \"8min\" }",
    "{ law = \"weibull\", mean = \"5min\", shape = 1.5 }",
    "{ law = \"weibull\", p50 = \"4min\", p80 = \"8min\" }",
    "{ law = \"weibull\", p50 = \"4min\", p95 = \"15min\" }",
    "{ law = \"weibull\", p50 = \"4min\", p99 = \"25min\" }",
    "{ law = \"mixture\", parts = [{ share = \"30%\", law = \"exponential\", mean = \"1min\" }, { share = \"70%\", law = \"gamma\", mean = \"7min\", cv = 0.6 }] }",
    "{ law = \"empirical\", quantiles = { \"0%\" = \"0s\", \"50%\" = \"4min\", \"100%\" = \"20min\" } }",
    "{ law = \"empirical\", quantiles = \"curves/talk_quantiles.csv\" }",
    "{ law = \"empirical\", values = \"curves/talk_values.csv\", column = \"talk_s\" }",
];

/// A law's name and the keys it takes.
struct Law {
    name: &'static str,
    keys: &'static [&'static str],
    form: &'static str,
    read: fn(&mut Reader, &Section<'_>) -> Option<Distribution>,
}

/// Every law there is.
const LAWS: [Law; 9] = [
    Law {
        name: "exponential",
        keys: &["mean"],
        form: "mean",
        read: |reader, law| {
            let mean = needed_duration(reader, law, "mean")?;
            made(reader, law, "mean", Distribution::exponential(mean))
        },
    },
    Law {
        name: "deterministic",
        keys: &["value"],
        form: "value",
        read: |reader, law| needed_duration(reader, law, "value").map(Distribution::deterministic),
    },
    Law {
        name: "lognormal",
        keys: &["mean", "cv", "p50", "p75", "p80", "p90", "p95", "p99"],
        form: "mean and cv, or p50 and one of p75, p80, p90, p95, p99",
        read: lognormal,
    },
    Law {
        name: "gamma",
        keys: &["mean", "cv"],
        form: "mean and cv",
        read: |reader, law| {
            let (mean, cv) = (needed_duration(reader, law, "mean"), spread(reader, law));
            let gamma = Distribution::gamma(mean?, cv?);
            made(reader, law, "cv", gamma)
        },
    },
    Law {
        name: "erlang",
        keys: &["mean", "stages"],
        form: "mean and stages",
        read: |reader, law| {
            let mean = needed_duration(reader, law, "mean");
            law.required(reader, "stages");
            let stages = law.small_count(reader, "stages", (1, 1_000));
            let erlang = Distribution::erlang(mean?, stages?);
            made(reader, law, "stages", erlang)
        },
    },
    Law {
        name: "uniform",
        keys: &["from", "to"],
        form: "from and to",
        read: |reader, law| {
            let from = needed_duration(reader, law, "from");
            let to = needed_duration(reader, law, "to");
            let uniform = Distribution::uniform(from?, to?);
            made(reader, law, "to", uniform)
        },
    },
    Law {
        name: "weibull",
        keys: &["mean", "shape", "p50", "p75", "p80", "p90", "p95", "p99"],
        form: "mean and shape, or p50 and one of p75, p80, p90, p95, p99",
        read: weibull,
    },
    Law {
        name: "mixture",
        keys: &["parts"],
        form: "parts, each a law with its share",
        read: mixture,
    },
    Law {
        name: "empirical",
        keys: &["values", "column", "quantiles"],
        form: "values (with column, if needed), or quantiles",
        read: empirical,
    },
];

/// The law that a value of a section is; `None` if the key is missing or wrong.
pub(crate) fn law_of(
    reader: &mut Reader,
    section: &Section<'_>,
    name: &str,
) -> Option<Distribution> {
    let item = section.item(name)?;
    read(reader, section.path_of(name), item, &[])
}

/// Reads a law; `beside` are keys that its table may hold apart from the law's own.
fn read(reader: &mut Reader, path: String, item: &Item, beside: &[&str]) -> Option<Distribution> {
    let Value::Table(table) = &item.value else {
        reader.refuse(&item.place, &path, no_law(item));
        return None;
    };
    let section = Section::over(&inner_keys::LAW, path, item.place.clone(), table);
    let Some(entry) = table.get("law") else {
        let fault = Fault::new("a table without `law`", format!("law: one of {}", names()));
        let hint = if table.get("mu").is_some() || table.get("sigma").is_some() {
            instead_of_mu_and_sigma(table)
        } else {
            "write, say, { law = \"exponential\", mean = \"5min\" }".to_owned()
        };
        reader.refuse(&item.place, &section.path_of("law"), fault.hint(hint));
        return None;
    };
    let path = section.path_of("law");
    let name = text_of(reader, &path, &entry.item)?;
    let Some(law) = LAWS.iter().find(|law| law.name == name) else {
        let fault = Fault::new(
            format!("unknown law \"{}\"", shortened(name)),
            format!("one of {}", names()),
        );
        let meant = match name {
            "constant" | "fixed" => Some("a length that is always the same is \"deterministic\""),
            "normal" | "gaussian" => {
                Some("a normal law has negative lengths: \"gamma\" with a small cv is close to it")
            }
            "hyperexponential" => Some("\"mixture\" of exponential laws is the same"),
            _ => None,
        };
        let hint = meant.map(str::to_owned);
        let hint = hint.or_else(|| did_you_mean(name, LAWS.iter().map(|law| law.name)));
        reader.refuse(&entry.item.place, &path, fault.maybe(hint));
        return None;
    };
    let sound = refuse_strangers(reader, &section, table, law, beside);
    if table.get("mu").is_some() || table.get("sigma").is_some() {
        // What is missing beside them has been said.
        return None;
    }
    (law.read)(reader, &section).filter(|_| sound)
}

/// Reports keys that the law does not take.
fn refuse_strangers(
    reader: &mut Reader,
    section: &Section<'_>,
    table: &Table,
    law: &Law,
    beside: &[&str],
) -> bool {
    let mut sound = true;
    for entry in &table.entries {
        let key = entry.key.as_str();
        if key == "law" || law.keys.contains(&key) || beside.contains(&key) {
            continue;
        }
        sound = false;
        let others: Vec<&str> = LAWS
            .iter()
            .filter(|other| other.keys.contains(&key))
            .map(|other| other.name)
            .collect();
        let hint = if key == "mu" || key == "sigma" {
            Some(instead_of_mu_and_sigma(table))
        } else if others.is_empty() {
            let meant = synonyms::of(key).find(|(meant, _)| law.keys.contains(meant));
            let synonym = meant.map(|(meant, about)| match about {
                "" => format!("did you mean `{meant}`?"),
                about => format!("did you mean `{meant}`? {about}"),
            });
            synonym.or_else(|| did_you_mean(key, law.keys.iter().copied()))
        } else {
            Some(format!("laws with `{key}`: {}", others.join(", ")))
        };
        let fault = Fault::new(
            format!("unknown key `{}` of the law {}", shortened(key), law.name),
            law.form,
        )
        .maybe(hint);
        reader.refuse(&entry.key_place, &section.path_of(key), fault);
    }
    sound
}

/// The names of all laws for a message.
fn names() -> String {
    listed(LAWS.iter().map(|law| law.name))
}

/// What is said of a value that is no table.
fn no_law(item: &Item) -> Fault {
    let allowed = "a law, like { law = \"exponential\", mean = \"5min\" }";
    if let Some(durations) = durations_of(item) {
        let laws: Vec<String> = (durations.iter())
            .map(|mean| format!("{{ law = \"exponential\", mean = \"{mean}\" }}"))
            .collect();
        return Fault::new(item.describe(), allowed).hint(format!("write {}", laws.join(" or ")));
    }
    let Value::Text(text) = &item.value else {
        return Fault::new(item.describe(), allowed)
            .hint("write, say, { law = \"exponential\", mean = \"5min\" }");
    };
    let shown = shortened(text);
    if read_duration(text).is_ok() {
        Fault::new(format!("the duration \"{shown}\" without a law"), allowed).hint(format!(
            "write {{ law = \"deterministic\", value = \"{shown}\" }} for always {shown}, \
             or {{ law = \"exponential\", mean = \"{shown}\" }} for {shown} on average, by chance",
        ))
    } else if let Some(example) = EXAMPLES
        .iter()
        .find(|example| example.contains(&format!("\"{text}\"")) && !text.is_empty())
    {
        Fault::new(format!("the text \"{shown}\""), allowed).hint(format!("write, say, {example}"))
    } else {
        Fault::new(item.describe(), allowed)
    }
}

/// Mean and spread from the parameters of the logarithm, if both are written as numbers.
fn instead_of_mu_and_sigma(table: &Table) -> String {
    let number = |key: &str| table.get(key)?.item.value.as_number();
    let (Some(mu), Some(sigma)) = (number("mu"), number("sigma")) else {
        return "write the mean and the cv (standard deviation / mean), or p50 and p90".to_owned();
    };
    let variance: f64 = sigma * sigma;
    let mean = Span::from_secs_f64(libm::exp(mu + variance / 2.0));
    let cv = libm::sqrt(libm::expm1(variance));
    format!(
        "write mean = \"{}\", cv = {cv:.4}, if the logarithm was that of seconds",
        write_duration(mean)
    )
}

/// A duration that the law cannot do without.
pub(super) fn needed_duration(reader: &mut Reader, law: &Section<'_>, name: &str) -> Option<Span> {
    let entry = law.required(reader, name)?;
    duration_of(reader, &law.path_of(name), &entry.item)
}

/// The coefficient of variation.
pub(super) fn spread(reader: &mut Reader, law: &Section<'_>) -> Option<f64> {
    law.required(reader, "cv");
    let item = law.item("cv")?;
    if matches!(&item.value, Value::Integer(text, _) | Value::Float(text, _) if text.parse() == Ok(0.0))
    {
        let fault = Fault::new(
            "the number 0, a spread of nothing",
            "standard deviation / mean, above 0",
        )
        .hint("a length that is always the same is { law = \"deterministic\", value = \"…\" }");
        reader.refuse(&item.place, &law.path_of("cv"), fault);
        return None;
    }
    law.number(
        reader,
        "cv",
        "standard deviation / mean, a number above 0 and at most 100, like 0.8",
    )
}

/// Reports why a law cannot be made, at the key that is to blame.
pub(super) fn made(
    reader: &mut Reader,
    law: &Section<'_>,
    key: &str,
    result: Result<Distribution, DistributionError>,
) -> Option<Distribution> {
    match result {
        Ok(distribution) => Some(distribution),
        Err(error) => {
            let key = match error {
                DistributionError::ZeroMean if law.entry("mean").is_some() => "mean",
                DistributionError::ZeroMean => "p50",
                _ => key,
            };
            let place = law.item(key).map_or(&law.place, |item| &item.place).clone();
            let allowed = match error {
                DistributionError::ZeroMean => "a duration above zero",
                DistributionError::Cv(_) => "a spread above 0 and at most 100 times the mean",
                DistributionError::Shape(_) => "a shape from 0.1 to 100",
                DistributionError::Shares(_) => "shares that add up to 100 %",
                DistributionError::EmptyRange => "`to` above `from`",
                DistributionError::Quantiles => {
                    "shares from 0% to 100%, and longer times for larger shares"
                }
                _ => "at least one",
            };
            let hint = match error {
                DistributionError::Cv(_) => Some("cv is a plain number: 0.8 for 80 %"),
                DistributionError::Quantiles if law.entry("p50").is_some() => {
                    Some("exchange the two lengths, if they were mixed up")
                }
                DistributionError::EmptyRange => Some("exchange `from` and `to`"),
                _ => None,
            };
            let fault = Fault::new(error.to_string(), allowed);
            reader.refuse(
                &place,
                &law.path_of(key),
                fault.maybe(hint.map(str::to_owned)),
            );
            None
        }
    }
}

/// A mixture; its parts may be mixtures too, as deep as TOML nests.
fn mixture(reader: &mut Reader, law: &Section<'_>) -> Option<Distribution> {
    const MOST_PARTS: usize = 100;
    let entry = law.required(reader, "parts")?;
    let path = law.path_of("parts");
    let of = "laws with shares: [{ share = \"30%\", law = … }, …]";
    let items = list_of(reader, &path, &entry.item, MOST_PARTS, of)?;
    let mut parts = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let path = join(&path, &(i + 1).to_string());
        let share = match &item.value {
            Value::Table(table) => {
                let part = Section::over(&inner_keys::LAW, path.clone(), item.place.clone(), table);
                let entry = part.required(reader, "share");
                entry.and_then(|entry| share_of(reader, &part.path_of("share"), &entry.item))
            }
            _ => None,
        };
        let distribution = read(reader, path, item, &["share"]);
        parts.push(share.zip(distribution));
    }
    let parts: Vec<(Share, Distribution)> = parts.into_iter().collect::<Option<_>>()?;
    made(reader, law, "parts", Distribution::mixture(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_holds_the_keys_of_every_law() {
        let mut keys: Vec<&str> = LAWS
            .iter()
            .flat_map(|law| law.keys.iter().copied())
            .collect();
        keys.extend(["law", "share"]);
        let mut known: Vec<&str> = inner_keys::LAW.names().collect();
        keys.sort_unstable();
        keys.dedup();
        known.sort_unstable();
        assert_eq!(keys, known);
    }
}
