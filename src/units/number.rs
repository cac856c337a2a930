//! Conversions between number types, each with its rule; the only casts of the program.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the conversions of the program are collected here, each with its stated rule"
)]

/// A count as a float [exact up to 2^53].
pub const fn float(count: u64) -> f64 {
    count as f64
}

/// A signed count as a float [exact up to 2^53 in size].
pub const fn float_signed(count: i128) -> f64 {
    count as f64
}

/// A large count as a float, rounded to nearest.
pub const fn float_wide(count: u128) -> f64 {
    count as f64
}

/// A length or index as a float [exact up to 2^53].
pub const fn float_len(len: usize) -> f64 {
    len as f64
}

/// The nearest whole number [0..=2^63−1]; negative and NaN give 0, what is too large the largest.
#[inline]
pub const fn nearest(value: f64) -> u64 {
    // Adding one half and cutting off is `round` for what is not negative, without its library call.
    floor(value + 0.5)
}

/// The whole part [0..=2^63−1]; negative and NaN give 0, what is too large the largest.
#[inline]
pub const fn floor(value: f64) -> u64 {
    // By way of a signed number: processors convert to those in one step.
    let whole = value as i64;
    if whole < 0 { 0 } else { whole as u64 }
}

/// The nearest whole number, halves away from zero; NaN gives 0, what is too large in size the largest.
#[inline]
pub const fn nearest_signed(value: f64) -> i32 {
    value.round() as i32
}

/// A small signed number as a float, exactly.
#[inline]
pub const fn float_small(value: i32) -> f64 {
    value as f64
}

/// An index from a 32-bit id; every platform we build for has pointers of at least 32 bits.
#[inline]
pub const fn index(id: u32) -> usize {
    id as usize
}

/// An index from a 64-bit number that is known to be below some length; too large a number gives the
/// largest index, which no array has.
#[inline]
pub const fn index_wide(value: u64) -> usize {
    if value > usize::MAX as u64 {
        usize::MAX
    } else {
        value as usize
    }
}

/// A 32-bit id from an index; too large an index gives the largest id, which is never given out.
#[inline]
pub const fn id(index: usize) -> u32 {
    if index >= u32::MAX as usize {
        u32::MAX
    } else {
        index as u32
    }
}

/// A length as a 64-bit count.
#[inline]
pub const fn count(len: usize) -> u64 {
    len as u64
}

/// A length as a wide count.
#[inline]
pub const fn wide(len: usize) -> u128 {
    len as u128
}

/// The low 32 bits.
#[inline]
pub const fn low_half(value: u64) -> u32 {
    value as u32
}

/// The low 64 bits.
#[inline]
pub const fn low_word(value: u128) -> u64 {
    value as u64
}

/// The high 52 bits as a number in the open interval (0, 1): the middle of one of 2^52 equal cells.
#[inline]
pub const fn unit_open(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_to_nearest_and_saturates() {
        assert_eq!(nearest(2.4), 2);
        assert_eq!(nearest(2.5), 3);
        assert_eq!(nearest(-7.0), 0);
        assert_eq!(nearest(f64::NAN), 0);
        assert_eq!(nearest(1e300), u64::MAX / 2);
        assert_eq!(floor(2.9), 2);
        assert_eq!(nearest_signed(-2.5), -3);
        assert_eq!(nearest_signed(f64::NAN), 0);
        assert_eq!(nearest_signed(1e300), i32::MAX);
    }

    #[test]
    fn unit_numbers_stay_inside_the_open_interval() {
        assert!(unit_open(0) > 0.0);
        assert!(unit_open(u64::MAX) < 1.0);
    }
}
