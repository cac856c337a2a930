//! Numbers become things that people open.

pub mod number;
pub mod output_dir;
