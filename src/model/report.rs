//! What is to be measured, and over which periods.

use crate::units::{Share, Span};

/// What is to be measured, beyond what always is.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own in the file"
)]
pub struct ReportPlan {
    /// Report each local day.
    pub days: bool,
    /// Report each planning interval.
    pub intervals: bool,
    /// Report wait percentiles of each interval too.
    pub interval_percentiles: bool,
    /// Which wait percentiles \[each 0 < p < 1, ascending\].
    pub percentiles: Vec<Share>,
    /// Further waits within which answers are counted, beside each queue's own target \[ascending\].
    pub within: Vec<Span>,
    /// Waits beyond which customers are counted \[ascending\].
    pub waiting_over: Vec<Span>,
    /// A customer who is back with the same matter within so long counts against FCR.
    pub fcr_window: Span,
    /// Measure the longest line and the momentary line at interval starts. Costs time: who leaves
    /// must then be known at once.
    pub line_length: bool,
    /// The most rows of `intervals.csv` [≥ 1].
    pub most_interval_rows: u64,
    /// Draw charts.
    pub charts: bool,
    /// Write the Excel workbook.
    pub workbook: bool,
    /// Write the tables as Parquet too, which a scenario cannot ask for: not every build can.
    pub parquet: bool,
}
