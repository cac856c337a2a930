//! A table on its way into a Parquet file, some rows at a time.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type};

/// How many rows are kept before they are written, as a group of their own.
const GROUP: usize = 65_536;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// UTF-8, never null.
    Text,
    /// A double, or null.
    Double,
    /// A 64-bit integer, never null.
    Count,
}

/// What stands in a row and column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field<'a> {
    Text(&'a str),
    Double(Option<f64>),
    Count(u64),
}

/// The rows of a column that are not written yet.
enum Column {
    Text(Vec<ByteArray>),
    /// The values that are there, and for each row whether there is one.
    Double(Vec<f64>, Vec<i16>),
    Count(Vec<i64>),
}

/// A table on its way.
pub(super) struct Table<'a> {
    writer: SerializedFileWriter<&'a mut (dyn Write + Send)>,
    columns: Vec<Column>,
    rows: usize,
}

impl<'a> Table<'a> {
    /// An empty table with these columns.
    pub(super) fn new(
        out: &'a mut (dyn Write + Send),
        columns: &[(String, Kind)],
    ) -> io::Result<Self> {
        let fields: Result<Vec<Arc<Type>>, ParquetError> = (columns.iter())
            .map(|(name, kind)| field(name, *kind).map(Arc::new))
            .collect();
        let schema = fields
            .and_then(|fields| Type::group_type_builder("rows").with_fields(fields).build())
            .map_err(failed)?;
        let mut properties = WriterProperties::builder()
            .set_created_by(concat!("springtide ", env!("CARGO_PKG_VERSION")).to_owned());
        // Numbers hardly repeat.
        for (name, _) in columns.iter().filter(|(_, kind)| *kind == Kind::Double) {
            let path = ColumnPath::from(vec![name.clone()]);
            properties = properties.set_column_dictionary_enabled(path, false);
        }
        let properties = Arc::new(properties.build());
        let writer =
            SerializedFileWriter::new(out, Arc::new(schema), properties).map_err(failed)?;
        Ok(Self {
            writer,
            columns: columns.iter().map(|(_, kind)| Column::new(*kind)).collect(),
            rows: 0,
        })
    }

    /// Adds a row: a field a column, each of its kind.
    pub(super) fn push<'f>(
        &mut self,
        fields: impl IntoIterator<Item = Field<'f>>,
    ) -> io::Result<()> {
        for (column, field) in self.columns.iter_mut().zip(fields) {
            column.push(field)?;
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what is left, and the end of the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.writer.close().map_err(failed)?;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            let writer = group.next_column().map_err(failed)?;
            let Some(mut writer) = writer else {
                return Err(io::Error::other("a Parquet file with too few columns"));
            };
            column.write(&mut writer).map_err(failed)?;
            writer.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }
}

impl Column {
    const fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Double => Self::Double(Vec::new(), Vec::new()),
            Kind::Count => Self::Count(Vec::new()),
        }
    }

    fn push(&mut self, field: Field<'_>) -> io::Result<()> {
        match (self, field) {
            (Self::Text(texts), Field::Text(text)) => texts.push(ByteArray::from(text)),
            (Self::Double(values, levels), Field::Double(value)) => {
                levels.push(i16::from(value.is_some()));
                values.extend(value);
            }
            (Self::Count(counts), Field::Count(count)) => {
                counts.push(i64::try_from(count).unwrap_or(i64::MAX));
            }
            _ => return Err(io::Error::other("a field of another type than its column")),
        }
        Ok(())
    }

    /// Writes the rows and forgets them.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(texts) => {
                let typed = writer.typed::<ByteArrayType>();
                typed.write_batch(texts, None, None)?;
                texts.clear();
            }
            Self::Double(values, levels) => {
                let typed = writer.typed::<DoubleType>();
                typed.write_batch(values, Some(levels), None)?;
                values.clear();
                levels.clear();
            }
            Self::Count(counts) => {
                let typed = writer.typed::<Int64Type>();
                typed.write_batch(counts, None, None)?;
                counts.clear();
            }
        }
        Ok(())
    }
}

/// A column of the schema.
fn field(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, logical, repetition) = match kind {
        Kind::Text => (
            Physical::BYTE_ARRAY,
            Some(LogicalType::String),
            Repetition::REQUIRED,
        ),
        Kind::Double => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        Kind::Count => (Physical::INT64, None, Repetition::REQUIRED),
    };
    Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
