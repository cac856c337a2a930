//! springtide

pub mod units;

pub mod model;

pub mod random;

pub mod engine;

pub mod compile;

pub mod sim;
