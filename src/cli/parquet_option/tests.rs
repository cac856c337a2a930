//! `--parquet` from end to end: what stands in the files is what stands in the CSV files, or the option is
//! refused.

use std::fs;
use std::path::Path;

use crate::cli::{self, ExitCode};

/// A small centre over two days, with a variant.
const SCENARIO: &str = r#"
currency = "EUR"
clock = { start = "2026-10-24", time_zone = "Europe/Berlin", horizon = "2 days", interval = "6h" }
replication.replications = 10
report = { charts = false, workbook = false }
queue.hotline.target = { wait = "20s", share = "80%" }
[contact_type.calls]
demand.rate = "60/h"
talk = { law = "exponential", mean = "5min" }
patience = { law = "exponential", mean = "2min" }
[skill_group.front]
agents = 5
hourly_rate = 30
[variant.more.change.skill_group.front]
agents = 6
"#;

/// Runs a verb in a folder of its own.
fn run(folder: &Path, arguments: &[&str]) -> ExitCode {
    let path = folder.join("small.toml");
    fs::write(&path, SCENARIO).unwrap();
    let (path, out) = (path.display().to_string(), folder.join("out"));
    let out = out.display().to_string();
    let (verb, rest) = arguments.split_first().unwrap();
    let whole = [
        "springtide",
        verb,
        &path,
        "--quiet",
        "--parquet",
        "--out",
        &out,
    ];
    cli::run(whole.iter().chain(rest))
}

const VERBS: [&[&str]; 3] = [
    &["run"],
    &["compare"],
    &["sweep", "--vary", "skill_group.front.agents=5,6"],
];

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_so_before_it_does_anything() {
    for verb in VERBS {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            run(folder.path(), verb),
            ExitCode::WrongArguments,
            "{verb:?}"
        );
        assert!(!folder.path().join("out").exists());
    }
}

#[cfg(feature = "parquet")]
mod with_parquet {
    use std::fs::File;

    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::report::number;

    /// A file's columns and rows, as the CSV file would tell them.
    fn read(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr();
        let names = schema.columns().iter().map(|one| one.name().to_owned());
        let names = names.collect();
        let text = |field: &Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(count) => count.to_string(),
            Field::Double(value) => number::file(*value),
            other => panic!("{other:?}"),
        };
        let rows = reader.get_row_iter(None).unwrap().map(|row| {
            let row = row.unwrap();
            row.get_column_iter()
                .map(|(_, field)| text(field))
                .collect()
        });
        (names, rows.collect())
    }

    fn csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let texts = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
        let names = texts(reader.headers().unwrap());
        (
            names,
            reader.records().map(|row| texts(&row.unwrap())).collect(),
        )
    }

    #[test]
    fn the_files_are_those_in_csv_with_types() {
        let tables: [&[&str]; 3] = [
            &["measures", "intervals"],
            &["measures", "differences"],
            &["sweep"],
        ];
        for (verb, tables) in VERBS.into_iter().zip(tables) {
            let folder = tempfile::tempdir().unwrap();
            assert_eq!(run(folder.path(), verb), ExitCode::Done, "{verb:?}");
            let out = folder.path().join("out");
            let record = fs::read_to_string(out.join("run.json")).unwrap();
            for table in tables {
                let name = format!("{table}.parquet");
                let own = read(&out.join(&name));
                let rows = csv(&out.join(format!("{table}.csv")));
                assert!(rows.1.len() > 20, "{table}");
                assert_eq!(own, rows, "{verb:?}: {table}");
                assert!(record.contains(&format!("\"{name}\"")), "{record}");
            }
            // The same again, on another number of threads.
            let before: Vec<Vec<u8>> = tables
                .iter()
                .map(|table| fs::read(out.join(format!("{table}.parquet"))).unwrap())
                .collect();
            let again = [verb, &["--threads", "3"]].concat();
            assert_eq!(run(folder.path(), &again), ExitCode::Done);
            for (table, before) in tables.iter().zip(before) {
                let after = fs::read(out.join(format!("{table}.parquet"))).unwrap();
                assert!(before == after, "{verb:?}: {table}");
            }
        }
    }
}
