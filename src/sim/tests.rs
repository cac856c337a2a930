//! Small centres, step by step.
