//! The files that the template names.

use tempfile::TempDir;

/// The sheets that the template's comments name, and the files that they are in.
const SHEETS: [(&str, &str); 5] = [
    ("curves/demand.csv", "Forecast"),
    ("curves/staffing.csv", "Plan"),
    ("curves/eve.csv", "Eve"),
    ("calendars/days.csv", "Days"),
    ("curves/patience.csv", "Patience"),
];

/// A folder with the files that the template's comments name, and workbooks of the same tables.
pub(super) fn files() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if let Some((_, sheet_name)) = SHEETS.iter().find(|(file, _)| *file == name) {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet().set_name(*sheet_name).unwrap();
            for (row, line) in (0..).zip(text.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number).unwrap(),
                        Err(_) => sheet.write(row, column, cell).unwrap(),
                    };
                }
            }
            book.save(path.with_extension("xlsx")).unwrap();
        }
        std::fs::write(path, text).unwrap();
    };
    write(
        "curves/demand.csv",
        "interval_start,calls_per_hour\n00:00,80\n12:00,120\n",
    );
    write(
        "curves/staffing.csv",
        "interval_start,front_agents\n00:00,10\n12:00,14\n",
    );
    write(
        "curves/talk_quantiles.csv",
        "share,value_s\n0,0\n0.5,240\n1,1200\n",
    );
    write(
        "curves/profile.csv",
        "interval_start,mon-fri,sat,sun\n08:00,3,1,1\n12:00,5,1,0\n",
    );
    write(
        "curves/eve.csv",
        "interval_start,weight\n08:00,3\n12:00,1\n",
    );
    write(
        "calendars/days.csv",
        "date,kind,name,replaces\n2026-03-02,holiday,A day,2026-03-07\n",
    );
    write(
        "calendars/campaigns.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260303\n\
         CATEGORIES:holiday\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    write(
        "curves/patience.csv",
        "interval_start,calls_patience_factor\n08:00,1.2\n12:00,0.9\n",
    );
    write("curves/talk_values.csv", "talk_s\n240\n360\n");
    write(
        "sessions.csv",
        "agent,start,end\nAnn,2026-03-02 00:00,2026-03-03 00:00\n",
    );
    write(
        "calls.csv",
        "date,arrival,type,service_s,outcome,wait_s\n2026-03-02,08:00,PS,60,AGENT,0\n",
    );
    folder
}
