//! springtide

pub mod units;

pub mod model;

pub mod random;

pub mod compile;

pub mod sim;
