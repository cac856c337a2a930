//! springtide

pub mod units;

pub mod model;

pub mod compile;

pub mod sim;

pub mod stats;

pub mod measures;

pub mod experiment;
