//! springtide

pub mod units;

pub mod model;

pub mod compile;

pub mod sim;
