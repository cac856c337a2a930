//! The file of `--trace`: it appears whole or not at all, and replaces only a trace.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use super::interrupt::Temporary;
use super::progress::Progress;
use crate::compile::SimInputs;
use crate::model::{ContactCentre, ReplicationPlan};
use crate::report::OutputError;
use crate::sim::{self, Replication};
use crate::stats::trace::{self, Trace};

/// A trace that is being written beside the place where it will appear.
#[derive(Debug)]
pub(super) struct TraceFile {
    path: PathBuf,
    /// `None` where the path is a pipe or a device, into which is written as it is.
    temporary: Option<Temporary>,
    file: File,
}

impl TraceFile {
    /// Begins a trace; nothing shows at `path` until [`TraceFile::publish`], unless it is a pipe or
    /// a device.
    ///
    /// # Errors
    /// Refuses to replace a file that is not a trace, and fails if the disk does.
    pub(super) fn create(path: &Path) -> Result<Self, OutputError> {
        let creating = |error| OutputError::io("creating the trace", path, error);
        if is_special(path) {
            let file = File::options().write(true).open(path).map_err(creating)?;
            return Ok(Self {
                path: path.to_owned(),
                temporary: None,
                file,
            });
        }
        // Through a symbolic link, so that the link stays what it is.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        refuse_foreign(&path)?;
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".springtide-{}", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = File::create_new(&temporary).map_err(creating)?;
        Ok(Self {
            path,
            temporary: Some(Temporary::new(temporary)),
            file,
        })
    }

    /// Simulates every replication once more, one after the other, and writes what happens.
    ///
    /// # Errors
    /// Fails if the disk does.
    pub(super) fn write(
        &self,
        centre: &ContactCentre,
        inputs: &SimInputs,
        plan: &ReplicationPlan,
        progress: &Progress,
    ) -> Result<(), OutputError> {
        let written = || -> io::Result<()> {
            let mut trace = Trace::new(BufWriter::new(&self.file), centre)?;
            for index in 0..plan.replications {
                let seed = plan.seed;
                trace.begin(index)?;
                sim::simulate(inputs, Replication { seed, index }, &mut trace);
                progress.set(index + 1);
            }
            trace.flush()
        };
        match written() {
            // Who reads a trace through a pipe may have seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => {
                result.map_err(|error| OutputError::io("writing the trace", &self.path, error))
            }
        }
    }

    /// Lets the trace appear.
    ///
    /// # Errors
    /// Refuses what has become foreign meanwhile, and fails if the disk does.
    pub(super) fn publish(&self) -> Result<(), OutputError> {
        let Some(temporary) = &self.temporary else {
            return Ok(());
        };
        refuse_foreign(&self.path)?;
        fs::rename(temporary.path(), &self.path)
            .map_err(|error| OutputError::io("moving the finished trace", &self.path, error))
    }
}

/// Whether a path is there and is neither a file nor a folder.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Refuses a file that does not begin as a trace does.
fn refuse_foreign(path: &Path) -> Result<(), OutputError> {
    let looking = |error| OutputError::io("looking at the old trace", path, error);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(looking(error)),
    };
    let header = trace::COLUMNS.join(",");
    let mut beginning = Vec::new();
    let length = u64::try_from(header.len()).unwrap_or(u64::MAX);
    file.take(length)
        .read_to_end(&mut beginning)
        .map_err(looking)?;
    if beginning == header.as_bytes() {
        Ok(())
    } else {
        Err(OutputError::Foreign {
            path: path.to_owned(),
            reason: "this file is not a trace",
            advice: "choose another name for --trace",
        })
    }
}
