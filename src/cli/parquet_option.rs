//! `--parquet`: whether this build can write it.

use super::Failure;

/// What was asked for, if this build can do it.
///
/// # Errors
/// Refuses Parquet where the build lacks it.
pub(super) fn wanted(is_asked: bool) -> Result<bool, Failure> {
    if !is_asked || cfg!(feature = "parquet") {
        return Ok(is_asked);
    }
    Err(Failure::Argument {
        argument: "--parquet",
        found: "this build of springtide was made without Parquet".to_owned(),
        allowed: "the CSV and JSON files and the workbook, which every build writes".to_owned(),
        hint: Some(
            "build it with the feature: cargo build --release --features parquet".to_owned(),
        ),
    })
}

#[cfg(test)]
mod tests;
