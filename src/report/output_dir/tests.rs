//! What may be overwritten, and that nothing half-done is left.

use super::*;

const NAMES: [&str; 2] = ["measures.csv", RECORD];

/// A record of files and what was written into them.
fn record(files: &[(&str, &str)]) -> String {
    let files: Vec<WrittenFile> = files
        .iter()
        .map(|(name, content)| {
            let mut digesting = Digesting::new(io::sink());
            digesting.write_all(content.as_bytes()).unwrap();
            WrittenFile {
                name: (*name).to_owned(),
                sha256: digesting.finish().1,
            }
        })
        .collect();
    serde_json::json!({ "program": PROGRAM, "files": files }).to_string()
}

fn write_record(draft: &mut Draft<'_>) {
    let text = serde_json::json!({ "program": PROGRAM, "files": draft.files() }).to_string();
    draft
        .write(RECORD, |out| out.write_all(text.as_bytes()))
        .unwrap();
}

fn write_run(path: &Path, measures: &str) -> Result<(), OutputError> {
    let folder = OutputDir::look(path, &NAMES)?;
    let mut draft = folder.draft()?;
    draft.write("measures.csv", |out| out.write_all(measures.as_bytes()))?;
    write_record(&mut draft);
    draft.publish()
}

fn listing(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn a_new_folder_appears_whole() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a/b/run");
    write_run(&path, "one").unwrap();
    assert_eq!(listing(&path), ["measures.csv", "run.json"]);
    assert_eq!(listing(&root.path().join("a/b")), ["run"]);
}

#[test]
fn a_second_run_replaces_the_first_and_leaves_the_rest() {
    let root = tempfile::tempdir().unwrap();
    write_run(root.path(), "one").unwrap();
    fs::write(root.path().join("notes.txt"), "mine").unwrap();
    write_run(root.path(), "two").unwrap();
    assert_eq!(
        listing(root.path()),
        ["measures.csv", "notes.txt", "run.json"]
    );
    assert_eq!(
        fs::read_to_string(root.path().join("measures.csv")).unwrap(),
        "two"
    );
}

#[test]
fn a_file_that_is_no_longer_written_goes() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("intervals.csv"), "old").unwrap();
    let listed = record(&[("intervals.csv", "old"), ("../elsewhere.csv", "")]);
    fs::write(root.path().join(RECORD), listed).unwrap();
    write_run(root.path(), "one").unwrap();
    assert_eq!(listing(root.path()), ["measures.csv", "run.json"]);
}

#[test]
fn a_file_that_was_changed_is_foreign() {
    // One that would be written anew is refused, and one that would not stays.
    let root = tempfile::tempdir().unwrap();
    write_run(root.path(), "one").unwrap();
    fs::write(root.path().join("measures.csv"), "mine").unwrap();
    let error = write_run(root.path(), "two").unwrap_err();
    assert!(matches!(error, OutputError::Foreign { .. }), "{error}");
    let measures = fs::read_to_string(root.path().join("measures.csv"));
    assert_eq!(measures.unwrap(), "mine");

    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("intervals.csv"), "mine").unwrap();
    let listed = record(&[("intervals.csv", "old")]);
    fs::write(root.path().join(RECORD), listed).unwrap();
    write_run(root.path(), "one").unwrap();
    assert_eq!(
        listing(root.path()),
        ["intervals.csv", "measures.csv", "run.json"]
    );
}

#[test]
fn foreign_files_are_refused() {
    for foreign in ["measures.csv", RECORD] {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(foreign), "mine").unwrap();
        let error = write_run(root.path(), "one").unwrap_err();
        assert!(matches!(error, OutputError::Foreign { .. }), "{error}");
        assert_eq!(listing(root.path()), [foreign]);
        assert_eq!(
            fs::read_to_string(root.path().join(foreign)).unwrap(),
            "mine"
        );
    }
}

#[test]
fn a_record_does_not_lead_out_of_its_folder() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("run");
    fs::create_dir(&path).unwrap();
    fs::write(root.path().join("elsewhere.csv"), "mine").unwrap();
    let listed = record(&[("../elsewhere.csv", "mine"), ("..", ""), ("/", "")]);
    fs::write(path.join(RECORD), listed).unwrap();
    write_run(&path, "one").unwrap();
    assert_eq!(listing(root.path()), ["elsewhere.csv", "run"]);
}

#[test]
fn an_error_leaves_what_was_there() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("deep/run");
    let folder = OutputDir::look(&path, &NAMES).unwrap();
    let mut draft = folder.draft().unwrap();
    let full = |_: &mut (dyn Write + Send)| Err(io::Error::from(io::ErrorKind::StorageFull));
    let error = draft.write("measures.csv", full).unwrap_err();
    assert!(error.to_string().contains("run/measures.csv"), "{error}");
    drop(draft);
    assert!(listing(root.path()).is_empty());
}

#[test]
fn what_turns_up_during_the_run_is_refused_too() {
    let root = tempfile::tempdir().unwrap();
    write_run(root.path(), "one").unwrap();
    let folder = OutputDir::look(root.path(), &NAMES).unwrap();
    let mut draft = folder.draft().unwrap();
    draft
        .write("measures.csv", |out| out.write_all(b"two"))
        .unwrap();
    write_record(&mut draft);
    fs::write(root.path().join(RECORD), "not ours any more").unwrap();
    assert!(draft.publish().is_err());
    assert_eq!(listing(root.path()), ["measures.csv", "run.json"]);
    assert_eq!(
        fs::read_to_string(root.path().join("measures.csv")).unwrap(),
        "one"
    );
}

#[test]
fn moves_are_taken_back() {
    let root = tempfile::tempdir().unwrap();
    let (from, to) = (root.path().join("from"), root.path().join("to"));
    fs::write(&from, "text").unwrap();
    let mut moves = Moves::default();
    moves.rename(&from, to.clone()).unwrap();
    assert!(moves.rename(&from, to).is_err());
    moves.undo();
    assert_eq!(listing(root.path()), ["from"]);
}
