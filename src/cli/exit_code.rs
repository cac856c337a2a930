//! How the program ends, as other programs see it.

use std::process::ExitCode as Process;

/// Every way in which the program ends.
///
/// Scripts may rely on the numbers; they do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// Everything asked for was done.
    Done,
    /// Something went wrong that should not; a bug, or a machine without what everybody has.
    Unexpected,
    /// The arguments are wrong.
    WrongArguments,
    /// The scenario, or a file that it names, is not valid; nothing was simulated or written.
    ScenarioNotValid,
    /// An output could not be written; what was there before is still there.
    OutputNotWritten,
    /// The run was interrupted (Ctrl-C); nothing half-done is left.
    Interrupted,
}

impl ExitCode {
    /// Every code.
    pub const ALL: [Self; 6] = [
        Self::Done,
        Self::Unexpected,
        Self::WrongArguments,
        Self::ScenarioNotValid,
        Self::OutputNotWritten,
        Self::Interrupted,
    ];

    /// The number that the program ends with.
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unexpected => 1,
            Self::WrongArguments => 2,
            Self::ScenarioNotValid => 3,
            Self::OutputNotWritten => 5,
            Self::Interrupted => 130,
        }
    }

    /// What the code means, in a few words, for the help text.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unexpected => "something unexpected went wrong",
            Self::WrongArguments => "wrong arguments",
            Self::ScenarioNotValid => "the scenario is not valid; nothing was written",
            Self::OutputNotWritten => "an output could not be written; earlier output is untouched",
            Self::Interrupted => "interrupted; nothing half-done is left",
        }
    }
}

impl From<ExitCode> for Process {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}
