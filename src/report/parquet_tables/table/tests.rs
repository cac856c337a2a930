//! What is written is what a reader of others finds.

use parquet::basic::ConvertedType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Read;

use super::*;

fn columns() -> [(String, Kind); 3] {
    [
        ("name.with points".to_owned(), Kind::Text),
        ("value".to_owned(), Kind::Double),
        ("replications".to_owned(), Kind::Count),
    ]
}

/// A table of so many rows; every third has no value.
fn written(rows: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut table = Table::new(&mut bytes, &columns()).unwrap();
    for row in 0..rows {
        let value = (!row.is_multiple_of(3)).then(|| crate::units::number::float(row) / 7.0);
        let name = format!("第{}行", row % 10);
        table
            .push([Field::Text(&name), Field::Double(value), Field::Count(row)])
            .unwrap();
    }
    table.finish().unwrap();
    bytes
}

#[test]
fn rows_are_read_as_they_were_written() {
    for rows in [0, 1, 10, 150_000] {
        let bytes = written(rows);
        assert!(bytes == written(rows), "another file the second time");
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let metadata = reader.metadata();
        let by = metadata.file_metadata().created_by();
        assert_eq!(by, Some(concat!("springtide ", env!("CARGO_PKG_VERSION"))));
        let schema = metadata.file_metadata().schema_descr();
        let names: Vec<&str> = schema.columns().iter().map(|one| one.name()).collect();
        assert_eq!(names, ["name.with points", "value", "replications"]);
        assert_eq!(schema.column(0).converted_type(), ConvertedType::UTF8);
        let groups = rows.div_ceil(crate::units::number::count(GROUP));
        assert_eq!(
            crate::units::number::count(metadata.num_row_groups()),
            groups
        );
        let mut count = 0;
        for (row, place) in reader.get_row_iter(None).unwrap().zip(0_u64..) {
            let row = row.unwrap();
            let fields: Vec<&Read> = row.get_column_iter().map(|(_, field)| field).collect();
            let value = crate::units::number::float(place) / 7.0;
            let value = if place.is_multiple_of(3) {
                Read::Null
            } else {
                Read::Double(value)
            };
            assert_eq!(*fields[0], Read::Str(format!("第{}行", place % 10)));
            assert_eq!(*fields[1], value);
            assert_eq!(*fields[2], Read::Long(place.cast_signed()));
            count += 1;
        }
        assert_eq!(count, rows);
    }
}

/// A disk that is full.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_as_such() {
    let mut full = Full;
    let told = Table::new(&mut full, &columns()).and_then(|mut table| {
        table.push([Field::Text("a"), Field::Double(None), Field::Count(1)])?;
        table.finish()
    });
    assert_eq!(told.unwrap_err().kind(), io::ErrorKind::StorageFull);
    let mut bytes = Vec::new();
    let mut table = Table::new(&mut bytes, &columns()).unwrap();
    assert!(table.push([Field::Count(1)]).is_err());
}
